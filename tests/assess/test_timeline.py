"""What counts as one date directly after another."""

import numpy as np
import pandas as pd
import pytest

from spf_lib.assess.timeline import calendar_numbers, follows, in_time_order, positions


def of(*dates):
    return pd.DatetimeIndex(dates)


def test_quarters_take_one_step_each():
    assert positions(pd.period_range("2020Q1", periods=4, freq="Q-MAR")).tolist() == [0, 1, 2, 3]


def test_a_quarter_without_a_row_leaves_its_place_empty():
    quarters = of("2019-04-01", "2019-07-01", "2020-01-01", "2020-04-01")
    assert positions(quarters).tolist() == [0, 1, 3, 4]


def test_quarter_ends_are_as_regular_as_quarter_starts():
    ends = of("2019-06-30", "2019-09-30", "2020-03-31", "2020-06-30")
    assert positions(ends).tolist() == [0, 1, 3, 4]


def test_years_without_a_row_leave_their_places_empty():
    years = pd.PeriodIndex(["2015", "2016", "2019", "2020"], freq="Y-MAR")
    assert positions(years).tolist() == [0, 1, 4, 5]


def test_whole_numbers_are_places_themselves():
    assert positions(pd.Index([3, 4, 7, 8])).tolist() == [0, 1, 4, 5]


def test_school_terms_follow_one_another():
    terms = of("2018-09-01", "2019-01-01", "2019-04-01", "2019-09-01", "2020-01-01")
    assert positions(terms).tolist() == [0, 1, 2, 3, 4]


def test_working_days_follow_one_another():
    days = pd.bdate_range("2020-01-01", periods=8)
    assert positions(days).tolist() == list(range(8))


def test_one_short_step_does_not_make_the_others_gaps():
    dates = of("2019-01-01", "2019-02-01", "2019-05-01", "2019-08-01", "2019-11-01")
    assert positions(dates).tolist() == [0, 1, 2, 3, 4]


def test_no_date_and_one_date_have_places_too():
    assert positions(of()).tolist() == []
    assert positions(of("2020-01-01")).tolist() == [0]


def test_many_series_are_told_apart():
    regular = calendar_numbers(of("2019-04-01", "2019-07-01", "2020-01-01", "2020-04-01"))
    single = calendar_numbers(of("2020-01-01"))
    even = calendar_numbers(of("2019-04-01", "2020-04-01"))
    numbers = np.concatenate([regular, single, even])
    expected = [False, True, False, True, False, False, True]
    assert follows(numbers, np.array([0, 4, 5])).tolist() == expected


def test_time_order_reads_iso_text():
    found = in_time_order(pd.Series([2, 1], index=["2020-04-01", "2020-01-01"]))
    assert found.tolist() == [1, 2]
    assert isinstance(found.index, pd.DatetimeIndex)


def test_time_order_refuses_numbers_that_are_not_whole():
    with pytest.raises(ValueError, match="must be dates"):
        in_time_order(pd.Series([1.0], index=[2019.5]))


def test_time_order_refuses_text_that_is_no_date():
    with pytest.raises(ValueError, match="'2019-20-Q2' and the others must be dates"):
        in_time_order(pd.Series([1.0], index=["2019-20-Q2"]))
