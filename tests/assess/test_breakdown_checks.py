"""Breakdowns against themselves and their figure."""

import pandas as pd
import pytest

from spf_lib.assess.breakdown_checks import breakdown_findings

FIGURE = {
    "measure_id": "m",
    "period": "2019-20-Q2",
    "value": 112.0,
    "value_as_printed": "112",
    "unit": "count",
    "numerator": 30.0,
    "denominator": 40.0,
    "printed_in": "table",
    "best_printed_in": "table",
}


def cell(category, value, series="", token=None):
    return {
        "measure_id": "m",
        "period": "2019-20-Q2",
        "dimension": "site",
        "category": category,
        "series": series,
        "value": value,
        "value_as_printed": token or f"{value:g}",
        "source_line": 7,
    }


def problems(*cells, **figure):
    found = breakdown_findings(pd.DataFrame(cells), pd.DataFrame([{**FIGURE, **figure}]))
    if found.empty:
        return []
    return list(found[["token", "problem", "nearest_fact"]].itertuples(index=False, name=None))


def test_parts_that_add_up_to_the_figure_are_no_finding():
    assert problems(cell("a", 92), cell("b", 20)) == []


def test_parts_whose_mean_is_the_figure_are_no_finding():
    topics = [80, 76.5, 77, 78, 91, 90]
    cells = [cell(str(n), value, token=f"{value}%") for n, value in enumerate(topics)]
    figure = {"value": 82.1, "value_as_printed": "82.1%", "unit": "percent"}
    assert problems(*cells, **figure) == []


def test_parts_that_do_not_add_up_to_the_figure_are_told_with_their_sum():
    assert problems(cell("a", 92), cell("b", 21)) == [("112", "does not add up", "92 + 21 = 113")]


def test_parts_are_held_against_the_total_printed_with_them():
    good = [cell("All schemes", 65), cell("a", 58), cell("b", 7)]
    assert problems(*good) == []
    bad = [cell("All schemes", 65), cell("a", 58), cell("b", 8)]
    assert problems(*bad) == [("65", "does not add up", "58 + 8 = 66")]


def test_parts_of_another_quantity_are_not_held_against_the_figure():
    assert problems(cell("a", 4.5, "Average Days"), cell("b", 2, "Average Days")) == []


def test_a_row_printed_twice_is_found_once():
    rows = [cell(name, value, "Days") for name, value in (("a", 1), ("b", 2), ("a", 1))]
    assert problems(*rows) == [("a", "does not add up", "a is counted twice")]


def test_shares_of_one_thing_come_to_a_hundred():
    long, short = "Long % of days", "Short % of days"
    assert problems(cell("a", 63, long, "63%"), cell("a", 37, short, "37%")) == []
    assert problems(cell("a", 63, long, "63%"), cell("a", 39, short, "39%")) == [
        ("63%", "does not add up", "63% + 39% = 102")
    ]


@pytest.mark.parametrize(("percent", "count"), [(75, 0), (80, 1)])
def test_a_percentage_follows_from_the_counts_beside_it(percent, count):
    rows = [
        cell("a", 30, "completed"),
        cell("a", 40, "started"),
        cell("a", percent, "percent", f"{percent}%"),
    ]
    found = problems(*rows)
    assert len(found) == count
    assert found in ([], [("80%", "percentage does not follow", "30 / 40 = 75.00%")])


def test_counts_are_held_against_numerator_and_denominator():
    rows = [cell("a", 29, "completed"), cell("a", 40, "started"), cell("a", 73, "percent", "73%")]
    assert problems(*rows) == [("30", "does not add up", "the rows add up to 29, 1 fewer")]
