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
    """Tell whether a series is an annual figure printed in each period of its year.

    That is so if the value changes between years (financial or calendar) and never within one, and
    at least two years are told by three values or more. A series that never changes is constant,
    not repeated.
    """
    known = values.dropna()
    if known.nunique() < 2 or not isinstance(known.index, pd.PeriodIndex | pd.DatetimeIndex):
        return False
    dates = known.index
    months = dates.to_timestamp(how="end") if isinstance(dates, pd.PeriodIndex) else dates
    return any(_constant_within(known, months.to_period(year)) for year in ("Y-MAR", "Y-DEC"))


def _constant_within(known: pd.Series, years: pd.PeriodIndex) -> bool:
    within = known.groupby(np.asarray(years.year))
    told = int((within.size() >= _REPEATS).sum())
    return told >= 2 and bool((within.min() == within.max()).all())
