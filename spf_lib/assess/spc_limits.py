"""XmR limits of many series at once: mean, average moving range, natural process limits.

Source: Wheeler, *Understanding Variation* (2nd edition, 2000), in the manner of NHS England's
*Making Data Count*: limits at 2.66 average moving ranges, moving ranges of 3.267 averages or more
screened out once.

Arrays have one row a point in time and one column a series, so each step runs along all series.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spf_lib.assess.coded import or_zero

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LIMIT_FACTOR = 2.66
SCREEN_FACTOR = 3.267
SHORTEST_FIXED_BASELINE = 12

# Sums of decimals in binary are out by about one part in 10^15. Two numbers closer than this part
# of the largest value are taken as equal, so that "strictly beyond" is decided by the figures.
PRECISION = 1e-12


@dataclass(frozen=True)
class Limits:
    """One value a series: ``mean``, ``lower`` and ``upper`` limit, and what counts as equal.

    ``reach`` is the distance from the mean to either limit.
    """

    mean: Floats
    lower: Floats
    upper: Floats
    reach: Floats
    tolerance: Floats


def find_limits(values: Floats, linked: Flags, *, screen: bool, fix_after: int | None) -> Limits:
    """Find the limits of each series.

    Parameters
    ----------
    values : numpy.ndarray
        Points by series, missing as NaN.
    linked : numpy.ndarray
        One row fewer: whether the next point follows directly, both with a value.
    screen : bool
        Leave out moving ranges of 3.267 times their average or more, once.
    fix_after : int, optional
        How many values, counted from the first, are the baseline; all of them if none is given.

    Returns
    -------
    Limits
        NaN where a series has no value, or no two neighbouring ones in the baseline.
    """
    present = ~np.isnan(values)
    if fix_after is None:
        baseline, within = present, linked
    else:
        baseline = present & (np.cumsum(present, axis=0) <= fix_after)
        within = linked & baseline[1:] & baseline[:-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _mean(values, baseline)
        tolerance = PRECISION * np.fmax.reduce(np.abs(values), axis=0)
        ranges = np.abs(np.diff(values, axis=0))
        average = _total(ranges, within) / _count(within)
        if screen:
            average = _screened(ranges, within, average, tolerance)
        reach = LIMIT_FACTOR * average
    return Limits(mean, mean - reach, mean + reach, reach, tolerance)


def _mean(values: Floats, baseline: Flags) -> Floats:
    """Average in two passes, so that a constant 95.3 has mean 95.3 exactly."""
    count = _count(baseline)
    first: Floats = _total(values, baseline) / count
    second: Floats = _total(values - first, baseline) / count
    return first + second


def _screened(ranges: Floats, within: Flags, average: Floats, tolerance: Floats) -> Floats:
    kept = within & (ranges < SCREEN_FACTOR * average - tolerance)
    # Most series lose nothing, and their average stands.
    losing = np.flatnonzero((kept != within).any(axis=0))
    kept = kept[:, losing]
    found = _total(ranges[:, losing], kept) / _count(kept)
    # A long flat series with one step would keep only its zeros: then nothing is screened out.
    screened = average.copy()
    screened[losing] = np.where(found > 0, found, average[losing])
    return screened


def _total(numbers: Floats, counted: Flags) -> Floats:
    """Add up the counted rows, one after another.

    NumPy's own sum groups terms by the shape of the array, and a series would not get the same
    bits alone as among thousands.
    """
    total = np.zeros(numbers.shape[1])
    for row in numbers if counted.all() else or_zero(counted, numbers):
        total += row
    return total


def _count(counted: Flags) -> npt.NDArray[np.int32]:
    counts: npt.NDArray[np.int32] = counted.sum(axis=0, dtype="int32")
    return counts
