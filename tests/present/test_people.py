"""Who answers for a measure."""

from dataclasses import replace

import pandas as pd
import pytest

from spf_lib.present.people import NOT_STATED, names, owner_of, stated_owner

PEOPLE = pd.DataFrame({"person_id": ["a", "b", "c"], "name": ["Ann", "Ben", "Cora"]})


def measure(lead_member=None, lead_officer=None, group_id="g"):
    return pd.Series(
        {"lead_member": lead_member, "lead_officer": lead_officer, "group_id": group_id}
    )


@pytest.fixture
def catalogue(edition):
    """A portfolio that two people hold, which its group writes with another "and"."""
    return replace(
        edition.whole,
        people=PEOPLE,
        groups=pd.DataFrame({"group_id": ["g", "h"], "title": ["Parks and Play", "Homes"]}),
        portfolios=pd.DataFrame({"title": ["Parks & Play"], "person_id": ["b;c"]}),
    )


@pytest.mark.parametrize(
    ("cell", "said"),
    [(None, ""), ("a", "Ann"), ("a;b", "Ann and Ben"), ("a;b;c", "Ann, Ben and Cora")],
)
def test_people_are_named_as_one_says_them(cell, said):
    assert names(cell, PEOPLE) == said


def test_stated_leads_are_named_with_what_they_lead_as():
    owner = stated_owner(measure("a", "b;c"), PEOPLE)
    assert owner.words == "Ann (lead member); Ben and Cora (lead officer)"
    assert owner.names == ("Ann", "Ben", "Cora")


def test_no_lead_is_said_so():
    assert stated_owner(measure(), PEOPLE) == (NOT_STATED, (NOT_STATED,))


def test_who_holds_the_portfolio_answers_where_no_lead_is_stated(catalogue):
    assert owner_of(measure(), catalogue).words == "Ben and Cora (portfolio)"


def test_a_stated_lead_comes_before_who_holds_the_portfolio(catalogue):
    assert owner_of(measure("a"), catalogue).words == "Ann (lead member)"


def test_a_group_that_is_no_portfolio_has_no_holder(catalogue):
    assert owner_of(measure(group_id="h"), catalogue).words == NOT_STATED


def test_every_portfolio_of_the_main_edition_has_a_holder(edition):
    for _, row in edition.headlines.iterrows():
        assert owner_of(row, edition.whole).words.endswith(" (portfolio)")
