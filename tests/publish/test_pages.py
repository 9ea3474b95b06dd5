"""How a notebook opens its page."""

import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.changes_page import changes_since
from spf_lib.publish.pages import begin, begin_chapter

COMPARES = [
    "catalogue.groups",
    "catalogue.targets",
    "deliverables",
    "history",
    "rules",
    "scorecard",
    "whole.continuity",
    "whole.measures",
]


def test_a_notebook_opens_its_page_from_anywhere_in_the_project(project, monkeypatch):
    inside = project / "_build/stage/book"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    page = begin("2019-20-Q2", "summary", ["scorecard"])
    assert (page.name, page.edition.edition_id) == ("summary", "2019-20-Q2")
    assert len(page.edition.headlines) == 49
    assert page.ledger.entries == []


def test_a_chapter_s_notebook_sees_its_own_measures(project, monkeypatch):
    monkeypatch.chdir(project)
    group = "kpi-public-realm"
    page = begin_chapter("2019-20-Q2", group, group, ["scorecard"])
    assert set(page.edition.scorecard["chapter_id"]) == {group}


def test_a_notebook_of_an_unknown_edition_fails(project, monkeypatch):
    monkeypatch.chdir(project)
    with pytest.raises(BadInput):
        begin("2019-20-Q3", "summary", [])


def test_a_notebook_asks_what_changed_from_wherever_inside_the_project_it_runs(
    project, monkeypatch
):
    monkeypatch.chdir(project / "notebooks")
    found = changes_since("2019-20-Q2", "2020-21-Q1", COMPARES)
    assert (found.before.edition_id, found.after.edition_id) == ("2019-20-Q2", "2020-21-Q1")
