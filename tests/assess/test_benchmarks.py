"""Comparison with others: interval or difference, rank and quartile, funnel limits."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from spf_lib.assess.benchmarks import (
    compare_by_difference,
    compare_by_interval,
    compare_with_benchmark,
    funnel_limits,
    rank_areas,
)


class TestComparison:
    @pytest.mark.parametrize(
        ("polarity", "expected"),
        [
            ("higher", ["better", "similar", "worse"]),
            ("lower", ["worse", "similar", "better"]),
            ("none", ["above", "similar", "below"]),
            ("range", ["above", "similar", "below"]),
        ],
    )
    def test_by_interval_asks_whether_the_comparator_lies_inside(self, polarity, expected):
        found = compare_by_interval([51, 45, 40], [60, 55, 49], 50, polarity)
        assert found.tolist() == expected

    def test_by_interval_calls_a_comparator_on_the_limit_similar(self):
        assert compare_by_interval([50, 40], [60, 50], 50, "higher").tolist() == ["similar"] * 2

    def test_by_difference_calls_only_equal_values_similar(self):
        found = compare_by_difference([50.1, 50, 49.9], 50, "lower")
        assert found.tolist() == ["worse", "similar", "better"]

    def test_by_difference_is_not_moved_by_binary_rounding(self):
        assert compare_by_difference([0.1 + 0.2], [0.3], "higher").tolist() == ["similar"]

    def test_of_a_missing_value_is_empty(self):
        assert compare_by_difference([np.nan, 1], [1, np.nan], "higher").tolist() == ["", ""]
        assert compare_by_interval([np.nan], [1], [1], "higher").tolist() == [""]

    def test_is_by_interval_where_there_is_one(self):
        cases = pd.DataFrame(
            {
                "value": [52.0, 52.0, np.nan],
                "lower": [48.0, np.nan, np.nan],
                "upper": [56.0, np.nan, np.nan],
                "comparator": [50.0, 50.0, 50.0],
                "polarity": ["higher", "higher", "higher"],
            },
            index=["a", "b", "c"],
        )
        found = compare_with_benchmark(cases)
        assert found["comparison"].tolist() == ["similar", "better", ""]
        assert found["compared_by"].tolist() == ["interval", "difference", ""]
        assert found.index.tolist() == ["a", "b", "c"]


class TestRanks:
    def test_start_from_the_best(self):
        values = pd.Series([80.0, 95.0, 70.0, 90.0])
        assert rank_areas(values, "higher")["rank"].tolist() == [3, 1, 4, 2]
        assert rank_areas(values, "lower")["rank"].tolist() == [2, 4, 1, 3]

    def test_start_from_the_highest_where_no_side_is_good(self):
        assert rank_areas(pd.Series([1.0, 2.0]), "none")["rank"].tolist() == [2, 1]

    def test_are_shared_by_equal_values(self):
        found = rank_areas(pd.Series([90.0, 90.0, 80.0, 70.0]), "higher")
        assert found["rank"].tolist() == [1, 1, 3, 4]
        assert found["quartile"].tolist() == [1, 1, 3, 4]

    def test_leave_out_missing_values(self):
        found = rank_areas(pd.Series([1.0, np.nan, 3.0]), "higher")
        assert found["rank"].isna().tolist() == [False, True, False]
        assert found["rank_of"].tolist() == [2, 2, 2]

    def test_put_eight_areas_into_pairs(self):
        found = rank_areas(pd.Series(np.arange(8.0)), "lower")
        assert found["quartile"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4]

    def test_of_fewer_than_four_areas_have_no_quartile(self):
        assert rank_areas(pd.Series([1.0, 2.0, 3.0]), "lower")["quartile"].isna().all()


class TestFunnel:
    def test_has_the_pooled_average(self):
        found = funnel_limits(pd.Series([10, 90]), pd.Series([100, 100]))
        assert (found["average"] == 0.5).all()
        assert found["position"].tolist() == ["below 99.8%", "above 99.8%"]

    def test_of_ten_fair_coins_is_2_to_8(self):
        # P(at most 1) = 11/1024 < 2.5% <= P(at most 2) = 56/1024.
        found = funnel_limits(pd.Series([5, 5]), pd.Series([10, 10]))
        assert found["lower_95"].tolist() == [0.2, 0.2]
        assert found["upper_95"].tolist() == [0.8, 0.8]

    def test_calls_an_area_on_the_limit_within(self):
        found = funnel_limits(pd.Series([2, 8]), pd.Series([10, 10]))
        assert found["position"].tolist() == ["within", "within"]

    def test_is_wider_for_small_areas(self):
        found = funnel_limits(pd.Series([5, 500]), pd.Series([10, 1000]))
        width = found["upper_95"] - found["lower_95"]
        assert width.iloc[0] > width.iloc[1]

    @given(
        st.lists(
            st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
            min_size=1,
            max_size=10,
        )
    )
    def test_lets_chance_beyond_a_limit_with_no_more_than_its_share(self, pairs):
        x, n = (pd.Series(side) for side in zip(*pairs, strict=True))
        found = funnel_limits(x, n)
        average = found["average"].iloc[0]
        for name, tail in (("95", 0.025), ("998", 0.001)):
            below = stats.binom.cdf((found[f"lower_{name}"] * n).round() - 1, n, average)
            above = stats.binom.sf((found[f"upper_{name}"] * n).round(), n, average)
            assert (below <= tail + 1e-12).all()
            assert (above <= tail + 1e-12).all()

    def test_leaves_out_areas_without_figures(self):
        found = funnel_limits(pd.Series([5, np.nan, 0]), pd.Series([10, 10, 0]))
        assert found["position"].tolist() == ["within", "", ""]
        assert found["average"].iloc[0] == 0.5

    def test_refuses_a_numerator_above_its_denominator(self):
        with pytest.raises(ValueError, match="denominator"):
            funnel_limits(pd.Series([11]), pd.Series([10]))
