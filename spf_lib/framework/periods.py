"""Periods of a council's year: financial quarters, financial years, calendar years, months.

A period is a pandas ``Period``. In files it is written ``2019-20-Q2`` (quarter), ``2019-20``
(financial year), ``2019`` (calendar, academic or survey year) or ``2019-M07`` (month); on a page
"Quarter 2 2019/20", "2019/20", "2019", "July 2019". The financial year runs from 1 April.
"""

import re
from datetime import date
from functools import lru_cache

import pandas as pd

EXPECTED = "a period: 2019-20-Q2, 2019-20, 2019, 2016-2018 or 2019-M07"

_YEAR = "(?:19|20)[0-9]{2}"
_QUARTER = re.compile(rf"({_YEAR})-([0-9]{{2}})-Q([1-4])")
_FINANCIAL_YEAR = re.compile(rf"({_YEAR})-([0-9]{{2}})")
_CALENDAR_YEARS = re.compile(rf"({_YEAR})-({_YEAR})")
_CALENDAR_YEAR = re.compile(rf"({_YEAR})")
_MONTH = re.compile(rf"({_YEAR})-M(0[1-9]|1[0-2])")
_PERIODS_IN_YEAR = {"Q-MAR": 4, "Y-MAR": 1, "Y-DEC": 1, "M": 12}


@lru_cache(maxsize=4096)
def parse_period(text: str) -> pd.Period:
    """Read a period as it is written in files.

    Parameters
    ----------
    text : str
        ``2019-20-Q2``, ``2019-20``, ``2019``, ``2016-2018`` or ``2019-M07``.

    Returns
    -------
    pandas.Period
        With frequency ``Q-MAR``, ``Y-MAR``, ``Y-DEC`` or ``M``; years pooled together, such as
        ``2016-2018``, have a frequency of several years (``3Y-DEC``).

    Raises
    ------
    ValueError
        If the text is none of these, or the two years do not follow each other.
    """
    if found := _QUARTER.fullmatch(text):
        return pd.Period(f"{_ending_year(text, found)}Q{found[3]}", freq="Q-MAR")
    if found := _FINANCIAL_YEAR.fullmatch(text):
        return pd.Period(year=_ending_year(text, found), freq="Y-MAR")
    if found := _CALENDAR_YEARS.fullmatch(text):
        return _several_years(text, int(found[1]), int(found[2]))
    if found := _CALENDAR_YEAR.fullmatch(text):
        return pd.Period(year=int(found[1]), freq="Y-DEC")
    if found := _MONTH.fullmatch(text):
        return pd.Period(year=int(found[1]), month=int(found[2]), freq="M")
    raise ValueError(f"{text!r} is not {EXPECTED}")


def _ending_year(text: str, found: re.Match[str]) -> int:
    ending = int(found[1]) + 1
    if ending % 100 != int(found[2]):
        raise ValueError(f"{text!r}: the year after {found[1]} is {ending % 100:02d}")
    return ending


def _several_years(text: str, first: int, last: int) -> pd.Period:
    if last <= first:
        raise ValueError(f"{text!r}: the last year does not come after the first")
    return pd.Period(year=first, freq=f"{last - first + 1}Y-DEC")


def is_period(text: str) -> bool:
    """Tell whether a text can be read by :func:`parse_period`."""
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def period_id(period: pd.Period) -> str:
    """Write a period as it stands in files; the inverse of :func:`parse_period`."""
    match period.freqstr:
        case "Q-MAR":
            return f"{_year_id(period.qyear)}-Q{period.quarter}"
        case "Y-MAR":
            return _year_id(period.year)
        case "Y-DEC":
            return str(period.year)
        case "M":
            return f"{period.year}-M{period.month:02d}"
    if period.freqstr.endswith("Y-DEC"):
        return f"{period.year}-{period.year + period.freq.n - 1}"
    raise ValueError(f"no way to write a period of frequency {period.freqstr}")


def _year_id(ending: int) -> str:
    return f"{ending - 1}-{ending % 100:02d}"


def period_title(period: pd.Period) -> str:
    """Write a period as it stands on a page, such as "Quarter 2 2019/20"."""
    match period.freqstr:
        case "Q-MAR":
            return f"Quarter {period.quarter} {_year_id(period.qyear).replace('-', '/')}"
        case "Y-MAR":
            return _year_id(period.year).replace("-", "/")
        case "M":
            return f"{MONTHS[period.month - 1]} {period.year}"
    return period_id(period).replace("-", " to ")


# Of charts, tables of quarters and usual ranges.
YEARS_READ = 5

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=4096)
def same_period_last_year(period: pd.Period) -> pd.Period:
    """Return the period one year earlier: quarter for quarter, month for month."""
    if period.freqstr not in _PERIODS_IN_YEAR:
        # Pooled years move on by one year: 2015 to 2017 comes before 2016 to 2018.
        return pd.Period(year=period.year - 1, freq=period.freq)
    return period - _PERIODS_IN_YEAR[period.freqstr]


def position_in_year(period: pd.Period) -> int:
    """Return 1 to 4 for a quarter, 1 to 12 for a month counted from April, 1 for a year."""
    match period.freqstr:
        case "Q-MAR":
            return int(period.quarter)
        case "M":
            return int((period.month - 4) % 12 + 1)
    return 1


@lru_cache(maxsize=4096)
def financial_year(period: pd.Period) -> pd.Period:
    """Return the financial year in which a period ends."""
    return pd.Period(period_end(period), freq="D").asfreq("Y-MAR")


@lru_cache(maxsize=4096)
def quarters_of(year: pd.Period) -> tuple[pd.Period, ...]:
    """Return the four quarters of a financial year, in order."""
    first = pd.Period(f"{year.year}Q1", freq="Q-MAR")
    return tuple(first + step for step in range(4))


def first_quarter_read(period: pd.Period) -> pd.Period:
    """Return the first quarter that charts and usual ranges look back to from a period.

    They read the financial year in which it ends and those before it, :data:`YEARS_READ` in all: a
    range of many more would tell of times that have gone, and a chart could not be read.
    """
    return quarters_of(financial_year(period) - (YEARS_READ - 1))[0]


@lru_cache(maxsize=4096)
def period_end(period: pd.Period) -> date:
    """Return the last day of a period."""
    last_day: date = period.end_time.date()
    return last_day


def begins_by(period: pd.Period, day: date) -> bool:
    """Tell whether a period has begun by a day."""
    return bool(period.start_time.date() <= day)


def date_title(day: date) -> str:
    """Write a day as it stands on a page, such as "30 September 2019", whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
