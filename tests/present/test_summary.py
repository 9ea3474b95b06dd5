"""The summary and the scorecard page."""

from collections import Counter
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from spf_lib.present.page import open_page
from spf_lib.present.summary import headline_table
from tests.present.shown import captioned, parse, plain

RATINGS = {"G": "Green", "A": "Amber", "R": "Red", "": "Not rated"}
DIRECTIONS = {"up": "Better", "level": "No change", "down": "Worse", "n/a": "Not judged"}


@pytest.fixture(scope="module")
def summary(pages):
    return pages["summary"].soup


def titles(edition, which):
    return list(edition.headlines.loc[edition.headlines[which], "title"])


def test_the_lead_says_the_quarter_its_end_and_how_many_measures(summary):
    assert plain(summary.select_one(".spf-lead")) == (
        "Quarter 2 2019/20, to 30 September 2019: 49 measures."
    )


def test_the_tiles_count_the_ratings_of_the_scorecard(edition, summary):
    shown = {
        plain(tile.select_one(".spf-badge")): int(tile.data["value"])
        for tile in summary.select(".spf-tile")
    }
    assert shown == Counter(edition.headlines["rag"].map(RATINGS))


def test_a_tile_leads_to_its_measures_on_the_scorecard(pages, summary):
    narrowable = pages["scorecard"].soup.select("tbody tr")
    for tile in summary.select(".spf-tile"):
        page, _, asked = tile.a["href"].partition("?")
        assert page == "scorecard.html"
        (rating,) = parse_qs(asked)["rating"]
        found = [row for row in narrowable if row["data-rating"] == rating]
        assert len(found) == int(tile.data["value"])


def test_the_portfolios_are_counted_as_in_the_scorecard(edition, summary):
    head, *rows = captioned(summary, "Measures by portfolio and rating")
    groups = edition.catalogue.groups.set_index("group_id")["title"]
    counted = Counter(
        zip(edition.headlines["group_id"].map(groups), edition.headlines["rag"], strict=True)
    )
    assert head == ["Portfolio", *RATINGS.values()]
    assert rows == [[title, *(str(counted[title, rag]) for rag in RATINGS)] for title in groups]


def test_the_portfolios_hold_as_many_measures_as_the_source(summary):
    _, *rows = captioned(summary, "Measures by portfolio and rating")
    assert [sum(map(int, row[1:])) for row in rows] == [8, 3, 4, 7, 10, 5, 3, 4, 5]


def test_the_heat_map_holds_the_counts_of_its_table(summary):
    _, *rows = captioned(summary, "Measures by portfolio and rating")
    drawn = [text.get_text() for text in summary.select_one("figure svg").select("text")]
    assert [text for text in drawn if text.isdigit()] == [cell for row in rows for cell in row[1:]]


def test_ratings_by_direction_are_counted_as_in_the_scorecard(edition, summary):
    head, *rows = captioned(summary, "Measures by rating and direction")
    counted = Counter(zip(edition.headlines["rag"], edition.headlines["travel"], strict=True))
    assert head == ["Rating", *DIRECTIONS.values()]
    assert rows == [
        [word, *(str(counted[rag, way]) for way in DIRECTIONS)] for rag, word in RATINGS.items()
    ]


@pytest.mark.parametrize(
    ("caption", "which"),
    [
        ("Red measures", "is_red"),
        ("Worse than the same period a year before", "is_worsening"),
        ("Measures without the figure due", "is_missing"),
    ],
)
def test_the_exceptions_are_those_of_the_scorecard(edition, summary, caption, which):
    _, *rows = captioned(summary, caption)
    assert [row[0] for row in rows] == titles(edition, which)
    assert rows


def test_a_red_measure_shows_its_worked_sum(edition, summary):
    reasons = edition.headlines.loc[edition.headlines["is_red"], "reason"]
    assert [row[2] for row in captioned(summary, "Red measures")[1:]] == list(reasons)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Delayed Transfer of Care Days", "Quarter 2 2019/20: “Not published”"),
        ("The percentage of Council employees from BME", "Quarter 2 2019/20: left blank"),
    ],
)
def test_a_missing_figure_is_explained_in_the_words_of_the_return(summary, title, words):
    rows = captioned(summary, "Measures without the figure due")
    said = [row[2] for row in rows if title.lower() in row[0].lower()]
    assert said == [words]


def test_a_figure_not_due_yet_is_not_missing(summary):
    for row in captioned(summary, "Measures without the figure due")[1:]:
        assert "not due" not in row[2]


def test_the_scorecard_lists_every_headline_measure_in_order(edition, pages):
    _, *rows = captioned(pages["scorecard"].soup, "The scorecard")
    assert [row[0] for row in rows] == list(edition.headlines["title"])
    assert [row[4] for row in rows] == list(edition.headlines["rag"].map(RATINGS))


def test_the_scorecard_shows_as_many_published_ratings_as_the_source_prints(pages):
    _, *rows = captioned(pages["scorecard"].soup, "The scorecard")
    # Counted from the RAG cells of the source; 7 of them read n/a.
    assert Counter(row[5] for row in rows) == {"Green": 16, "Amber": 15, "Red": 11, "Not rated": 7}


def test_a_row_of_the_scorecard_tells_the_card_in_short(pages):
    rows = captioned(pages["scorecard"].soup, "The scorecard")
    assert [
        "Number of Instagram followers",
        "Community Leadership and Engagement",
        "1,436 (Quarter 2 2019/20)",
        "at least 1,750",
        "Red",
        "Amber",
        "Better",
    ] in rows


def test_the_scorecard_has_a_column_of_owners_if_any_is_stated(edition):
    stated = edition.scorecard["measure_id"] == "kpi-active-volunteers"
    scorecard = edition.scorecard.assign(lead_member=stated.map({True: "cllr-ashraf"}))
    shown = parse(headline_table(open_page("p", replace(edition, scorecard=scorecard))))
    head, *rows = captioned(shown, "The scorecard")
    assert head[-1] == "Owner"
    assert [row[-1] for row in rows[:2]] == ["Cllr Saima Ashraf (lead member)", "Not stated"]
    assert shown.table["data-filters"].split() == ["rating", "direction", "portfolio", "owner"]


def test_the_scorecard_has_no_column_of_owners_if_none_is_stated(pages):
    assert "Owner" not in captioned(pages["scorecard"].soup, "The scorecard")[0]


def test_the_counts_of_a_chapter_add_up_to_its_cards(pages):
    for page in pages.values():
        if page.cards:
            counted = [int(item.data["value"]) for item in page.soup.select(".spf-counts li")]
            assert sum(counted) == len(page.cards)
