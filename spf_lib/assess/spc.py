"""XmR charts: whether a series varies as it always has, or something changed.

Source: NHS England, *Making Data Count*. One engine (:mod:`.spc_rules`) reads one series or many,
so both give the same numbers to the last bit. Whether a series should be charted at all is for
:func:`spf_lib.assess.evidence.xmr_refusal` to say.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from spf_lib.assess.coded import blocks
from spf_lib.assess.evidence import GRADES
from spf_lib.assess.spc_batches import Codes, Readings, read_series
from spf_lib.assess.spc_limits import PRECISION, SHORTEST_FIXED_BASELINE
from spf_lib.assess.spc_order import changes, in_series_order, rebased_groups, runs
from spf_lib.assess.spc_rules import LABELS
from spf_lib.assess.timeline import (
    Integers,
    calendar_numbers,
    follows,
    in_time_order,
    numbers_of,
)

Polarity = Literal["higher", "lower", "range", "none"]
Variation = Literal["improvement", "concern", "high", "low", "common cause", "none"]
Assurance = Literal["pass", "fail", "inconsistent", "none"]

POLARITIES = ("higher", "lower", "range", "none")
JUDGEMENTS = ("none", "improvement", "concern", "high", "low")

# One row a polarity, one column a label: nothing said and common cause, then low, high, low, high.
_JUDGED = np.array(
    [
        [0, 0, *[2, 1] * 4],
        [0, 0, *[1, 2] * 4],
        [0, 0, *[4, 3] * 4],
        [0, 0, *[4, 3] * 4],
    ],
    dtype="int8",
)


def xmr(
    values: pd.Series,
    *,
    polarity: Polarity,
    target: float | None = None,
    screen: bool = True,
    fix_after: int | None = None,
    rebase: Sequence[Any] = (),
) -> pd.DataFrame:
    """Read one series as an XmR chart.

    Parameters
    ----------
    values : pandas.Series
        Indexed by date (periods, timestamps, dates, ISO 8601 text, whole numbers), in any order.
        A missing value breaks runs and moving ranges, and so does an absent date of a regular
        calendar.
    polarity : str
        ``higher`` or ``lower`` is better; with ``range`` or ``none`` points are high or low only.
    target : float, optional
        Added as a column ``target`` for the chart.
    screen : bool
        Leave out moving ranges of 3.267 times their average or more, once.
    fix_after : int, optional
        The first so many values of each group, 12 or more, are its baseline.
    rebase : sequence
        Dates that each start a new group, with limits and runs of its own.

    Returns
    -------
    pandas.DataFrame
        One row is a point, in date order: ``group`` (from 1), ``mean``, ``lower``, ``upper``, the
        flags ``outside``, ``trend``, ``two_in_three``, ``shift``, the ``label`` (the first of them;
        empty where nothing can be said), ``judgement``, and ``grade``: what the number of values in
        the group allows (:func:`spf_lib.assess.evidence.xmr_grade`). Limits are NaN with fewer than
        5 values.
    """
    _check_polarity(polarity)
    _check_baseline(fix_after)
    ordered = in_time_order(values)
    group = rebased_groups(ordered.index, rebase)
    first = np.zeros(min(len(ordered), 1), dtype="int64")
    readings = read_series(
        ordered.to_numpy(),
        follows(calendar_numbers(ordered.index), first),
        np.flatnonzero(np.diff(group, prepend=0)),
        screen=screen,
        fix_after=fix_after,
    )
    codes = np.full(len(ordered), POLARITIES.index(polarity), dtype="int8")
    frame = pd.DataFrame({"group": group} | _columns(readings, codes), index=ordered.index)
    return frame if target is None else frame.assign(target=float(target))


def xmr_many(
    frame: pd.DataFrame, *, screen: bool = True, fix_after: int | None = None
) -> pd.DataFrame:
    """Read many series at once; each gets what :func:`xmr` gives it alone.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row is a point: ``series`` (a name or number), ``date``, ``value``, and ``polarity`` if
        points are to be judged; in any order.
    screen, fix_after
        As for :func:`xmr`.

    Returns
    -------
    pandas.DataFrame
        One row is a point, in order of series and date: the columns given and those of :func:`xmr`.

    Raises
    ------
    ValueError
        If a series or date is missing, a series has two values for a date, or a polarity is
        unknown.
    """
    _check_baseline(fix_after)
    ordered, direct, starts = in_series_order(frame)
    readings = read_series(
        numbers_of(ordered["value"]),
        direct,
        starts,
        screen=screen,
        fix_after=fix_after,
    )
    columns = _columns(readings, _polarity_codes(ordered, starts))
    group = np.ones(len(ordered), dtype="int64")
    given = {str(name): column for name, column in ordered.items()}
    return pd.DataFrame(given | {"group": group} | columns, copy=False)


def variation(frame: pd.DataFrame) -> Variation:
    """Return the variation icon of a chart: what its latest point shows.

    Parameters
    ----------
    frame : pandas.DataFrame
        As from :func:`xmr`. The latest point is the last one of which something can be said.

    Returns
    -------
    str
        ``improvement``, ``concern``, ``high`` or ``low``; ``common cause``; or ``none`` if nothing
        can be said of any point of the last group.
    """
    last = frame[frame["group"] == frame["group"].max()]
    said = last[last["label"] != ""]
    if said.empty:
        return "none"
    judgement: Variation = said["judgement"].iloc[-1]
    return "common cause" if judgement == "none" else judgement


def assurance(frame: pd.DataFrame, target: float | None, polarity: Polarity) -> Assurance:
    """Return the assurance icon of a chart: whether the target will be met as things are.

    Parameters
    ----------
    frame : pandas.DataFrame
        As from :func:`xmr`; the limits of its last group count.
    target : float, optional
        The value to reach.
    polarity : str
        Which side of the target is good.

    Returns
    -------
    str
        ``fail`` or ``pass`` if the target lies strictly beyond the limits (a constant series: by
        plain comparison), else ``inconsistent``; ``none`` without target, limits or a good side.
    """
    if frame.empty or target is None:
        _check_polarity(polarity)
        return "none"
    lower, upper = float(frame["lower"].iloc[-1]), float(frame["upper"].iloc[-1])
    return assurance_of_limits(lower, upper, target, polarity)


def assurance_of_limits(lower: float, upper: float, target: float, polarity: Polarity) -> Assurance:
    """Return the assurance icon of the limits of a chart's last group; see :func:`assurance`."""
    _check_polarity(polarity)
    if np.isnan(target) or np.isnan(lower) or polarity in ("range", "none"):
        return "none"
    if polarity == "lower":
        lower, upper, target = -upper, -lower, -target
    if lower == upper:
        return "pass" if lower >= target else "fail"
    tolerance = PRECISION * max(abs(lower), abs(upper))
    if target > upper + tolerance:
        return "fail"
    return "pass" if target < lower - tolerance else "inconsistent"


def _check_polarity(polarity: str) -> None:
    if polarity not in POLARITIES:
        raise ValueError(f"polarity {polarity!r} is not one of {', '.join(POLARITIES)}")


def _check_baseline(fix_after: int | None) -> None:
    if fix_after is not None and fix_after < SHORTEST_FIXED_BASELINE:
        raise ValueError(f"fix_after is {fix_after}; a baseline needs 12 values or more")


def _columns(readings: Readings, polarity: Codes) -> dict[str, Any]:
    judged = np.empty_like(readings.label)
    for part in blocks(len(judged)):
        place = polarity[part] * np.int8(len(LABELS)) + readings.label[part]
        _JUDGED.take(place, out=judged[part], mode="clip")
    return {
        "mean": np.repeat(readings.mean, readings.lengths),
        "lower": np.repeat(readings.lower, readings.lengths),
        "upper": np.repeat(readings.upper, readings.lengths),
        "outside": readings.outside,
        "trend": readings.trend,
        "two_in_three": readings.two_in_three,
        "shift": readings.shift,
        "label": _category(readings.label, LABELS),
        "judgement": _category(judged, JUDGEMENTS),
        "grade": _category(np.repeat(readings.grade, readings.lengths), GRADES),
    }


def _category(codes: npt.NDArray[np.int8], names: Sequence[str]) -> Any:
    dtype = pd.CategoricalDtype(list(names))
    return pd.Categorical.from_codes(codes, dtype=dtype, validate=False)


def _polarity_codes(ordered: pd.DataFrame, starts: Integers) -> Codes:
    """Return each point's polarity; a series has one."""
    if "polarity" not in ordered:
        return np.full(len(ordered), POLARITIES.index("none"), dtype="int8")
    codes = _coded(ordered["polarity"])
    if (codes < 0).any():
        raise ValueError(f"a polarity is not one of {', '.join(POLARITIES)}")
    changed = changes(codes)
    changed[starts] = False
    if changed.any():
        row = ordered.iloc[int(np.argmax(changed))]
        raise ValueError(f"series {row['series']} has two polarities")
    return codes


def _coded(polarity: pd.Series) -> Codes:
    """Return the place of each polarity among :data:`POLARITIES`, -1 of any other word."""
    if isinstance(polarity.dtype, pd.CategoricalDtype):
        return np.asarray(polarity.cat.set_categories(list(POLARITIES)).cat.codes)
    known = {polarity: code for code, polarity in enumerate(POLARITIES)}
    places, codes = [np.empty(0, dtype="int64")], [np.empty(0, dtype="int8")]
    for starts, words in runs(np.asarray(polarity)):
        places.append(starts)
        codes.append(np.array([known.get(word, -1) for word in words.tolist()], dtype="int8"))
    return np.repeat(np.concatenate(codes), np.diff(np.concatenate(places), append=len(polarity)))
