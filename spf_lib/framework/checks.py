"""Pandera columns for the kinds of cell the data contract knows.

Every cell is text at this point. The ``error`` of a check reads as the end of "should be".
"""

from collections.abc import Callable, Iterable
from datetime import date

import pandas as pd
import pandera.pandas as pa

from spf_lib.framework.periods import EXPECTED, is_period

FORMULA_STARTS = ("=", "+", "-", "@")
BARE_NUMBER = r"-?[0-9]+(\.[0-9]+)?"


def key(required: bool = True) -> pa.Column:
    """Return a column of kebab-case keys."""
    return pa.Column(
        str,
        pa.Check.str_matches(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", error="a key in kebab-case"),
        nullable=not required,
    )


def reference(keys: Iterable[str], file: str, required: bool = True) -> pa.Column:
    """Return a column whose cells are keys of another table."""
    known = frozenset(keys)
    return pa.Column(
        str, pa.Check.isin(known, error=f"a key that stands in {file}"), nullable=not required
    )


def references(keys: Iterable[str], file: str) -> pa.Column:
    """Return a column whose cells list keys of another table, parted by semicolons."""
    known = frozenset(keys)
    return pa.Column(
        str,
        pa.Check(
            lambda cells: cells.map(lambda cell: set(cell.split(";")) <= known),
            error=f"keys that stand in {file}, parted by semicolons",
            ignore_na=True,
        ),
        nullable=True,
    )


def one_of(*allowed: str, required: bool = True) -> pa.Column:
    """Return a column of a closed list of words."""
    return pa.Column(
        str, pa.Check.isin(allowed, error=f"one of: {', '.join(allowed)}"), nullable=not required
    )


def number(required: bool = False) -> pa.Column:
    """Return a column of bare numbers: no comma, no percent sign, no currency."""
    return pa.Column(
        str,
        pa.Check.str_matches(rf"^{BARE_NUMBER}\Z", error="a bare number such as 82.1"),
        nullable=not required,
    )


def whole_number(required: bool = True) -> pa.Column:
    """Return a column of whole numbers from 0."""
    return pa.Column(
        str,
        pa.Check.str_matches(r"^[0-9]+\Z", error="a whole number, 0 or more"),
        nullable=not required,
    )


def period(required: bool = True) -> pa.Column:
    """Return a column of periods as :mod:`spf_lib.framework.periods` writes them."""
    return pa.Column(
        str,
        pa.Check(lambda cells: cells.map(is_period), error=EXPECTED, ignore_na=True),
        nullable=not required,
    )


def day() -> pa.Column:
    """Return a column of ISO dates."""
    return pa.Column(
        str,
        pa.Check(
            lambda cells: cells.map(_is_date), error="a date such as 2019-09-30", ignore_na=True
        ),
        nullable=True,
    )


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def prose(required: bool = False) -> pa.Column:
    """Return a column of our own prose, harmless when a spreadsheet opens it."""
    return pa.Column(
        str,
        pa.Check(
            lambda cells: ~cells.str.startswith(FORMULA_STARTS),
            error="text that does not start with =, +, - or @",
            ignore_na=True,
        ),
        nullable=not required,
    )


def printed(required: bool = False) -> pa.Column:
    """Return a column of tokens kept exactly as printed."""
    return pa.Column(str, nullable=not required)


def rule(column: str, expected: str, holds: Callable[[pd.DataFrame], pd.Series]) -> pa.Check:
    """Return a rule across columns; a breach is reported in ``column`` as "should be expected"."""
    return pa.Check(holds, error=f"{column}: {expected}")
