"""The XmR rules in plain Python, written from the text of the rules alone.

It is the oracle for :mod:`spf_lib.assess.spc` and the loop its speed is measured against. It shares
no code with the library and works on floats or on exact fractions alike: with fractions there is
no rounding, so ties are decided exactly.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import TypedDict

import pandas as pd

# Fractions do as well: nothing below is particular to floats.
Number = float


class ReferenceChart(TypedDict):
    """A group's limits, and for each of its points the flags and the label."""

    mean: Number | None
    lower: Number | None
    upper: Number | None
    outside: list[bool]
    trend: list[bool]
    two_in_three: list[bool]
    shift: list[bool]
    label: list[str]


def reference_xmr(
    values: Sequence[Number | None],
    *,
    screen: bool = True,
    fix_after: int | None = None,
    limit_factor: Number = 2.66,
    screen_factor: Number = 3.267,
    near_fraction: Number = 2 / 3,
    precision: Number = 1e-12,
) -> ReferenceChart:
    """Read one group of points in date order; None is a missing value."""
    points = len(values)
    known = [value for value in values if value is not None]
    chart = ReferenceChart(
        mean=None,
        lower=None,
        upper=None,
        outside=[False] * points,
        trend=[False] * points,
        two_in_three=[False] * points,
        shift=[False] * points,
        label=[""] * points,
    )
    if not known:
        return chart
    baseline = known if fix_after is None else known[:fix_after]
    mean = sum(baseline) / len(baseline)
    mean = mean + sum([value - mean for value in baseline]) / len(baseline)
    chart["mean"] = mean
    slack = precision * max(abs(value) for value in known)
    ranges = []
    used = 0
    before = None
    for value in values:
        if value is not None:
            used += 1
            if fix_after is not None and used > fix_after:
                break
            if before is not None:
                ranges.append(abs(value - before))
        before = value
    if not ranges or len(known) < 5:
        return chart
    average = sum(ranges) / len(ranges)
    if screen:
        kept = [step for step in ranges if step < screen_factor * average - slack]
        if kept and sum(kept) > 0:
            average = sum(kept) / len(kept)
    reach = limit_factor * average
    chart["lower"], chart["upper"] = mean - reach, mean + reach

    side = [0] * points
    near = [False] * points
    for i, value in enumerate(values):
        if value is None:
            continue
        offset = value - mean
        if offset > slack:
            side[i] = 1
        elif offset < -slack:
            side[i] = -1
        if abs(offset) > reach + slack:
            chart["outside"][i] = True
        elif abs(offset) > near_fraction * reach + slack:
            near[i] = True
    direction = [0] * points
    if len(known) >= 8:
        steps = [0] * points  # the step that reaches each point
        for i in range(1, points):
            here, last = values[i], values[i - 1]
            if here is not None and last is not None:
                steps[i] = (here > last) - (here < last)
        rising, falling = _in_runs(steps, 1), _in_runs(steps, -1)
        for i in range(points):
            if rising[i] and falling[i]:
                leaving = i + 1 < points and (rising[i + 1] or falling[i + 1])
                direction[i] = steps[i + 1] if leaving else steps[i]
            elif rising[i]:
                direction[i] = 1
            elif falling[i]:
                direction[i] = -1
            chart["trend"][i] = direction[i] != 0
        for i in range(points - 2):
            three = side[i : i + 3]
            if three[0] != 0 and three == [three[0]] * 3 and sum(near[i : i + 3]) >= 2:
                for j in range(i, i + 3):
                    chart["two_in_three"][j] = chart["two_in_three"][j] or near[j]
        for i in range(points - 6):
            seven = side[i : i + 7]
            if seven[0] != 0 and seven == [seven[0]] * 7:
                chart["shift"][i : i + 7] = [True] * 7
    for i, value in enumerate(values):
        if value is None:
            continue
        if chart["outside"][i]:
            label = "above limit" if side[i] > 0 else "below limit"
        elif chart["trend"][i]:
            label = "rising" if direction[i] > 0 else "falling"
        elif chart["two_in_three"][i]:
            label = "two in three high" if side[i] > 0 else "two in three low"
        elif chart["shift"][i]:
            label = "shift high" if side[i] > 0 else "shift low"
        else:
            label = "common cause"
        chart["label"][i] = label
    return chart


def _in_runs(steps: Sequence[int], sign: int) -> list[bool]:
    """Tell which points lie in a run of at least six steps of a sign."""
    flags = [False] * len(steps)
    length = 0
    for i in range(1, len(steps) + 1):
        if i < len(steps) and steps[i] == sign:
            length += 1
            continue
        if length >= 6:
            flags[i - 1 - length : i] = [True] * (length + 1)
        length = 0
    return flags


def reference_grade(known: int) -> str:
    """Grade a chart by its number of values."""
    if known < 5:
        return "none"
    if known < 8:
        return "trial limits"
    return "trial" if known < 13 else "plain"


def reference_judgement(label: str, polarity: str) -> str:
    """Judge a labelled point by polarity."""
    if label in ("", "common cause"):
        return "none"
    high = label in ("above limit", "rising", "two in three high", "shift high")
    if polarity in ("higher", "lower"):
        return "improvement" if high == (polarity == "higher") else "concern"
    return "high" if high else "low"


def with_gaps(dates: Sequence[datetime], values: Sequence[Number]) -> list[Number | None]:
    """Put a missing value wherever a calendar that is regular by months skips a place."""
    months = [date.year * 12 + date.month for date in dates]
    steps = [later - earlier for earlier, later in pairwise(months)]
    unit = min(steps, default=0)
    regular = (
        unit > 0 and all(step % unit == 0 for step in steps) and 2 * steps.count(unit) >= len(steps)
    )
    filled: list[Number | None] = []
    for position, value in enumerate(values):
        if regular and position and steps[position - 1] > unit:
            filled.append(None)
        filled.append(None if value != value else value)
    return filled


def reference_xmr_many(frame: pd.DataFrame) -> pd.DataFrame:
    """Read every series of a frame, one after another."""
    series: dict[str, list[tuple[datetime, float, str]]] = {}
    columns = (frame["series"], frame["date"].to_numpy(), frame["value"], frame["polarity"])
    for name, *point in zip(*(column.tolist() for column in columns), strict=True):
        series.setdefault(name, []).append(tuple(point))
    rows = []
    for name in sorted(series):
        points = sorted(series[name])
        filled = with_gaps([date for date, _, _ in points], [value for _, value, _ in points])
        chart = reference_xmr(filled)
        mean, lower, upper = chart["mean"], chart["lower"], chart["upper"]
        known = sum(value is not None for value in filled)
        grade = "none" if lower is None else reference_grade(known)
        gaps = iter(range(len(filled)))
        for date, value, polarity in points:
            place = next(gaps)
            # A place the calendar skipped stands before its point and is no point itself.
            if filled[place] is None and value == value:
                place = next(gaps)
            label = chart["label"][place]
            rows.append(
                (
                    name,
                    date,
                    value,
                    polarity,
                    1,
                    mean,
                    lower,
                    upper,
                    chart["outside"][place],
                    chart["trend"][place],
                    chart["two_in_three"][place],
                    chart["shift"][place],
                    label,
                    reference_judgement(label, polarity),
                    grade,
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


COLUMNS = [
    "series",
    "date",
    "value",
    "polarity",
    "group",
    "mean",
    "lower",
    "upper",
    "outside",
    "trend",
    "two_in_three",
    "shift",
    "label",
    "judgement",
    "grade",
]
