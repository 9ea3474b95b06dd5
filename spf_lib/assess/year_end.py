"""The way to the year-end target: what each remaining quarter needs, and where the year is heading.

Plain arithmetic, stated as such: a required rate is not a forecast, and a projection holds only if
the rest of the year goes as its method says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Need = Literal["required", "secured", "not achievable"]
ProjectionMethod = Literal["straight line", "last year's seasonal share"]
Better = Literal["higher", "lower"]

_QUARTERS = 4

# Binary rounding must not turn "exactly nothing more" into a need.
_DECIMALS = 9


@dataclass(frozen=True)
class RunRate:
    """What the rest of the year needs to meet the target.

    ``rate`` is a count for each remaining quarter, or a percentage of the remaining denominator: at
    least that where higher is better, at most that where lower is. ``status`` says whether anything
    is needed.
    """

    rate: float
    status: Need


def required_run_rate(
    target: float, to_date: float, remaining_quarters: int, polarity: Better = "higher"
) -> RunRate:
    """Return the count each remaining quarter needs to reach a yearly total.

    Parameters
    ----------
    target, to_date : float
        For the whole year, and so far.
    remaining_quarters : int
        1 to 4.
    polarity : str
        ``higher``: at or below 0 is ``secured``. ``lower``: the rate is what each quarter may
        still have; below 0 is ``not achievable``, since counts are not taken back.

    Raises
    ------
    ValueError
        If no quarters remain, or a figure is missing.
    """
    if not 1 <= remaining_quarters <= _QUARTERS:
        raise ValueError(f"{remaining_quarters} quarters remain; a rate needs 1 to 4")
    rate = _rounded((target - to_date) / remaining_quarters)
    if polarity == "higher":
        return RunRate(rate, "secured" if rate <= 0 else "required")
    return RunRate(rate, "not achievable" if rate < 0 else "required")


def required_percentage(
    target: float,
    numerator: float,
    denominator: float,
    remaining_denominator: float,
    polarity: Better = "higher",
) -> RunRate:
    """Return the percentage the rest of the year needs to reach a yearly percentage.

    Parameters
    ----------
    target : float
        In percent, for the whole year.
    numerator, denominator : float
        So far: pooled, never a mean of quarters.
    remaining_denominator : float
        Expected for the rest of the year.
    polarity : str
        ``higher``: above 100% is ``not achievable``, at or below 0 ``secured``. ``lower``: the
        other way round, below 0 and from 100%.

    Raises
    ------
    ValueError
        If nothing remains, or a figure is missing.
    """
    if not remaining_denominator > 0:
        raise ValueError("a percentage of the rest of the year needs a remaining denominator")
    wanted = target / 100 * (denominator + remaining_denominator)
    rate = _rounded(100 * (wanted - numerator) / remaining_denominator)
    impossible = rate > 100 if polarity == "higher" else rate < 0
    certain = rate <= 0 if polarity == "higher" else rate >= 100
    if impossible:
        return RunRate(rate, "not achievable")
    return RunRate(rate, "secured" if certain else "required")


def _rounded(rate: float) -> float:
    if np.isnan(rate):
        raise ValueError("the target and the figure to date must be known")
    # Adding zero turns -0.0 into 0.0.
    return round(rate, _DECIMALS) + 0.0


@dataclass(frozen=True)
class Projection:
    """A year-end total if the rest of the year goes as ``method`` says."""

    value: float
    method: ProjectionMethod


def project_year_end(
    quarters: Sequence[float], last_year: Sequence[float] | None = None
) -> Projection:
    """Project a yearly total of counts.

    By last year's seasonal share, if last year is known: the total grows from the quarters so far
    as it did then. Otherwise in a straight line: the remaining quarters are as the average so far.

    Parameters
    ----------
    quarters : sequence of float
        This year's quarters so far, from the first, each by itself.
    last_year : sequence of float, optional
        Last year's four quarters; not used if one is missing or below zero, or if the same
        quarters of last year add up to nothing.

    Raises
    ------
    ValueError
        If there are none or more than four quarters, or one is missing.
    """
    so_far = np.asarray(quarters, dtype="float64")
    if not 1 <= len(so_far) <= _QUARTERS or np.isnan(so_far).any():
        raise ValueError("a projection needs every quarter so far, one to four")
    before = np.asarray([] if last_year is None else last_year, dtype="float64")
    usable = len(before) == _QUARTERS and bool((before >= 0).all())
    done = float(before[: len(so_far)].sum()) if usable else 0.0
    if done > 0:
        value = float(so_far.sum()) * float(before.sum()) / done
        return Projection(value, "last year's seasonal share")
    return Projection(float(so_far.sum()) * _QUARTERS / len(so_far), "straight line")
