"""How a value of a unit is written as text.

Rounding is half up on the decimal digits as written, the way a reader rounds by hand; binary
floating point would print 2.675 as 2.67.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

_PLAIN = frozenset({"count", "score", "points", "calls", "ratio", "unstated"})


@dataclass(frozen=True)
class Unit:
    """The text before and after a number of this unit."""

    before: str
    after: str


def unit_of(name: str) -> Unit:
    """Return how a unit is written: ``percent`` as "%", ``GBP`` as "£", others after the number."""
    if name == "percent":
        return Unit("", "%")
    if name == "percentage points":
        return Unit("", " percentage points")
    if name == "GBP":
        return Unit("£", "")
    if name == "GBP per hour":
        return Unit("£", " per hour")
    if name == "kilograms per household":
        return Unit("", " kg per household")
    if name in _PLAIN:
        return Unit("", "")
    return Unit("", f" {name}")


def points_unit(unit: str) -> str:
    """Return the unit of a difference: percentages differ by percentage points."""
    return "percentage points" if unit == "percent" else unit


def round_half_up(value: float, decimals: int) -> Decimal:
    """Round to a number of decimals, halves away from zero."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def format_number(value: float, decimals: int) -> str:
    """Write a number with thousands commas and a fixed number of decimals."""
    return f"{round_half_up(value, decimals):,f}"


def format_value(value: float, unit: str, decimals: int) -> str:
    """Write a value with its unit, such as "82.1%", "-£0.44 per hour" or "417 tonnes".

    Raises
    ------
    ValueError
        If the value is missing: absence is said in words, never as a number.
    """
    if pd.isna(value):
        raise ValueError("a missing value has no number to write; say why it is missing")
    written = unit_of(unit)
    number = format_number(value, decimals)
    sign = "-" if number.startswith("-") else ""
    if unit == "percentage points" and number == "1":
        return "1 percentage point"
    return f"{sign}{written.before}{number.removeprefix('-')}{written.after}"
