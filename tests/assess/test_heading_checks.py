"""Headings against what stands under them."""

import pandas as pd
import pytest

from spf_lib.assess.heading_checks import heading_findings

MEASURE = {"measure_id": "m", "title": "The rate", "unit": "percent", "source_line": 5}
RATING = {
    "measure_id": "m",
    "period": "2019-20-Q2",
    "compared_with": "2018-19-Q2",
    "compared_with_as_printed": "DOT from Qtr 2 2018/19",
    "source_line": 9,
}
FIGURE = {
    "measure_id": "m",
    "period": "2019-20-Q2",
    "value_as_printed": "64%",
    "printed_in": "table",
    "source_line": 7,
}


def problems(measure=(), rating=(), figure=()):
    found = heading_findings(
        pd.DataFrame([{**MEASURE, **dict(measure)}]),
        pd.DataFrame([{**RATING, **dict(rating)}]),
        pd.DataFrame([{**FIGURE, **dict(figure)}]),
    )
    columns = ["token", "problem", "nearest_fact", "source_line"]
    return list(found[columns].itertuples(index=False, name=None))


@pytest.mark.parametrize("compared", ["2018-19-Q2", "2019-20-Q1"])
def test_a_heading_that_names_a_year_or_a_quarter_before_is_right(compared):
    assert problems(rating={"compared_with": compared}) == []


def test_a_heading_without_a_comparator_says_nothing():
    assert problems(rating={"compared_with": None}) == []


def test_a_quarter_over_figures_of_years_is_found_on_the_line_of_the_table():
    assert problems(rating={"period": "2019"}) == [
        (
            "DOT from Qtr 2 2018/19",
            "heading does not match",
            "the figure rated is for 2019, a year before is 2018",
            7,
        )
    ]


def test_a_cell_of_an_accounting_period_that_does_not_end_its_quarter_is_found():
    assert problems(figure={"value_as_printed": "£7m at period 6"}) == []
    assert problems(figure={"value_as_printed": "£7m at period 5"}) == [
        ("period 5", "heading does not match", "the quarter ends with period 6", 7)
    ]


def test_a_title_with_another_base_than_its_figures_is_found():
    per = {"title": "The rate per 10,000", "unit": "per 100,000"}
    assert problems(measure=per) == [
        ("per 10,000", "heading does not match", "the figures are per 100,000", 5)
    ]
    assert problems(measure={**per, "title": "The rate (per 100,000 people)"}) == []
