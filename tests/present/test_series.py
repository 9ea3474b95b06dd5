"""Figures laid out for charts and tables."""

import pandas as pd
import pytest

from spf_lib.figures.schemas import WITHOUT_VALUE
from spf_lib.framework.periods import parse_period, period_id
from spf_lib.present.series import (
    STATUS_WORDS,
    is_quarter,
    is_year,
    latest_years,
    other_figures,
    quarter_target,
    targets_by_period,
    yearly_figures,
    years_in_a_row,
    years_of_quarters,
)

YEAR = parse_period("2019-20")


def figures(*rows):
    table = pd.DataFrame(rows, columns=["period", "value", "printed_in"])
    return list(table.itertuples())


def targets(*rows):
    return targets_by_period(pd.DataFrame(rows, columns=["period", "lower"]).itertuples())


FIGURES = figures(
    ("2017-18", 230, "history"),
    ("2018-19-Q2", 242, "table"),
    ("2018-19-Q4", 265, "table"),
    ("2019-20-Q2", 202, "table"),
    ("2019-20-Q2", 199, "text"),
    ("2019-M07", 85, "text"),
    ("2019", 47, "table"),
)


def test_quarters_are_laid_out_by_year_latest_first():
    years = years_of_quarters(FIGURES)
    assert [year.title for year in years] == ["2019/20", "2018/19"]
    values = [[None if row is None else row.value for row in year.quarters] for year in years]
    assert values == [[None, 202, None, None], [None, 242, None, 265]]


def test_no_quarters_give_no_year():
    assert years_of_quarters(figures(("2018", 47, "table"))) == []


def test_a_chart_has_room_for_the_latest_year_and_the_four_before_it():
    known = years_of_quarters(
        figures(*((f"{year}-{year % 100 + 1:02d}-Q1", year, "table") for year in range(2010, 2020)))
    )
    assert [year.title for year in latest_years(known)] == [
        "2019/20",
        "2018/19",
        "2017/18",
        "2016/17",
        "2015/16",
    ]


def test_years_without_figures_count_among_the_five():
    known = years_of_quarters(
        figures(("2019-20-Q1", 1, "table"), ("2015-16-Q1", 2, "table"), ("2014-15-Q4", 3, "table"))
    )
    assert [year.title for year in latest_years(known)] == ["2019/20", "2015/16"]


def test_no_years_are_no_latest_years():
    assert latest_years([]) == []


def shown_in_a_row(*rows):
    laid_out = years_in_a_row(figures(*((period, value, "table") for period, value in rows)))
    return [(period_id(year), row and row.value) for year, row in laid_out]


def test_a_year_without_a_figure_stands_between_those_that_have_one():
    assert shown_in_a_row(("2016-17", 596), ("2018-19", 132)) == [
        ("2016-17", 596),
        ("2017-18", None),
        ("2018-19", 132),
    ]


def test_years_that_follow_one_another_stand_as_they_are():
    assert shown_in_a_row(("2017", 53), ("2018", 47)) == [("2017", 53), ("2018", 47)]


def test_years_of_two_kinds_stand_as_they_are():
    assert shown_in_a_row(("2016", 53), ("2018-19", 47)) == [("2016", 53), ("2018-19", 47)]


def test_a_figure_is_a_quarter_of_the_table_a_year_or_another_and_only_one_of_them():
    quarters = [row for year in years_of_quarters(FIGURES) for row in year.quarters if row]
    laid_out = [*quarters, *yearly_figures(FIGURES), *other_figures(FIGURES)]
    assert sorted(row.Index for row in laid_out) == list(range(len(FIGURES)))


def test_a_quarter_told_in_the_text_is_among_the_others():
    assert [row.value for row in other_figures(FIGURES)] == [199, 85]


@pytest.mark.parametrize(
    ("period", "quarter", "year"),
    [
        ("2019-20-Q2", True, False),
        ("2019-20", False, True),
        ("2019", False, True),
        ("2019-M07", False, False),
    ],
)
def test_quarters_and_years_are_told_apart(period, quarter, year):
    assert (is_quarter(period), is_year(period)) == (quarter, year)


def test_a_quarter_takes_its_own_target_before_its_years_and_a_standing_one():
    found = targets(("2019-20-Q2", 1), ("2019-20", 2), (None, 3))
    assert quarter_target(found, YEAR, 2).lower == 1
    assert quarter_target(found, YEAR, 1).lower == 2


def test_a_quarter_without_target_or_yearly_target_takes_the_standing_one():
    assert quarter_target(targets(("2018-19", 2), (None, 3)), YEAR, 4).lower == 3


def test_a_quarter_may_have_no_target():
    assert quarter_target(targets(("2018-19-Q2", 2)), YEAR, 2) is None


def test_every_status_without_a_value_has_words_of_its_own():
    words = [STATUS_WORDS[status] for status in WITHOUT_VALUE]
    assert len(set(words)) == len(WITHOUT_VALUE)
