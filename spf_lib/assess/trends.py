"""Monotonic trends: Mann-Kendall, seasonal Kendall, and five annual proportions.

Sources: Mann (1945) and Kendall, *Rank Correlation Methods* (1975); Sen (1968) for the slope;
Hirsch, Slack and Smith (1982) for the seasonal test; Cochran (1954) and Armitage (1955) for
proportions, used as in Public Health England's *Recent trends* (chi-squared above 9.5495, the
two-sided 99.8% point).

None of these asks for ``scipy.stats``, which takes longer to load than a page takes to make.
"""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy

from spf_lib.assess.timeline import in_time_order, positions
from spf_lib.assess.year_end import project_year_end, required_percentage, required_run_rate

__all__ = [
    "MannKendall",
    "ProportionTrend",
    "annual_proportion_trend",
    "mann_kendall",
    "project_year_end",
    "required_percentage",
    "required_run_rate",
    "seasonal_kendall",
]

Floats = npt.NDArray[np.float64]
Values: TypeAlias = pd.Series | npt.ArrayLike
Method = Literal["exact", "normal approximation"]
Direction = Literal["rising", "falling", "none"]

POINTS_FOR_NORMAL = 10
_ANNUAL_POINTS = 5
CHI_SQUARED_LIMIT = 9.5495


@dataclass(frozen=True)
class MannKendall:
    """A two-sided test of a monotonic trend.

    ``s`` is the number of pairs that rise less the number that fall, ``variance`` that of s with
    the correction for ties, ``z`` with the correction for continuity, and ``slope`` Sen's, in the
    unit of the values for each place of their calendar (seasonal: for each year). ``p`` is
    from the ``method`` named.
    """

    n: int
    s: int
    variance: float
    z: float
    p: float
    slope: float
    method: Method


def mann_kendall(values: Values) -> MannKendall:
    """Test a series for a monotonic trend.

    Parameters
    ----------
    values : pandas.Series or array_like
        A series indexed by date, in any order; anything else in time order. Missing values take
        part in no pair, and keep their place for the slope.

    Returns
    -------
    MannKendall
        With the exact p below 10 points without ties. Below five points no order, however
        perfect, has a p under 0.05.

    Raises
    ------
    ValueError
        With fewer than two values: there is no pair to compare.
    """
    places, known = _placed(values)
    if len(known) < 2:
        raise ValueError(f"a trend needs two values or more, and there are {len(known)}")
    s, variance = _kendall_sum(known)
    z = _z(s, variance)
    slope = float(np.median(_slopes(places, known)))
    if len(known) < POINTS_FOR_NORMAL and len(np.unique(known)) == len(known):
        return MannKendall(len(known), s, variance, z, _exact_p(len(known), s), slope, "exact")
    return MannKendall(len(known), s, variance, z, _normal_p(z), slope, "normal approximation")


def seasonal_kendall(values: Values, period: int = 4) -> MannKendall:
    """Test a series for a monotonic trend within its seasons, quarter with like quarter.

    Parameters
    ----------
    values : pandas.Series or array_like
        As for :func:`mann_kendall`; a missing value keeps its place.
    period : int
        Seasons in a year.

    Returns
    -------
    MannKendall
        Sums over seasons; the slope is the median of those between like seasons, for each year.

    Raises
    ------
    ValueError
        With fewer than two years, or no season with two values.
    """
    places, known = _placed(values)
    if not len(places) or places[-1] - places[0] + 1 < 2 * period:
        raise ValueError("a seasonal trend needs two years or more")
    total, variance, slopes = 0, 0.0, []
    for season in range(period):
        like = places % period == season
        years, within = places[like] // period, known[like]
        s, spread = _kendall_sum(within)
        total, variance = total + s, variance + spread
        slopes.append(_slopes(years, within))
    between = np.concatenate(slopes)
    if not len(between):
        raise ValueError("no season has two values to compare")
    z = _z(total, variance)
    slope = float(np.median(between))
    return MannKendall(len(known), total, variance, z, _normal_p(z), slope, "normal approximation")


def _placed(values: Values) -> tuple[npt.NDArray[np.int64], Floats]:
    """Return the places of the known values in their calendar, and the values."""
    if isinstance(values, pd.Series):
        ordered = in_time_order(values)
        places, numbers = positions(ordered.index), ordered.to_numpy()
    else:
        numbers = np.asarray(values, dtype="float64")
        places = np.arange(len(numbers))
    known = ~np.isnan(numbers)
    return places[known], numbers[known]


def _kendall_sum(known: Floats) -> tuple[int, float]:
    n = len(known)
    first, second = np.triu_indices(n, k=1)
    s = int(np.sign(known[second] - known[first]).sum())
    ties = np.unique(known, return_counts=True)[1]
    tied = (ties * (ties - 1) * (2 * ties + 5)).sum()
    return s, float((n * (n - 1) * (2 * n + 5) - tied) / 18)


def _z(s: int, variance: float) -> float:
    """Standardise s, moved by one towards zero because it changes in steps of two."""
    return float((s - np.sign(s)) / np.sqrt(variance)) if variance > 0 else 0.0


def _slopes(places: npt.NDArray[np.int64], known: Floats) -> Floats:
    """Return the slope between each two points."""
    first, second = np.triu_indices(len(known), k=1)
    slopes: Floats = (known[second] - known[first]) / (places[second] - places[first])
    return slopes


def _exact_p(n: int, s: int) -> float:
    """Return the share of all orders of n different values that are as far from level as s."""
    # How many orders have 0, 1, 2, ... pairs that fall: each further value can stand before any
    # number of those already there.
    orders = [1]
    for length in range(2, n + 1):
        pairs = range(len(orders) + length - 1)
        orders = [sum(orders[max(0, fall - length + 1) : fall + 1]) for fall in pairs]
    fewest = (n * (n - 1) // 2 - abs(s)) // 2
    return min(1.0, 2 * sum(orders[: fewest + 1]) / math.factorial(n))


def _normal_p(z: float) -> float:
    return float(2 * scipy.special.ndtr(-abs(z)))


@dataclass(frozen=True)
class ProportionTrend:
    """A trend through the latest five annual proportions.

    ``slope`` is the change of the proportion for each year, weighted by denominators;
    ``survives`` whether its sign stays when any one year is left out; ``direction`` is ``none``
    unless chi-squared is above the limit and the slope survives.
    """

    chi_squared: float
    p: float
    slope: float
    survives: bool
    direction: Direction


def annual_proportion_trend(x: npt.ArrayLike, n: npt.ArrayLike) -> ProportionTrend:
    """Test the latest five annual proportions for a linear trend.

    Parameters
    ----------
    x, n : array_like
        Numerators and denominators, one a year without gaps, in order; the last five are used.

    Raises
    ------
    ValueError
        With fewer than five years, or one of the last five missing or with an empty denominator.
    """
    events = np.asarray(x, dtype="float64")[-_ANNUAL_POINTS:]
    trials = np.asarray(n, dtype="float64")[-_ANNUAL_POINTS:]
    if len(events) < _ANNUAL_POINTS or len(trials) != len(events):
        raise ValueError("an annual trend needs five years, each with numerator and denominator")
    if not ((events >= 0) & (events <= trials) & (trials > 0)).all():
        raise ValueError("each year needs a numerator from 0 to its denominator, which is above 0")
    years = np.arange(_ANNUAL_POINTS)
    slope, chi_squared = _cochran_armitage(years, events, trials)
    without = [
        _cochran_armitage(years[kept], events[kept], trials[kept])[0]
        for kept in (years != left_out for left_out in years)
    ]
    signs = {int(np.sign(s)) for s in (slope, *without)}
    survives = signs in ({1}, {-1})
    direction: Direction = "none"
    if survives and chi_squared > CHI_SQUARED_LIMIT:
        direction = "rising" if slope > 0 else "falling"
    p = float(scipy.special.chdtrc(1, chi_squared))
    return ProportionTrend(chi_squared, p, slope, survives, direction)


def _cochran_armitage(
    years: npt.NDArray[np.int64], events: Floats, trials: Floats
) -> tuple[float, float]:
    """Return the weighted slope and the chi-squared for linear trend."""
    total, pooled = trials.sum(), events.sum() / trials.sum()
    spread = (trials * (years - (trials * years).sum() / total) ** 2).sum()
    # In whole numbers up to the last step, so that a flat series has a slope of exactly 0.
    covered = (total * (events * years).sum() - (trials * years).sum() * events.sum()) / total
    variance = pooled * (1 - pooled) * spread
    chi_squared = covered**2 / variance if variance > 0 else 0.0
    return float(covered / spread), float(chi_squared)
