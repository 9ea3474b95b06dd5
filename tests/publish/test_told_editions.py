"""What lists and pictures tell of an edition."""

import pytest

from spf_lib.publish import told_editions
from spf_lib.publish.store import Editions
from spf_lib.publish.told_editions import told_edition
from tests.conftest import EDITION
from tests.publish.projects import amend


@pytest.fixture
def counted(monkeypatch):
    """The editions counted so far."""
    editions = []
    count = told_editions.count_edition

    def count_edition(edition):
        editions.append(edition.edition_id)
        return count(edition)

    monkeypatch.setattr(told_editions, "count_edition", count_edition)
    return editions


def test_an_edition_is_told_by_its_council_its_framework_and_what_it_holds(project):
    told = told_edition(project, EDITION, Editions(project))
    assert told.council == "London Borough of Barking and Dagenham"
    assert told.framework == "Key performance indicators 2019/20"
    assert [one.fact.text for one in told.counts.ratings] == ["10", "15", "10", "14"]


def test_an_edition_is_read_whole_and_counted_once(project, counted):
    assert told_edition(project, EDITION, Editions(project)) == told_edition(
        project, EDITION, Editions(project)
    )
    assert counted == [EDITION]


def test_an_edition_that_holds_something_else_is_told_anew(project, counted):
    told_edition(project, EDITION, Editions(project))
    amend(
        project / f"data/returns/{EDITION}/figures.csv",
        "kpi-active-volunteers,2019-20-Q2,202,,,final,202,",
        "kpi-active-volunteers,2019-20-Q2,102,,,final,102,",
    )
    assert told_edition(project, EDITION, Editions(project)).counts.ratings[0].fact.text == "9"
    assert counted == [EDITION, EDITION]
