"""Confidence intervals for proportions and rates, and a test for a change between proportions.

Sources: Wilson (1927); Newcombe (1998) on proportions; Breslow and Day, *Statistical Methods in
Cancer Research II* (1987), for Byar's approximation; Public Health England, *Technical guide:
confidence intervals* (2018), for exact Poisson limits below ten events.
"""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import scipy

# Below this many events Byar's approximation gives way to exact Poisson limits, and below this
# many expected in a cell of a two-by-two table the z-test to Fisher's exact test.
EVENTS_FOR_BYAR = 10
EXPECTED_FOR_Z_TEST = 5.0

TestName = Literal["two-proportion z-test", "Fisher's exact test"]


class Interval(NamedTuple):
    """Lower and upper limits: arrays of the shape given, or single numbers."""

    lower: Any
    upper: Any


def wilson(x: npt.ArrayLike, n: npt.ArrayLike, confidence: float = 0.95) -> Interval:
    """Return Wilson's score interval for proportions.

    Parameters
    ----------
    x, n : array_like
        Numerators and denominators, 0 <= x <= n; missing as NaN.
    confidence : float
        Such as 0.95 or 0.998.

    Returns
    -------
    Interval
        ``(lower, upper)`` as proportions from 0 to 1, exactly 0 where x is 0 and exactly 1 where x
        is n; NaN where x or n is missing or n is 0.
    """
    events, trials = _counts(x, n, confidence)
    if (events > trials).any():
        raise ValueError("a numerator is larger than its denominator")
    z = scipy.special.ndtri(0.5 + confidence / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = events / trials
        middle = share + z**2 / (2 * trials)
        half = z * np.sqrt(share * (1 - share) / trials + (z / (2 * trials)) ** 2)
        lower, upper = ((middle + sign * half) / (1 + z**2 / trials) for sign in (-1, 1))
    known = ~np.isnan(events) & (trials > 0)
    lower = np.where(events == 0, 0.0, lower)
    upper = np.where(events == trials, 1.0, upper)
    return _interval(np.where(known, lower, np.nan), np.where(known, upper, np.nan))


def byar(
    x: npt.ArrayLike, n: npt.ArrayLike, multiplier: float, confidence: float = 0.95
) -> Interval:
    """Return intervals for rates: exact Poisson below ten events, Byar's from ten.

    Parameters
    ----------
    x : array_like
        Numbers of events; missing as NaN.
    n : array_like
        Populations or times at risk.
    multiplier : float
        The rate is x / n times this, such as 1,000 or 100,000.
    confidence : float
        Such as 0.95 or 0.998.

    Returns
    -------
    Interval
        ``(lower, upper)`` as rates; NaN where x or n is missing or n is 0.
    """
    events, exposure = _counts(x, n, confidence)
    tail = (1 - confidence) / 2
    z = -scipy.special.ndtri(tail)
    with np.errstate(invalid="ignore", divide="ignore"):
        exact_lower = np.where(events == 0, 0.0, scipy.special.gammaincinv(events, tail))
        exact_upper = scipy.special.gammainccinv(events + 1, tail)
        more = events + 1
        byar_lower = events * (1 - 1 / (9 * events) - z / (3 * np.sqrt(events))) ** 3
        byar_upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
        few = events < EVENTS_FOR_BYAR
        per_event = multiplier / np.where(exposure > 0, exposure, np.nan)
        lower = np.where(few, exact_lower, byar_lower) * per_event
        upper = np.where(few, exact_upper, byar_upper) * per_event
    return _interval(lower, upper)


@dataclass(frozen=True)
class ProportionTest:
    """A two-sided test of whether two proportions differ.

    ``statistic`` is z for the z-test, the odds ratio (second to first) for Fisher's test, where it
    may be infinite or missing. ``is_change`` is true if p is below 1 - confidence.
    """

    name: TestName
    statistic: float
    p: float
    is_change: bool


def compare_proportions(
    x_before: float, n_before: float, x_after: float, n_after: float, confidence: float = 0.95
) -> ProportionTest:
    """Test a change between two independent proportions.

    The z-test with pooled variance; Fisher's exact test if any of the four expected counts is below
    5 (Cochran's rule of thumb, 1954).

    Parameters
    ----------
    x_before, n_before, x_after, n_after : float
        Whole numbers: numerator and denominator, before and after.
    confidence : float
        Such as 0.95.

    Raises
    ------
    ValueError
        If a number is missing, or not a count out of a count above zero.
    """
    before, after = (x_before, n_before), (x_after, n_after)
    if not all(0 <= x <= n and n > 0 and x % 1 == 0 and n % 1 == 0 for x, n in (before, after)):
        raise ValueError("two proportions are compared as counts out of counts above zero")
    pooled = (x_before + x_after) / (n_before + n_after)
    name: TestName
    if min(n_before, n_after) * min(pooled, 1 - pooled) < EXPECTED_FOR_Z_TEST:
        events, trials = np.array([x_after, x_before]), np.array([n_after, n_before])
        found = scipy.stats.fisher_exact(np.column_stack([events, trials - events]).astype("int64"))
        name, statistic, p = "Fisher's exact test", float(found.statistic), float(found.pvalue)
    else:
        error = np.sqrt(pooled * (1 - pooled) * (1 / n_before + 1 / n_after))
        statistic = float((x_after / n_after - x_before / n_before) / error)
        name, p = "two-proportion z-test", float(2 * scipy.special.ndtr(-abs(statistic)))
    return ProportionTest(name, statistic, p, p < 1 - confidence)


def _counts(
    x: npt.ArrayLike, n: npt.ArrayLike, confidence: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it lies between 0 and 1")
    events, trials = np.broadcast_arrays(
        np.asarray(x, dtype="float64"), np.asarray(n, dtype="float64")
    )
    if (events < 0).any() or (trials < 0).any():
        raise ValueError("a count is below zero")
    return events, trials


def _interval(lower: npt.NDArray[np.float64], upper: npt.NDArray[np.float64]) -> Interval:
    # Indexing with an empty tuple gives a single number for single numbers.
    return Interval(lower[()], upper[()])
