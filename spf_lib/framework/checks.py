"""Columns for the kinds of cell the data contract knows.

Every cell is text at this point. What is ``expected`` reads as the end of "should be".
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

import pandas as pd

from spf_lib.framework.contract import Column, Rule
from spf_lib.framework.periods import EXPECTED, is_period

FORMULA_STARTS = ("=", "+", "-", "@")
BARE_NUMBER = r"-?[0-9]+(\.[0-9]+)?"


def key(required: bool = True) -> Column:
    """Return a column of kebab-case keys."""
    return Column(required, matching(r"[a-z0-9]+(-[a-z0-9]+)*"), "a key in kebab-case")


def reference(keys: Iterable[str], file: str, required: bool = True) -> Column:
    """Return a column whose cells are keys of another table."""
    return Column(required, frozenset(keys).__contains__, f"a key that stands in {file}")


def references(keys: Iterable[str], file: str) -> Column:
    """Return a column whose cells list keys of another table, parted by semicolons."""
    known = frozenset(keys)
    return Column(
        False,
        lambda cell: known.issuperset(cell.split(";")),
        f"keys that stand in {file}, parted by semicolons",
    )


def one_of(*allowed: str, required: bool = True) -> Column:
    """Return a column of a closed list of words."""
    return Column(required, frozenset(allowed).__contains__, f"one of: {', '.join(allowed)}")


def number(required: bool = False) -> Column:
    """Return a column of bare numbers: no comma, no percent sign, no currency."""
    return Column(required, matching(BARE_NUMBER), "a bare number such as 82.1")


def whole_number(required: bool = True) -> Column:
    """Return a column of whole numbers from 0."""
    return Column(required, matching(r"[0-9]+"), "a whole number, 0 or more")


def period(required: bool = True) -> Column:
    """Return a column of periods as :mod:`spf_lib.framework.periods` writes them."""
    return Column(required, is_period, EXPECTED)


def day() -> Column:
    """Return a column of ISO dates."""
    return Column(False, _is_date, "a date such as 2019-09-30")


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def prose(required: bool = False) -> Column:
    """Return a column of our own prose, harmless when a spreadsheet opens it."""
    return Column(
        required,
        lambda cell: not cell.startswith(FORMULA_STARTS),
        "text that does not start with =, +, - or @",
    )


def printed(required: bool = False) -> Column:
    """Return a column of tokens kept exactly as printed."""
    return Column(required)


def rule(column: str, expected: str, holds: Callable[[pd.DataFrame], pd.Series]) -> Rule:
    """Return a rule across columns; a breach is reported in ``column`` as "should be expected"."""
    return Rule(column, expected, holds)


def matching(pattern: str) -> Callable[[str], bool]:
    """Return what tells whether a whole cell is written in a pattern."""
    written = re.compile(pattern)
    return lambda cell: written.fullmatch(cell) is not None
