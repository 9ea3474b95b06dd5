"""RAG ratings: green, amber or red from a figure, its target and its rule.

The corporate rule is green on or better than the target, amber worse by at most a tenth of the
target, red beyond. The families follow what councils publish: a tolerance in percent of the target
or in the measure's own unit (needed where the target is 0), thresholds on either side, a band,
targets against a baseline or a benchmark, "off target but improving", dates, yes or no.

All functions are vectorised and pure. A missing value never gets a colour, and zero is a value.
Rows are worked through in blocks that stay in the processor's cache, words as codes.
"""

import numpy as np
import pandas as pd

from spf_lib.assess.coded import (
    Codes,
    Floats,
    Truths,
    Words,
    blocks,
    chosen,
    coded,
    mark,
    named,
    only,
)

GREEN, AMBER, RED, UNRATED = "G", "A", "R", ""

# Ratios are compared after rounding to this many decimals, so that binary fractions (0.1 + 0.2)
# do not decide a colour.
_DECIMALS = 9
_SCALE = 10.0**_DECIMALS

_NUMBERS = (
    "value",
    "lower",
    "upper",
    "baseline",
    "benchmark_value",
    "previous",
    "tolerance",
    "green_from",
    "green_to",
    "amber_from",
    "amber_to",
)
_WORDS = ("figure_status", "polarity", "target_kind", "benchmark_comparison", "family")
CASE_COLUMNS = (*_NUMBERS, *_WORDS)

_SIDES = ("lower", "upper")
_COLOURS = {
    "met": GREEN,
    "done": GREEN,
    "not_done": RED,
    "near_enough": GREEN,
    "threshold_green": GREEN,
    "near": AMBER,
    "beyond_improving": AMBER,
    "threshold_amber": AMBER,
    "beyond": RED,
    "beyond_no_history": RED,
    "beyond_not_improving": RED,
    "threshold_red": RED,
    "zero_target": UNRATED,
    "not_rated": UNRATED,
    "suppressed": UNRATED,
    "no_figure": UNRATED,
    "target_to_be_set": UNRATED,
    "no_target": UNRATED,
    "no_benchmark": UNRATED,
    "no_baseline": UNRATED,
    "no_bound": UNRATED,
}
_OUTCOMES = {outcome: code for code, outcome in enumerate(_COLOURS)}
_RAGS = (GREEN, AMBER, RED, UNRATED)
_RAG_OF = np.array([_RAGS.index(colour) for colour in _COLOURS.values()], dtype=np.int8)


class _Rows:
    """A block of the cases: floats by name, and what tells of their words."""

    def __init__(self, numbers: dict[str, Floats], words: dict[str, Words], rows: slice):
        self._words, self._rows = words, rows
        self.number = {name: column[rows] for name, column in numbers.items()}
        self.between = self.among("target_kind", "between", "within")
        self.at_least = self.between | self.among("target_kind", "at_least")
        self.at_most = self.between | self.among("target_kind", "at_most")
        self.benchmark = self.among("target_kind", "benchmark")
        self.changing = self.among("target_kind", "increase", "decrease")
        self.from_baseline = self.changing | self.among("target_kind", "no_decrease")
        self.no_figure = np.isnan(self.number["value"])

    def among(self, name: str, *words: str) -> Truths:
        return self._words[name].among(self._rows, *words)

    def missing(self, name: str) -> Truths:
        return self._words[name].missing(self._rows)


def rate(cases: pd.DataFrame) -> pd.DataFrame:
    """Rate cases.

    Parameters
    ----------
    cases : pandas.DataFrame
        One row is a measure in a period, with the columns of ``CASE_COLUMNS``; numbers are floats
        in the measure's unit, missing as NaN.

    Returns
    -------
    pandas.DataFrame
        Same index: ``rag`` (G, A, R or empty), ``outcome`` (why that, or why no colour: see
        :mod:`.reasons`), ``bound`` (the value to reach), ``side`` (``lower`` or ``upper``),
        ``shortfall`` (how much worse than the bound, 0 if on or better), ``shortfall_percent``
        (of the bound; NaN where the bound is 0).
    """
    return rate_many(cases).astype({"rag": "str", "outcome": "str", "side": "str"})


def rate_many(cases: pd.DataFrame) -> pd.DataFrame:
    """Rate cases as :func:`rate` does, with the words as categories: for millions of rows.

    It is quickest where the words of the cases are categories too.
    """
    numbers = {name: cases[name].to_numpy(dtype="float64") for name in _NUMBERS}
    words = {name: coded(cases[name]) for name in _WORDS}
    count = len(cases)
    outcome, rag, side = (np.empty(count, dtype=np.int8) for _ in range(3))
    bound, shortfall, percent = (np.empty(count) for _ in range(3))
    with np.errstate(invalid="ignore", divide="ignore"):
        for part in blocks(count):
            rows = _Rows(numbers, words, part)
            side[part] = _measure(rows, bound[part], shortfall[part], percent[part])
            found = _within_tolerance(rows, bound[part], shortfall[part], percent[part])
            _by_thresholds(rows, found)
            _without_colour(rows, found)
            outcome[part] = found
            _RAG_OF.take(found, out=rag[part], mode="clip")
    index = cases.index
    return pd.DataFrame(
        {
            "rag": named(rag, _RAGS, index),
            "outcome": named(outcome, tuple(_COLOURS), index),
            "bound": pd.Series(bound, index=index, copy=False),
            "side": named(side, _SIDES, index),
            "shortfall": pd.Series(shortfall, index=index, copy=False),
            "shortfall_percent": pd.Series(percent, index=index, copy=False),
        },
        copy=False,
    )


def _measure(rows: _Rows, bound: Floats, shortfall: Floats, percent: Floats) -> Truths:
    """Fill in the bound, the shortfall and its percent; return where the bound is the upper."""
    lower, upper = _bounds(rows)
    value = rows.number["value"]
    above: Truths = (value > upper) | np.isnan(lower)
    bound[:] = chosen(above, upper, lower)
    upper -= value
    np.negative(upper, out=upper)
    lower -= value
    np.maximum(chosen(above, upper, lower), 0.0, out=shortfall)
    np.multiply(shortfall, 100, out=percent)
    percent /= np.abs(bound)
    percent *= _SCALE
    np.rint(percent, out=percent)
    percent /= _SCALE
    # Of zero there is no percent, whatever the shortfall.
    percent[bound == 0] = np.nan
    return above


def _bounds(rows: _Rows) -> tuple[Floats, Floats]:
    """Find the values each row is held to from below and from above, NaN where there is none."""
    asked = rows.number["lower"]
    lower = only(rows.at_least, asked)
    upper = only(rows.at_most, rows.number["upper"])
    found = np.flatnonzero(rows.from_baseline)
    baseline = rows.number["baseline"][found]
    moving = np.nan_to_num(asked[found], nan=0.0)
    falls = rows.among("target_kind", "decrease")[found]
    rises = rows.among("target_kind", "increase")[found]
    lower[found] = only(~falls, chosen(rises, baseline + moving, baseline))
    upper[found] = only(falls, baseline - moving)
    found = np.flatnonzero(rows.benchmark)
    benchmark = rows.number["benchmark_value"][found]
    for held, comparison in ((lower, "at_least"), (upper, "at_most")):
        compared = rows.among("benchmark_comparison", comparison, "in_line")[found]
        held[found] = only(compared, benchmark)
    return lower, upper


def _within_tolerance(rows: _Rows, bound: Floats, shortfall: Floats, percent: Floats) -> Codes:
    tolerance = rows.number["tolerance"]
    in_points = rows.among("family", "points", "date")
    scaled = shortfall * _SCALE
    # What rounds to nothing is no shortfall.
    met = scaled <= 0.5
    np.rint(scaled, out=scaled)
    scaled /= _SCALE
    near = (percent <= tolerance) & ~in_points
    near |= (scaled <= tolerance) & in_points
    # A change was asked for, so standing still does not meet it.
    still = rows.number["value"] == rows.number["baseline"]
    still &= rows.changing & np.isnan(rows.number["lower"])
    met &= ~still

    outcome = np.full(len(bound), _OUTCOMES["beyond"], dtype=np.int8)
    mark(outcome, near, _OUTCOMES["near"])
    improving = rows.among("family", "improving")
    mark(outcome, improving, _OUTCOMES["beyond_not_improving"])
    mark(outcome, improving & np.isnan(rows.number["previous"]), _OUTCOMES["beyond_no_history"])
    mark(outcome, improving & _better(rows), _OUTCOMES["beyond_improving"])
    mark(outcome, improving & near, _OUTCOMES["near_enough"])
    zero = (bound == 0) & ~in_points & ~rows.among("family", "yes_no")
    mark(outcome, zero, _OUTCOMES["zero_target"])
    mark(outcome, met, _OUTCOMES["met"])
    return outcome


def _better(rows: _Rows) -> Truths:
    change = rows.number["value"] - rows.number["previous"]
    # More than half of the last place rounds to a change.
    change *= _SCALE
    return (rows.among("polarity", "higher") & (change > 0.5)) | (
        rows.among("polarity", "lower") & (change < -0.5)
    )


def _by_thresholds(rows: _Rows, outcome: Codes) -> None:
    value = rows.number["value"]

    def inside(low: str, high: str) -> Truths:
        least, most = rows.number[low], rows.number[high]
        inside: Truths = ~((value < least) | (value > most) | (np.isnan(least) & np.isnan(most)))
        return inside

    by_threshold = rows.among("family", "thresholds")
    mark(outcome, by_threshold, _OUTCOMES["threshold_red"])
    mark(outcome, by_threshold & inside("amber_from", "amber_to"), _OUTCOMES["threshold_amber"])
    mark(outcome, by_threshold & inside("green_from", "green_to"), _OUTCOMES["threshold_green"])


def _lacks_bound(rows: _Rows) -> Truths:
    """Tell where a target lacks the number that its kind needs."""
    comparison = rows.among("benchmark_comparison", "at_least", "at_most", "in_line")
    lacks: Truths = (
        (rows.at_least & np.isnan(rows.number["lower"]))
        | (rows.at_most & np.isnan(rows.number["upper"]))
        | (rows.benchmark & ~comparison)
    )
    return lacks


def _without_colour(rows: _Rows, outcome: Codes) -> None:
    """Say why a case has no colour; the last word is the weightiest."""
    done = outcome == _OUTCOMES["met"]
    yes_no = rows.among("family", "yes_no")
    held_to_target = ~rows.among("family", "thresholds")
    unset = rows.among("target_kind", "none") | rows.missing("target_kind")
    mark(outcome, held_to_target & yes_no & ~done, _OUTCOMES["not_done"])
    mark(outcome, held_to_target & yes_no & done, _OUTCOMES["done"])
    for lacking, reason in (
        (_lacks_bound(rows), "no_bound"),
        (rows.from_baseline & np.isnan(rows.number["baseline"]), "no_baseline"),
        (rows.benchmark & np.isnan(rows.number["benchmark_value"]), "no_benchmark"),
        (unset, "no_target"),
        (rows.among("target_kind", "to_be_set"), "target_to_be_set"),
    ):
        mark(outcome, held_to_target & lacking, _OUTCOMES[reason])
    mark(outcome, rows.no_figure, _OUTCOMES["no_figure"])
    mark(outcome, rows.among("figure_status", "suppressed"), _OUTCOMES["suppressed"])
    mark(outcome, rows.among("family", "not_rated"), _OUTCOMES["not_rated"])
