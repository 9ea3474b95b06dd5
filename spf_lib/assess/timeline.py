"""Where figures stand in time: their order, and which come directly after one another.

A missing quarter is a gap whether its row is there without a value or is not there at all. The
second kind can be told only when dates keep a regular step (months, quarters, years); dates that
keep none, such as school terms or working days, are taken to follow one another as given.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

Integers = npt.NDArray[np.signedinteger]

_MONTHS_IN_YEAR = 12


def in_time_order(values: pd.Series) -> pd.Series:
    """Return a series as numbers in date order, its dates proper dates.

    Parameters
    ----------
    values : pandas.Series
        Indexed by date: periods, timestamps, dates, ISO 8601 text or whole numbers; any order.

    Raises
    ------
    ValueError
        If a date is missing, unreadable or there twice, or a value is infinite.
    """
    dates = proper_dates(values.index)
    ordered = pd.Series(numbers_of(values), index=dates, name=values.name).sort_index()
    if ordered.index.has_duplicates:
        raise ValueError(f"two values for {ordered.index[ordered.index.duplicated()][0]}")
    return ordered


def numbers_of(values: pd.Series) -> npt.NDArray[np.float64]:
    """Return the values as floats, missing as NaN; refuse infinite ones."""
    numbers: npt.NDArray[np.float64] = values.to_numpy(dtype="float64", na_value=np.nan)
    if np.isinf(numbers).any():
        raise ValueError("a value is infinite; leave it empty if it cannot be computed")
    return numbers


def proper_dates(index: pd.Index) -> pd.Index:
    """Return periods, timestamps and whole numbers as they are, all else read as dates."""
    if index.hasnans:
        raise ValueError("a date is missing")
    if isinstance(index, pd.PeriodIndex | pd.DatetimeIndex) or pd.api.types.is_integer_dtype(index):
        return index
    if index.empty:
        return pd.DatetimeIndex([])
    if pd.api.types.is_numeric_dtype(index):
        raise ValueError("dates must be dates, periods or whole numbers")
    try:
        return pd.DatetimeIndex(pd.to_datetime(index, format="ISO8601"))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{index[0]!r} and the others must be dates or periods") from error


def calendar_numbers(dates: pd.Index) -> Integers:
    """Turn dates into numbers that make equal steps of a regular calendar: months, or as they are.

    Parameters
    ----------
    dates : pandas.Index
        Of periods, timestamps or whole numbers.
    """
    if isinstance(dates, pd.PeriodIndex):
        dates = dates.to_timestamp(how="start")
    if isinstance(dates, pd.DatetimeIndex):
        return np.asarray(dates.year * _MONTHS_IN_YEAR + dates.month, dtype="int64")
    return np.asarray(dates, dtype="int64")


def calendar_units(steps: Integers, starts: Integers) -> Integers:
    """Find the step that each of many series keeps in its calendar.

    Parameters
    ----------
    steps : numpy.ndarray
        Differences of calendar numbers (:func:`calendar_numbers`) from one point to the next, of
        many series one after another; at the start of a series anything.
    starts : numpy.ndarray
        The position at which each series starts.

    Returns
    -------
    numpy.ndarray
        The smallest step of each series that skips places: most of its steps are that one, the
        others multiples of it. 0 where nothing is skipped, or where steps are irregular.
    """
    # Most series keep one step throughout, which is quicker seen than each one's own.
    if not _turns(steps, starts).any():
        return np.zeros_like(starts)
    lengths = np.diff(starts, append=len(steps))
    # The step into a series belongs to none: its place is taken by the first step inside.
    inside = steps.copy()
    inside[starts] = steps[np.minimum(starts + 1, len(steps) - 1)]
    inside[starts[lengths == 1]] = 1
    smallest = np.minimum.reduceat(inside, starts)
    uneven = smallest < np.maximum.reduceat(inside, starts)
    unit = np.repeat(np.maximum(smallest, 1), lengths)
    whole = np.logical_and.reduceat(inside % unit == 0, starts)
    # The first step was counted twice, in its own place and at the start.
    usual = np.add.reduceat((inside == unit).astype("int64"), starts) - (inside == unit)[starts]
    skips = uneven & whole & (smallest > 0) & (2 * usual >= lengths - 1)
    return np.where(skips, smallest, 0)


def _steps(numbers: Integers) -> Integers:
    """Return the step into each number, 0 into the first."""
    steps = np.zeros_like(numbers)
    np.subtract(numbers[1:], numbers[:-1], out=steps[1:])
    return steps


def _turns(steps: Integers, starts: Integers) -> npt.NDArray[np.bool_]:
    """Tell of each step whether it differs from the one before in its series."""
    turned = np.zeros(len(steps) + 1, dtype=bool)
    turned[1:-1] = steps[1:] != steps[:-1]
    # The step into a series belongs to none, and the next has none before it.
    turned[starts] = turned[starts + 1] = False
    return turned


def follows(numbers: Integers, starts: Integers) -> npt.NDArray[np.bool_]:
    """Tell whether each point comes directly after the one before, of many series.

    Parameters
    ----------
    numbers : numpy.ndarray
        The calendar numbers of many series, one series after another, each in date order.
    starts : numpy.ndarray
        The position at which each series starts: nothing goes before it.
    """
    direct = np.ones(len(numbers), dtype=bool)
    direct[starts] = False
    if len(numbers) > 1:
        steps = _steps(numbers)
        units = calendar_units(steps, starts)
        if units.any():
            unit = np.repeat(units, np.diff(starts, append=len(numbers)))
            direct &= (unit == 0) | (steps == unit)
    return direct


def positions(dates: pd.Index) -> Integers:
    """Return the place of each date in its calendar, from 0; dates are in order."""
    numbers = calendar_numbers(dates)
    if len(numbers) < 2:
        return np.zeros(len(numbers), dtype="int64")
    steps = _steps(numbers)
    unit = int(calendar_units(steps, np.zeros(1, dtype="int64"))[0])
    return (numbers - numbers[0]) // unit if unit else np.arange(len(numbers), dtype="int64")
