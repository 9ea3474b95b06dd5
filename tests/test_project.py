"""The project itself: its files fit together."""

import ast
import json
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
import yaml
from jsonschema import Draft202012Validator

from benchmarks.start import scorecard
from spf_lib.publish.contents import toc_pages
from spf_lib.publish.edition_differences import file_differences
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.manifest import manifest_file, read_manifest
from spf_lib.publish.published_returns import edited_returns
from spf_lib.publish.store import assessed_edition
from spf_lib.publish.templates import template_file

ROOT = Path(__file__).parents[1]
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))
TEMPLATES = sorted((ROOT / "notebooks").glob("*.ipynb"))
FROZEN = sorted((ROOT / "book").glob("*/*.ipynb"))
MODULES = sorted((ROOT / "spf_lib").rglob("*.py"))
BENCHMARKS = sorted((ROOT / "benchmarks").rglob("*.py"))
EDITIONS = edition_ids(ROOT)
PUBLISHED = [name for name in EDITIONS if read_edition(ROOT, name).status == "published"]
MOST_LINES = 400

named = {"ids": lambda path: path.name if isinstance(path, Path) else str(path)}


def cells(path, kind):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def code_of(path):
    """The code of a template but for its parameters."""
    found = [cell for cell in cells(path, "code") if "parameters" not in cell["metadata"]["tags"]]
    return "\n".join(map(source, found))


def test_there_is_something_to_check():
    assert len(REQUIREMENTS) == 2
    assert len(TEMPLATES) >= 9
    assert len(FROZEN) >= 17
    assert len(BENCHMARKS) >= 10
    assert "2019-20-Q2" in EDITIONS
    assert len(PUBLISHED) >= 3


def test_the_benchmark_of_starting_makes_the_scorecard_that_an_edition_has():
    made = scorecard("2019-20-Q2")
    stored = assessed_edition(ROOT, "2019-20-Q2").scorecard
    pd.testing.assert_frame_equal(stored[list(made.columns)], made)


@pytest.mark.parametrize("path", BENCHMARKS, **named)
def test_a_benchmark_finds_what_it_takes_from_the_library(path):
    import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@pytest.mark.parametrize("path", REQUIREMENTS, **named)
def test_the_lock_names_no_address(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|git\+|--(extra-)?index-url|--find-links", text)


@pytest.mark.parametrize("path", REQUIREMENTS, **named)
def test_every_requirement_is_pinned_and_hashed(path):
    text = re.sub(r"\\\n", " ", path.read_text(encoding="utf-8"))
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    assert lines
    for line in lines:
        assert re.match(r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==\S+ ", line), line[:60]
        assert "--hash=sha256:" in line, line[:60]


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {
        line.split("==")[0].split("[")[0].lower()
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for extra in ("sign", "cluster"):
        wanted += project["project"]["optional-dependencies"][extra]
    names = {re.split(r"[\[<>=!~; ]", name)[0].lower() for name in wanted}
    assert names - locked == set()


@pytest.mark.parametrize("path", MODULES, **named)
def test_no_module_is_over_four_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", TEMPLATES, **named)
def test_a_template_holds_no_outputs(path):
    for cell in cells(path, "code"):
        assert (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.mark.parametrize("path", TEMPLATES, **named)
def test_a_template_types_in_no_figure(path):
    assert not re.search(r"\d", code_of(path))


@pytest.mark.parametrize("path", TEMPLATES, **named)
def test_a_template_computes_and_decides_nothing(path):
    code = re.sub(r"\{\w+\}", "x", code_of(path))
    forbidden = (
        ast.If,
        ast.IfExp,
        ast.Match,
        ast.For,
        ast.While,
        ast.comprehension,
        ast.BinOp,
        ast.Compare,
        ast.BoolOp,
        ast.AugAssign,
        ast.FunctionDef,
        ast.Lambda,
        ast.Subscript,
    )
    found = [
        type(node).__name__ for node in ast.walk(ast.parse(code)) if isinstance(node, forbidden)
    ]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, **named)
def test_a_template_reads_only_the_library(path):
    modules = {
        name
        for node in ast.walk(ast.parse(re.sub(r"\{\w+\}", "x", code_of(path))))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
        )
    }
    assert modules
    assert {name.split(".")[0] for name in modules} == {"spf_lib"}


@pytest.mark.parametrize("path", TEMPLATES, **named)
def test_a_template_ends_with_its_ledger_and_hides_its_code(path):
    found = cells(path, "code")
    assert source(found[-1]) == "show_ledger(show)"
    assert all("remove-input" in cell["metadata"]["tags"] for cell in found)


@pytest.mark.parametrize("path", TEMPLATES, **named)
def test_a_template_is_used_by_an_edition(path):
    used = {template_file(page) for name in EDITIONS for page in read_edition(ROOT, name).pages}
    assert path.relative_to(ROOT).as_posix() in used


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_contents_list_every_page_of_an_edition_in_its_order(edition_id):
    pages = [f"book/{edition_id}/{page.name}" for page in read_edition(ROOT, edition_id).pages]
    listed = toc_pages(ROOT)
    assert [page for page in listed if page.startswith(f"book/{edition_id}/")] == pages


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_template_of_an_edition_exists(edition_id):
    for page in read_edition(ROOT, edition_id).pages:
        assert (ROOT / template_file(page)).is_file(), page.name


def test_every_page_of_the_contents_exists_once():
    listed = toc_pages(ROOT)
    assert len(listed) == len(set(listed))
    # History pages are written when the book is built.
    for page in (page for page in listed if not page.startswith("book/history/")):
        assert any((ROOT / f"{page}{ending}").is_file() for ending in (".md", ".ipynb")), page


def test_every_page_of_the_book_is_in_the_contents():
    pages = {
        path.relative_to(ROOT).with_suffix("").as_posix()
        for path in (ROOT / "book").rglob("*")
        if path.suffix in (".md", ".ipynb") and ".ipynb_checkpoints" not in path.parts
    }
    assert pages - set(toc_pages(ROOT)) == set()


@pytest.mark.parametrize("path", FROZEN, **named)
def test_a_frozen_page_is_executed_whole_and_in_order(path):
    counts = [cell["execution_count"] for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("path", FROZEN, **named)
def test_a_frozen_page_holds_no_picture_that_nbval_cannot_compare(path):
    shown = {
        kind
        for cell in cells(path, "code")
        for output in cell["outputs"]
        for kind in output.get("data", {})
    }
    assert not {kind for kind in shown if kind.startswith("image/")}


@pytest.mark.parametrize("path", FROZEN, **named)
def test_a_frozen_page_has_no_error_and_nothing_printed_on_the_side(path):
    kinds = {output["output_type"] for cell in cells(path, "code") for output in cell["outputs"]}
    assert kinds <= {"execute_result", "display_data"}


@pytest.mark.parametrize("path", FROZEN, **named)
def test_a_frozen_page_tells_nothing_of_the_machine_it_was_made_on(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"/(home|work|tmp|root|Users)/|0x[0-9a-f]{8,}", text)
    metadata = json.loads(text)["metadata"]
    assert set(metadata) == {"kernelspec", "language_info"}
    assert metadata["language_info"] == {"name": "python"}


@pytest.mark.parametrize("edition_id", PUBLISHED)
def test_the_return_of_a_published_edition_has_not_been_edited(edition_id):
    assert edited_returns(ROOT, edition_id) == [], "revise it in a newer return instead"


@pytest.mark.parametrize("edition_id", PUBLISHED)
def test_the_frozen_pages_and_ledger_are_those_of_the_manifest(edition_id):
    differences = file_differences(read_manifest(ROOT, edition_id), ROOT)
    assert [one for one in differences if one.kind in ("page", "ledger")] == []


@pytest.mark.parametrize("edition_id", PUBLISHED)
def test_a_published_manifest_fits_its_schema(edition_id):
    schema = json.loads((ROOT / "docs/schemas/manifest.schema.json").read_text(encoding="utf-8"))
    manifest = json.loads((ROOT / manifest_file(edition_id)).read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(manifest)) == []


@pytest.mark.parametrize("target", ["book", "test", "serve", "reproduce"])
def test_the_makefile_has_its_commands(target):
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:.*## \S", text, re.MULTILINE)


def test_make_book_builds_the_main_edition_unless_told_otherwise():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^EDITION \?= 2019-20-Q2$", text, re.MULTILINE)


def test_papermill_is_the_only_executor():
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    assert config["execute"]["execute_notebooks"] == "off"


def test_the_page_asks_no_other_host():
    for path in (ROOT / "book/_static").rglob("*"):
        if path.suffix in (".css", ".js", ".html"):
            assert not re.search(
                r"https?://(?!www\.w3\.org/2000/svg)|url\(\s*['\"]?//|@import",
                path.read_text(encoding="utf-8"),
            )


def test_links_of_the_readme_lead_somewhere():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []
