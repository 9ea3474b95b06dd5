"""Beside others: better, similar or worse than a comparator; rank and quartile; funnel limits.

Sources: Spiegelhalter, "Funnel plots for comparing institutional performance", *Statistics in
Medicine* 24 (2005), with exact binomial limits; Public Health England's Fingertips for comparison
by whether the comparator lies inside the interval.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from spf_lib.assess import binomial
from spf_lib.assess.colour_safety import colour_safety

__all__ = [
    "colour_safety",
    "compare_by_difference",
    "compare_by_interval",
    "compare_with_benchmark",
    "funnel_limits",
    "rank_areas",
]

# Differences smaller than this are binary rounding.
_DECIMALS = 9
_QUARTILES = 4
_CONFIDENCES = {"95": 0.95, "998": 0.998}

Words = npt.NDArray[np.str_]


def compare_by_interval(
    lower: npt.ArrayLike, upper: npt.ArrayLike, comparator: npt.ArrayLike, polarity: npt.ArrayLike
) -> Words:
    """Compare by whether the comparator lies inside the confidence interval.

    Parameters
    ----------
    lower, upper : array_like
        The interval of each value.
    comparator : array_like
        What it is compared with, taken as exact.
    polarity : array_like
        ``higher``, ``lower``, ``range`` or ``none``.

    Returns
    -------
    numpy.ndarray
        ``better``, ``similar`` (inside or on a limit) or ``worse``; ``above`` or ``below`` where
        no side is good; empty where a number is missing.
    """
    low, high, other = (np.asarray(side, dtype="float64") for side in (lower, upper, comparator))
    side = np.where(low > other, 1.0, np.where(high < other, -1.0, 0.0))
    return _in_words(np.where(np.isnan(low + high + other), np.nan, side), polarity)


def compare_by_difference(
    value: npt.ArrayLike, comparator: npt.ArrayLike, polarity: npt.ArrayLike
) -> Words:
    """Compare by the difference alone, where there is no interval; ``similar`` means equal.

    Parameters
    ----------
    value, comparator, polarity : array_like
        As for :func:`compare_by_interval`.
    """
    difference = np.asarray(value, dtype="float64") - np.asarray(comparator, dtype="float64")
    return _in_words(np.sign(np.round(difference, _DECIMALS)), polarity)


def compare_with_benchmark(cases: pd.DataFrame) -> pd.DataFrame:
    """Compare values with their benchmarks, by interval where there is one.

    Parameters
    ----------
    cases : pandas.DataFrame
        One row is a value: ``value``, ``lower``, ``upper`` (NaN without an interval),
        ``comparator``, ``polarity``.

    Returns
    -------
    pandas.DataFrame
        Same index: ``comparison`` and ``compared_by`` (``interval``, ``difference`` or empty).
    """
    has_interval = cases["lower"].notna() & cases["upper"].notna()
    by_interval = compare_by_interval(
        cases["lower"], cases["upper"], cases["comparator"], cases["polarity"]
    )
    by_difference = compare_by_difference(cases["value"], cases["comparator"], cases["polarity"])
    comparison = np.where(has_interval, by_interval, by_difference)
    method = np.where(has_interval, "interval", "difference")
    return pd.DataFrame(
        {"comparison": comparison, "compared_by": np.where(comparison == "", "", method)},
        index=cases.index,
    )


def _in_words(side: npt.NDArray[Any], polarity: npt.ArrayLike) -> Words:
    good = np.asarray(polarity, dtype="str")
    higher, lower = good == "higher", good == "lower"
    words: Words = np.select(
        [
            np.isnan(side),
            side == 0,
            ((side > 0) & higher) | ((side < 0) & lower),
            higher | lower,
            side > 0,
        ],
        ["", "similar", "better", "worse", "above"],
        "below",
    )
    return words


def rank_areas(values: pd.Series, polarity: str) -> pd.DataFrame:
    """Rank areas and put them into quartiles.

    Parameters
    ----------
    values : pandas.Series
        One value an area; missing ones are not ranked.
    polarity : str
        Rank 1 is the lowest where ``lower`` is better, else the highest.

    Returns
    -------
    pandas.DataFrame
        Same index: ``rank`` (equal values share the smaller rank), ``rank_of`` (areas with a
        value), ``quartile`` (1 is the quarter with rank 1; missing with fewer than four areas).
        Whole numbers, missing as NA.
    """
    rank = values.rank(method="min", ascending=polarity == "lower")
    areas = int(values.notna().sum())
    quartile = np.ceil(_QUARTILES * rank / areas) if areas >= _QUARTILES else rank * np.nan
    return pd.DataFrame({"rank": rank, "rank_of": areas, "quartile": quartile}).astype("Int64")


def funnel_limits(x: pd.Series, n: pd.Series) -> pd.DataFrame:
    """Find the limits within which areas with the same underlying proportion would lie.

    Parameters
    ----------
    x, n : pandas.Series
        Numerator and denominator of each area, whole numbers. Missing ones get no limits.

    Returns
    -------
    pandas.DataFrame
        Same index: ``proportion``, ``average`` (pooled), ``lower_95``, ``upper_95``, ``lower_998``,
        ``upper_998`` and ``position``: ``above 99.8%``, ``above 95%``, ``within``, ``below 95%``,
        ``below 99.8%``, or empty. By chance alone an area lies beyond a limit with at most half of
        the remaining probability.
    """
    known = x.notna() & (n > 0)
    events, trials = x.where(known).astype("float64"), n.where(known).astype("float64")
    if ((events < 0) | (events > trials)).any():
        raise ValueError("each area needs a numerator from 0 to its denominator")
    average = events.sum() / trials.sum() if known.any() else np.nan
    frame = pd.DataFrame({"proportion": events / trials, "average": average}, index=x.index)
    cases = trials[known].astype("int64")
    for name, confidence in _CONFIDENCES.items():
        tail = (1 - confidence) / 2
        frame[f"lower_{name}"] = binomial.quantile(tail, cases, average) / cases
        frame[f"upper_{name}"] = binomial.upper_quantile(tail, cases, average) / cases
    share = frame["proportion"]
    frame["position"] = np.select(
        [
            ~known,
            share > frame["upper_998"],
            share < frame["lower_998"],
            share > frame["upper_95"],
            share < frame["lower_95"],
        ],
        ["", "above 99.8%", "below 99.8%", "above 95%", "below 95%"],
        "within",
    )
    return frame
