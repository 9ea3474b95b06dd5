"""How a notebook opens its page."""

import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.pages import begin, changes_since


def test_a_notebook_opens_its_page_from_anywhere_in_the_project(project, monkeypatch):
    inside = project / "_build/stage/book"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    page = begin("2019-20-Q2", "summary")
    assert (page.name, page.edition.edition_id) == ("summary", "2019-20-Q2")
    assert len(page.edition.headlines) == 49
    assert page.ledger.entries == []


def test_a_notebook_of_an_unknown_edition_fails(project, monkeypatch):
    monkeypatch.chdir(project)
    with pytest.raises(BadInput):
        begin("2019-20-Q3", "summary")


def test_a_notebook_asks_what_changed_from_wherever_inside_the_project_it_runs(
    project, monkeypatch
):
    monkeypatch.chdir(project / "notebooks")
    found = changes_since("2019-20-Q2", "2020-21-Q1")
    assert (found.before.edition_id, found.after.edition_id) == ("2019-20-Q2", "2020-21-Q1")
