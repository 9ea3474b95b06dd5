"""Digits in a text: which are numbers, and which tell a period, a line or are part of a word.

One definition serves the pages, which record each number they state, and the check of the built
site, which looks for numbers that are not recorded. Numbers in words ("seven in a row") are words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spf_lib.framework.periods import MONTHS

Kind = Literal["words", "number", "period", "source-line"]

_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = "|".join(MONTHS)
# A year is four bare digits: a number of that size is written with a comma.
_PERIOD = (
    r"\bQuarter [1-4]\b(?: (?:19|20)[0-9]{2}/[0-9]{2})?"
    rf"|(?<![\d,.£-]){_YEAR}-(?:[0-9]{{2}}-Q[1-4]|M[0-9]{{2}}|[0-9]{{2}}-[0-9]{{2}})\b"
    rf"|(?<![\d,.£-]){_YEAR}-{_YEAR}\b"
    rf"|(?<![\d,.£-]){_YEAR}(?:[/-][0-9]{{2}})?(?!\d|[.,/-]\d|%)"
    rf"|\b[0-9]{{1,2}} (?:{_MONTH})\b"
    r"|\bQ[1-4] [0-9]{2}[-/][0-9]{2}\b"
)
_SOURCE_LINE = (
    r"\b[Ll]ine [0-9]+\b|\b[Ll]ines [0-9]+(?:(?:, and |, | and | to )[0-9]+\b(?![.%]\d|%))*"
)
_NUMBER = (
    r"(?:(?<![\w)])-)?£?(?<![A-Za-z0-9])(?<![A-Za-z]-)"
    r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?"
)
_PARTS = re.compile(f"(?P<source_line>{_SOURCE_LINE})|(?P<period>{_PERIOD})|(?P<number>{_NUMBER})")
_PERIODS_OR_NUMBERS = re.compile(f"(?P<period>{_PERIOD})|(?P<number>{_NUMBER})")


@dataclass(frozen=True)
class Part:
    """A stretch of a text, and what it is."""

    kind: Kind
    text: str


def parts_of(text: str) -> Iterator[Part]:
    """Take a text apart into words, numbers, periods and lines of a source, in order.

    Yields
    ------
    Part
        Together they are the text.
    """
    end = 0
    for found in _PARTS.finditer(text):
        if found.start() > end:
            yield Part("words", text[end : found.start()])
        kind: Kind = (
            "source-line" if found["source_line"] else "period" if found["period"] else "number"
        )
        yield Part(kind, found[0])
        end = found.end()
    if end < len(text):
        yield Part("words", text[end:])


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text that are not part of a period or a word, as they stand."""
    return [found[0] for found in _PERIODS_OR_NUMBERS.finditer(text) if found["number"]]


def periods_in(text: str) -> list[str]:
    """Return the periods and dates of a text, as they stand."""
    return [found[0] for found in _PERIODS_OR_NUMBERS.finditer(text) if found["period"]]


def number_value(token: str) -> float:
    """Return the value of a number as :func:`numbers_in` finds it, such as "£7,011" or "70.5%"."""
    return float(token.replace(",", "").replace("£", "").replace("%", ""))
