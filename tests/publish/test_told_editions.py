"""What lists and pictures tell of an edition."""

import pytest

from spf_lib.publish import told_editions
from spf_lib.publish.told_editions import told_edition
from tests.conftest import EDITION
from tests.publish.projects import amend


@pytest.fixture
def read(monkeypatch):
    """The editions read whole so far."""
    editions = []
    whole = told_editions.assessed_edition

    def assessed_edition(root, edition_id):
        editions.append(edition_id)
        return whole(root, edition_id)

    monkeypatch.setattr(told_editions, "assessed_edition", assessed_edition)
    return editions


def test_an_edition_is_told_by_its_council_its_framework_and_what_it_holds(project):
    told = told_edition(project, EDITION)
    assert told.council == "London Borough of Barking and Dagenham"
    assert told.framework == "Key performance indicators 2019/20"
    assert [one.fact.text for one in told.counts.ratings] == ["10", "15", "10", "14"]


def test_an_edition_is_read_whole_once(project, read):
    assert told_edition(project, EDITION) == told_edition(project, EDITION)
    assert read == [EDITION]


def test_an_edition_that_holds_something_else_is_told_anew(project, read):
    told_edition(project, EDITION)
    amend(
        project / f"data/returns/{EDITION}/figures.csv",
        "kpi-active-volunteers,2019-20-Q2,202,,,final,202,",
        "kpi-active-volunteers,2019-20-Q2,102,,,final,102,",
    )
    assert told_edition(project, EDITION).counts.ratings[0].fact.text == "9"
    assert read == [EDITION, EDITION]
