"""Arithmetic inside one sentence: parts and their total, shares, and stated changes."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

DOES_NOT_ADD_UP = "does not add up"
DOES_NOT_FOLLOW = "percentage does not follow"

_OF = re.compile(r"^(?: of (?:the )?|/| out of )$")
_OF_THEM = re.compile(r"^ of them\b")
_MADE_UP_OF = re.compile(r"(?:made up of|comprising|consisting of|:)\s$")
_MORE_THAN = re.compile(r"^\)? (?:more|fewer|less|higher|lower) than the $")
_TO = re.compile(r"^ to $")
_MOST_WORDS_BETWEEN = 8


def sum_findings(claims: pd.DataFrame) -> pd.DataFrame:
    """Check the sums that a sentence itself states.

    A total followed by "made up of" or a colon is the sum of its parts; "18% (28 of 145)" is a
    share; "35 (29.9%) more than the 117" is a share of what it compares with; "13 more (91 to
    104)" is their difference.

    Parameters
    ----------
    claims : pandas.DataFrame
        One row is a claim, as from :func:`spf_lib.assess.claims.read_claims`.

    Returns
    -------
    pandas.DataFrame
        One row is a sum that fails: the claim's columns, ``problem`` and ``nearest_fact`` (the
        worked sum).
    """
    rows = []
    paragraph = ["measure_id", "kind", "position", "sentence_number"]
    for _, own in claims.groupby(paragraph, sort=False):
        # A written-out number counts things ("two sites"); it is no part of a sum.
        digits = own[~own["token"].str.isalpha()]
        sentence = list(digits.itertuples(index=False))
        for check in (_totals, _shares, _shares_of_base, _differences):
            rows += [
                {**claim._asdict(), "problem": problem, "nearest_fact": worked}
                for claim, problem, worked in check(sentence)
            ]
    return pd.DataFrame(rows)


_Finding = tuple[Any, str, str]


def _between(first: Any, second: Any) -> str:
    text: str = first.sentence
    return text[first.start + len(first.token) : second.start]


def _rounds(exact: float, claim: Any) -> bool:
    return bool(abs(exact - claim.value) <= 0.5 * 10.0**-claim.decimals + 1e-9)


def _totals(claims: Sequence[Any]) -> Iterator[_Finding]:
    for place, (total, first) in enumerate(pairwise(claims)):
        parts = [part for part in claims[place + 1 :] if part.unit == total.unit]
        told = _MADE_UP_OF.search(_between(total, first))
        if told and len(parts) > 1 and first.unit == total.unit:
            added = sum(part.value for part in parts)
            if not _rounds(added, total):
                sum_of = " + ".join(part.token for part in parts)
                yield total, DOES_NOT_ADD_UP, f"{sum_of} = {added:.6g}"


def _shares(claims: Sequence[Any]) -> Iterator[_Finding]:
    for place, (top, bottom) in enumerate(pairwise(claims)):
        is_of = bool(_OF.match(_between(top, bottom)))
        if not is_of and _OF_THEM.match(bottom.sentence[bottom.start + len(bottom.token) :]):
            top, bottom, is_of = bottom, top, True
        if is_of and top.unit == bottom.unit == "count" and 0 < top.value <= bottom.value:
            percent = _percent_beside(claims, place)
            share = 100 * top.value / bottom.value
            if percent is not None and not _rounds(share, percent):
                worked = f"{top.token} / {bottom.token} = {share:.2f}%"
                yield percent, DOES_NOT_FOLLOW, worked


def _percent_beside(claims: Sequence[Any], place: int) -> Any | None:
    """Find the percentage that a share in claims ``place`` and the next belongs to.

    It stands in brackets right after the share, or the share stands in brackets after it.
    """
    if place and claims[place - 1].unit == "percent":
        before = _between(claims[place - 1], claims[place])
        if before.endswith("(") and len(before.split()) <= _MOST_WORDS_BETWEEN:
            return claims[place - 1]
    if place + 2 < len(claims) and claims[place + 2].unit == "percent":
        after = _between(claims[place + 1], claims[place + 2])
        if after.endswith("(") and len(after.split()) <= _MOST_WORDS_BETWEEN:
            return claims[place + 2]
    return None


def _shares_of_base(claims: Sequence[Any]) -> Iterator[_Finding]:
    for more, percent, base in zip(claims, claims[1:], claims[2:], strict=False):
        beside = _between(more, percent) == " (" and percent.unit == "percent"
        if beside and _MORE_THAN.match(_between(percent, base)) and base.value:
            share = 100 * more.value / base.value
            if not _rounds(share, percent):
                yield percent, DOES_NOT_FOLLOW, f"{more.token} / {base.token} = {share:.2f}%"
            whole = claims[0]
            apart = abs(whole.value - base.value)
            if whole is not more and whole.unit == more.unit and not _rounds(apart, more):
                worked = f"{whole.token} - {base.token} = {apart:.6g}"
                yield more, DOES_NOT_ADD_UP, worked


def _differences(claims: Sequence[Any]) -> Iterator[_Finding]:
    for change, first, second in zip(claims, claims[1:], claims[2:], strict=False):
        pair = _TO.match(_between(first, second)) and _between(change, first).endswith("(")
        if pair and change.role == "change" and change.unit == first.unit == second.unit:
            apart = abs(second.value - first.value)
            if not _rounds(apart, change):
                worked = f"{second.token} - {first.token} = {apart:.6g}"
                yield change, DOES_NOT_ADD_UP, worked
