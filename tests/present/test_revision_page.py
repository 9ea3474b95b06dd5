"""The page of revisions and corrections."""

import pytest

from spf_lib.present import revision_page
from spf_lib.present.page import open_page
from tests.present.shown import captioned, parse, plain

Q2, Q3, Q4, SPF = "2019-20-Q2", "2019-20-Q3", "2019-20-Q4", "2020-21-Q1"


@pytest.fixture
def shown(vintages):
    return lambda part, quarter: parse(part(open_page("p", vintages[quarter])))


def test_every_revision_up_to_the_edition_is_listed_with_size_and_direction(shown):
    _, *rows = captioned(shown(revision_page.revision_list, Q4), "Figures revised")
    assert [row[1:5] for row in rows] == [
        ["Quarter 2 2019/20", "199", "205", "Up by 6"],
        ["Quarter 2 2019/20", "202", "199", "Down by 3"],
        ["Quarter 1 2019/20", "61.3%", "not published", "Withdrawn"],
    ]
    assert rows[0][5] == "Quarter 4 2019/20; first given in Quarter 2 2019/20"


def test_an_edition_lists_no_revision_that_came_after_it(shown):
    assert len(captioned(shown(revision_page.revision_list, Q3), "Figures revised")) == 3


def test_late_figures_stand_apart(shown):
    _, *rows = captioned(shown(revision_page.late_list, Q4), "Figures given late")
    (row,) = rows
    assert row[1:] == [
        "Quarter 2 2019/20",
        "not published",
        "140.5 per 100,000",
        "Quarter 3 2019/20",
    ]


def test_corrections_are_listed_with_reason_provider_and_place(shown):
    _, *rows = captioned(shown(revision_page.correction_list, Q4), "Corrections")
    (row,) = rows
    assert row[1:] == [
        "Quarter 2 2019/20, figure",
        "13,471",
        "13,741",
        "Two digits were swapped. Provided by Communications, 14 January 2020",
        "Quarter 3 2019/20; data/corrections.csv, line 2",
    ]


def test_all_of_them_are_counted(shown):
    tiles = [plain(tile) for tile in shown(revision_page.revision_counts, Q4).select("li")]
    assert tiles == [
        "3 revised by a later return",
        "1 given late",
        "1 corrected",
    ]


@pytest.mark.parametrize(
    ("part", "beginning"),
    [
        (revision_page.revision_list, "No figure has been revised. A figure that a later return"),
        (revision_page.late_list, "No figure has come late. A figure that a return said was"),
        (revision_page.correction_list, "No correction has been made. Where a return got"),
    ],
)
def test_where_there_is_none_a_sentence_says_so_and_what_would_be_listed(shown, part, beginning):
    found = shown(part, Q2)
    assert plain(found).startswith(beginning)
    assert "would be listed here" in plain(found)
    assert not found.select("table")


def test_a_measure_links_to_its_card_if_the_edition_has_one(shown):
    (link, *_) = shown(revision_page.revision_list, Q4).select("tbody a")
    assert link["href"].endswith(
        "2019-20-Q4/kpi-community-leadership-and-engagement.html#kpi-active-volunteers"
    )
    assert shown(revision_page.revision_list, SPF).select("tbody a") == []
    assert "The number of active volunteers" in plain(shown(revision_page.revision_list, SPF))


def test_every_figure_of_the_lists_is_in_the_ledger(vintages):
    page = open_page("p", vintages[Q4])
    parts = (revision_page.revision_list, revision_page.late_list, revision_page.correction_list)
    values = [data["value"] for part in parts for data in parse(part(page)).select("data")]
    assert len(values) == len(page.ledger.entries) == 5 + 2 + 1 + 2
