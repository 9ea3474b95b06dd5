"""Numbers that are names."""

import re

import pytest

from spf_lib.assess.claim_names import DATES, NAMES, without


@pytest.mark.parametrize(
    "name",
    [
        "31 August 2019",
        "22 October",
        "17/10/2019",
        "aged 10 to 17",
        "aged under 16",
        "16 to 18 year olds",
        "12-month",
        "six weeks",
        "last 7 months",
        "academic year 18/19",
        "Level 4",
        "Key Stage 2",
        "Grade 5",
        "L2L",
        "S47",
        "period 5",
        "per 100,000 population",
        "where 1 is the highest",
    ],
)
def test_a_number_that_is_a_name_is_taken_out(name):
    text = f"Of these {name} there were 12%."
    rest = without(NAMES, without(DATES, text))
    assert re.findall(r"\d+", rest) == ["12"]
    assert len(rest) == len(text)


@pytest.mark.parametrize("claim", ["27th of 33", "536.6kg", "£1.2m", "117 days", "2,939", "6%"])
def test_a_number_that_claims_something_is_left(claim):
    assert without(NAMES, without(DATES, claim)) == claim
