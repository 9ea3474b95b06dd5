"""Many series through the XmR rules, in batches that fit a processor's cache.

Points of all series stand in one flat array, one series after another. A batch lays some hundreds
of series side by side, the shorter ones filled up with missing values.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from spf_lib.assess.evidence import grade_codes
from spf_lib.assess.spc_limits import Flags, Floats
from spf_lib.assess.spc_rules import read_points
from spf_lib.assess.timeline import Integers

Codes = npt.NDArray[np.int8]
Scalar = TypeVar("Scalar", bound=np.generic)

# Cells of a batch: it stays in the cache. Of 20 points a row is wide enough for NumPy not to copy
# it: where two rows fit into its buffer of 8,192 numbers, it copies, and takes twice the time.
_CELLS = 100_000


@dataclass(frozen=True)
class Readings:
    """What the rules say: ``lengths`` to ``grade`` one a series, the others one a point, in order.

    ``label`` indexes :data:`spf_lib.assess.spc_rules.LABELS` and ``grade``
    :data:`spf_lib.assess.evidence.GRADES`.
    """

    lengths: Integers
    mean: Floats
    lower: Floats
    upper: Floats
    grade: Codes
    outside: Flags
    trend: Flags
    two_in_three: Flags
    shift: Flags
    label: Codes


def read_series(
    values: Floats, direct: Flags, starts: Integers, *, screen: bool, fix_after: int | None
) -> Readings:
    """Read every series.

    Parameters
    ----------
    values : numpy.ndarray
        The points of all series, each in date order; missing as NaN.
    direct : numpy.ndarray
        Whether each point comes directly after the one before.
    starts : numpy.ndarray
        The position at which each series starts.
    screen, fix_after
        See :func:`spf_lib.assess.spc_limits.find_limits`.
    """
    points = len(values)
    lengths = np.diff(starts, append=points)
    mean, lower, upper = (np.empty(len(starts)) for _ in range(3))
    outside, trend, two_in_three, shift = (np.empty(points, dtype=bool) for _ in range(4))
    label = np.empty(points, dtype="int8")
    grade = np.empty(len(starts), dtype="int8")
    for first, last, begin, end in _batches(starts, lengths, points):
        filled = _filled(lengths[first:last])
        reading = read_points(
            _side_by_side(values[begin:end], filled, np.nan),
            _side_by_side(direct[begin:end], filled, False),
            screen=screen,
            fix_after=fix_after,
        )
        mean[first:last] = reading.limits.mean
        lower[first:last] = reading.limits.lower
        upper[first:last] = reading.limits.upper
        _one_after_another(reading.outside, filled, outside[begin:end])
        _one_after_another(reading.trend, filled, trend[begin:end])
        _one_after_another(reading.two_in_three, filled, two_in_three[begin:end])
        _one_after_another(reading.shift, filled, shift[begin:end])
        _one_after_another(reading.label, filled, label[begin:end])
        grade[first:last] = grade_codes(reading.counts)
    # Enough values, but none next to another: no limits, so nothing is said.
    grade[np.isnan(lower)] = 0
    return Readings(
        lengths=lengths,
        mean=mean,
        lower=lower,
        upper=upper,
        grade=grade,
        outside=outside,
        trend=trend,
        two_in_three=two_in_three,
        shift=shift,
        label=label,
    )


def _batches(
    starts: Integers, lengths: Integers, points: int
) -> Iterator[tuple[int, int, int, int]]:
    """Cut series into batches: first series, last, first point, last (each last exclusive)."""
    if not len(starts):
        return
    size = max(_CELLS // int(lengths.max()), 1)
    for first in range(0, len(starts), size):
        last = min(first + size, len(starts))
        end = int(starts[last]) if last < len(starts) else points
        yield first, last, int(starts[first]), end


def _filled(lengths: Integers) -> Flags:
    """Tell which places of a table hold a point: one row a series, as long as the longest."""
    shortest, longest = lengths.min(), lengths.max()
    if shortest == longest:
        return np.ones((len(lengths), longest), dtype=bool)
    filled: Flags = np.arange(longest) < lengths[:, np.newaxis]
    return filled


def _side_by_side(
    flat: npt.NDArray[Scalar], filled: Flags, missing: float | bool
) -> npt.NDArray[Scalar]:
    if filled.all():
        return np.ascontiguousarray(flat.reshape(filled.shape).T)
    table = np.full(filled.shape, missing, dtype=flat.dtype)
    table[filled] = flat
    return np.ascontiguousarray(table.T)


def _one_after_another(
    table: npt.NDArray[Scalar], filled: Flags, flat: npt.NDArray[Scalar]
) -> None:
    """Write the points of a table into a flat array."""
    if filled.all():
        flat.reshape(filled.shape)[:] = table.T
    else:
        flat[:] = table.T[filled]
