"""Intervals and the two-proportion test, against tables, statsmodels and scipy."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from spf_lib.assess.intervals import byar, compare_proportions, wilson

counts = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


class TestWilson:
    def test_of_81_in_263_is_that_of_newcombe(self):
        # Newcombe (1998), table I: 81/263 gives 0.2553 to 0.3662.
        lower, upper = wilson(81, 263)
        assert round(lower, 4) == 0.2553
        assert round(upper, 4) == 0.3662

    def test_of_none_in_20_reaches_from_exactly_0_to_0_1611(self):
        # Newcombe (1998): 0/20 gives 0 to 0.1611; by hand z2 / (20 + z2) = 3.8415 / 23.8415.
        lower, upper = wilson(0, 20)
        assert lower == 0
        assert round(upper, 4) == 0.1611

    def test_of_all_reaches_exactly_1(self):
        assert wilson(20, 20).upper == 1

    @given(counts, st.sampled_from([0.8, 0.95, 0.998]))
    def test_equals_statsmodels_and_scipy(self, count, confidence):
        x, n = count
        found = wilson(x, n, confidence)
        other = proportion_confint(x, n, alpha=1 - confidence, method="wilson")
        np.testing.assert_allclose(found, other, atol=1e-12)
        third = stats.binomtest(x, n).proportion_ci(confidence, method="wilson")
        np.testing.assert_allclose(found, third, atol=1e-12)

    def test_takes_many_at_once(self):
        lower, upper = wilson(pd.Series([1, 5]), [10, 10])
        assert [lower[0], upper[1]] == [wilson(1, 10).lower, wilson(5, 10).upper]

    @pytest.mark.parametrize(("x", "n"), [(np.nan, 10), (1, np.nan), (0, 0)])
    def test_is_missing_where_its_counts_are(self, x, n):
        assert np.isnan(wilson(x, n)).all()

    @pytest.mark.parametrize(("x", "n"), [(11, 10), (-1, 10), (1, -10)])
    def test_refuses_impossible_counts(self, x, n):
        with pytest.raises(ValueError, match=r"larger|below zero"):
            wilson(x, n)

    def test_refuses_a_confidence_in_percent(self):
        with pytest.raises(ValueError, match="between 0 and 1"):
            wilson(1, 10, confidence=95)


class TestByar:
    def test_below_ten_is_exact_poisson(self):
        # Published exact limits for 5 events: 1.6235 to 11.6683.
        lower, upper = byar(5, 1000, 1000)
        assert round(lower, 4) == 1.6235
        assert round(upper, 4) == 11.6683

    def test_of_no_events_starts_at_exactly_0(self):
        lower, upper = byar(0, 1000, 1000)
        assert lower == 0
        # By hand: -ln(0.025).
        assert upper == pytest.approx(-np.log(0.025))

    def test_from_ten_is_byars_approximation(self):
        # By hand for 10: 10(1 - 1/90 - 1.96/(3 sqrt 10))^3 and 11(1 - 1/99 + 1.96/(3 sqrt 11))^3.
        lower, upper = byar(10, 1000, 1000)
        z = 1.959964
        assert lower == pytest.approx(10 * (1 - 1 / 90 - z / (3 * 10**0.5)) ** 3, rel=1e-6)
        assert upper == pytest.approx(11 * (1 - 1 / 99 + z / (3 * 11**0.5)) ** 3, rel=1e-6)

    def test_at_nine_is_still_exact(self):
        assert byar(9, 1, 1).lower == pytest.approx(stats.chi2.ppf(0.025, 18) / 2)

    # Byar's approximation is furthest from the exact limits at 10 events, and more so the rarer
    # the tail: 0.04%, 0.17% and 1.49% of the limit.
    @pytest.mark.parametrize(
        ("confidence", "apart"), [(0.8, 0.0005), (0.95, 0.002), (0.998, 0.015)]
    )
    def test_stays_close_to_the_exact_limits_at_every_count(self, confidence, apart):
        x = np.arange(5001)
        found = byar(x, np.ones(5001), 1, confidence)
        tail = (1 - confidence) / 2
        lower = np.where(x > 0, stats.chi2.ppf(tail, 2 * np.maximum(x, 1)) / 2, 0)
        upper = stats.chi2.isf(tail, 2 * x + 2) / 2
        np.testing.assert_allclose(found.lower, lower, rtol=apart)
        np.testing.assert_allclose(found.upper, upper, rtol=apart)

    def test_is_in_the_unit_of_the_multiplier(self):
        assert byar(20, 5000, 100_000).lower == pytest.approx(20 * byar(20, 1, 1).lower)

    @pytest.mark.parametrize(("x", "n"), [(np.nan, 10), (1, np.nan), (1, 0)])
    def test_is_missing_where_its_counts_are(self, x, n):
        assert np.isnan(byar(x, n, 1000)).all()

    def test_takes_many_at_once(self):
        lower, _ = byar([3, 30], [100, 100], 1000)
        assert lower.tolist() == [byar(3, 100, 1000).lower, byar(30, 100, 1000).lower]


class TestComparedProportions:
    def test_by_hand(self):
        # 40/100 and 60/100: pooled 0.5, error sqrt(0.25 x 0.02) = 0.0707; z = 0.2 / 0.0707.
        found = compare_proportions(40, 100, 60, 100)
        assert found.name == "two-proportion z-test"
        assert found.statistic == pytest.approx(2.8284, abs=1e-4)
        assert found.p == pytest.approx(0.004678, abs=1e-6)
        assert found.is_change

    def test_equals_statsmodels(self):
        found = compare_proportions(120, 300, 150, 310)
        statistic, p = proportions_ztest([150, 120], [310, 300])
        assert found.statistic == pytest.approx(statistic)
        assert found.p == pytest.approx(p)

    def test_equals_the_chi_squared_of_the_table(self):
        found = compare_proportions(120, 300, 150, 310)
        table = np.array([[120, 180], [150, 160]])
        assert found.statistic**2 == pytest.approx(
            stats.chi2_contingency(table, correction=False).statistic
        )

    def test_uses_fishers_exact_test_where_a_cell_expects_fewer_than_5(self):
        # The lady tasting tea: 3 of 4 against 1 of 4, two-sided p = 34/70.
        found = compare_proportions(1, 4, 3, 4)
        assert found.name == "Fisher's exact test"
        assert found.p == pytest.approx(34 / 70)
        assert found.statistic == pytest.approx(9)
        assert not found.is_change

    def test_uses_the_z_test_where_every_cell_expects_5(self):
        assert compare_proportions(5, 10, 5, 10).name == "two-proportion z-test"

    @pytest.mark.parametrize(("x", "n"), [(0, 50), (50, 50)])
    def test_calls_no_change_where_nothing_varies(self, x, n):
        found = compare_proportions(x, n, x, n)
        assert found.p == 1
        assert not found.is_change

    @given(counts, counts)
    def test_is_symmetric(self, before, after):
        forward = compare_proportions(*before, *after)
        backward = compare_proportions(*after, *before)
        assert forward.name == backward.name
        assert forward.p == pytest.approx(backward.p)

    @pytest.mark.parametrize(
        "given_counts", [(1, 0, 1, 2), (3, 2, 1, 2), (np.nan, 2, 1, 2), (0.5, 2, 1, 2)]
    )
    def test_refuses_what_is_no_count_out_of_a_count(self, given_counts):
        with pytest.raises(ValueError, match="counts out of counts"):
            compare_proportions(*given_counts)
