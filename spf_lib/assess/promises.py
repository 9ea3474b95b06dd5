"""What a framework promises before any return: baselines, targets, what is awaited and when."""

from datetime import date, timedelta

import pandas as pd

from spf_lib.framework.periods import period_end, quarters_of

# The first return after a framework opens covers a first period of this many months; a return is
# expected at the end of that period. Terms end in July, so the summer term closes by 31 July.
_MONTHS_TO_FIRST_RETURN = {
    "monthly": 1,
    "bi_monthly": 2,
    "quarterly": 3,
    "termly": 4,
    "twice_yearly": 6,
    "annual": 12,
}
_WITH_BOUND = ("at_least", "at_most", "between", "within")
_AGAINST_BASELINE = ("increase", "decrease", "no_decrease")

RATABLE_REASONS = {
    "bound": "Has a target that a figure can be held to",
    "direction": "Has a direction and a baseline to hold it to",
    "parts": "It holds several metrics: each part has its own baseline and target",
    "no_target": "No target is printed",
    "to_be_set": "The target is still to be set",
    "benchmark": "The target is a benchmark whose figure the framework does not give",
    "no_baseline": "The target is a direction, but no baseline is printed",
    "other_unit": "The target is of another unit or quantity than the measure",
}


def first_return_due(frequency: str, opens: pd.Period) -> date | None:
    """Return when the first return of a measure is expected, or nothing if no frequency says.

    Parameters
    ----------
    frequency : str
        As in the catalogue.
    opens : pandas.Period
        The opening quarter of the framework.
    """
    months = _MONTHS_TO_FIRST_RETURN.get(frequency)
    if months is None:
        return None
    first = pd.Period(opens.start_time, freq="M")
    return period_end(first + months - 1)


def expected_by(frequency: str, opens: pd.Period, until: date) -> int:
    """Count the returns expected from a measure from a framework's opening until a day."""
    months = _MONTHS_TO_FIRST_RETURN.get(frequency)
    if months is None:
        return 0
    last = pd.Period(until + timedelta(days=1), freq="M") - 1
    first = pd.Period(opens.start_time, freq="M")
    return int(((last - first).n + 1) // months)


def promises(
    measures: pd.DataFrame, targets: pd.DataFrame, baselines: pd.DataFrame, opens: pd.Period
) -> pd.DataFrame:
    """Say of every measure what is promised and awaited.

    Parameters
    ----------
    measures, targets, baselines : pandas.DataFrame
        The catalogue's tables of one framework.
    opens : pandas.Period
        The opening quarter of the framework.

    Returns
    -------
    pandas.DataFrame
        One row is a measure or a series of one, in the order given: ``measure_id``,
        ``baseline`` (number, missing if none is printed), ``ratable`` and why (``ratable_reason``,
        a key of ``RATABLE_REASONS``), ``first_return_due`` (ISO date, missing if no frequency
        says),
        ``returns_in_year`` (expected by the end of the opening financial year).
    """
    with_value = baselines[baselines["value"].notna()]
    baseline = with_value.drop_duplicates("measure_id", keep="last").set_index("measure_id")[
        "value"
    ]
    kinds = targets.groupby("measure_id")["kind"].agg(set)
    year_end = period_end(quarters_of(opens.asfreq("Y-MAR"))[-1])
    headlines_with_parts = set(measures["part_of"].dropna())
    rows = []
    for measure in measures.itertuples():
        known = not pd.isna(baseline.get(measure.measure_id))
        reason = _ratable_reason(kinds.get(measure.measure_id, set()), measure.rated, known)
        if measure.rated == "no" and measure.measure_id in headlines_with_parts:
            reason = "parts"
        due = first_return_due(measure.frequency, opens)
        rows.append(
            {
                "measure_id": measure.measure_id,
                "baseline": baseline.get(measure.measure_id),
                "ratable": reason in ("bound", "direction"),
                "ratable_reason": reason,
                "first_return_due": due.isoformat() if due else None,
                "returns_in_year": expected_by(measure.frequency, opens, year_end),
            }
        )
    columns = [
        "measure_id",
        "baseline",
        "ratable",
        "ratable_reason",
        "first_return_due",
        "returns_in_year",
    ]
    return pd.DataFrame(rows, columns=columns).astype({"baseline": "float64"})


def _ratable_reason(kinds: set[str], rated: str, has_baseline: bool) -> str:
    if kinds & set(_WITH_BOUND):
        return "bound" if rated == "yes" else "other_unit"
    if kinds & set(_AGAINST_BASELINE):
        return "direction" if has_baseline else "no_baseline"
    if "benchmark" in kinds:
        return "benchmark"
    return "to_be_set" if "to_be_set" in kinds else "no_target"
