"""XmR charts of single series: the rules of the issue, one by one, on values worked out by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from spf_lib.assess.spc import assurance, variation, xmr
from spf_lib.framework.periods import parse_period
from tests.assess.spc_charts import USUAL, chart, quarterly

VECTORS = pd.read_csv(Path(__file__).parents[1] / "vectors" / "spc.csv", keep_default_na=False)


@pytest.mark.parametrize("case", VECTORS["case"].unique())
def test_vectors_readable_by_anyone_hold(case):
    rows = VECTORS[VECTORS["case"] == case]
    dates = pd.PeriodIndex([parse_period(quarter) for quarter in rows["quarter"]])
    values = pd.Series(pd.to_numeric(rows["value"]).to_numpy(), index=dates)
    polarity, target = rows["polarity"].iloc[0], pd.to_numeric(rows["target"]).iloc[0]
    found = xmr(values, polarity=polarity)
    assert found["label"].tolist() == rows["label"].tolist()
    assert found["judgement"].tolist() == rows["judgement"].tolist()
    for column in ("mean", "lower", "upper"):
        np.testing.assert_allclose(found[column], pd.to_numeric(rows[column]), atol=1e-6)
    assert variation(found) == rows["variation"].iloc[0]
    assert assurance(found, target, polarity) == rows["assurance"].iloc[0]


def test_a_chart_has_one_row_a_point_in_date_order_with_the_columns_promised():
    found = xmr(quarterly(USUAL).iloc[::-1], polarity="higher")
    assert found.index.is_monotonic_increasing
    assert list(found.columns) == [
        "group",
        "mean",
        "lower",
        "upper",
        "outside",
        "trend",
        "two_in_three",
        "shift",
        "label",
        "judgement",
        "grade",
    ]


def test_a_target_is_carried_for_the_chart():
    assert chart(USUAL, target=52)["target"].tolist() == [52.0] * 14


def test_the_argument_is_not_changed():
    values = quarterly(USUAL).iloc[::-1]
    before = values.copy()
    xmr(values, polarity="higher")
    pd.testing.assert_series_equal(values, before)


class TestLimits:
    def test_lie_at_2_66_average_moving_ranges_from_the_mean(self):
        found = chart(USUAL)
        assert found["mean"].iloc[0] == 50
        assert found["lower"].iloc[0] == pytest.approx(44.68)
        assert found["upper"].iloc[0] == pytest.approx(55.32)

    def test_are_never_clipped(self):
        found = chart([0, 100] * 7)
        assert found["lower"].iloc[0] == pytest.approx(-216)
        assert found["upper"].iloc[0] == pytest.approx(316)

    def test_a_constant_95_3_has_mean_95_3_exactly(self):
        found = chart([95.3] * 13)
        assert (found[["mean", "lower", "upper"]] == 95.3).all(axis=None)
        assert (found["label"] == "common cause").all()

    def test_leave_out_ranges_of_3_267_averages_once(self):
        # Ranges: thirteen of 2 and two of 17, average 4; 17 is more than 13.068, so A is 2.
        values = [49, 51, 49, 51, 49, 51, 49, 66, 49, 51, 49, 51, 49, 51, 49, 51]
        found = chart(values)
        assert found["upper"].iloc[0] == pytest.approx(50.9375 + 2.66 * 2)

    def test_leave_out_a_range_of_exactly_3_267_averages(self):
        # Ten ranges of 7,733 and one of 32,670: average 10,000, and 32,670 is 3.267 times that.
        found = chart([0, 7733] * 5 + [0, 32_670])
        mean = (5 * 7733 + 32_670) / 12
        assert found["upper"].iloc[0] == pytest.approx(mean + 2.66 * 7733)

    def test_keep_every_range_without_screening(self):
        values = [49, 51, 49, 51, 49, 51, 49, 66, 49, 51, 49, 51, 49, 51, 49, 51]
        found = chart(values, screen=False)
        assert found["upper"].iloc[0] == pytest.approx(50.9375 + 2.66 * 4)

    def test_use_the_unscreened_average_if_screening_leaves_nothing(self):
        # Twelve ranges, eleven of 0 and one of 12: average 1, and 12 would be screened out.
        found = chart([20] * 12 + [32])
        mean = (240 + 32) / 13
        assert found["upper"].iloc[0] == pytest.approx(mean + 2.66)

    def test_take_no_range_across_a_gap(self):
        # Ranges: 2 on either side of the gap; 1 and 9 would be 8 apart across it.
        found = chart([1, 3, 1, 3, 1, np.nan, 9, 11, 9, 11, 9])
        assert found["mean"].iloc[0] == pytest.approx(5.8)
        assert found["upper"].iloc[0] == pytest.approx(5.8 + 2.66 * 2)

    def test_take_no_range_across_a_quarter_without_a_row(self):
        values = quarterly([1, 3, 1, 3, 1, np.nan, 9, 11, 9, 11, 9]).dropna()
        found = xmr(values, polarity="higher")
        assert found["upper"].iloc[0] == pytest.approx(5.8 + 2.66 * 2)

    def test_cannot_be_drawn_where_no_two_values_are_neighbours(self):
        found = chart([1, np.nan, 2, np.nan, 3, np.nan, 4, np.nan, 5])
        assert found[["lower", "upper"]].isna().all(axis=None)
        assert (found["label"] == "").all()
        assert (found["grade"] == "none").all()


class TestFixedBaseline:
    def test_is_the_first_values_only(self):
        found = chart([49, 51] * 6 + [60, 62, 60], fix_after=12)
        assert found["mean"].iloc[-1] == 50
        assert found["upper"].iloc[-1] == pytest.approx(55.32)
        assert found["label"].tolist()[-3:] == ["above limit"] * 3

    def test_counts_values_and_not_gaps(self):
        values = [49, np.nan, 51, *[49, 51] * 5, 60, 62]
        assert chart(values, fix_after=12)["mean"].iloc[0] == 50

    def test_is_all_values_where_there_are_fewer(self):
        found = chart(USUAL, fix_after=30)
        pd.testing.assert_frame_equal(found, chart(USUAL))

    def test_needs_twelve_values(self):
        with pytest.raises(ValueError, match="12"):
            chart(USUAL, fix_after=11)


class TestRebasing:
    def test_gives_each_group_its_own_limits(self):
        found = chart([49, 51] * 7 + [69, 71] * 7, rebase=["2016-10-01"])
        assert found["group"].tolist() == [1] * 14 + [2] * 14
        assert found["mean"].tolist() == [50] * 14 + [70] * 14
        assert (found["label"] == "common cause").all()

    def test_starts_the_new_group_at_the_date_itself(self):
        values = quarterly(USUAL)
        found = xmr(values, polarity="higher", rebase=[values.index[9]])
        assert found["group"].tolist() == [1] * 9 + [2] * 5

    def test_takes_several_dates_in_any_order(self):
        found = chart([50, 52] * 15, rebase=["2018-04-01", "2015-10-01"])
        assert found["group"].nunique() == 3
        assert found["group"].is_monotonic_increasing

    def test_before_the_first_point_changes_nothing(self):
        pd.testing.assert_frame_equal(chart(USUAL, rebase=["2000-01-01"]), chart(USUAL))

    def test_breaks_runs(self):
        rising = [50, 52, 50, 52, 50, 52, 47, 48, 49, 50, 51, 52, 53, 50, 52, 50, 52, 50, 52, 50]
        assert chart(rising)["trend"].sum() == 7
        assert not chart(rising, rebase=["2016-01-01"])["trend"].any()

    def test_reads_timestamps_and_periods_alike(self):
        by_period = quarterly([49, 51] * 10)
        by_timestamp = by_period.set_axis(by_period.index.to_timestamp())
        day = by_period.index[8]
        one = xmr(by_period, polarity="higher", rebase=[day])
        other = xmr(by_timestamp, polarity="higher", rebase=[day])
        assert one["group"].tolist() == other["group"].tolist()


class TestFirstRule:
    def test_flags_a_point_strictly_beyond_a_limit(self):
        found = chart([49, 51] * 6 + [60, 62, 44], fix_after=12)
        assert found["label"].tolist()[-3:] == ["above limit", "above limit", "below limit"]
        assert found["outside"].sum() == 3

    def test_leaves_a_point_exactly_on_the_limit(self):
        # 50 + 2.66 x 2 = 55.32 by hand; in binary the sum is a hair less or more.
        found = chart([49, 51] * 6 + [55.32, 44.68], fix_after=12)
        assert not found["outside"].any()

    def test_comes_before_the_others(self):
        found = chart([49, 51] * 6 + [56, 57, 58, 59, 60, 61, 62], fix_after=12)
        assert found["trend"].iloc[-7:].all()
        assert found["label"].tolist()[-7:] == ["above limit"] * 7


class TestTrend:
    NOISE = (46, 54, 46, 54, 46)

    def labels(self, values):
        return chart([*self.NOISE, *values])["label"].tolist()[len(self.NOISE) :]

    def test_is_seven_points_with_six_steps_up(self):
        assert self.labels([45.5, 46, 47, 48, 49, 50, 51, 46]) == ["rising"] * 7 + ["common cause"]

    def test_is_not_six_points(self):
        assert "rising" not in self.labels([45.5, 46, 47, 48, 49, 50, 46, 54, 46])

    def test_flags_all_points_of_a_longer_run(self):
        assert self.labels([45.5, 46, 47, 48, 49, 50, 51, 52, 53, 46]).count("rising") == 9

    def test_is_broken_by_a_tie(self):
        assert "rising" not in self.labels([45.5, 46, 47, 48, 48, 49, 50, 51, 46, 54])

    def test_is_broken_by_a_missing_value(self):
        assert "rising" not in self.labels([45.5, 46, 47, np.nan, 49, 50, 51, 46, 54])

    def test_gives_a_shared_peak_to_the_fall_that_leaves_it(self):
        found = self.labels([45.5, 46, 47, 48, 49, 50, 51, 50, 49, 48, 47, 46, 45, 54])
        assert found == ["rising"] * 6 + ["falling"] * 7 + ["common cause"]

    def test_gives_a_shared_trough_to_the_rise_that_leaves_it(self):
        found = self.labels([52, 51, 50, 49, 48, 47, 46, 47, 48, 49, 50, 51, 52, 46])
        assert found == ["falling"] * 6 + ["rising"] * 7 + ["common cause"]

    def test_keeps_the_last_point_of_a_trend_that_meets_another_over_a_tie(self):
        found = self.labels([45, 46, 47, 48, 49, 50, 51, 51, 50, 49, 48, 47, 46, 45, 54])
        assert found == ["rising"] * 7 + ["falling"] * 7 + ["common cause"]


class TestTwoInThree:
    BASE = (49, 51) * 6

    def labels(self, values):
        return chart([*self.BASE, *values], fix_after=12)["label"].tolist()[len(self.BASE) :]

    def test_flags_the_near_points_only(self):
        assert self.labels([54, 51, 54, 49]) == [
            "two in three high",
            "common cause",
            "two in three high",
            "common cause",
        ]

    def test_works_below_the_mean_too(self):
        assert self.labels([46, 46, 49, 51])[:2] == ["two in three low"] * 2

    def test_needs_all_three_on_one_side(self):
        assert self.labels([54, 49, 54, 49]) == ["common cause"] * 4

    def test_needs_three_points(self):
        # The points before are 49 and 51; 51, 54, 54 are three on one side with two near.
        assert self.labels([54, 54]) == ["two in three high"] * 2
        assert self.labels([49, 54, 54]) == ["common cause"] * 3

    def test_does_not_count_a_point_beyond_the_limit_as_near(self):
        assert self.labels([49, 54, 60, 51, 49])[1] == "common cause"

    def test_lets_a_point_beyond_the_limit_stand_among_the_three(self):
        assert self.labels([49, 54, 60, 54, 49])[1:4] == [
            "two in three high",
            "above limit",
            "two in three high",
        ]

    def test_leaves_a_point_exactly_on_the_two_sigma_line(self):
        # A is 6 here: limits at 15.96 from the mean of 50, two-sigma lines at 10.64.
        found = chart([47, 53] * 6 + [60.64, 60.64, 60.64, 47], fix_after=12)
        assert not found["two_in_three"].any()

    def test_is_broken_by_a_missing_value(self):
        assert self.labels([54, np.nan, 54, 51, 49])[0] == "common cause"


class TestShift:
    BASE = (49, 51) * 6

    def labels(self, values):
        return chart([*self.BASE, *values], fix_after=12)["label"].tolist()[len(self.BASE) :]

    def test_is_seven_points_on_one_side(self):
        # The base ends with 51, so it takes part.
        assert self.labels([52, 51, 52, 51, 52, 51]) == ["shift high"] * 6
        assert chart([*self.BASE, 52, 51, 52, 51, 52, 51], fix_after=12)["shift"].sum() == 7

    def test_is_not_six_points(self):
        assert "shift high" not in self.labels([52, 51, 52, 51, 52, 49])

    def test_is_broken_by_a_point_on_the_mean(self):
        assert set(self.labels([52, 51, 52, 50, 52, 51, 52])) == {"common cause"}

    def test_is_broken_by_a_missing_value(self):
        assert "shift high" not in self.labels([52, 51, 52, np.nan, 52, 51, 52])

    def test_sees_a_point_on_the_mean_through_binary_rounding(self):
        # The mean of 0.1, 0.2, ... is 0.2 by hand, and so is the middle point.
        values = [0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.3, 0.3, 0.2, 0.3, 0.3, 0.3, 0.1, 0.1, 0.3]
        values += [0.1, 0.1, 0.1, 0.3, 0.1, 0.1]
        assert sum(round(value * 10) for value in values) == 2 * len(values)
        assert not chart(values)["shift"].any()
