"""Monotonic trends, against SciPy, pymannkendall, statsmodels and values by hand."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pymannkendall
import pytest
import scipy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table

from spf_lib.assess.trends import annual_proportion_trend, mann_kendall, seasonal_kendall

numbers = st.lists(st.integers(-20, 20).map(float), min_size=10, max_size=40)


class TestMannKendall:
    def test_of_five_rising_values_by_hand(self):
        # Ten pairs, all rising; one order of 120 rises throughout, so p = 2/120.
        found = mann_kendall([1, 2, 4, 7, 8])
        assert (found.s, found.n, found.method) == (10, 5, "exact")
        assert found.variance == pytest.approx(5 * 4 * 15 / 18)
        assert found.z == pytest.approx(9 / (50 / 3) ** 0.5)
        assert found.p == pytest.approx(2 / 120)
        # Slopes of the ten pairs in order: 1 1 1.5 1.75 2 2 2 2 2.5 3; the median is 2.
        assert found.slope == pytest.approx(2)

    def test_corrects_the_variance_for_ties(self):
        # n = 10: 10 x 9 x 25 = 2250; one tie of three: 3 x 2 x 11 = 66; 2184 / 18.
        found = mann_kendall([1, 1, 1, 2, 3, 4, 5, 6, 7, 8])
        assert found.variance == pytest.approx(2184 / 18)
        assert found.s == 42

    def test_below_ten_points_with_ties_is_approximate(self):
        assert mann_kendall([1, 1, 2, 3, 4]).method == "normal approximation"

    def test_from_ten_points_is_approximate(self):
        assert mann_kendall(range(9)).method == "exact"
        assert mann_kendall(range(10)).method == "normal approximation"

    @given(numbers)
    def test_equals_pymannkendall(self, values):
        assume(len(set(values)) > 1)
        found, other = mann_kendall(values), pymannkendall.original_test(values)
        assert found.s == other.s
        assert found.variance == pytest.approx(other.var_s)
        assert found.z == pytest.approx(other.z)
        assert found.p == pytest.approx(other.p, abs=1e-12)
        assert found.slope == pytest.approx(other.slope)

    @settings(deadline=None)
    @given(st.lists(st.integers(-99, 99), min_size=2, max_size=9, unique=True))
    def test_below_ten_points_has_the_p_and_slope_of_scipy(self, values):
        found, places = mann_kendall(values), range(len(values))
        assert found.p == scipy.stats.kendalltau(places, values, method="exact").pvalue
        assert found.slope == scipy.stats.theilslopes(values, places).slope

    def test_from_ten_points_has_the_p_of_scipy(self):
        found = mann_kendall([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
        assert found.p == 2 * scipy.stats.norm.sf(found.z)

    def test_does_not_wait_for_scipy_stats_to_load(self):
        asked = (
            "import sys; from spf_lib.assess.trends import mann_kendall, seasonal_kendall;"
            "mann_kendall(range(9)), mann_kendall(range(12)), seasonal_kendall(range(12));"
            "sys.exit('scipy.stats' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0

    def test_of_a_constant_series_finds_nothing(self):
        found = mann_kendall([5.0] * 12)
        assert (found.s, found.z, found.p, found.slope) == (0, 0, 1, 0)

    @given(st.lists(st.integers(0, 50), min_size=2, max_size=20))
    def test_turns_round_with_time(self, values):
        forward, backward = mann_kendall(values), mann_kendall(values[::-1])
        assert forward.s == -backward.s
        assert forward.p == pytest.approx(backward.p)
        assert forward.slope == pytest.approx(-backward.slope)

    @given(
        st.lists(st.integers(0, 50), min_size=2, max_size=20),
        st.integers(-100, 100),
        st.integers(1, 9),
    )
    def test_is_unmoved_by_a_change_of_unit(self, values, constant, factor):
        before = mann_kendall(values)
        after = mann_kendall([factor * value + constant for value in values])
        assert (before.s, before.p) == (after.s, after.p)
        assert after.slope == pytest.approx(factor * before.slope)

    def test_leaves_out_missing_values_but_keeps_their_places(self):
        found = mann_kendall([1, np.nan, 3, 4])
        assert found.n == 3
        assert found.slope == pytest.approx(1)

    def test_keeps_the_place_of_a_quarter_without_a_row(self):
        dates = pd.PeriodIndex(["2019Q1", "2019Q2", "2019Q4", "2020Q1"], freq="Q-MAR")
        assert mann_kendall(pd.Series([1, 2, 4, 5], index=dates)).slope == pytest.approx(1)

    def test_takes_a_series_in_any_order(self):
        dates = pd.period_range("2019Q1", periods=8, freq="Q-MAR")
        values = pd.Series([1, 3, 2, 5, 4, 7, 6, 8], index=dates)
        assert mann_kendall(values.sample(frac=1, random_state=3)) == mann_kendall(values)

    def test_needs_two_values(self):
        with pytest.raises(ValueError, match="two values"):
            mann_kendall([1, np.nan])


class TestSeasonalKendall:
    def test_compares_like_quarters_only(self):
        # Two years: each quarter one higher than a year before, four pairs, all rising.
        found = seasonal_kendall([10, 50, 20, 70, 11, 51, 21, 71])
        assert found.s == 4
        # Each quarter has variance 2 x 1 x 9 / 18 = 1.
        assert found.variance == pytest.approx(4)
        assert found.z == pytest.approx(3 / 2)
        assert found.slope == pytest.approx(1)

    @settings(deadline=None)
    @given(st.lists(st.integers(-20, 20).map(float), min_size=12, max_size=40))
    def test_equals_pymannkendall(self, values):
        found, other = seasonal_kendall(values), pymannkendall.seasonal_test(values, period=4)
        assert found.s == other.s
        assert found.variance == pytest.approx(other.var_s)
        assert found.z == pytest.approx(other.z)
        assert found.p == pytest.approx(other.p, abs=1e-12)
        assert found.slope == pytest.approx(other.slope)

    def test_takes_other_periods(self):
        values = np.tile(np.arange(12.0), 3) + np.repeat([0.0, 1.0, 2.0], 12)
        assert seasonal_kendall(values, period=12).slope == pytest.approx(1)

    def test_keeps_the_season_of_a_quarter_after_a_gap(self):
        dates = pd.period_range("2018Q1", periods=12, freq="Q-MAR")
        values = pd.Series([1, 50, 2, 70] * 3, index=dates, dtype="float64")
        assert seasonal_kendall(values.drop(dates[5])).s == 0

    def test_needs_two_years(self):
        with pytest.raises(ValueError, match="two years"):
            seasonal_kendall([1, 2, 3, 4, 5, 6, 7])

    def test_needs_a_season_with_two_values(self):
        with pytest.raises(ValueError, match="no season"):
            seasonal_kendall([1, 2, 3, np.nan, np.nan, np.nan, np.nan, 4])


class TestAnnualProportions:
    def test_by_hand(self):
        # Scores -2 to 2, 100 each: T = -2x10 - 20 + 40 + 2x50 = 100; pooled 0.3, spread 1000;
        # chi-squared = 100^2 / (0.3 x 0.7 x 1000) = 47.62; slope 100/1000.
        found = annual_proportion_trend([10, 20, 30, 40, 50], [100] * 5)
        assert found.chi_squared == pytest.approx(47.619, abs=1e-3)
        assert found.slope == pytest.approx(0.1)
        assert found.survives
        assert found.direction == "rising"

    @given(
        st.lists(
            st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
            min_size=5,
            max_size=5,
        )
    )
    def test_equals_statsmodels(self, pairs):
        x, n = np.array(pairs, dtype="float64").T
        assume(0 < x.sum() < n.sum())
        found = annual_proportion_trend(x, n)
        table = Table(np.column_stack([x, n - x]), shift_zeros=False)
        other = table.test_ordinal_association(np.arange(5), np.array([1.0, 0.0]))
        # statsmodels has the hypergeometric variance, N - 1 where Cochran and Armitage have N.
        expected = other.zscore**2 * n.sum() / (n.sum() - 1)
        assert found.chi_squared == pytest.approx(expected, abs=1e-9)
        assert np.sign(found.slope) == np.sign(round(other.zscore, 9))

    def test_needs_chi_squared_above_the_limit(self):
        found = annual_proportion_trend([40, 41, 42, 43, 44], [100] * 5)
        assert found.survives
        assert found.chi_squared < 9.5495
        assert found.direction == "none"

    def test_needs_a_slope_that_no_single_year_makes(self):
        # Four falling years, then a leap: without the last year the slope falls.
        found = annual_proportion_trend([300, 295, 290, 285, 500], [1000] * 5)
        assert found.chi_squared > 9.5495
        assert not found.survives
        assert found.direction == "none"

    def test_falls_too(self):
        found = annual_proportion_trend([50, 40, 30, 20, 10], [100] * 5)
        assert found.direction == "falling"
        assert found.slope == pytest.approx(-0.1)

    def test_uses_the_latest_five_years(self):
        latest = annual_proportion_trend([10, 20, 30, 40, 50], [100] * 5)
        assert annual_proportion_trend([90, 5, 10, 20, 30, 40, 50], [100] * 7) == latest

    @pytest.mark.parametrize("share", [0, 30, 100])
    def test_of_a_flat_proportion_finds_nothing(self, share):
        found = annual_proportion_trend([share] * 5, [100] * 5)
        assert (found.chi_squared, found.p, found.slope, found.direction) == (0, 1, 0, "none")

    @pytest.mark.parametrize(
        ("x", "n"),
        [
            ([1, 2, 3, 4], [10] * 4),
            ([1, 2, 3, 4, np.nan], [10] * 5),
            ([1, 2, 3, 4, 11], [10] * 5),
            ([0, 0, 0, 0, 0], [10, 10, 10, 10, 0]),
            ([1, 2, 3, 4, 5], [10] * 4),
        ],
    )
    def test_refuses_fewer_than_five_whole_years(self, x, n):
        with pytest.raises(ValueError, match="year"):
            annual_proportion_trend(x, n)
