"""How much evidence there is: what a number of points allows to be said, and what is refused.

Grades of an XmR chart follow NHS England's Making Data Count: limits settle with about a dozen
points, and runs of seven need at least eight to be anything but the whole series.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

XmrGrade = Literal["none", "trial limits", "trial", "plain"]

GRADES: tuple[XmrGrade, ...] = ("none", "trial limits", "trial", "plain")

# Points from which the limits are drawn, all rules are read, and the chart is no longer a trial.
POINTS_FOR_LIMITS, POINTS_FOR_ALL_RULES, POINTS_FOR_PLAIN = 5, 8, 13

# A year told by fewer values than these does not show that an annual figure was repeated.
_REPEATS = 3

# The financial year ends with March.
_LAST_MONTH = 3


def grade_codes(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the position in :data:`GRADES` for each number of values."""
    thresholds = (POINTS_FOR_LIMITS, POINTS_FOR_ALL_RULES, POINTS_FOR_PLAIN)
    return np.searchsorted(np.asarray(thresholds), counts, side="right").astype("int64")


def xmr_grade(n: int) -> XmrGrade:
    """Grade an XmR chart by its number of values.

    Parameters
    ----------
    n : int
        Values in the series, or in its group where it was rebased; missing ones do not count.

    Returns
    -------
    str
        ``none`` (fewer than 5: no statement), ``trial limits`` (5 to 7: points beyond a limit
        only, marked trial), ``trial`` (8 to 12: all rules, marked trial) or ``plain`` (13 or more).
    """
    return GRADES[int(grade_codes(np.asarray([n]))[0])]


def xmr_refusal(values: pd.Series, accumulation: str) -> str:
    """Say why a series must not be read as an XmR chart, if so.

    Parameters
    ----------
    values : pandas.Series
        Indexed by period or timestamp.
    accumulation : str
        ``discrete``, ``year_to_date``, ``rolling_year`` or ``snapshot``.

    Returns
    -------
    str
        The reason, a sentence; empty if there is none.
    """
    if accumulation == "year_to_date":
        return (
            "Each figure includes the ones before it in the year, so they rise by addition "
            "alone and limits from quarter to quarter would mean nothing."
        )
    if repeats_annual_values(values):
        return (
            "An annual figure is repeated in each period of its year, so the periods are not "
            "separate observations."
        )
    return ""


def repeats_annual_values(values: pd.Series) -> bool:
    """Tell whether a series, indexed by period or timestamp, is an annual figure repeated.

    See :func:`repeating_series`; a series with another index has no years to repeat in.
    """
    if not isinstance(values.index, pd.PeriodIndex | pd.DatetimeIndex):
        return False
    points = pd.DataFrame({"series": "", "date": values.index, "value": values.to_numpy()})
    return bool(repeating_series(points))


def repeating_series(points: pd.DataFrame) -> frozenset[str]:
    """Find the series that are an annual figure printed in each period of its year.

    That is so if the value changes between years (financial or calendar) and never within one, and
    at least two years are told by three values or more. A series that never changes is constant,
    not repeated.

    Parameters
    ----------
    points : pandas.DataFrame
        One row is a point: ``series``, ``date`` (period or timestamp), ``value``.
    """
    known = points[points["value"].notna()]
    dates = pd.Index(known["date"])
    if not isinstance(dates, pd.PeriodIndex | pd.DatetimeIndex):
        return frozenset()
    days = dates.to_timestamp(how="end") if isinstance(dates, pd.PeriodIndex) else dates
    calendar = days.year.to_numpy()
    by_series = known.groupby("series")["value"]
    changing = by_series.min() < by_series.max()
    found = pd.Series(False, index=changing.index)
    for years in (calendar + (days.month.to_numpy() > _LAST_MONTH), calendar):
        found |= _constant_within(known, years)
    return frozenset(found.index[found & changing])


def _constant_within(known: pd.DataFrame, years: npt.NDArray[np.int32]) -> pd.Series:
    within = known.groupby(["series", years])["value"].agg(["size", "min", "max"])
    told = (within["size"] >= _REPEATS).groupby(level=0).sum()
    return (told >= 2) & (within["min"] == within["max"]).groupby(level=0).all()
