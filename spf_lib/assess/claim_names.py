"""Numbers that are names, not claims: dates, ages, durations, grades, codes.

Nothing in a measure's data can hold such a number right or wrong, so none is looked for there.
"""

import re
from typing import NamedTuple

from spf_lib.framework.periods import MONTHS

MONTH = "(?:" + "|".join(MONTHS) + ")"


class Name(NamedTuple):
    """A kind of name that holds a number, with its pattern."""

    kind: str
    pattern: re.Pattern[str]


def _name(kind: str, pattern: str) -> Name:
    return Name(kind, re.compile(pattern, re.IGNORECASE))


_SMALL = "(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

DATES: tuple[Name, ...] = (
    _name("date", rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?: \d{{4}})?"),
    _name("date", r"\b\d{1,2}/\d{1,2}/\d{2,4}\b"),
)
"""Days: taken out before periods are read, or "31 August 2019" would name a month."""

NAMES: tuple[Name, ...] = (
    _name("age", r"\baged? (?:under |over )?\d+(?:\s?(?:to|and|-|–)\s?\d+)?(?:[ -]years?)?"),
    _name("age", r"\b\d+(?:\s?(?:to|-|–)\s?\d+)?[ -]year[ -]olds?\b"),
    _name("age", r"\b\d{2}\+"),
    _name("school or academic year", r"(?<=year )\d\d/\d\d\b"),
    _name("years", r"\b(?:years?|periods?|weeks?) \d+(?:\s?(?:to|-|–)\s?\d+)?\b"),
    _name("duration", rf"\b{_SMALL}[ -](?:hour|week|month|year|quarter|term|minute)s?\b"),
    _name("grade", r"\b(?:grades?|levels?|key stage|stage|phase|tier|band|section|line|KS)\s?\d+"),
    _name(
        "code",
        r"(?<![\d.])\b[A-Z]\w*\d\w*|(?<![\d.])\b\d+(?!\d|(?:st|nd|rd|th|kg|k|m|bn)\b)[A-Z]\w*",
    ),
    _name("base of a rate", r"\bper \d[\d,]*(?: (?:people|population|residents))?"),
    _name("end of a scale", r"\bwhere 1 is\b|\b1 = "),
    _name("days a week", r"\b24/7\b"),
)
"""What is read as a name, most telling first; each pattern is one documented kind."""


def without(names: tuple[Name, ...], text: str) -> str:
    """Blank out every name that holds a number; offsets stay as they are."""
    for name in names:
        text = name.pattern.sub(lambda found: " " * len(found[0]), text)
    return text
