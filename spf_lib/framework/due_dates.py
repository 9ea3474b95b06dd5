"""Reading the dates by which deliverables are due, as a framework prints them.

A printed date is a span of days: a day, a month, a season, a financial quarter or a year. What the
words do not say is not guessed: a date without a year, or words that mix dates with other things,
are refused, and a person reads them (``data/framework/due_by_judgement.csv``).
"""

import re
from dataclasses import dataclass
from datetime import date

from spf_lib.framework.periods import parse_period, period_end, period_title

EXPECTED = (
    "a day, month, season, quarter or year ('By September 2020', 'Q4 20-21', "
    "'Summer 2020 and ongoing'), a recurrence ('annually in August') or no date ('n/a')"
)


@dataclass(frozen=True)
class Due:
    """When something is due: from the first day to the last, and whether it recurs.

    Parameters
    ----------
    due_from, due_to : date or None
        The first and the last day; "by" a date has no first day, "from" a date no last one.
    recurrence : str
        Empty, ``ongoing``, ``annual``, ``twice_yearly``, ``quarterly``, ``monthly`` or ``termly``.
    """

    due_from: date | None = None
    due_to: date | None = None
    recurrence: str = ""


_UNDATED = re.compile(r"|n/a|complete|as required|tbc( after .+)?|by .+ deadlines?")
_RECURRENCES = {
    "ongoing": "ongoing",
    "annually": "annual",
    "twice a year": "twice_yearly",
    "quarterly": "quarterly",
    "monthly": "monthly",
    "termly": "termly",
}
_EACH_YEAR = re.compile(r"(?:annually in (.+)|(.+?) (?:annually|\(annually\)|each year))")
_THEN_ONGOING = re.compile(r"(.+?),?(?: and)?(?: then| implementation is)? ongoing")
_ONWARDS = re.compile(r"(?:in )?(.+) on ?wards")
_FROM = re.compile(r"from (.+)")
_BY = re.compile(r"(?:(?:by|until)(?: the)?(?: end(?: of)?)?|(?:the )?end of) (.+)")
_TO = re.compile(r"(.+) (?:to|-) (.+)")
_AND = re.compile(r"(.+) and (.+)")

_YEARS = r"(?:20)?(\d\d)[-/](?:20)?(\d\d)"
_QUARTER = re.compile(rf"q([1-4]) {_YEARS}")
_FINANCIAL_YEAR = re.compile(_YEARS)
_YEAR = re.compile(r"20\d\d")
# A day stands before its month, so two digits after a month are a year: "April 21".
_NAMED = re.compile(r"([a-z]+) (?:20)?(\d\d)")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+) (20\d\d)")

_MONTHS = tuple(
    period_title(parse_period(f"2000-M{number:02d}")).split()[0].lower() for number in range(1, 13)
)
_FIRST_MONTH_OF_SEASON = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def read_due(text: str) -> Due:
    """Read a due date as it is printed.

    Parameters
    ----------
    text : str
        The words of one row: "By September 2020", "Q4 20-21", "August (annually)", "n/a". Blank
        is no date. Quarters are of the financial year; a bare year is a calendar year.

    Raises
    ------
    ValueError
        If no rule reads the words, or they hold several dates, which stand in a row each.
    """
    words = _plain(text)
    if _UNDATED.fullmatch(words):
        return Due()
    if words in _RECURRENCES:
        return Due(recurrence=_RECURRENCES[words])
    if (found := _EACH_YEAR.fullmatch(words)) and _are_months(found[1] or found[2]):
        return Due(recurrence="annual")
    if (found := _AND.fullmatch(words)) and _span(found[1]) and _span(found[2]):
        raise ValueError(f"{text!r} holds two dates; right would be a row for each")
    due = _dated(words)
    if due is None:
        raise ValueError(f"{text!r} cannot be read by rule; right would be {EXPECTED}")
    if due.due_from and due.due_to and due.due_from > due.due_to:
        raise ValueError(f"{text!r} ends before it starts; right would be the earlier date first")
    return due


def _plain(text: str) -> str:
    words = " ".join(text.lower().replace("–", "-").replace("on-going", "ongoing").split())
    return re.sub(r" \((?:tbc|complete)\)$", "", words.removesuffix("."))


def _dated(words: str) -> Due | None:
    if (found := _THEN_ONGOING.fullmatch(words)) and (span := _span(found[1])):
        return Due(*span, "ongoing")
    if (found := _ONWARDS.fullmatch(words)) and (span := _span(found[1])):
        return Due(span[0], None, "ongoing")
    if (found := _FROM.fullmatch(words)) and (span := _span(found[1])):
        return Due(span[0], None)
    if (found := _BY.fullmatch(words)) and (span := _span(found[1])):
        return Due(None, span[1])
    if (found := _TO.fullmatch(words)) and (first := _span(found[1])) and (last := _span(found[2])):
        return Due(first[0], last[1])
    span = _span(words.removeprefix("in "))
    return Due(*span) if span else None


def _span(words: str) -> tuple[date, date] | None:
    """Return the first and the last day of a day, month, season, quarter or year."""
    if found := _DAY.fullmatch(words):
        day = _day(found)
        return (day, day) if day else None
    if found := _QUARTER.fullmatch(words):
        return _period(f"20{found[2]}-{found[3]}-Q{found[1]}")
    if found := _FINANCIAL_YEAR.fullmatch(words):
        return _period(f"20{found[1]}-{found[2]}")
    if _YEAR.fullmatch(words):
        return _period(words)
    if found := _NAMED.fullmatch(words):
        year = int(f"20{found[2]}")
        if season := _FIRST_MONTH_OF_SEASON.get(found[1]):
            first, last = _months(year, season), _months(year, season, later=2)
            return first[0], last[1]
        month = _month(found[1])
        return _months(year, month) if month else None
    return None


def _period(text: str) -> tuple[date, date]:
    period = parse_period(text)
    return period.start_time.date(), period_end(period)


def _months(year: int, month: int, later: int = 0) -> tuple[date, date]:
    years, month = divmod(month - 1 + later, 12)
    return _period(f"{year + years}-M{month + 1:02d}")


def _month(word: str) -> int | None:
    """Return the number of a month named in full or cut short to three letters or more."""
    named = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)]
    return named[0] if len(word) >= 3 and named else None


def _are_months(words: str) -> bool:
    return all(_month(word) for word in re.split(r" (?:to|-) ", words))


def _day(found: re.Match[str]) -> date | None:
    month = _month(found[2])
    try:
        return date(int(found[3]), month, int(found[1])) if month else None
    except ValueError:
        return None
