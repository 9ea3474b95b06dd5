"""What was saved since the preview last looked."""

import shutil

import pytest

from spf_lib.publish.layout import RUNNING_CODE
from spf_lib.publish.preview_changes import Changes, Sources, is_source, watched_folders

FIGURES = "data/returns/2019-20-Q2/figures.csv"
ROWS = "measure_id,period,value\nkpi-volunteers,2019-20-Q2,202\nkpi-parking,2019-20-Q2,7\n"


@pytest.fixture
def project(tmp_path):
    for name, text in {
        FIGURES: ROWS,
        "params/2019-20-Q2.yml": "edition: 2019-20-Q2\n",
        "notebooks/summary.ipynb": "{}",
        "book/welcome.md": "# Welcome\n",
        "_toc.yml": "root: book/welcome\n",
        "_config.yml": "title: SPF Book\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [FIGURES, "params/2019-20-Q2.yml", "notebooks/summary.ipynb", "book/welcome.md", "_toc.yml"],
)
def test_what_a_page_is_made_from_is_followed(project, name):
    assert is_source(project, project / name)


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "_build/preview/stage/_toc.yml",
        "data/.figures.csv.swp",
        "data/figures.csv~",
        "data/.~lock.figures.csv#",
        "data/~$figures.xlsx",
        "notebooks/.ipynb_checkpoints/summary-checkpoint.ipynb",
        ".git/index",
    ],
)
def test_what_an_editor_leaves_for_a_while_is_not_followed(project, name):
    assert not is_source(project, project / name)


def test_the_library_that_runs_is_followed_but_not_its_compiled_code(project):
    assert RUNNING_CODE in watched_folders(project)
    assert is_source(project, RUNNING_CODE / "present/cards.py")
    assert is_source(project, RUNNING_CODE / "present/templates/card.html")
    assert not is_source(project, RUNNING_CODE / "present/__pycache__/cards.cpython-311.pyc")


def test_a_file_saved_as_it_was_is_no_change(project):
    sources = Sources(project)
    (project / FIGURES).write_text(ROWS)
    assert sources.take([project / FIGURES]) == Changes()


def test_a_changed_row_names_its_measure(project):
    sources = Sources(project)
    (project / FIGURES).write_text(ROWS.replace("202", "203"))
    found = sources.take([project / FIGURES])
    assert found == Changes((FIGURES,), frozenset({"kpi-volunteers"}))
    assert found.of_data
    assert found.of_pages
    assert not found.of_code


def test_a_change_is_told_once(project):
    sources = Sources(project)
    (project / FIGURES).write_text(ROWS.replace("202", "203"))
    sources.take([project / FIGURES])
    assert sources.take([project / FIGURES]) == Changes()


def test_a_row_taken_away_or_a_file_gone_names_its_measures(project):
    sources = Sources(project)
    (project / FIGURES).write_text(ROWS.rsplit("\n", 2)[0] + "\n")
    assert sources.take([project / FIGURES]).measures == {"kpi-parking"}
    (project / FIGURES).unlink()
    assert sources.take([project / FIGURES]).measures == {"kpi-volunteers"}


def test_a_new_file_is_a_change(project):
    sources = Sources(project)
    (project / "book/glossary.md").write_text("# Words\n")
    found = sources.take([project / "book/glossary.md"])
    assert found.book_files() == ["book/glossary.md"]
    assert not found.of_pages


def test_a_folder_that_comes_or_goes_is_the_files_in_it(project):
    sources = Sources(project)
    folder = project / "data/returns/2020-21-Q1"
    folder.mkdir()
    (folder / "figures.csv").write_text(ROWS)
    name = "data/returns/2020-21-Q1/figures.csv"
    assert sources.take([folder]) == Changes((name,), frozenset({"kpi-volunteers", "kpi-parking"}))
    shutil.rmtree(folder)
    assert sources.take([folder]).files == (name,)


def test_each_file_is_told_by_what_follows_from_it():
    assert Changes(("_toc.yml",)).of_settings
    assert Changes(("notebooks/summary.ipynb",)).of_pages
    assert not Changes(("notebooks/summary.ipynb",)).of_data
    assert Changes(("spf_lib/present/cards.py",)).of_code
    assert Changes((str(RUNNING_CODE / "present/templates/card.html"),)).of_code
    assert not Changes(("book/_templates/layout.html",)).of_code
    assert Changes(("book/_static/spf.css", "book/a.md")).book_files("_static") == [
        "book/_static/spf.css"
    ]
