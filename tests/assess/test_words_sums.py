"""Arithmetic inside a sentence."""

import pandas as pd
import pytest

from spf_lib.assess.claims import read_claims
from spf_lib.assess.words_sums import sum_findings

EDITION = pd.Period("2020Q2", freq="Q-MAR")


def found_in(text):
    paragraph = {
        "measure_id": "m",
        "kind": "issues",
        "position": 1,
        "text": text,
        "source_line": 9,
    }
    rows = sum_findings(read_claims(pd.DataFrame([paragraph]), EDITION))
    if rows.empty:
        return []
    return list(rows[["token", "problem", "nearest_fact"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    "text",
    [
        "There are 65 in all schemes: 58 in one and 7 in the other.",
        "It was 94% (263 of 279).",
        "Good or better was 91.7% (55/60 schools).",
        "1,284 people began and 1,041 of them completed (81%).",
        "They had 2,939 reports, 181 (6.6%) more than the 2,758 before.",
        "That is 13 more entrants (91 to 104).",
        "Units number 112, on two sites: 92 in one and 20 in the other.",
        "It was 91.7%: higher than the national 85% and the London 92%.",
    ],
)
def test_a_sum_that_holds_is_no_finding(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "It is 12.5%, made up of 2.7% NEET and 12.5% not known.",
            ("12.5%", "does not add up", "2.7% + 12.5% = 15.2"),
        ),
        (
            "It was 18% of the children (28 of 145).",
            ("18%", "percentage does not follow", "28 / 145 = 19.31%"),
        ),
        (
            "1,284 people began and 1,041 of them completed (83%).",
            ("83%", "percentage does not follow", "1,041 / 1,284 = 81.07%"),
        ),
        (
            "They had 2,939 reports, 181 (6.9%) more than the 2,758 before.",
            ("6.9%", "percentage does not follow", "181 / 2,758 = 6.56%"),
        ),
        (
            "They had 2,939 reports, 180 (6.5%) more than the 2,758 before.",
            ("180", "does not add up", "2,939 - 2,758 = 181"),
        ),
        ("That is 12 more entrants (91 to 104).", ("12", "does not add up", "104 - 91 = 13")),
    ],
)
def test_a_sum_that_fails_is_told_with_its_working(text, finding):
    assert found_in(text) == [finding]
