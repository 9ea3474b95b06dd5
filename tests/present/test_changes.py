"""The page of what changed since the edition before."""

from dataclasses import replace

import pandas as pd
import pytest

from spf_lib.assess.edition_changes import edition_changes
from spf_lib.present import changes
from spf_lib.present.page import open_page
from tests.present.shown import captioned, parse, plain

Q2, Q3, Q4, SPF = "2019-20-Q2", "2019-20-Q3", "2019-20-Q4", "2020-21-Q1"


@pytest.fixture
def shown(vintages):
    def made(part, before, after, **other):
        found = replace(edition_changes(vintages[before], vintages[after]), **other)
        return parse(part(open_page("p", vintages[after]), found))

    return made


def test_two_frameworks_are_said_to_be_two(shown):
    text = plain(shown(changes.overview, Q2, SPF))
    assert text.startswith("This edition reports on another framework than the one before: ")
    assert "their totals cannot be compared" in text


def test_one_framework_is_said_to_be_one(shown):
    text = plain(shown(changes.overview, Q2, Q3))
    assert text.startswith(
        "Both this edition and the one before, Quarter 2 2019/20, report on "
        "Key performance indicators 2019/20"
    )


@pytest.mark.parametrize(
    ("before", "after", "tiles"),
    [
        (
            Q2,
            SPF,
            [
                "354 new measures",
                "17 measures no longer reported",
                "33 measures that continue an earlier one",
                "364 new deliverables",
                "59 deliverables no longer listed",
            ],
        ),
        (
            Q2,
            Q3,
            [
                "4 earlier figures changed",
                "0 ratings changed",
                "1 target changed",
                "0 new measures",
                "0 measures no longer reported",
                "59 deliverables with another status",
            ],
        ),
    ],
)
def test_what_changed_is_counted(shown, before, after, tiles):
    found = shown(changes.overview, before, after)
    assert [plain(tile) for tile in found.select("li")] == tiles


def test_new_measures_are_counted_by_group_and_not_listed(shown):
    _, *rows = captioned(
        shown(changes.by_group, Q2, SPF), "New and continuing, by part of this edition"
    )
    totals = [sum(int(row[column]) for row in rows) for column in (1, 2, 3)]
    assert totals == [354, 33, 364]


def test_measures_no_longer_reported_are_listed_with_their_last_colour(shown):
    found = shown(changes.gone_measures, Q2, SPF)
    _, *rows = captioned(found, "Measures no longer reported")
    assert len(rows) == 17
    assert ["The number of active volunteers", "Green"] in rows
    assert found.select_one("tbody a")["href"].startswith("../2019-20-Q2/")


def test_too_many_measures_to_list_are_counted(shown, vintages):
    many = pd.concat([vintages[Q2].headlines] * 2)
    found = shown(changes.gone_measures, Q2, SPF, gone=many)
    _, *rows = captioned(found, "No longer reported")
    assert sum(int(row[1]) for row in rows) == len(many)


def test_figures_that_changed_are_listed_with_both_values(shown):
    _, *rows = captioned(shown(changes.figures_changed, Q2, Q3), "Figures that changed")
    assert [row[2:] for row in rows] == [
        ["202", "199", "Down by 3"],
        ["not published", "140.5 per 100,000", "Given late"],
        ["61.3%", "not published", "Withdrawn"],
        ["13,471", "13,741", "Up by 270, corrected"],
    ]


def test_ratings_and_targets_that_changed_are_listed(shown):
    later = shown(changes.ratings_and_targets, Q3, Q4)
    assert captioned(later, "Ratings that changed")[1:] == [
        ["The number of active volunteers", "Green", "Red"]
    ]
    assert "Every measure is held to the same target as before." in plain(later)
    earlier = shown(changes.ratings_and_targets, Q2, Q3)
    assert "No rating has changed." in plain(earlier)
    title = "Targets that the latest figures are held to, where they changed"
    (row,) = captioned(earlier, title)[1:]
    assert row[1:] == ["at most 58.5 per 100,000", "at most 117.1 per 100,000"]


def test_ratings_of_two_frameworks_are_not_compared(shown):
    found = shown(changes.ratings_and_targets, Q2, SPF)
    assert plain(found).startswith("Ratings and targets are not compared: ")
    assert not found.select("table")


def test_deliverables_with_another_status_are_listed_with_both(shown):
    found = captioned(
        shown(changes.deliverables_changed, Q2, Q3), "Deliverables whose status changed"
    )
    assert len(found) == 60
    assert {row[2] for row in found[1:]} == {"No date, no update received"}


def test_deliverables_no_longer_listed_are_counted_with_a_caution(shown):
    found = shown(changes.deliverables_changed, Q2, SPF)
    assert "some may run on in other words" in plain(found)
    _, *rows = captioned(found, "Deliverables of Quarter 2 2019/20 no longer listed")
    assert sum(int(row[1]) for row in rows) == 59


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (changes.gone_measures, "Every measure of the edition before is still reported."),
        (changes.by_group, "No measure and no deliverable is new."),
        (changes.figures_changed, "No figure that the edition before gave has changed."),
        (
            changes.deliverables_changed,
            "Every deliverable is still listed, and none has another status.",
        ),
        (
            changes.rules_changed,
            "The rules by which measures are rated have not changed: The corporate rule.",
        ),
    ],
)
def test_where_nothing_changed_a_sentence_says_so(shown, part, sentence):
    assert plain(shown(part, Q3, Q3)) == sentence


def test_rules_that_changed_are_listed_key_by_key(shown):
    rules = pd.DataFrame({"key": ["default.tolerance"], "before": ["10"], "after": [""]})
    found = shown(changes.rules_changed, Q2, Q3, rules=rules)
    assert captioned(found, "Rules that changed")[1:] == [["default.tolerance", "10", "not set"]]
