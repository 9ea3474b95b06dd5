"""Periods that a text names, and the stretch of text in which each is named."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pandas as pd

from spf_lib.assess.claim_names import MONTH
from spf_lib.framework.periods import (
    MONTHS,
    financial_year,
    parse_period,
    period_id,
    position_in_year,
    same_period_last_year,
)

RELATIVE = "relative"


class PeriodMention(NamedTuple):
    """A period named in a text: where, and which (empty if it names none of ours)."""

    start: int
    end: int
    period: str


_QUARTER = r"(?:[Qq]uarter|Qtr|Q)\s?(?P<quarter>[1-4])"
_YEAR = r"(?P<year>20\d\d)(?:\s?[/–-]\s?(?P<next>(?:20)?\d{1,2}))?"
_MONTH_YEAR = rf"{MONTH}(?: 20\d\d)?"

_RANGE = re.compile(rf"(?P<first>{_MONTH_YEAR}) (?:to|-|–) (?P<last>{_MONTH_YEAR})")
_SINCE_APRIL = re.compile(rf"start of the financial year to (?P<last>{MONTH} 20\d\d)")
_FIRST_HALF = re.compile(
    r"(?:first two quarters|first half)(?: of (?:the )?(?:year|20\d\d\s?[/-]\s?\d\d))?"
)
_NAMED_QUARTER = re.compile(rf"\b{_QUARTER}\b(?:,?(?: of)? {_YEAR})?")
_QUARTER_AFTER = re.compile(rf"\b{_YEAR},? {_QUARTER}\b")
_SEVERAL = re.compile(r"\bQ[1-4](?:/| and |-)Q?[1-4](?:/\d)?")
_MONTH_NAMED = re.compile(rf"\b(?P<month>{MONTH})(?: (?P<year>20\d\d))?\b")
_YEAR_NAMED = re.compile(rf"\b{_YEAR}\b")
_YEAR_BEFORE = re.compile(
    r"\ba year (?:before|earlier)\b|\bsame (?:quarter|period|point) last year\b"
)


def period_mentions(text: str, edition: pd.Period) -> list[PeriodMention]:
    """Find every period a text names, in order.

    Parameters
    ----------
    text : str
        A sentence or a paragraph.
    edition : pandas.Period
        The edition's quarter: "Quarter 2" without a year is of its financial year, and "a year
        before" without another period is the same quarter a year before it.

    Returns
    -------
    list of PeriodMention
        A stretch that names a period we do not hold (three months, two quarters at once) has an
        empty period, so that its numbers are not read as claims either.
    """
    found: list[PeriodMention] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if not any(match.start() < m.end and m.start < match.end() for m in found):
                found.append(PeriodMention(match.start(), match.end(), read(match, edition)))
    return sorted(_dated(sorted(found), edition))


def _dated(found: list[PeriodMention], edition: pd.Period) -> Iterator[PeriodMention]:
    """Give "a year before" the period it stands against: the last one named, else the edition."""
    against = period_id(edition)
    for mention in found:
        if mention.period == RELATIVE:
            before = period_id(same_period_last_year(parse_period(against)))
            yield mention._replace(period=before)
        else:
            against = mention.period or against
            yield mention


def _financial_quarter(match: re.Match[str], edition: pd.Period) -> str:
    ends = int(match["year"]) + 1 if match["year"] else edition.qyear
    return period_id(pd.Period(f"{ends}Q{match['quarter']}", freq="Q-MAR"))


def _year(match: re.Match[str], _: pd.Period) -> str:
    year = int(match["year"])
    if not match["next"]:
        return str(year)
    follows = (year + 1) % 100 == int(match["next"]) % 100 or int(match["next"]) == (year + 1) % 10
    return f"{year}-{(year + 1) % 100:02d}" if follows else ""


def _month(match: re.Match[str], edition: pd.Period) -> str:
    number = MONTHS.index(match["month"]) + 1
    if match["year"]:
        return f"{match['year']}-M{number:02d}"
    first = edition.qyear - 1
    return f"{first if number >= 4 else first + 1}-M{number:02d}"


def _months(match: re.Match[str], edition: pd.Period) -> str:
    first, last = (_read_month(match[name], edition) for name in ("first", "last"))
    whole_year = (last - first).n == 11
    if whole_year and first.month == 1:
        return str(last.year)
    if whole_year and first.month == 4:
        return period_id(financial_year(last))
    return ""


def _so_far(match: re.Match[str], edition: pd.Period) -> str:
    """Year to date: the quarter that ends with the month, as its table cell accumulates."""
    month = _read_month(match["last"], edition)
    return period_id(month.asfreq("Q-MAR")) if position_in_year(month) % 3 == 0 else ""


def _read_month(words: str, edition: pd.Period) -> pd.Period:
    match = _MONTH_NAMED.fullmatch(words)
    assert match is not None  # noqa: S101 - the pattern above found it
    return parse_period(_month(match, edition))


def _half(match: re.Match[str], edition: pd.Period) -> str:
    year = _YEAR_NAMED.search(match[0])
    ends = int(year["year"]) + 1 if year else edition.qyear
    return period_id(pd.Period(f"{ends}Q2", freq="Q-MAR"))


def _none(_: re.Match[str], __: pd.Period) -> str:
    return ""


def _relative(_: re.Match[str], __: pd.Period) -> str:
    return RELATIVE


_Reader = Callable[[re.Match[str], pd.Period], str]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_SINCE_APRIL, _so_far),
    (_RANGE, _months),
    (_FIRST_HALF, _half),
    (_SEVERAL, _none),
    (_QUARTER_AFTER, _financial_quarter),
    (_NAMED_QUARTER, _financial_quarter),
    (_MONTH_NAMED, _month),
    (_YEAR_NAMED, _year),
    (_YEAR_BEFORE, _relative),
)
"""The longest way of naming a period first, so that its parts are not read again."""
