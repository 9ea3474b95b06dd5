"""The worked sum of a rating, as a sentence with named slots.

A sentence is kept as a template and the facts that fill it, so that plain text (for files) and a
page (where each figure carries its ledger id) come from the same words.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from spf_lib.framework.units import format_number, format_value, points_unit, round_half_up

_COLOUR_WORDS = {"G": "green", "A": "amber", "R": "red"}

# Slots: value, target, shortfall (with unit), percent (shortfall as % of the bound), tolerance
# (with its unit), previous (the figure a year ago).
_SENTENCES = {
    "met": "{value} against {target}: on or better than target: {colour}",
    "near": "{value} against {target}: {gap}, no more than {tolerance}: {colour}",
    "beyond": "{value} against {target}: {gap}, more than {tolerance}: {colour}",
    "near_enough": "{value} against {target}: {gap}, no more than {tolerance}: {colour}",
    "beyond_improving": (
        "{value} against {target}: {gap}, more than {tolerance}, "
        "but better than {previous} a year before: {colour}"
    ),
    "beyond_not_improving": (
        "{value} against {target}: {gap}, more than {tolerance}, "
        "and not better than {previous} a year before: {colour}"
    ),
    "beyond_no_history": (
        "{value} against {target}: {gap}, more than {tolerance}, "
        "and no figure a year before to show improvement: {colour}"
    ),
    "done": "Done: {colour}",
    "not_done": "Not done: {colour}",
    "threshold_green": "{value}: within the green threshold: {colour}",
    "threshold_amber": "{value}: beyond the green threshold, within the amber one: {colour}",
    "threshold_red": "{value}: beyond the amber threshold: {colour}",
    "zero_target": (
        "{value} against {target}: not met, but a tolerance in percent cannot be taken of a "
        "target of zero: no rating"
    ),
    "not_rated": "Not rated",
    "suppressed": "The figure is suppressed to protect individuals: no rating",
    "no_figure": "No figure: no rating",
    "target_to_be_set": "{value}, but the target is still to be set: no rating",
    "no_target": "{value}, but no target is set for the period: no rating",
    "no_benchmark": "{value}, but there is no benchmark figure to compare it with: no rating",
    "no_bound": "{value}, but the target has no number to hold it to: no rating",
    "no_baseline": "{value}, but there is no baseline to measure the change from: no rating",
}

_GAPS = {"lower": "{shortfall} short of target", "upper": "{shortfall} over target"}


def reason_template(case: Mapping[str, Any]) -> str:
    """Return the sentence of a rated case, its figures still as named slots.

    Parameters
    ----------
    case : mapping, such as a row as pandas.Series
        One row of :func:`spf_lib.assess.rating.rate`: ``rag``, ``outcome``, ``side``.
    """
    sentence = _SENTENCES[case["outcome"]]
    gap = _GAPS[case["side"]]
    return sentence.replace("{gap}", gap).replace(
        "{colour}", _COLOUR_WORDS.get(case["rag"], "no rating")
    )


def telling_decimals(value: float, other: float, fewest: int) -> int:
    """Return how many decimals tell a value from another it is set against.

    A shortfall of 10.02% against a tolerance of 10% must not print as "10.0%, more than 10%".

    Parameters
    ----------
    value, other : float
        Such as a shortfall and its tolerance.
    fewest : int
        The decimals to begin with; four more are tried.
    """
    tried = range(fewest, fewest + 4)
    if pd.isna(value) or pd.isna(other) or value == other:
        return fewest
    return next((n for n in tried if float(round_half_up(value, n)) != float(other)), fewest + 4)


def written_decimals(value: float) -> int:
    """Return how many decimals it takes to write a number whole."""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def target_words(case: Mapping[str, Any], lower: str, upper: str, bound: str) -> str:
    """Say a target in words around its figures as already written.

    Parameters
    ----------
    case : mapping, such as a row as pandas.Series
        With ``target_kind``, ``lower``, ``upper`` and ``side``.
    lower, upper, bound : str
        The figures as they are to stand in the sentence.
    """
    match case["target_kind"]:
        case "at_least":
            return f"at least {lower}"
        case "at_most":
            return f"at most {upper}"
        case "between" | "within":
            if case["lower"] == case["upper"]:
                return f"exactly {lower}"
            return f"{lower} to {upper}"
        case "increase":
            return f"more than {bound}" if pd.isna(case["lower"]) else f"at least {bound}"
        case "decrease":
            return f"less than {bound}" if pd.isna(case["lower"]) else f"at most {bound}"
        case "no_decrease":
            return f"no less than {bound}"
        case "benchmark":
            return f"the benchmark of {bound}"
    return "no target"


def tolerance_words(case: Mapping[str, Any]) -> str:
    """Say a tolerance: "10%" of the target, or in the measure's own unit."""
    if pd.isna(case["tolerance"]):
        return ""
    decimals = written_decimals(case["tolerance"])
    if case["family"] in ("points", "date"):
        return format_value(case["tolerance"], points_unit(case["unit"]), decimals)
    return f"{format_number(case['tolerance'], decimals)}%"


def reason_text(case: Mapping[str, Any]) -> str:
    """Write the worked sum of a rating as plain text.

    Parameters
    ----------
    case : mapping, such as a row as pandas.Series
        A case and its rating, with ``unit``, ``decimals`` and the decimals of its figures.

    Returns
    -------
    str
        Such as "64% against at least 82%: 22.0% short of target, more than 10%: red".
    """

    def written(column: str) -> str:
        if pd.isna(case[column]):
            return ""
        return format_value(case[column], case["unit"], decimals_of(case, column))

    lower, upper, bound = written("lower"), written("upper"), written("bound")
    return reason_template(case).format(
        value=written("value"),
        target=target_words(case, lower, upper, bound),
        shortfall=shortfall_words(case),
        tolerance=tolerance_words(case),
        previous=written("previous"),
    )


def decimals_of(row: Mapping[str, Any], column: str) -> int:
    """Return the decimals a number of a case is shown with: figures and targets as printed."""
    match column:
        case "value" | "previous":
            return int(row[f"{column}_decimals"])
        case "lower" | "upper":
            return int(row["target_decimals"])
        case "bound" if row["target_kind"] in ("at_least", "at_most", "between", "within"):
            return int(row["target_decimals"])
        case "bound":
            return max(int(row["decimals"]), written_decimals(round(row["bound"], 6)))
    return int(row["decimals"])


def shortfall_decimals(row: Mapping[str, Any]) -> int:
    """Return the decimals of a shortfall, in the terms of its tolerance."""
    if row["family"] in ("points", "date"):
        fewest = max(decimals_of(row, "value"), decimals_of(row, "bound"))
        return telling_decimals(row["shortfall"], row["tolerance"], fewest)
    return telling_decimals(row["shortfall_percent"], row["tolerance"], 1)


def shortfall_words(case: Mapping[str, Any]) -> str:
    """Say a shortfall in the tolerance's terms: percent of the target, or the measure's unit."""
    if case["family"] in ("points", "date"):
        if pd.isna(case["shortfall"]):
            return ""
        return format_value(case["shortfall"], points_unit(case["unit"]), shortfall_decimals(case))
    if pd.isna(case["shortfall_percent"]):
        return ""
    return f"{format_number(case['shortfall_percent'], shortfall_decimals(case))}%"
