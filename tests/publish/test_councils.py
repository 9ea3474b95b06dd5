"""A folder of councils, and the project each of them becomes."""

import shutil

import pytest

from benchmarks.generated_councils import Size, write_councils
from spf_lib.framework.tables import BadInput
from spf_lib.publish.councils import council_folders, prepare_project
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.inputs import load_edition
from spf_lib.publish.layout import project_root
from spf_lib.publish.templates import read_templates
from tests.publish.projects import amend

SMALL = Size(measures=3, quarters=2, to_a_chapter=2)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def generated(root, tmp_path_factory):
    return write_councils(tmp_path_factory.mktemp("generated"), 2, SMALL, root)


@pytest.fixture
def council(generated, tmp_path):
    return shutil.copytree(generated[0], tmp_path / "council")


def test_every_edition_of_a_generated_council_passes_every_check(generated):
    for council in generated:
        for edition_id in edition_ids(council):
            assert len(load_edition(council, edition_id).headlines) == 3


def test_generating_councils_again_gives_the_same_bytes(generated, root, tmp_path):
    again = write_councils(tmp_path, 2, SMALL, root)
    assert [contents(one) for one in again] == [contents(one) for one in generated]


def test_generated_councils_have_figures_of_their_own(generated):
    first, second = (contents(one)["data/returns/2018-19-Q1/figures.csv"] for one in generated)
    assert first != second


def test_councils_are_the_folders_by_name_but_for_hidden_ones(tmp_path):
    for name in ("leeds", "barnet", "_build", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "notes.txt").touch()
    assert [path.name for path in council_folders(tmp_path)] == ["barnet", "leeds"]


def test_a_folder_without_a_council_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no folder of a council"):
        council_folders(tmp_path)


def test_a_council_takes_what_it_leaves_out_from_the_product(council, root, tmp_path):
    project = tmp_path / "output/council"
    assert prepare_project(council, root, project) == ["2018-19-Q1", "2018-19-Q2"]
    made = contents(project)
    assert project_root(project / "book") == project
    for name, content in contents(council).items():
        assert made[name] == content
    for name in ("notebooks/summary.ipynb", "book/glossary.md", "book/_static/spf.css"):
        assert made[name] == (root / name).read_bytes()


def test_no_page_of_the_product_s_own_council_gets_into_another_s_book(council, root, tmp_path):
    prepare_project(council, root, tmp_path / "project")
    assert {path.name for path in (tmp_path / "project/book").iterdir()} == {
        "_root",
        "_static",
        "_templates",
        "accessibility.md",
        "developers.md",
        "editions.md",
        "glossary.md",
        "welcome.md",
    }


def test_a_council_s_own_templates_and_pages_come_before_the_product_s(council, root, tmp_path):
    (council / "notebooks").mkdir()
    shutil.copy(root / "notebooks/sources.ipynb", council / "notebooks/own.ipynb")
    (council / "book/glossary.md").write_text("# Our own words\n", encoding="utf-8")
    project = tmp_path / "project"
    prepare_project(council, root, project)
    assert [path.name for path in (project / "notebooks").iterdir()] == ["own.ipynb"]
    assert (project / "book/glossary.md").read_text(encoding="utf-8") == "# Our own words\n"


def test_the_templates_of_a_prepared_project_take_its_parameters(council, root, tmp_path):
    project = tmp_path / "project"
    for edition_id in prepare_project(council, root, project):
        read_templates(project, read_edition(project, edition_id))


def test_a_council_s_folder_is_only_read(council, root, tmp_path):
    before = contents(council)
    prepare_project(council, root, tmp_path / "project")
    assert contents(council) == before


def test_what_was_built_before_stands_and_all_else_goes(council, root, tmp_path):
    project = tmp_path / "project"
    for name in ("_build/site/index.html", "data/framework/old.csv", "book/2018-19-Q1/old.ipynb"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).touch()
    prepare_project(council, root, project)
    assert (project / "_build/site/index.html").is_file()
    assert not (project / "data/framework/old.csv").exists()
    assert not (project / "book/2018-19-Q1").exists()


def test_pages_a_council_froze_before_are_not_taken_for_fresh_ones(council, root, tmp_path):
    (council / "book/2018-19-Q1").mkdir()
    (council / "book/2018-19-Q1/summary.ipynb").write_text("frozen")
    prepare_project(council, root, tmp_path / "project")
    assert not (tmp_path / "project/book/2018-19-Q1").exists()


def test_each_part_a_council_lacks_is_a_fault_and_nothing_is_written(council, root, tmp_path):
    shutil.rmtree(council / "data")
    (council / "_toc.yml").unlink()
    with pytest.raises(BadInput) as raised:
        prepare_project(council, root, tmp_path / "project")
    assert [fault.file for fault in raised.value.faults] == ["_toc.yml", "data"]
    assert not (tmp_path / "project").exists()


def test_a_council_without_an_edition_is_a_fault(council, root, tmp_path):
    for path in (council / "params").glob("*.yml"):
        path.unlink()
    with pytest.raises(BadInput, match="a folder with an edition"):
        prepare_project(council, root, tmp_path / "project")


def test_a_page_of_the_contents_that_nobody_has_is_a_fault(council, root, tmp_path):
    amend(council / "_toc.yml", "file: book/glossary", "file: book/glosary")
    with pytest.raises(BadInput, match="'book/glosary' should be a page in book/"):
        prepare_project(council, root, tmp_path / "project")


@pytest.mark.parametrize("text", [b"parts: [", b"\xff\xfe"])
def test_contents_that_cannot_be_read_are_a_fault(council, root, tmp_path, text):
    (council / "_toc.yml").write_bytes(text)
    with pytest.raises(BadInput, match="a readable YAML file"):
        prepare_project(council, root, tmp_path / "project")
