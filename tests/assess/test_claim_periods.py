"""Periods named in a text."""

import pandas as pd
import pytest

from spf_lib.assess.claim_periods import period_mentions

EDITION = pd.Period("2020Q2", freq="Q-MAR")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in Quarter 1", "2019-20-Q1"),
        ("at the end of Q2 2019/20", "2019-20-Q2"),
        ("Quarter 2 of 2019", "2019-20-Q2"),
        ("quarter 1 of 2019/20", "2019-20-Q1"),
        ("2018/19 Q2", "2018-19-Q2"),
        ("since Quarter 4 of 2018/19", "2018-19-Q4"),
        ("in 2018-19", "2018-19"),
        ("below 2018/9", "2018-19"),
        ("in 2018", "2018"),
        ("in July", "2019-M07"),
        ("in February", "2020-M02"),
        ("at March 2019", "2019-M03"),
        ("From the start of the financial year to September 2019", "2019-20-Q2"),
        ("in the first two quarters of 2019/20", "2019-20-Q2"),
        ("For January 2018 to December 2018", "2018"),
        ("April 2018 to March 2019", "2018-19"),
        ("(July to September)", ""),
        ("(Q3/4)", ""),
        ("Strategy 2018-22", ""),
        ("a year before", "2018-19-Q2"),
    ],
)
def test_a_period_is_read_as_it_is_said(text, period):
    (mention,) = period_mentions(text, EDITION)
    assert mention.period == period


def test_a_year_before_stands_against_the_period_named_last():
    mentions = period_mentions("118 in Quarter 1, against 20 a year before", EDITION)
    assert [mention.period for mention in mentions] == ["2019-20-Q1", "2018-19-Q1"]


def test_a_text_without_a_period_names_none():
    assert period_mentions("There are 65 volunteers, 58 of them new.", EDITION) == []
