"""The ratings column by column with pandas, as a reference for the library's blocks of codes."""

import numpy as np
import pandas as pd

GREEN, AMBER, RED, UNRATED = "G", "A", "R", ""

# Ratios are compared after rounding to this many decimals, so that binary fractions (0.1 + 0.2)
# do not decide a colour.
_DECIMALS = 9


def rate(cases: pd.DataFrame) -> pd.DataFrame:
    sided = _bounds(cases)
    rated = _within_tolerance(cases, sided)
    rated = _by_thresholds(cases, rated)
    return _without_colour(cases, rated)


def _bounds(cases: pd.DataFrame) -> pd.DataFrame:
    """Find the bound each value is held to, and on which side it lies."""
    kind = cases["target_kind"]
    benchmark = cases["benchmark_value"]
    comparison = cases["benchmark_comparison"].where(kind == "benchmark")
    moving = cases["lower"].fillna(0.0)
    lower = np.select(
        [
            kind.isin(["at_least", "between", "within"]),
            kind == "increase",
            kind == "no_decrease",
            comparison.isin(["at_least", "in_line"]),
        ],
        [cases["lower"], cases["baseline"] + moving, cases["baseline"], benchmark],
        np.nan,
    )
    upper = np.select(
        [
            kind.isin(["at_most", "between", "within"]),
            kind == "decrease",
            comparison.isin(["at_most", "in_line"]),
        ],
        [cases["upper"], cases["baseline"] - moving, benchmark],
        np.nan,
    )
    value = cases["value"].to_numpy()
    above = np.isnan(lower) | (value > upper)
    bound = np.where(above, upper, lower)
    shortfall = np.where(above, value - upper, lower - value)
    return pd.DataFrame(
        {
            "bound": bound,
            "side": np.where(above, "upper", "lower"),
            "shortfall": np.where(np.isnan(shortfall), np.nan, np.maximum(shortfall, 0.0)),
        },
        index=cases.index,
    )


def _within_tolerance(cases: pd.DataFrame, sided: pd.DataFrame) -> pd.DataFrame:
    size = sided["bound"].abs()
    percent = (100 * sided["shortfall"] / size.where(size > 0)).round(_DECIMALS)
    in_points = cases["family"].isin(["points", "date"])
    excess = sided["shortfall"].round(_DECIMALS).where(in_points, percent)
    # A change was asked for, so standing still does not meet it.
    still = (
        cases["target_kind"].isin(["increase", "decrease"])
        & cases["lower"].isna()
        & (cases["value"] == cases["baseline"])
    )
    met = (sided["shortfall"].round(_DECIMALS) == 0) & ~still
    near = excess <= cases["tolerance"]
    improving = cases["family"] == "improving"
    better = _better(cases)
    outcome = np.select(
        [
            met,
            (sided["bound"] == 0) & ~in_points & (cases["family"] != "yes_no"),
            improving & near,
            improving & better,
            improving & cases["previous"].isna(),
            improving,
            near,
        ],
        [
            "met",
            "zero_target",
            "near_enough",
            "beyond_improving",
            "beyond_no_history",
            "beyond_not_improving",
            "near",
        ],
        "beyond",
    )
    return sided.assign(shortfall_percent=percent, outcome=outcome)


def _better(cases: pd.DataFrame) -> pd.Series:
    change = (cases["value"] - cases["previous"]).round(_DECIMALS)
    return ((cases["polarity"] == "higher") & (change > 0)) | (
        (cases["polarity"] == "lower") & (change < 0)
    )


def _by_thresholds(cases: pd.DataFrame, rated: pd.DataFrame) -> pd.DataFrame:
    value = cases["value"]

    def inside(low: str, high: str) -> pd.Series:
        some = cases[low].notna() | cases[high].notna()
        return some & ~(value < cases[low]) & ~(value > cases[high])

    outcome = np.select(
        [inside("green_from", "green_to"), inside("amber_from", "amber_to")],
        ["threshold_green", "threshold_amber"],
        "threshold_red",
    )
    by_threshold = cases["family"] == "thresholds"
    return rated.assign(outcome=np.where(by_threshold, outcome, rated["outcome"]))


def _lacks_bound(cases: pd.DataFrame) -> pd.Series:
    """Tell where a target lacks the number that its kind needs."""
    kind = cases["target_kind"]
    needs_lower = kind.isin(["at_least", "between", "within"])
    needs_upper = kind.isin(["at_most", "between", "within"])
    comparison = cases["benchmark_comparison"].isin(["at_least", "at_most", "in_line"])
    return (
        (needs_lower & cases["lower"].isna())
        | (needs_upper & cases["upper"].isna())
        | ((kind == "benchmark") & ~comparison)
    )


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
}


def _without_colour(cases: pd.DataFrame, rated: pd.DataFrame) -> pd.DataFrame:
    kind = cases["target_kind"].fillna("none")
    by_threshold = cases["family"] == "thresholds"
    outcome = np.select(
        [
            cases["family"] == "not_rated",
            cases["figure_status"] == "suppressed",
            cases["value"].isna(),
            by_threshold,
            kind == "to_be_set",
            kind == "none",
            (kind == "benchmark") & cases["benchmark_value"].isna(),
            kind.isin(["increase", "decrease", "no_decrease"]) & cases["baseline"].isna(),
            _lacks_bound(cases),
            cases["family"] == "yes_no",
        ],
        [
            "not_rated",
            "suppressed",
            "no_figure",
            rated["outcome"],
            "target_to_be_set",
            "no_target",
            "no_benchmark",
            "no_baseline",
            "no_bound",
            np.where(rated["outcome"] == "met", "done", "not_done"),
        ],
        rated["outcome"],
    )
    rag = pd.Series(outcome, index=cases.index).map(_COLOURS).fillna(UNRATED)
    return rated.assign(outcome=outcome, rag=rag)[
        ["rag", "outcome", "bound", "side", "shortfall", "shortfall_percent"]
    ]
