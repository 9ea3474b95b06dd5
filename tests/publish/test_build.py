"""The whole way from data to site, with the slow steps stood in for."""

import json
import shutil
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish import build, volume_sources, volumes
from spf_lib.publish.book import BuildFailed, swap_in
from spf_lib.publish.build import (
    Built,
    build_site,
    collect_ledger,
    publish_edition,
)
from spf_lib.publish.contents import toc_pages
from spf_lib.publish.editions import read_edition
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.kept_pages import NOTHING_KEPT, PageDone
from spf_lib.publish.ledger_files import ledger_text
from spf_lib.publish.manifest import read_manifest, sha256_of
from spf_lib.publish.published_returns import ReturnEdited
from spf_lib.publish.site_manifest import site_differences
from tests.publish.projects import amend, copy_project

EDITION = "2019-20-Q2"
# The index of the search as Sphinx writes it, of no page.
ABSENT = ("indexentries", "objects", "objnames", "objtypes")
LISTS = ("docnames", "filenames", "titles")
MAPPINGS = ("alltitles", "envversion", "terms", "titleterms")
NOTHING_FOUND = {name: [] for name in LISTS} | {name: {} for name in (*MAPPINGS, *ABSENT)}


def with_a_site(project, root):
    """Give a copied project the other pages of its contents, and a site built before."""
    for page in toc_pages(root):
        if not page.startswith(f"book/{EDITION}/"):
            (project / page).parent.mkdir(parents=True, exist_ok=True)
            (project / f"{page}.md").write_text("# A page\n")
    around = "book/_templates/around"
    shutil.copytree(root / around, project / around)
    old = project / "_build/html"
    old.mkdir(parents=True)
    (old / "index.html").write_text("the last good site")
    swap_in(old, project)
    return project


def without_papermill(patch, root):
    """Make the frozen pages stand in for executed ones."""

    def execute(_, edition, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for page in edition.pages:
            shutil.copy(root / "book" / EDITION / f"{page.name}.ipynb", folder)
            yield page.name

    def execute_what_changed(root, edition, folder, _code, _kernels, _held):
        for page in execute(root, edition, folder):
            yield PageDone(page, NOTHING_KEPT)

    patch.setattr(build, "execute_edition", execute)
    patch.setattr(build, "execute_what_changed", execute_what_changed)
    patch.setattr(build, "making_ahead", lambda *_: nullcontext(True))


def without_sphinx(patch, *lost):
    """Make the HTML outputs of a notebook stand in for its page; some pages get lost."""

    def build_html(stage, output, _loaded):
        site = output / "html"
        titles = {}
        for path in (stage / "book").rglob("*.*"):
            page = site / path.relative_to(stage).with_suffix(".html")
            if page.stem in lost:
                continue
            page.parent.mkdir(parents=True, exist_ok=True)
            cells = json.loads(path.read_text())["cells"] if path.suffix == ".ipynb" else []
            shown = [output["data"] for cell in cells for output in cell.get("outputs", [])]
            page.write_text("".join("".join(data.get("text/html", "")) for data in shown))
            titles[path.relative_to(stage).with_suffix("").as_posix()] = page.stem
        (site / "page-titles.json").write_text(json.dumps(titles))
        (site / "searchindex.js").write_text(f"Search.setIndex({json.dumps(NOTHING_FOUND)})")
        (site / "index.html").write_text("the new site")
        (site / "_static").mkdir()
        (site / "_static/spf.css").touch()
        (site / "search.html").write_text('<link rel="stylesheet" href="_static/spf.css" />')
        return site

    patch.setattr(volumes, "build_html", build_html)


def without_typst(patch):
    """Make an empty file stand in for the PDFs of the edition."""

    def write_site_pdfs(_root, _book, site):
        (site.folder / "book" / EDITION / f"{EDITION}.pdf").touch()

    patch.setattr(build, "write_site_pdfs", write_site_pdfs)
    patch.setattr(volume_sources, "link_pdfs", lambda *_: None)
    patch.setattr(volume_sources, "page_facts", lambda *_: {})


def without_furniture(patch):
    """Make a file stand in for what stands around the pages, with the records staging gave."""

    def write_furniture(_root, _editions, site, records):
        (site / "book/ledger.json").write_text(ledger_text(records))

    patch.setattr(build, "stage_front", lambda *_: [{"id": "f--front"}])
    patch.setattr(build, "write_furniture", write_furniture)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    without_typst(monkeypatch)
    without_furniture(monkeypatch)
    monkeypatch.setattr(build, "stage_history", lambda *_: None)


@pytest.fixture
def project(project, root):
    return with_a_site(project, root)


@pytest.fixture
def frozen(root, monkeypatch):
    without_papermill(monkeypatch, root)


@dataclass
class Done:
    project: Path
    built: Built
    steps: list[str]


@pytest.fixture(scope="module")
def done(root, tmp_path_factory):
    """One build that went well."""
    project = with_a_site(copy_project(root, tmp_path_factory.mktemp("built")), root)
    steps = []
    with pytest.MonkeyPatch.context() as patch:
        without_papermill(patch, root)
        without_sphinx(patch)
        without_typst(patch)
        without_furniture(patch)
        built = build_site(project, EDITION, steps.append)
    return Done(project, built, steps)


def site_words(project):
    return (project / "_build/site/index.html").read_text()


def test_a_build_puts_the_new_site_in_place(done):
    assert site_words(done.project) == "the new site"
    assert done.built.site == done.project / "_build/site"


def test_a_build_tells_each_page_and_the_site_as_it_is_done(done):
    pages = [page.name for page in read_edition(done.project, EDITION).pages]
    assert done.steps == [*pages, "PDF", "site"]


def test_a_build_hands_out_the_pdfs_with_the_site(done):
    assert (done.built.site / "book" / EDITION / f"{EDITION}.pdf").is_file()


def test_a_build_hands_out_the_ledger_with_the_site(done):
    ledger = json.loads((done.built.site / "book" / EDITION / "ledger.json").read_text())
    assert done.built.figures_shown == len(ledger) > 1000


def test_a_build_puts_its_furniture_into_the_site_before_its_manifest(done):
    front = json.loads((done.built.site / "book/ledger.json").read_text(encoding="utf-8"))
    assert front == [{"id": "f--front"}]


def test_a_build_hands_out_the_data_with_the_site_and_names_it_in_its_manifest(done):
    named = json.loads((done.built.site / "manifest.json").read_text())["files"]
    data = f"book/{EDITION}/data"
    assert {f"{data}/figures.csv", f"{data}/datapackage.json", f"{data}/{EDITION}.xlsx"} <= {*named}


def test_a_built_site_is_that_of_its_manifest(done):
    assert site_differences(done.built.site) == []
    assert (done.built.site / "manifest.json").is_file()


def test_a_build_leaves_only_the_site_and_the_store(done):
    folders = {path.name for path in (done.project / "_build").iterdir() if path.is_dir()}
    assert folders == {"site", "sites", "store"}


@pytest.mark.usefixtures("frozen")
def test_a_site_without_a_page_never_takes_the_place_of_the_last_one(project, monkeypatch):
    without_sphinx(monkeypatch, "kpi-public-realm")
    with pytest.raises(BuildFailed, match=f"wrote no page for book/{EDITION}/kpi-public-realm"):
        build_site(project, EDITION, str)
    assert site_words(project) == "the last good site"


def test_a_failing_notebook_leaves_the_last_site(project, monkeypatch):
    def fail(*_):
        raise NotebookFailed("summary: KeyError: x")

    monkeypatch.setattr(build, "execute_what_changed", fail)
    with pytest.raises(NotebookFailed):
        build_site(project, EDITION, str)
    assert site_words(project) == "the last good site"


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("is_made_ahead", [True, False])
@pytest.mark.parametrize(
    "step", ["build_html", "bind_site", "write_site_pdfs", "write_downloads", "write_furniture"]
)
def test_a_failure_of_any_step_that_runs_beside_another_leaves_the_last_site(
    project, monkeypatch, step, is_made_ahead
):
    def fail(*_):
        raise BuildFailed(f"{step} failed")

    without_sphinx(monkeypatch)
    monkeypatch.setattr(build, "making_ahead", lambda *_: nullcontext(is_made_ahead))
    monkeypatch.setattr(volumes if step == "build_html" else build, step, fail)
    with pytest.raises(BuildFailed, match=f"{step} failed"):
        build_site(project, EDITION, str)
    assert site_words(project) == "the last good site"


@pytest.mark.usefixtures("frozen")
def test_the_pdfs_are_made_from_the_pages_as_they_were_executed(project, root, monkeypatch):
    read = {}

    def write_site_pdfs(_root, book, _site):
        read.update({path.name: path.read_bytes() for path in (book / EDITION).glob("*.ipynb")})

    def link_pdfs(first_page, _edition_id):
        first_page.write_text('{"cells": []}')

    without_sphinx(monkeypatch)
    monkeypatch.setattr(build, "write_site_pdfs", write_site_pdfs)
    monkeypatch.setattr(volume_sources, "link_pdfs", link_pdfs)
    with suppress(BuildFailed):
        build_site(project, EDITION, str)
    assert read["summary.ipynb"] == (root / "book" / EDITION / "summary.ipynb").read_bytes()


def test_bad_input_stops_a_build_before_anything_is_executed(project, monkeypatch):
    monkeypatch.setattr(build, "execute_edition", None)
    amend(
        project / f"data/returns/{EDITION}/figures.csv",
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,2o2,",
    )
    with pytest.raises(BadInput, match="2o2"):
        build_site(project, EDITION, str)
    assert site_words(project) == "the last good site"
    assert {path.name for path in (project / "_build").iterdir()} == {"site", "sites"}


@pytest.mark.usefixtures("frozen")
def test_publishing_freezes_the_executed_pages_with_their_ledger(project, root):
    folder = publish_edition(project, EDITION, str)
    assert folder == project / "book" / EDITION
    names = sorted(path.name for path in folder.iterdir())
    pages = [f"{page.name}.ipynb" for page in read_edition(project, EDITION).pages]
    assert names == sorted([*pages, "ledger.json", "manifest.json"])
    assert (folder / "ledger.json").read_bytes() == (
        root / "book" / EDITION / "ledger.json"
    ).read_bytes()


@pytest.mark.usefixtures("frozen")
def test_the_manifest_of_a_published_edition_names_its_code_and_its_outputs(project):
    folder = publish_edition(project, EDITION, str)
    manifest = read_manifest(project, EDITION)
    assert manifest.inputs["code"]["spf_lib/publish/build.py"] == sha256_of(Path(build.__file__))
    assert manifest.outputs["ledger"] == {
        f"book/{EDITION}/ledger.json": sha256_of(folder / "ledger.json")
    }


@pytest.mark.usefixtures("frozen")
def test_publishing_over_an_edited_return_is_refused_and_replaces_nothing(project):
    folder = publish_edition(project, EDITION, str)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    ratings = project / f"data/returns/{EDITION}/ratings.csv"
    amend(ratings, "kpi-twitter-engagements,2019-20-Q2,A,", "kpi-twitter-engagements,2019-20-Q2,G,")
    with pytest.raises(ReturnEdited, match=r"ratings\.csv: changed"):
        publish_edition(project, EDITION, str)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.usefixtures("frozen")
def test_publishing_again_drops_the_signature_of_the_manifest_it_replaces(project):
    signature = publish_edition(project, EDITION, str) / "manifest.json.sig"
    signature.touch()
    publish_edition(project, EDITION, str)
    assert not signature.exists()


@pytest.mark.usefixtures("frozen")
def test_publishing_drops_a_page_that_the_edition_no_longer_has(project):
    gone = project / "book" / EDITION / "gone.ipynb"
    gone.parent.mkdir()
    gone.touch()
    publish_edition(project, EDITION, str)
    assert not gone.exists()


def test_a_failing_notebook_leaves_what_was_published(project, monkeypatch):
    page = project / "book" / EDITION / "summary.ipynb"
    page.parent.mkdir()
    page.write_text("published")

    def fail(*_):
        raise NotebookFailed("summary: KeyError: x")

    monkeypatch.setattr(build, "execute_edition", fail)
    with pytest.raises(NotebookFailed):
        publish_edition(project, EDITION, str)
    assert page.read_text() == "published"


def test_the_frozen_ledger_is_that_of_the_frozen_pages_in_their_order(root):
    folder = root / "book" / EDITION
    records = collect_ledger(read_edition(root, EDITION), folder)
    assert (folder / "ledger.json").read_text(encoding="utf-8") == ledger_text(records)
    pages = list(dict.fromkeys(record["page"] for record in records))
    order = [page.name for page in read_edition(root, EDITION).pages]
    assert pages == [name for name in order if name in pages]


def test_a_ledger_is_written_one_record_a_line():
    records = [{"id": "a", "text": "£1"}, {"id": "b", "text": "2%"}]
    text = ledger_text(records)
    assert json.loads(text) == records
    assert text.splitlines() == [
        "[",
        '{"id": "a", "text": "£1"},',
        '{"id": "b", "text": "2%"}',
        "]",
    ]
