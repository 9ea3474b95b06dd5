"""How far the next colour is, and how likely each colour was."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from spf_lib.assess.benchmarks import colour_safety
from spf_lib.assess.rating import CASE_COLUMNS, rate

BLANK = dict.fromkeys(CASE_COLUMNS, np.nan) | {
    "figure_status": "final",
    "polarity": "higher",
    "target_kind": "at_least",
    "benchmark_comparison": None,
    "family": "relative",
    "tolerance": 10.0,
}


def cases(*rows, index=None):
    return pd.DataFrame([BLANK | row for row in rows], index=index)


def safety(**row):
    return colour_safety(cases(row)).iloc[0]


class TestDistance:
    def test_of_green_is_that_to_the_target(self):
        found = safety(value=85.0, lower=82.0)
        assert (found["rag"], found["next_rag"], found["move"]) == ("G", "A", "down")
        assert found["distance"] == pytest.approx(3.0)

    def test_on_the_target_is_zero(self):
        found = safety(value=82.0, lower=82.0)
        assert (found["distance"], found["next_rag"], found["move"]) == (0, "A", "down")

    def test_of_amber_is_that_to_the_nearer_neighbour(self):
        # Green from 80, amber from 72.
        upwards, downwards = safety(value=79.0, lower=80.0), safety(value=73.0, lower=80.0)
        assert (upwards["next_rag"], upwards["move"]) == ("G", "up")
        assert upwards["distance"] == pytest.approx(1.0)
        assert (downwards["next_rag"], downwards["move"]) == ("R", "down")
        assert downwards["distance"] == pytest.approx(1.0)

    def test_of_red_is_that_back_to_amber(self):
        found = safety(value=64.0, lower=82.0)
        assert (found["rag"], found["next_rag"], found["move"]) == ("R", "A", "up")
        assert found["distance"] == pytest.approx(73.8 - 64)

    def test_works_where_lower_is_better(self):
        found = safety(value=12.0, upper=10.0, target_kind="at_most", polarity="lower")
        assert (found["rag"], found["next_rag"], found["move"]) == ("R", "A", "down")
        assert found["distance"] == pytest.approx(1.0)

    def test_knows_tolerances_in_points(self):
        found = safety(value=0.5, upper=0.0, target_kind="at_most", family="points", tolerance=2.0)
        assert (found["rag"], found["next_rag"]) == ("A", "G")
        assert found["distance"] == pytest.approx(0.5)

    def test_knows_thresholds(self):
        found = safety(
            value=6.0, family="thresholds", target_kind="none", green_to=5.0, amber_to=10.0
        )
        assert (found["rag"], found["next_rag"], found["move"]) == ("A", "G", "down")
        assert found["distance"] == pytest.approx(1.0)

    def test_knows_bands(self):
        found = safety(value=19.0, lower=10.0, upper=20.0, target_kind="between")
        assert (found["next_rag"], found["move"]) == ("A", "up")
        assert found["distance"] == pytest.approx(1.0)

    def test_knows_the_value_a_year_before(self):
        found = safety(value=60.0, lower=80.0, family="improving", previous=59.0)
        assert (found["rag"], found["next_rag"], found["move"]) == ("A", "R", "down")
        assert found["distance"] == pytest.approx(1.0)

    def test_is_missing_without_a_colour(self):
        found = safety(value=np.nan, lower=80.0)
        assert (found["rag"], found["next_rag"], found["move"]) == ("", "", "")
        assert np.isnan(found["distance"])

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 1500), st.integers(1, 1000), st.integers(0, 30))
    def test_is_the_smallest_move_that_changes_the_colour(self, value, target, tolerance):
        case = {"value": value / 10, "lower": target / 10, "tolerance": float(tolerance)}
        found = safety(**case)
        sign = 1 if found["move"] == "up" else -1
        beyond = case["value"] + sign * (found["distance"] + 2e-4)
        assert rate(cases(case | {"value": beyond}))["rag"].iloc[0] == found["next_rag"]
        short = max(found["distance"] - 2e-4, 0.0)
        for move in (-short, short):
            same = rate(cases(case | {"value": case["value"] + move}))["rag"].iloc[0]
            assert same == found["rag"]


class TestChances:
    def test_are_binomial_by_hand(self):
        # 5 of 10 against at least 50%: green from 5, amber at 4.5 to 5 (no count), red below.
        found = safety(value=50.0, lower=50.0, numerator=5.0, denominator=10.0, multiplier=100.0)
        assert found["chance_green"] == pytest.approx(638 / 1024)
        assert found["chance_amber"] == 0
        assert found["chance_red"] == pytest.approx(386 / 1024)

    def test_are_those_of_large_counts_too(self):
        found = safety(
            value=81.0, lower=82.0, numerator=8100.0, denominator=10_000.0, multiplier=100.0
        )
        green = stats.binom.sf(8199, 10_000, 0.81)
        assert found["chance_green"] == pytest.approx(green, abs=1e-6)
        assert found["chance_amber"] == pytest.approx(1 - green, abs=1e-6)

    def test_add_up_to_one(self):
        found = safety(value=74.0, lower=80.0, numerator=37.0, denominator=50.0, multiplier=100.0)
        assert found[["chance_green", "chance_amber", "chance_red"]].sum() == pytest.approx(1)

    @pytest.mark.parametrize("numerator", [0.0, 10.0])
    def test_of_none_and_all_are_certain(self, numerator):
        found = safety(
            value=10 * numerator,
            lower=50.0,
            numerator=numerator,
            denominator=10.0,
            multiplier=100.0,
        )
        assert found["chance_green"] == (numerator == 10)
        assert found["chance_red"] == (numerator == 0)

    @pytest.mark.parametrize(
        "counts",
        [
            {"numerator": np.nan, "denominator": 10.0},
            {"numerator": 5.0, "denominator": 0.0},
            {"numerator": 15.0, "denominator": 10.0},
        ],
    )
    def test_are_missing_without_a_count_out_of_a_count(self, counts):
        found = safety(value=50.0, lower=50.0, multiplier=100.0, **counts)
        assert np.isnan(found["chance_green"])

    def test_are_missing_without_the_columns(self):
        assert np.isnan(safety(value=50.0, lower=50.0)["chance_green"])


def test_many_cases_keep_their_index_and_their_own_answers():
    known = {"numerator": 5.0, "denominator": 10.0, "multiplier": 100.0}
    unknown = {"numerator": np.nan, "denominator": np.nan, "multiplier": 100.0}
    many = cases(
        {"value": 50.0, "lower": 50.0} | known,
        {"value": 85.0, "lower": 82.0} | unknown,
        {"value": np.nan, "lower": 82.0} | unknown,
        index=["a", "b", "c"],
    )
    found = colour_safety(many)
    assert found.index.tolist() == ["a", "b", "c"]
    assert found["chance_green"].round(3).tolist()[:1] == [0.623]
    assert found["chance_green"].isna().tolist() == [False, True, True]
    assert found["distance"].tolist()[:2] == pytest.approx([0.0, 3.0])


def test_no_cases_give_no_rows():
    assert colour_safety(cases({"value": 1.0}).iloc[:0]).empty
