"""Direction of travel: better, worse or level against a like period.

The comparator is the same period a year before: quarter with quarter, year to date with the same
point last year, annual with the year before. The arrow says performance, not number: up is better.
A measure with a range compares how far each figure lies outside the range.
"""

from typing import Literal

import numpy as np
import pandas as pd

from spf_lib.assess.coded import Codes, Floats, Words, blocks, coded, mark, named

UP, DOWN, LEVEL, NOT_APPLICABLE = "up", "down", "level", "n/a"

# Changes smaller than this are binary rounding, not movement.
_DECIMALS = 9
_SCALE = 10.0**_DECIMALS

_Number = Literal["value", "previous", "lower", "upper"]
_NUMBERS: tuple[_Number, ...] = ("value", "previous", "lower", "upper")
_DIRECTIONS = (LEVEL, UP, DOWN, NOT_APPLICABLE)
_OUTCOMES = ("judged", "no_figure", "no_comparator", "no_polarity", "no_range")
_JUDGED, _NO_FIGURE, _NO_COMPARATOR, _NO_POLARITY, _NO_RANGE = range(len(_OUTCOMES))


def travel(cases: pd.DataFrame) -> pd.DataFrame:
    """Judge the direction of travel.

    Parameters
    ----------
    cases : pandas.DataFrame
        One row is a measure: ``value``, ``previous``, ``polarity``, ``lower``, ``upper``.

    Returns
    -------
    pandas.DataFrame
        Same index: ``travel`` (up, down, level, n/a), ``travel_outcome`` (``judged``,
        ``no_figure``, ``no_comparator``, ``no_polarity``, ``no_range``), ``change`` (value less
        previous, in the measure's unit).
    """
    return travel_many(cases).astype({"travel": "str", "travel_outcome": "str"})


def travel_many(cases: pd.DataFrame) -> pd.DataFrame:
    """Judge directions as :func:`travel` does, with the words as categories: for millions of rows.

    It is quickest where the polarity is a category too.
    """
    numbers = {name: cases[name].to_numpy(dtype="float64") for name in _NUMBERS}
    polarity = coded(cases["polarity"])
    count = len(cases)
    direction, outcome = np.empty(count, dtype=np.int8), np.empty(count, dtype=np.int8)
    change = np.empty(count)
    with np.errstate(invalid="ignore"):
        for part in blocks(count):
            block = {name: column[part] for name, column in numbers.items()}
            _judge(block, polarity, part, change[part], direction[part], outcome[part])
    index = cases.index
    return pd.DataFrame(
        {
            "travel": named(direction, _DIRECTIONS, index),
            "travel_outcome": named(outcome, _OUTCOMES, index),
            "change": pd.Series(change, index=index, copy=False),
        },
        copy=False,
    )


def _judge(
    block: dict[_Number, Floats],
    polarity: Words,
    part: slice,
    change: Floats,
    direction: Codes,
    outcome: Codes,
) -> None:
    """Fill in change, direction and outcome of a block."""
    value, previous = block["value"], block["previous"]
    np.subtract(value, previous, out=change)
    change *= _SCALE
    np.rint(change, out=change)
    change /= _SCALE
    higher, lower = polarity.among(part, "higher"), polarity.among(part, "lower")
    ranged = np.flatnonzero(polarity.among(part, "range"))
    nearer = _nearer({name: column[ranged] for name, column in block.items()})
    rises, falls, level = change > 0, change < 0, change == 0
    better, worse = (higher & rises) | (lower & falls), (higher & falls) | (lower & rises)
    better[ranged], worse[ranged] = nearer > 0, nearer < 0
    judged = better | worse
    judged[ranged] = ~np.isnan(nearer)
    # An unchanged figure is level whatever good looks like.
    judged |= level
    outcome[:] = _JUDGED
    mark(outcome, ~judged, _NO_RANGE)
    mark(outcome, ~judged & polarity.among(part, "none"), _NO_POLARITY)
    mark(outcome, np.isnan(previous), _NO_COMPARATOR)
    mark(outcome, np.isnan(value), _NO_FIGURE)
    direction[:] = _DIRECTIONS.index(LEVEL)
    mark(direction, better & ~level, _DIRECTIONS.index(UP))
    mark(direction, worse & ~level, _DIRECTIONS.index(DOWN))
    mark(direction, outcome != _JUDGED, _DIRECTIONS.index(NOT_APPLICABLE))


def _nearer(block: dict[_Number, Floats]) -> Floats:
    """Return how much nearer to their range values are than the previous ones."""
    before, now = (_distance(block[name], block) for name in ("previous", "value"))
    return (before - now).round(_DECIMALS)


def _distance(values: Floats, block: dict[_Number, Floats]) -> Floats:
    """Return how far values lie outside their range; 0 inside, NaN without a range."""
    below = np.maximum(block["lower"] - values, 0.0)
    distance: Floats = below + np.maximum(values - block["upper"], 0.0)
    return distance
