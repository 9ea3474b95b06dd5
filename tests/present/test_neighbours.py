"""The same measure in the editions before and after."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from spf_lib.present.continuity import CardLinks
from spf_lib.present.neighbours import (
    EditionNeighbours,
    Neighbour,
    Neighbours,
    neighbours_html,
)

EDITIONS = {
    "2015-16-Q4": "peer-challenge-2014",
    "2019-20-Q2": "kpi-2019-20",
    "2019-20-Q3": "kpi-2019-20",
    "2020-21-Q1": "spf-2020-22",
    "2020-21-Q2": "spf-2020-22",
}
TITLES = {edition: f"Title of {edition}" for edition in EDITIONS}


@pytest.fixture
def whole(edition):
    return edition.whole


def sides(measure_id, edition_id, whole):
    found = EditionNeighbours(EDITIONS, whole).of(edition_id)[measure_id]
    return found.before, found.after


def test_within_a_framework_a_measure_has_itself_before_and_after(whole):
    before, after = sides("kpi-gender-pay-gap", "2019-20-Q3", whole)
    assert before == [Neighbour("2019-20-Q2", "kpi-gender-pay-gap")]
    assert after == []


def test_where_the_framework_changes_the_nearest_edition_that_continues_it_follows(whole):
    _, after = sides("kpi-new-homes", "2019-20-Q3", whole)
    assert after == [Neighbour("2020-21-Q1", "spf-homes-net-additional")]


def test_the_same_framework_comes_before_a_later_one_that_continues_it(whole):
    _, after = sides("kpi-new-homes", "2019-20-Q2", whole)
    assert after == [Neighbour("2019-20-Q3", "kpi-new-homes")]


def test_a_measure_leads_back_to_the_last_edition_of_what_it_continues(whole):
    before, after = sides("spf-homes-net-additional", "2020-21-Q1", whole)
    assert before == [Neighbour("2019-20-Q3", "kpi-new-homes")]
    assert after == [Neighbour("2020-21-Q2", "spf-homes-net-additional")]


def test_a_measure_that_was_divided_leads_to_each_of_its_parts(whole):
    _, after = sides("kpi-neet-or-unknown", "2019-20-Q3", whole)
    assert {one.measure_id for one in after} == {
        "spf-adulthood-neet-and-unknown",
        "spf-jobs-neet-or-unknown",
    }


def test_a_further_series_leads_to_the_card_of_its_headline(whole):
    part_of = whole.measures.set_index("measure_id")["part_of"]
    _, after = sides("kpi-events-evaluation", "2019-20-Q3", whole)
    assert after
    assert all(pd.isna(part_of[one.measure_id]) for one in after)


def test_a_measure_that_nothing_continues_has_no_neighbours_in_other_frameworks(whole):
    alone = ["2015-16-Q4", "2019-20-Q2", "2020-21-Q1"]
    few = {edition: EDITIONS[edition] for edition in alone}
    assert "kpi-gender-pay-gap" not in EditionNeighbours(few, whole).of("2019-20-Q2")


def test_each_link_is_told_with_its_edition_and_leads_to_the_card(whole):
    after = [Neighbour("2020-21-Q1", "spf-homes-net-additional")]
    written = BeautifulSoup(
        neighbours_html(Neighbours([], after), TITLES, CardLinks(whole)), "html.parser"
    )
    assert written.a["href"] == "../2020-21-Q1/spf-growth-homes.html#spf-homes-net-additional"
    words = " ".join(written.get_text().split())
    assert words.startswith("Next edition of this measure: Title of 2020-21-Q1, ")
    assert "Previous" not in words
