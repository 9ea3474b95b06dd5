"""The usual range of every quarterly series of an edition, read in one go."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from spf_lib.assess.calculation import discrete_quarters
from spf_lib.assess.evidence import POINTS_FOR_LIMITS, POINTS_FOR_PLAIN, xmr_refusal
from spf_lib.assess.spc import assurance, xmr_many
from spf_lib.assess.statement_changes import in_own_unit, target_of
from spf_lib.assess.statement_records import Absent, Chart, Number, Row, TargetReading
from spf_lib.figures.schemas import PRINTED_IN
from spf_lib.framework.periods import parse_period, period_id
from spf_lib.framework.units import round_half_up

_TABLE = PRINTED_IN[0]
_WHOLE = 100
_READ_AGAINST_A_LEVEL = ("at_least", "at_most")


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as plain records, which are quicker to read one by one."""
    if rows.empty:
        return []
    names = [str(name) for name in rows.columns]
    columns = [rows[name].tolist() for name in rows.columns]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def adds_up(measure: Row) -> bool:
    """Tell whether year-to-date figures are sums, so that quarters can be told apart.

    Counts, sums, and amounts per head or household of a population that is fixed for the year; not
    percentages and other averages, which the year to date pools.
    """
    if measure["accumulation"] != "year_to_date":
        return False
    per_head = measure["calculation"] == "mean" and " per " in measure["unit"]
    return measure["calculation"] in ("count", "sum", "rate") or per_head


def quarterly(figures: pd.DataFrame, edition_period: pd.Period) -> pd.DataFrame:
    """Select the quarters of the table up to the edition's, each with its ``quarter``."""
    spelled = figures["period"].str.fullmatch(r"\d{4}-\d{2}-Q[1-4]").fillna(False).astype(bool)
    table = figures[spelled & (figures["printed_in"] == _TABLE)]
    known = {text: parse_period(text) for text in table["period"].unique()}
    quarter = pd.Series(table["period"].map(known), index=table.index, dtype="period[Q-MAR]")
    return table.assign(quarter=quarter)[quarter <= edition_period]


def single_quarters(quarters: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Take the quarters apart of the measures whose year-to-date figures add up."""
    summed = [row["measure_id"] for row in records(measures) if adds_up(row)]
    whole = quarters["measure_id"].isin(summed)
    if not whole.any():
        return quarters
    return pd.concat([quarters[~whole], discrete_quarters(quarters[whole])])


def read_charts(
    measures: pd.DataFrame, figures: pd.DataFrame, edition_period: pd.Period
) -> dict[str, tuple[Chart | Absent, TargetReading | Absent]]:
    """Read the chart of every measure, and its target against the chart.

    Parameters
    ----------
    measures : pandas.DataFrame
        One row is a measure, as in a scorecard.
    figures : pandas.DataFrame
        One row is a measure in a period, as from
        :func:`spf_lib.assess.scorecard.figures_by_period`.
    edition_period : pandas.Period
        The edition's quarter.

    Returns
    -------
    dict
        By measure_id; absent with the reason where a chart is refused or has too few points.
    """
    own = quarterly(figures[figures["measure_id"].isin(measures["measure_id"])], edition_period)
    points = single_quarters(own, measures).rename(
        columns={"measure_id": "series", "quarter": "date"}
    )[["series", "date", "value"]]
    polarity = measures.set_index("measure_id")["polarity"]
    read = xmr_many(points.assign(polarity=points["series"].map(polarity)))
    series: dict[str, list[Row]] = {}
    for point in records(read):
        series.setdefault(point["series"], []).append(point)
    charts: dict[str, tuple[Chart | Absent, TargetReading | Absent]] = {}
    for measure in records(measures):
        own_points = series.get(measure["measure_id"], [])
        chart = _chart(measure, own_points)
        charts[measure["measure_id"]] = (chart, _target_reading(measure, own_points, chart))
    return charts


def _chart(measure: Row, points: Sequence[Row]) -> Chart | Absent:
    known = [point for point in points if not np.isnan(point["value"])]
    refused = _refusal(measure, known)
    if refused:
        return Absent(refused)
    count = _count(measure, "figures", len(known), "figures in the quarterly series")
    if not known:
        return Absent("there is no quarterly series")
    if len(known) < POINTS_FOR_LIMITS:
        return Absent(
            "a usual range needs {least} quarterly figures or more, and there are {points}",
            {"least": chart_parameter("points-for-limits", POINTS_FOR_LIMITS), "points": count},
        )
    if known[-1]["label"] == "":
        return Absent("no two of its quarterly figures follow each other")
    return _read(measure, known, count)


def _refusal(measure: Row, known: Sequence[Row]) -> str:
    if adds_up(measure):
        below = any(point["value"] < 0 for point in known)
        return "a quarter taken by itself would be below zero" if below else ""
    if measure["accumulation"] == "year_to_date":
        return "each figure includes those before it in its year"
    # Most series are told at once: an annual figure repeated has few different values.
    if 2 <= len({point["value"] for point in known}) <= len(known) / 2:
        values = pd.Series(
            [point["value"] for point in known],
            index=pd.PeriodIndex([point["date"] for point in known]),
        )
        if xmr_refusal(values, measure["accumulation"]):
            return "an annual figure is repeated in each quarter of its year"
    return ""


def _read(measure: Row, known: Sequence[Row], points: Number) -> Chart:
    last = known[-1]
    period = period_id(last["date"])
    taken_apart = adds_up(measure)

    def number(column: str, name: str, formula: str) -> Number:
        return in_own_unit(measure, "recomputed", last[column], period, name=name, formula=formula)

    gaps = last["date"].ordinal - known[0]["date"].ordinal + 1 - len(known)
    value = number(
        "value",
        "quarter",
        "year to date less year to date a quarter before" if taken_apart else "figure",
    )
    lower = number("lower", "range-from", "average less 2.66 x average moving range")
    upper = number("upper", "range-to", "average plus 2.66 x average moving range")
    passed = {"above limit": upper, "below limit": lower}.get(last["label"])
    least = min(point["value"] for point in known)
    return Chart(
        period=period,
        value=value,
        mean=number("mean", "average", "average of the quarterly figures"),
        lower=lower,
        upper=upper,
        points=points,
        needed=chart_parameter("points-for-a-settled-range", POINTS_FOR_PLAIN),
        gaps=_count(measure, "gaps", gaps, "quarters without a figure") if gaps else None,
        grade=last["grade"],
        label=last["label"],
        # As spc.variation says of a chart in one group: the judgement of its latest point.
        variation="common cause" if last["judgement"] == "none" else last["judgement"],
        taken_apart=taken_apart,
        overlapping=measure["accumulation"] == "rolling_year",
        beyond_shows=passed is None or _rounded(passed) != _rounded(value),
        beyond_nature=_beyond_nature(measure, least, lower.value, upper.value),
    )


def _beyond_nature(measure: Row, least: float, lower: float, upper: float) -> bool:
    """Tell whether limits go below zero for what is never negative, or above 100%."""
    signed = measure["calculation"] == "difference" or least < 0
    share = measure["unit"] == "percent" and measure["calculation"] == "percentage"
    return (lower < 0 and not signed) or (share and upper > _WHOLE)


def _rounded(number: Number) -> object:
    return round_half_up(number.value, number.decimals)


def _target_reading(
    measure: Row, points: Sequence[Row], chart: Chart | Absent
) -> TargetReading | Absent:
    if isinstance(chart, Absent):
        return Absent("there is no usual range to hold a target against")
    if chart.taken_apart:
        return Absent("the target is for the year to date, the range for single quarters")
    if measure["target_kind"] not in _READ_AGAINST_A_LEVEL:
        return Absent("there is no single level to reach")
    bound = measure["lower"] if measure["target_kind"] == "at_least" else measure["upper"]
    limits = pd.DataFrame([{side: points[-1][side] for side in ("lower", "upper")}])
    outcome = assurance(limits, float(bound), measure["polarity"])
    if outcome == "none":
        return Absent("neither higher nor lower is better")
    return TargetReading(outcome, target_of(measure, bound))


def _count(measure: Row, name: str, number: int, of: str) -> Number:
    return Number(
        name=f"{measure['measure_id']}--{name}",
        kind="count",
        value=float(number),
        formula=f"number of {of}",
    )


def chart_parameter(name: str, number: int) -> Number:
    """Return a number that the rules of the chart ask for."""
    return Number(
        name=name,
        kind="parameter",
        value=float(number),
        formula="number of figures the rules of the chart ask for",
    )
