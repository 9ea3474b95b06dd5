"""Points in order before they are charted: by series and date, split into groups."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from spf_lib.assess.coded import blocks
from spf_lib.assess.spc_limits import Flags
from spf_lib.assess.timeline import Integers, calendar_numbers, follows, proper_dates


def in_series_order(frame: pd.DataFrame) -> tuple[pd.DataFrame, Flags, Integers]:
    """Sort the points of many series by series and date.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row is a point: ``series``, ``date`` and any others.

    Returns
    -------
    tuple
        The sorted frame; whether each point comes directly after the one before; the position at
        which each series starts.

    Raises
    ------
    ValueError
        If a series or date is missing, or a series has two values for a date.
    """
    seen, distinct = pd.factorize(frame["date"])
    if seen.min(initial=0) < 0:
        raise ValueError("a date is missing")
    dates = proper_dates(pd.Index(distinct))
    ranks = _narrowed(pd.factorize(dates, sort=True)[0])
    calendar = _narrowed(calendar_numbers(dates))
    when, numbers = (np.empty(len(seen), dtype=kind.dtype) for kind in (ranks, calendar))
    for part in blocks(len(seen)):
        ranks.take(seen[part], out=when[part], mode="clip")
        calendar.take(seen[part], out=numbers[part], mode="clip")
    names = _comparable(frame["series"])
    starts, rising = _starts(names)
    if not (rising and _rises_within(when, starts)):
        codes = pd.factorize(frame["series"], sort=True)[0]
        # Points are told apart by series and date, so one whole number orders them.
        order = np.argsort(codes * len(dates) + when)
        frame, codes, numbers = frame.take(order), codes[order], numbers[order]
        _refuse_repeats(frame, codes, when[order])
        starts = np.flatnonzero(changes(codes))
    # In order, a missing name is the first.
    if pd.isna(frame["series"].iloc[:1]).any():
        raise ValueError("a series has no name")
    return frame.reset_index(drop=True), follows(numbers, starts), starts


def runs(names: npt.NDArray[Any]) -> Iterator[tuple[Integers, npt.NDArray[Any]]]:
    """Yield where a name is not that of the row before, and the names there, block by block.

    A block is small, so that its names are still in the processor's cache when they are yielded.
    """
    for part in blocks(len(names)):
        before = min(part.start, 1)
        changed = changes(names[part.start - before : part.stop])[before:]
        yield part.start + np.flatnonzero(changed), names[part][changed]


def _narrowed(numbers: Integers) -> Integers:
    """Count from 0 or above, in as few bytes as the numbers and their differences take."""
    return np.asarray(pd.to_numeric(numbers - numbers.min(initial=0), downcast="integer"))


def _comparable(column: pd.Series) -> npt.NDArray[Any]:
    codes = column.cat.codes if isinstance(column.dtype, pd.CategoricalDtype) else column
    return np.asarray(codes)


def changes(names: npt.NDArray[Any]) -> Flags:
    """Tell of each name whether it is not that of the row before."""
    changed = np.zeros(len(names), dtype=bool)
    changed[:1] = True
    before, after = names[:-1], names[1:]
    np.not_equal(before, after, out=changed[1:], where=_may_differ(before, after))
    return changed


def _may_differ(before: npt.NDArray[Any], after: npt.NDArray[Any]) -> Flags | bool:
    """Tell where two names are not one object, as those of a file's neighbouring rows often are."""
    if before.dtype != object or not len(before):
        return True
    places = (
        np.frombuffer(np.ascontiguousarray(names), dtype=np.intp) for names in (before, after)
    )
    differ: Flags = np.not_equal(*places)
    # Comparing every name takes less time than comparing each one told.
    return differ if not differ.all() else True


def _starts(names: npt.NDArray[Any]) -> tuple[Integers, bool]:
    """Return the position at which each name starts, and whether names stand in order."""
    starts, rising, last = [np.empty(0, dtype="int64")], True, names[:0]
    for places, found in runs(names):
        starts.append(places)
        met = np.concatenate([last, found])
        last = met[-1:]
        rising = rising and _rises(met)
    return np.concatenate(starts), rising


def _rises(names: npt.NDArray[Any]) -> bool:
    try:
        return bool((names[1:] > names[:-1]).all())
    except TypeError:
        # A missing name among text; sorting finds it.
        return False


def _rises_within(when: Integers, starts: Integers) -> bool:
    within = when[1:] > when[:-1]
    within[starts[1:] - 1] = True
    return bool(within.all())


def _refuse_repeats(frame: pd.DataFrame, codes: Integers, when: Integers) -> None:
    twice = np.flatnonzero((codes[1:] == codes[:-1]) & (when[1:] == when[:-1]))
    if len(twice):
        row = frame.iloc[twice[0]]
        raise ValueError(f"series {row['series']} has two values for {row['date']}")


def rebased_groups(dates: pd.Index, rebase: Sequence[Any]) -> Integers:
    """Give the groups of one series numbers from 1; a rebase date belongs to the group it starts.

    Parameters
    ----------
    dates : pandas.Index
        Of the points, in order.
    rebase : sequence
        Dates in any form that ``dates`` can be compared with; in any order.
    """
    passed = np.zeros(len(dates), dtype="int64")
    for day in rebase:
        passed += np.asarray(dates >= _like(dates, day), dtype="int64")
    return np.unique(passed, return_inverse=True)[1].astype("int64") + 1


def _like(dates: pd.Index, day: Any) -> Any:
    if isinstance(dates, pd.PeriodIndex):
        return pd.Period(day, freq=dates.freqstr)
    if isinstance(dates, pd.DatetimeIndex):
        return day.start_time if isinstance(day, pd.Period) else pd.Timestamp(day)
    return day
