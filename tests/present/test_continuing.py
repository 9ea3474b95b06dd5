"""The measures that continue one of an earlier framework."""

import pytest

from spf_lib.assess.edition_changes import edition_changes
from spf_lib.present.continuing import continued_measures
from spf_lib.present.page import open_page
from tests.present.shown import captioned, parse, plain

Q2, Q3, SPF = "2019-20-Q2", "2019-20-Q3", "2020-21-Q1"


@pytest.fixture(scope="module")
def shown(vintages):
    changes = edition_changes(vintages[Q2], vintages[SPF])
    return parse(continued_measures(open_page("p", vintages[SPF]), changes))


@pytest.fixture(scope="module")
def changed(shown):
    return {row[0]: row[1:] for row in captioned(shown, "Continue with a change")[1:]}


def test_every_link_is_listed_once_changed_or_not(shown, vintages):
    same = captioned(shown, "Continue with the same target and unit")[1:]
    other = captioned(shown, "Continue with a change")[1:]
    assert (len(other), len(same)) == (19, 15)
    assert len(other) + len(same) == len(vintages[SPF].whole.continuity)
    assert plain(shown).startswith("34 measures or parts of measures continue an earlier one: 19 ")


def test_a_changed_target_stands_beside_the_one_before(changed):
    assert changed["Net additional homes provided"][1:] == [
        "Red",
        "Target before: at least 1,236 in 2019/20; now: at least 1,944 a year, emerging "
        "London Plan target",
    ]


def test_a_changed_unit_and_a_changed_meaning_are_said(changed):
    points = changed["Average point score per entry – Best 3 A Levels."]
    assert points[-1].endswith("Unit before: points; now: score")
    affordable = changed["Percentage of new homes which are affordable – units"]
    assert affordable[-1].endswith("Before: best within a range; now: higher is better")


def test_each_measure_leads_to_its_card_in_both_editions(shown):
    for row in shown.select("tbody tr"):
        now, before = (link["href"].split("/")[1] for link in row.select("a"))
        assert (now, before) == (SPF, Q2)


def test_a_part_names_its_series(changed):
    before = [row[0] for row in changed.values()]
    assert "The number and rate per 10,000 First Time Entrants (n)" in before


def test_within_one_framework_every_measure_simply_goes_on(vintages):
    changes = edition_changes(vintages[Q2], vintages[Q3])
    found = parse(continued_measures(open_page("p", vintages[Q3]), changes))
    assert plain(found) == "Every measure that both editions report is the same in both."
