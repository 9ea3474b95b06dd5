"""What a chart may say with so many points, its judgements and its two icons."""

import numpy as np
import pytest

from spf_lib.assess.spc import assurance, variation
from tests.assess.spc_charts import USUAL, chart


class TestNumberOfPoints:
    def test_fewer_than_five_say_nothing(self):
        found = chart([1, 2, 3, 100])
        assert (found["label"] == "").all()
        assert found["lower"].isna().all()
        assert variation(found) == "none"
        assert assurance(found, 1000, "higher") == "none"

    def test_five_to_seven_read_the_first_rule_only(self):
        found = chart([1, 2, 3, 4, 5, 6, 7])
        assert not found[["trend", "two_in_three", "shift"]].any(axis=None)
        assert found["outside"].any()
        assert (found["grade"] == "trial limits").all()

    def test_eight_to_twelve_read_all_rules_on_trial(self):
        found = chart([1, 2, 3, 4, 5, 6, 7, 8])
        assert found["trend"].all()
        assert (found["grade"] == "trial").all()

    def test_thirteen_are_plain(self):
        assert (chart(USUAL[:13])["grade"] == "plain").all()

    def test_missing_values_do_not_count(self):
        assert (chart([1, 2, np.nan, 3, 4])["grade"] == "none").all()

    def test_each_group_counts_its_own(self):
        found = chart([*USUAL, 49, 51, 49], rebase=["2016-10-01"])
        assert found["grade"].tolist() == ["plain"] * 14 + ["none"] * 3

    def test_no_points_give_an_empty_chart(self):
        found = chart([])
        assert found.empty
        assert variation(found) == "none"
        assert assurance(found, 1, "higher") == "none"

    def test_missing_values_alone_give_no_statement(self):
        found = chart([np.nan] * 9)
        assert (found["label"] == "").all()
        assert variation(found) == "none"


class TestJudgement:
    HIGH = (49, 51, 49, 51, 49, 51, 49, 51, 49, 51, 49, 51, 60)
    LOW = (49, 51, 49, 51, 49, 51, 49, 51, 49, 51, 49, 51, 40)

    @pytest.mark.parametrize(
        ("values", "polarity", "expected"),
        [
            (HIGH, "higher", "improvement"),
            (HIGH, "lower", "concern"),
            (HIGH, "none", "high"),
            (HIGH, "range", "high"),
            (LOW, "higher", "concern"),
            (LOW, "lower", "improvement"),
            (LOW, "none", "low"),
            (LOW, "range", "low"),
        ],
    )
    def test_follows_polarity(self, values, polarity, expected):
        found = chart(values, polarity=polarity)
        assert found["judgement"].iloc[-1] == expected
        assert variation(found) == expected

    def test_of_common_cause_is_none(self):
        found = chart(USUAL)
        assert (found["judgement"] == "none").all()
        assert variation(found) == "common cause"

    def test_refuses_an_unknown_polarity(self):
        with pytest.raises(ValueError, match="polarity 'up'"):
            chart(USUAL, polarity="up")


class TestVariation:
    def test_is_that_of_the_latest_point(self):
        assert variation(chart([49, 51] * 6 + [60, 49])) == "common cause"
        assert variation(chart([49, 51] * 6 + [49, 60])) == "improvement"

    def test_passes_over_missing_values_at_the_end(self):
        assert variation(chart([49, 51] * 6 + [49, 60, np.nan])) == "improvement"

    def test_does_not_go_back_to_a_group_before(self):
        found = chart([49, 51] * 6 + [49, 60, 49, 51], rebase=["2016-10-01"])
        assert found["label"].iloc[13] == "above limit"
        assert variation(found) == "none"


class TestAssurance:
    # Limits at 44.68 and 55.32.
    @pytest.mark.parametrize(
        ("target", "polarity", "expected"),
        [
            (56, "higher", "fail"),
            (44, "higher", "pass"),
            (50, "higher", "inconsistent"),
            (56, "lower", "pass"),
            (44, "lower", "fail"),
            (50, "lower", "inconsistent"),
            (55.32, "higher", "inconsistent"),
            (44.68, "higher", "inconsistent"),
            (55.32, "lower", "inconsistent"),
            (44.68, "lower", "inconsistent"),
            (56, "none", "none"),
            (56, "range", "none"),
            (None, "higher", "none"),
            (float("nan"), "higher", "none"),
        ],
    )
    def test_compares_the_target_with_the_limits(self, target, polarity, expected):
        assert assurance(chart(USUAL), target, polarity) == expected

    @pytest.mark.parametrize(
        ("target", "polarity", "expected"),
        [
            (95.3, "higher", "pass"),
            (95.2, "higher", "pass"),
            (95.4, "higher", "fail"),
            (95.3, "lower", "pass"),
            (95.2, "lower", "fail"),
            (95.4, "lower", "pass"),
        ],
    )
    def test_of_a_constant_series_is_a_plain_comparison(self, target, polarity, expected):
        assert assurance(chart([95.3] * 13), target, polarity) == expected

    def test_uses_the_limits_of_the_last_group(self):
        found = chart([49, 51] * 7 + [69, 71] * 7, rebase=["2016-10-01"])
        assert assurance(found, 60, "higher") == "pass"

    def test_refuses_an_unknown_polarity(self):
        with pytest.raises(ValueError, match="polarity"):
            assurance(chart(USUAL), 50, "up")
