"""A table of measures that can be narrowed and sorted."""

from urllib.parse import parse_qs, urlsplit

import pytest

from spf_lib.present.measure_table import (
    Cell,
    Row,
    direction_cell,
    measure_table,
    narrowed,
    published_cell,
    rating_cell,
    state_filters,
)
from tests.present.shown import captioned, parse

COLUMNS = {"measure": "Measure", "rating": "Rating"}


@pytest.fixture(scope="module")
def table():
    rows = [
        Row([Cell("Homes"), rating_cell("R")], {"rating": ["Red"], "owner": ["Ann", "Ben"]}),
        Row([Cell("Parks <1>"), rating_cell("")], {"rating": ["Not rated"], "owner": []}),
    ]
    return parse(measure_table("All", COLUMNS, rows))


def test_without_a_script_it_is_a_plain_table(table):
    assert captioned(table, "All") == [
        ["Measure", "Rating"],
        ["Homes", "Red"],
        ["Parks <1>", "Not rated"],
    ]


def test_it_is_headed_and_keeps_its_meaning_when_it_folds(table):
    assert [head["scope"] for head in table.select("th")] == ["col", "col", "row", "row"]
    assert {tag.name: tag["role"] for tag in table.select("[role]") if tag.name != "div"} == {
        "table": "table",
        "thead": "rowgroup",
        "tr": "row",
        "th": "rowheader",
        "tbody": "rowgroup",
        "td": "cell",
    }
    assert [cell["data-label"] for cell in table.select("td")] == ["Rating", "Rating"]


def test_it_says_by_what_it_can_be_narrowed(table):
    assert table.table["data-filters"] == "rating owner"
    first, second = table.select("tbody tr")
    assert (first["data-rating"], first["data-owner"]) == ("Red", "Ann|Ben")
    assert not second.has_attr("data-owner")


def test_the_columns_have_names_for_the_address(table):
    assert [head["data-key"] for head in table.select("thead th")] == ["measure", "rating"]


def test_the_worst_comes_first_and_what_is_not_judged_has_no_place():
    assert [rating_cell(rag).place for rag in ("R", "A", "G", "")] == [1, 2, 3, None]
    assert [direction_cell(way).place for way in ("down", "level", "up", "n/a")] == [1, 2, 3, None]
    assert [published_cell(rag).place for rag in ("R", "n/a", None)] == [1, None, None]


def test_a_table_without_rows_says_so():
    empty = parse(measure_table("All", COLUMNS, []))
    assert captioned(empty, "All")[1:] == [["None"]]
    assert empty.table["data-filters"] == ""


def test_a_rating_and_a_direction_narrow_by_their_words():
    assert state_filters("A", "down") == {"rating": ["Amber"], "direction": ["Worse"]}


def test_a_narrowed_address_can_be_read_back():
    address = narrowed("scorecard.html", rating="Not rated", portfolio="Parks & Play")
    assert urlsplit(address).path == "scorecard.html"
    asked = parse_qs(urlsplit(address).query)
    assert asked == {"rating": ["Not rated"], "portfolio": ["Parks & Play"]}
