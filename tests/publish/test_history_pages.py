"""The history pages in a staged book."""

import json

import pytest

from spf_lib.publish import history_pages
from spf_lib.publish.history_pages import stage_history, write_history_pages
from spf_lib.publish.store import assessed_edition
from tests.publish.projects import amend


def files_of(folder):
    return {path.name: path.read_bytes() for path in (folder / "history").iterdir()}


@pytest.fixture
def write(project, tmp_path):
    """Stage the history pages, and return the files."""

    def staged(name):
        stage_history(project, tmp_path / name)
        return files_of(tmp_path / name)

    return staged


def test_pages_from_the_store_are_those_written_afresh(write, project, tmp_path):
    write("first")
    records = write_history_pages(assessed_edition(project, "2020-21-Q1"), tmp_path)
    stored = write("second")
    ledger = json.loads(stored.pop("ledger.json"))
    assert stored == files_of(tmp_path)
    assert ledger == records


def test_pages_of_unchanged_returns_are_not_written_again(write, monkeypatch):
    first = write("first")
    monkeypatch.setattr(history_pages, "write_history_pages", None)
    assert write("second") == first


def test_a_changed_figure_is_on_its_page(write, project):
    before = write("first")
    amend(
        project / "data/returns/2019-20-Q2/figures.csv",
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,150,",
    )
    after = write("second")
    changed = [name for name in after if after[name] != before[name]]
    assert sorted(changed) == ["kpi-active-volunteers.md", "ledger.json"]
