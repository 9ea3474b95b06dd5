"""The figure ledger."""

import csv
import json
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spf_lib.framework.fact import Fact
from spf_lib.present.ledger import Ledger, count, line_number
from spf_lib.publish.inspect_figures import inspect_page
from tests.present.shown import parse

REPORTED = Fact(
    name="kpi-facebook-engagements",
    kind="reported",
    value=11600.0,
    period="2019-20-Q2",
    file="data/returns/2019-20-Q2/figures.csv",
    line=12,
    source_id="kpis-2019-20-q2",
    source_line=39,
)
FROM_THE_SOURCE = ("reported", "target", "benchmark", "breakdown")

names = st.text(min_size=1, max_size=12)
facts = st.builds(
    Fact,
    name=st.one_of(names, st.sampled_from(["a", "A", "a b", "a--2"])),
    kind=st.sampled_from(["reported", "target", "count"]),
    value=st.floats(-1e9, 1e9),
    period=st.sampled_from(["", "2019-20-Q2", "2019-20"]),
)


def data_of(html):
    return parse(html).data


def test_the_value_attribute_is_bare_and_the_text_is_formatted():
    shown = data_of(Ledger("p").html(REPORTED))
    assert (shown["value"], shown.text) == ("11600", "11,600")


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "bare", "text"),
    [
        (82.1, "percent", 1, "82.1", "82.1%"),
        (72.0, "percent", 0, "72", "72%"),
        (-0.44, "GBP per hour", 2, "-0.44", "-£0.44 per hour"),
        (7011000.0, "GBP", 0, "7011000", "£7,011,000"),
        (0.0, "count", 0, "0", "0"),
        (417.0, "tonnes", 0, "417", "417 tonnes"),
    ],
)
def test_a_figure_is_written_in_its_unit(value, unit, decimals, bare, text):
    shown = data_of(Ledger("p").html(replace(REPORTED, value=value, unit=unit, decimals=decimals)))
    assert (shown["value"], shown.text) == (bare, text)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_the_value_attribute_gives_the_value_back(value):
    shown = data_of(Ledger("p").html(replace(REPORTED, value=value)))
    assert float(shown["value"]) == value
    assert "," not in shown["value"]


def test_the_token_of_the_source_is_quoted_as_it_stands_and_escaped():
    shown = Ledger("p").html(replace(REPORTED, as_printed='<1% "n"'))
    assert data_of(shown).text == '<1% "n"'
    assert "&lt;1%" in shown


def test_a_missing_value_is_never_written_as_a_number():
    with pytest.raises(ValueError, match="missing"):
        Ledger("p").html(replace(REPORTED, value=float("nan")))


@given(st.lists(facts, min_size=2, max_size=8))
def test_ids_are_unique_on_a_page_whatever_is_shown(shown):
    ledger = Ledger("p")
    ids = [data_of(ledger.html(fact))["id"] for fact in shown]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("space", [" ", "\t", "\n"])
def test_an_id_holds_no_white_space_whatever_a_category_is_called(space):
    name = f"kpi-bame-employees--Public{space}Realm"
    shown = data_of(Ledger("p").html(replace(REPORTED, name=name)))
    assert len(shown["id"].split()) == 1


def test_a_figure_shown_twice_has_two_ids_and_two_records():
    ledger = Ledger("p")
    first, second = (data_of(ledger.html(REPORTED))["id"] for _ in range(2))
    assert [record["id"] for record in ledger.records()] == [first, second]


def test_a_figure_in_a_chart_is_recorded_like_one_on_the_page():
    ledger = Ledger("p")
    assert ledger.label(REPORTED).text == data_of(ledger.html(REPORTED)).text
    assert [entry.fact for entry in ledger.entries] == [REPORTED, REPORTED]


def test_a_record_says_what_is_shown_where_and_whence():
    ledger = Ledger("summary")
    ledger.html(REPORTED)
    assert ledger.records() == [
        {
            "id": "f--kpi-facebook-engagements--2019-20-q2--reported",
            "page": "summary",
            "shown": True,
            "text": "11,600",
            "name": "kpi-facebook-engagements",
            "kind": "reported",
            "value": 11600.0,
            "unit": "count",
            "decimals": 0,
            "period": "2019-20-Q2",
            "formula": "",
            "file": "data/returns/2019-20-Q2/figures.csv",
            "line": 12,
            "source_id": "kpis-2019-20-q2",
            "source_line": 39,
            "as_printed": "",
            "computed_from": [],
            "counted": [],
        }
    ]


def test_two_pages_do_not_share_their_entries():
    one, other = Ledger("one"), Ledger("other")
    one.html(REPORTED)
    assert other.records() == []


def test_a_count_says_what_was_counted():
    fact = count("rated Red", ["one", "two"], "measures rated red")
    assert (fact.text, fact.kind, fact.formula) == ("2", "count", "number of measures rated red")
    assert fact.counted == ("one", "two")


EARLIER = replace(REPORTED, value=11500.0, period="2018-19-Q2", line=8)
CHANGE = Fact(
    name="kpi-facebook-engagements",
    kind="difference",
    value=100.0,
    period="2019-20-Q2",
    formula="figure of 2019-20-Q2 less figure of 2018-19-Q2",
    computed_from=(REPORTED, EARLIER),
)


def test_a_figure_points_at_the_figures_it_was_computed_from():
    ledger = Ledger("p")
    ledger.html(CHANGE)
    first = data_of(ledger.html(REPORTED))["id"]
    change, shown, behind = ledger.records()
    assert change["computed_from"] == [first, behind["id"]]
    assert (shown["shown"], behind["shown"]) == (True, False)
    assert (behind["value"], behind["line"]) == (11500.0, 8)


def test_what_lies_behind_a_figure_is_followed_to_its_source():
    ledger = Ledger("p")
    ledger.html(replace(CHANGE, name="share", computed_from=(CHANGE,)))
    by_id = {record["id"]: record for record in ledger.records()}
    assert len(by_id) == 4
    assert {record["kind"] for record in by_id.values() if not record["computed_from"]} == {
        "reported"
    }


@given(st.lists(facts, min_size=2, max_size=8))
def test_ids_stay_unique_with_the_figures_behind_those_shown(shown):
    ledger = Ledger("p")
    for fact in shown:
        ledger.html(replace(fact, computed_from=tuple(shown[:3])))
    ids = [record["id"] for record in ledger.records()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("cell", "number"), [("16", 16), (16, 16), (16.0, 16), ("16.0", 16), (None, None)]
)
def test_a_line_number_is_read_from_text_number_or_nothing(cell, number):
    assert line_number(cell) == number


def test_a_missing_cell_has_no_line_number():
    assert line_number(float("nan")) is None


def test_every_number_of_a_page_is_in_its_ledger_and_every_entry_on_its_page(pages):
    for name, page in pages.items():
        assert inspect_page(name, page.soup, page.records).findings == []


def test_no_id_stands_twice_on_a_page(pages):
    for name, page in pages.items():
        ids = Counter(tag["id"] for tag in page.soup.select("[id]"))
        assert [used for used, uses in ids.items() if uses > 1] == [], name


def test_every_page_records_what_it_shows(pages):
    for name, page in pages.items():
        assert {record["page"] for record in page.records} <= {name}
        assert len(page.by_id) == len(page.records)
    assert sum(bool(page.records) for page in pages.values()) >= 15


def test_every_label_of_a_page_points_at_an_id_of_it(pages):
    for page in pages.values():
        ids = {tag["id"] for tag in page.soup.select("[id]")}
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert {tag[attribute] for tag in page.soup.select(f"[{attribute}]")} <= ids


def test_every_figure_of_a_source_names_its_row_and_its_source_line(pages):
    incomplete = Counter(
        f"{record['kind']} without {column}"
        for page in pages.values()
        for record in page.records
        if record["kind"] in FROM_THE_SOURCE and not record["name"].startswith("example-")
        for column in ("file", "line", "source_id", "source_line")
        if not record[column]
    )
    assert dict(incomplete) == {}


def test_every_figure_that_is_no_source_figure_says_how_it_came_about(pages):
    unsaid = {
        (name, record["kind"])
        for name, page in pages.items()
        for record in page.records
        if record["kind"] not in FROM_THE_SOURCE and not record["formula"] and not record["file"]
    }
    assert unsaid == set()


def test_every_figure_is_followed_down_to_rows_or_to_what_a_rule_sets(pages):
    loose = {
        (name, record["kind"], record["name"], record["formula"])
        for name, page in pages.items()
        for record in page.records
        if record["kind"] not in (*FROM_THE_SOURCE, "parameter", "tolerance")
        and not record["computed_from"]
        and not record["counted"]
        and not record["file"]
        and record["value"]
    }
    assert loose == set()


def test_a_count_is_the_number_of_the_rows_it_names(pages):
    counts = [r for page in pages.values() for r in page.records if r["counted"]]
    assert len(counts) > 100
    assert all(len(record["counted"]) == record["value"] for record in counts)


def test_every_figure_stands_in_the_row_its_record_names(root, pages):
    columns = {
        "reported": ("value", "numerator", "denominator"),
        "target": ("lower", "upper"),
        "benchmark": ("value", "rank", "rank_of"),
        "breakdown": ("value",),
    }
    followed = 0
    for page in pages.values():
        for record in page.records:
            if record["kind"] not in columns or record["name"].startswith("example-"):
                continue
            row = _rows_by_line(root / record["file"])[record["line"]]
            numbers = [float(row[name]) for name in columns[record["kind"]] if row[name]]
            assert record["value"] in numbers, record["id"]
            assert record["name"].split("--")[0] == row["measure_id"], record["id"]
            assert record["period"] == row["period"], record["id"]
            assert record["source_line"] == int(row["source_line"]), record["id"]
            followed += 1
    assert followed > 1500


@cache
def _rows_by_line(path):
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return dict((reader.line_num, row) for row in reader)  # noqa: C402 the line is the reader's


def test_the_records_of_a_page_are_plain_json(pages):
    for page in pages.values():
        assert json.loads(json.dumps(page.records, allow_nan=False)) == page.records
