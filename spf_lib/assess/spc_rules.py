"""The four XmR rules over many series at once, and the label of each point.

Source: NHS England, *Making Data Count*. Arrays have one row a point in time and one column a
series. A run is counted over links between neighbouring points, so a missing value, which links to
nothing, breaks it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spf_lib.assess.evidence import POINTS_FOR_ALL_RULES, POINTS_FOR_LIMITS
from spf_lib.assess.spc_limits import Flags, Floats, Limits, find_limits

# From the weakest to the strongest, so that the first rule that matches names the point; low then
# high within a rule.
LABELS = (
    "",
    "common cause",
    "shift low",
    "shift high",
    "two in three low",
    "two in three high",
    "falling",
    "rising",
    "below limit",
    "above limit",
)

_RUN = 7
_NEAR_FRACTION = 2 / 3


@dataclass(frozen=True)
class Reading:
    """What the rules find: limits one value a series, flags and label codes one a point."""

    limits: Limits
    counts: npt.NDArray[np.int64]
    outside: Flags
    trend: Flags
    two_in_three: Flags
    shift: Flags
    label: npt.NDArray[np.int8]


def read_points(values: Floats, follows: Flags, *, screen: bool, fix_after: int | None) -> Reading:
    """Find limits and read the rules.

    Parameters
    ----------
    values : numpy.ndarray
        Points by series, missing as NaN.
    follows : numpy.ndarray
        Same shape: whether the point's date comes directly after the one before.
    screen, fix_after
        See :func:`spf_lib.assess.spc_limits.find_limits`.

    Returns
    -------
    Reading
        Limits are NaN with fewer than 5 values; rules other than the first are not read with
        fewer than 8. ``label`` indexes :data:`LABELS`; it is 0 where nothing can be said.
    """
    present = ~np.isnan(values)
    linked = follows[1:] & present[1:] & present[:-1]
    counts = present.sum(axis=0, dtype="int64")
    limits = _enough(find_limits(values, linked, screen=screen, fix_after=fix_after), counts)
    all_rules = ~np.isnan(limits.reach) & (counts >= POINTS_FOR_ALL_RULES)

    with np.errstate(invalid="ignore"):
        offset = values - limits.mean
        above, below = offset > limits.tolerance, offset < -limits.tolerance
        beyond = limits.reach + limits.tolerance
        over, under = offset > beyond, offset < -beyond
        close = _NEAR_FRACTION * limits.reach + limits.tolerance
        near_high = (offset > close) & ~over & all_rules
        near_low = (offset < -close) & ~under & all_rules
    above &= all_rules
    below &= all_rules

    rising, falling = _trends(values, linked & all_rules)
    shift_high, shift_low = (_run_on_side(side, linked) for side in (above, below))
    two_high = _two_in_three(near_high, above, linked)
    two_low = _two_in_three(near_low, below, linked)

    label = (present & ~np.isnan(limits.reach)).astype("int8")
    found = (shift_low, shift_high, two_low, two_high, falling, rising, under, over)
    for code, flags in enumerate(found, start=2):
        np.maximum(label, flags * np.int8(code), out=label)
    return Reading(
        limits=limits,
        counts=counts,
        outside=over | under,
        trend=rising | falling,
        two_in_three=two_high | two_low,
        shift=shift_high | shift_low,
        label=label,
    )


def _enough(limits: Limits, counts: npt.NDArray[np.int64]) -> Limits:
    enough = counts >= POINTS_FOR_LIMITS
    return Limits(
        mean=limits.mean,
        lower=np.where(enough, limits.lower, np.nan),
        upper=np.where(enough, limits.upper, np.nan),
        reach=np.where(enough, limits.reach, np.nan),
        tolerance=limits.tolerance,
    )


def _trends(values: Floats, linked: Flags) -> tuple[Flags, Flags]:
    """Flag rising and falling trends, each point with one direction at most."""
    up, down = linked & (values[1:] > values[:-1]), linked & (values[1:] < values[:-1])
    rising, falling = (_flag_runs(steps, _RUN - 1) for steps in (up, down))
    # Two trends can share one point, the last of one and the first of the other. The next point is
    # then in a trend, so the shared point takes the direction of the step that leaves it.
    leaves_up, leaves_down = np.zeros_like(rising), np.zeros_like(falling)
    leaves_up[:-1], leaves_down[:-1] = up, down
    return rising & ~(falling & leaves_down), falling & ~(rising & leaves_up)


def _run_on_side(side: Flags, linked: Flags) -> Flags:
    return _flag_runs(linked & side[1:] & side[:-1], _RUN - 1)


def _two_in_three(near: Flags, side: Flags, linked: Flags) -> Flags:
    pairs = linked & side[1:] & side[:-1]
    threes = _windows(pairs, 2)
    first, second, third = near[:-2], near[1:-1], near[2:]
    at_least_two = (first & second) | (first & third) | (second & third)
    return near & _spread(threes & at_least_two, 3, len(near))


def _flag_runs(links: Flags, length: int) -> Flags:
    """Flag every point of each unbroken run of so many links."""
    return _spread(_windows(links, length), length + 1, len(links) + 1)


def _windows(links: Flags, length: int) -> Flags:
    """Tell for each point whether so many links in a row start there."""
    # Runs of twice the length from two runs side by side: three steps to six links, not five.
    if length == 1:
        return links
    half = _windows(links, (length + 1) // 2)
    windows = max(len(links) - length + 1, 0)
    return half[:windows] & half[length // 2 : length // 2 + windows]


def _spread(starts: Flags, length: int, points: int) -> Flags:
    """Flag all points of the windows of a length that start where told."""
    flags = np.zeros((points, starts.shape[1]), dtype=bool)
    for step in range(length):
        flags[step : step + len(starts)] |= starts
    return flags
