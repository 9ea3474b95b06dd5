"""The reconciliation with the published report."""

from collections import Counter

import pytest

from spf_lib.present.reconciling import recomputed_figures
from tests.present.shown import captioned, parse, plain

RATINGS = {"G": "Green", "A": "Amber", "R": "Red", "": "Not rated"}


@pytest.fixture(scope="module")
def soup(pages):
    return pages["reconciliation"].soup


@pytest.fixture(scope="module")
def records(pages):
    return {record["name"]: record["value"] for record in pages["reconciliation"].records}


def test_the_ratings_that_agree_are_counted_from_the_scorecard(edition, records):
    assert records["ratings that agree"] == edition.headlines["rag_agrees"].sum()
    assert records["ratings compared"] == 49


def test_every_difference_has_one_kind(edition, soup):
    for what, compared in (("ratings", 49), ("directions", len(edition.returns.ratings))):
        start = next(p for p in soup.select("p") if plain(p) == f"Of the other {what}:")
        kinds = [int(number["value"]) for number in start.find_next("ul").select("data")]
        lead = [
            int(number["value"])
            for number in soup.select_one(".spf-lead").select("data")
            if number["id"].startswith(f"f--{what}-that-agree")
        ]
        assert sum(kinds) + lead[0] == compared


def test_the_share_is_the_quotient_of_its_counts(records):
    for what in ("ratings", "directions"):
        share = 100 * records[f"{what} that agree"] / records[f"{what} compared"]
        assert records[f"{what} agreement"] == pytest.approx(share)


def test_every_rating_that_differs_is_listed_with_its_worked_sum(edition, soup):
    differing = edition.headlines[~edition.headlines["rag_agrees"]]
    _, *rows = captioned(soup, "Ratings that differ from the published ones")
    published = differing["published_rag"].where(differing["published_rag"].isin(list("GAR")), "")
    assert [row[:4] for row in rows] == [
        [" ".join(title.split()), RATINGS[theirs], RATINGS[ours], reason]
        for title, theirs, ours, reason in zip(
            differing["title"], published, differing["rag"], differing["reason"], strict=True
        )
    ]


@pytest.mark.parametrize(
    ("title", "published", "worked"),
    [
        ("Number of Instagram followers", "Amber", "Red"),
        ("Repeat incidents of domestic violence (MARAC)", "Amber", "Red"),
        ("The percentage of Council employees from BME Communities", "Green", "Not rated"),
    ],
)
def test_a_difference_shows_the_rating_the_source_prints(soup, title, published, worked):
    rows = captioned(soup, "Ratings that differ from the published ones")
    assert [row[1:3] for row in rows if row[0] == title] == [[published, worked]]


def test_a_measure_that_agrees_is_not_listed(soup):
    rows = captioned(soup, "Ratings that differ from the published ones")
    assert "The number of active volunteers" not in [row[0] for row in rows]


def test_every_direction_that_differs_is_listed_with_its_comparison(edition, soup):
    _, *rows = captioned(soup, "Directions that differ from the published arrows")
    differing = edition.travel_reconciled
    differing = differing[~differing["travel_agrees"]]
    assert [row[0] for row in rows] == [" ".join(title.split()) for title in differing["title"]]
    assert all(row[3] and row[5] for row in rows)


def test_the_gender_pay_gap_arrow_is_contradicted(soup):
    rows = captioned(soup, "Directions that differ from the published arrows")
    assert [row[1:5] for row in rows if "pay gap" in row[0].lower()] == [
        [
            "Better",
            "Worse",
            "Worse: £0.12 per hour higher than in Quarter 2 2018/19 (£0.06 per hour)",
            "DOT from Qtr 2 2018/19",
        ]
    ]


def test_every_figure_with_both_its_parts_is_worked_out_again(edition, soup):
    rows = edition.returns.figures
    both = rows[rows["numerator"].notna() & rows["denominator"].notna() & rows["value"].notna()]
    _, *shown = captioned(soup, "Figures worked out from their printed numerators and denominators")
    assert len(shown) == len(both)


@pytest.mark.parametrize(
    "row",
    [
        # 1,041 of 1,284 is 81.07%; 263 of 279 is 94.27%; 28 of 145 is 19.31%, printed as 18%.
        ["Quarter 1 2019/20", "1,041 of 1,284", "81.1%", "81.07%", "Agrees"],
        ["Quarter 2 2019/20", "263 of 279", "94%", "94.3%", "Agrees"],
        ["Quarter 2 2019/20", "28 of 145", "18%", "19.3%", "Differs"],
    ],
)
def test_a_figure_is_worked_out_to_one_place_more_than_printed(soup, row):
    rows = captioned(soup, "Figures worked out from their printed numerators and denominators")
    assert [shown[1:] for shown in rows if shown[2] == row[1]] == [row]


def test_the_figures_that_differ_are_known_discrepancies(edition):
    differing = edition.recomputed[~edition.recomputed["agrees"]]
    known = set(edition.discrepancies["measure_id"].dropna())
    assert set(differing["measure_id"]) <= known


def test_presenting_twice_gives_the_same_rows(page):
    first = parse(recomputed_figures(page)).get_text()
    assert parse(recomputed_figures(page)).get_text() == first


def test_an_arrow_left_blank_is_not_an_arrow_printed_as_not_applicable(edition, soup):
    _, *rows = captioned(soup, "Directions that differ from the published arrows")
    differing = edition.travel_reconciled
    printed = differing.loc[~differing["travel_agrees"], "published_travel"]
    words = {"up": "Better", "down": "Worse", "level": "No change", "n/a": "Printed n/a"}
    assert Counter(row[1] for row in rows) == Counter(printed.map(words).fillna("Left blank"))
