"""What goes into an XmR chart: dates and values of one series, frames of many."""

import numpy as np
import pandas as pd
import pytest

from spf_lib.assess.spc import xmr, xmr_many
from tests.assess.spc_charts import USUAL, chart, quarterly


class TestInput:
    def test_two_values_for_a_date_are_refused(self):
        values = pd.Series([1.0, 2.0], index=pd.to_datetime(["2020-01-01", "2020-01-01"]))
        with pytest.raises(ValueError, match="two values for 2020-01-01"):
            xmr(values, polarity="higher")

    def test_a_missing_date_is_refused(self):
        values = pd.Series([1.0, 2.0], index=pd.to_datetime(["2020-01-01", None]))
        with pytest.raises(ValueError, match="date is missing"):
            xmr(values, polarity="higher")

    def test_an_infinite_value_is_refused(self):
        with pytest.raises(ValueError, match="infinite"):
            chart([1, 2, np.inf])

    def test_text_that_is_no_date_is_refused(self):
        with pytest.raises(ValueError, match="must be dates"):
            xmr(pd.Series([1.0], index=["soon"]), polarity="higher")

    def test_dates_may_be_iso_text_in_any_order(self):
        text = pd.Series(USUAL, index=[f"{2010 + year}-04-01" for year in range(14)])
        assert xmr(text.iloc[::-1], polarity="higher")["upper"].iloc[0] == pytest.approx(55.32)

    def test_missing_values_of_nullable_numbers_are_missing(self):
        dates = pd.period_range("2014Q1", periods=6, freq="Q-MAR")
        values = pd.Series([1, 2, None, 4, 5, 6], index=dates, dtype="Int64")
        assert xmr(values, polarity="higher")["label"].iloc[2] == ""


class TestManySeries:
    FRAME = pd.DataFrame(
        {
            "series": ["b"] * 14 + ["a"] * 13,
            "date": [*quarterly(USUAL).index, *quarterly([0] * 13, "2010Q1").index],
            "value": [*USUAL, *[95.3] * 13],
            "polarity": ["higher"] * 14 + ["lower"] * 13,
        }
    )

    def test_come_back_in_order_of_series_and_date(self):
        shuffled = self.FRAME.sample(frac=1, random_state=1)
        found = xmr_many(shuffled)
        assert found["series"].tolist() == ["a"] * 13 + ["b"] * 14
        pd.testing.assert_frame_equal(found, xmr_many(self.FRAME))

    def test_need_no_polarity(self):
        found = xmr_many(self.FRAME.drop(columns="polarity"))
        assert set(found["judgement"]) == {"none"}

    def test_may_have_no_rows(self):
        assert xmr_many(self.FRAME.iloc[:0]).empty

    def test_may_be_named_by_categories_or_numbers(self):
        named = xmr_many(self.FRAME)
        numbered = xmr_many(self.FRAME.assign(series=[2] * 14 + [1] * 13))
        category = xmr_many(self.FRAME.astype({"series": "category", "polarity": "category"}))
        for other in (numbered, category):
            pd.testing.assert_frame_equal(
                named.drop(columns=["series", "polarity"]),
                other.drop(columns=["series", "polarity"]),
            )

    def test_of_unequal_length_do_not_disturb_each_other(self):
        long = pd.DataFrame(
            {
                "series": "c",
                "date": quarterly([0] * 60, "2000Q1").index,
                "value": np.arange(60.0),
                "polarity": "none",
            }
        )
        alone = xmr_many(self.FRAME)
        among = xmr_many(pd.concat([long, self.FRAME]))
        pd.testing.assert_frame_equal(alone, among[among["series"] != "c"].reset_index(drop=True))

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"series": [None] * 27}, "no name"),
            ({"date": [pd.NaT] * 27}, "date is missing"),
            ({"date": [pd.Period("2014Q1", "Q-MAR")] * 27}, "two values"),
            ({"polarity": ["up"] * 27}, "polarity"),
            ({"polarity": ["higher", "lower"] + ["higher"] * 25}, "two polarities"),
            ({"value": [np.inf] * 27}, "infinite"),
        ],
    )
    def test_are_refused_with_a_reason(self, changes, message):
        with pytest.raises(ValueError, match=message):
            xmr_many(self.FRAME.assign(**changes))
