"""The index of all measures and the history pages, as a staged book holds them."""

import json
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish import history_pages
from spf_lib.publish.contents import toc_pages
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.history_pages import keep_history, stage_history, write_history_pages
from spf_lib.publish.store import Editions, assessed_edition
from tests.publish.projects import amend


@pytest.fixture(scope="module")
def written(vintages, tmp_path_factory):
    book = tmp_path_factory.mktemp("book")
    records = write_history_pages(list(vintages.values()), book)
    return book / "history", records


def test_the_pages_are_those_of_the_contents(root, written):
    folder, _ = written
    listed = {page for page in toc_pages(root) if page.startswith("book/history/")}
    assert {f"book/history/{file.stem}" for file in folder.iterdir()} == listed


def test_the_index_is_of_all_measures(written):
    text = (written[0] / "index.md").read_text(encoding="utf-8")
    assert text.startswith("# All measures\n")
    assert text.count('<tr role="row"') == 49 + 387 + 1


def test_every_page_with_figures_has_records(written):
    folder, records = written
    assert {record["page"] for record in records} == {file.stem for file in folder.iterdir()}


def test_a_page_names_each_edition_that_has_figures_of_the_measure(written):
    text = (written[0] / "kpi-active-volunteers.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "In the editions" in line)
    links = BeautifulSoup(line, "html.parser").select("a")
    assert [(link.get_text(), link["href"].split("/")[1]) for link in links] == [
        ("Quarter 2 2019/20", "2019-20-Q2"),
        ("Quarter 3 2019/20", "2019-20-Q3"),
        ("Quarter 4 2019/20", "2019-20-Q4"),
    ]


def files_of(folder):
    return {path.name: path.read_bytes() for path in (folder / "history").iterdir()}


@pytest.fixture
def write(project, tmp_path):
    """Stage the history pages, and return the files."""

    def staged(name):
        for edition_id in edition_ids(project):
            (tmp_path / name / edition_id).mkdir(parents=True)
        stage_history(project, Editions(project), tmp_path / name)
        return files_of(tmp_path / name)

    return staged


def test_pages_from_the_store_are_those_written_afresh(write, project, tmp_path):
    write("first")
    editions = [assessed_edition(project, name) for name in edition_ids(project)]
    records = write_history_pages(editions, tmp_path)
    stored = write("second")
    ledger = json.loads(stored.pop("ledger.json"))
    assert stored == files_of(tmp_path)
    assert ledger == records


def test_pages_of_unchanged_returns_are_not_written_again(write, monkeypatch):
    first = write("first")
    monkeypatch.setattr(history_pages, "write_history_pages", None)
    assert write("second") == first


def test_a_changed_figure_is_on_its_page_and_in_the_index(write, project):
    before = write("first")
    amend(
        project / "data/returns/2019-20-Q2/figures.csv",
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,150,",
    )
    after = write("second")
    changed = [name for name in after if after[name] != before[name]]
    assert sorted(changed) == ["index.md", "kpi-active-volunteers.md", "ledger.json"]


class Held:
    """Editions that are their own names."""

    def __getitem__(self, name):
        return name

    def content_of(self, name):
        return name


def test_of_a_framework_only_its_latest_edition_is_read(tmp_path, monkeypatch):
    read = []

    def write(editions, book):
        read.extend(editions)
        (book / "history").mkdir()
        return []

    frameworks = {"2018-19-Q4": "kpi", "2019-20-Q2": "kpi", "2020-21-Q1": "spf"}
    monkeypatch.setattr(history_pages, "write_history_pages", write)
    monkeypatch.setattr(
        history_pages, "read_edition", lambda _, name: SimpleNamespace(framework=frameworks[name])
    )
    keep_history(tmp_path, Held(), list(frameworks))
    assert read == ["2019-20-Q2", "2020-21-Q1"]
