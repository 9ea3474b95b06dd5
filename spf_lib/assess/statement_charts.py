"""The usual range of every quarterly series of an edition, read in one go."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from spf_lib.assess.calculation import discrete_quarters
from spf_lib.assess.evidence import POINTS_FOR_LIMITS, POINTS_FOR_PLAIN, repeating_series
from spf_lib.assess.spc import assurance_of_limits, xmr_many
from spf_lib.assess.statement_numbers import in_own_unit, reported_number, target_of
from spf_lib.assess.statement_records import Absent, Chart, ChartPoint, Row, TargetReading
from spf_lib.figures.schemas import PRINTED_IN
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import first_quarter_read, parse_period, period_id, position_in_year
from spf_lib.framework.units import round_half_up

_TABLE = PRINTED_IN[0]
_WHOLE = 100
_UNFLAGGED = ("common cause", "")
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
    """Select the quarters of the table up to the edition's, each with its ``quarter``.

    They begin with :func:`spf_lib.framework.periods.first_quarter_read`.
    """
    spelled = figures["period"].str.fullmatch(r"\d{4}-\d{2}-Q[1-4]").fillna(False).astype(bool)
    table = figures[spelled & (figures["printed_in"] == _TABLE)]
    known = {text: parse_period(text) for text in table["period"].unique()}
    quarter = pd.Series(table["period"].map(known), index=table.index, dtype="period[Q-MAR]")
    read = (quarter >= first_quarter_read(edition_period)) & (quarter <= edition_period)
    return table.assign(quarter=quarter)[read]


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
    repeating = repeating_series(points)
    printed: dict[str, list[Row]] = {}
    for figure in records(own[own["value"].notna()].sort_values("quarter", kind="stable")):
        printed.setdefault(figure["measure_id"], []).append(figure)
    charts: dict[str, tuple[Chart | Absent, TargetReading | Absent]] = {}
    for measure in records(measures):
        own_points = series.get(measure["measure_id"], [])
        sources = printed.get(measure["measure_id"], [])
        chart = _chart(measure, own_points, sources, measure["measure_id"] in repeating)
        charts[measure["measure_id"]] = (chart, _target_reading(measure, own_points, chart))
    return charts


def _chart(
    measure: Row, points: Sequence[Row], sources: Sequence[Row], repeats: bool
) -> Chart | Absent:
    known = [point for point in points if not np.isnan(point["value"])]
    refused = _refusal(measure, known, repeats)
    if refused:
        return Absent(refused)
    count = _count(
        measure,
        "figures",
        [period_id(point["date"]) for point in known],
        "figures in the quarterly series",
    )
    if not known:
        return Absent("there is no quarterly series")
    if len(known) < POINTS_FOR_LIMITS:
        return Absent(
            "a usual range needs {least} quarterly figures or more, and there are {points}",
            {"least": chart_parameter("points-for-limits", POINTS_FOR_LIMITS), "points": count},
        )
    if known[-1]["label"] == "":
        return Absent("no two of its quarterly figures follow each other")
    series = tuple(
        ChartPoint(
            quarter=point["date"],
            value=None if np.isnan(point["value"]) else point["value"],
            flagged=point["label"] not in _UNFLAGGED,
        )
        for point in points
    )
    return _read(measure, known, sources, count, series)


def _refusal(measure: Row, known: Sequence[Row], repeats: bool) -> str:
    if adds_up(measure):
        below = any(point["value"] < 0 for point in known)
        return "a quarter taken by itself would be below zero" if below else ""
    if measure["accumulation"] == "year_to_date":
        return "each figure includes those before it in its year"
    return "an annual figure is repeated in each quarter of its year" if repeats else ""


def _read(
    measure: Row,
    known: Sequence[Row],
    sources: Sequence[Row],
    points: Fact,
    series: tuple[ChartPoint, ...],
) -> Chart:
    last = known[-1]
    period = period_id(last["date"])
    taken_apart = adds_up(measure)
    quarters = tuple(reported_number(measure, figure) for figure in sources)
    latest = printed_behind(quarters, last["date"], taken_apart)

    def number(column: str, name: str, formula: str) -> Fact:
        return in_own_unit(
            measure,
            "recomputed",
            last[column],
            period,
            name=name,
            formula=formula,
            computed_from=quarters if column != "value" else latest,
        )

    told = {point["date"].ordinal for point in known}
    end = last["date"].ordinal
    gaps = [
        period_id(last["date"] - (end - ordinal))
        for ordinal in range(known[0]["date"].ordinal, end)
        if ordinal not in told
    ]
    value = number("value", "quarter", quarter_formula(last["date"]))
    if not taken_apart:
        (value,) = latest
    apart = ", each year to date less the one before it in its year" if taken_apart else ""
    lower = number("lower", "range-from", f"average less 2.66 x average moving range{apart}")
    upper = number("upper", "range-to", f"average plus 2.66 x average moving range{apart}")
    passed = {"above limit": upper, "below limit": lower}.get(last["label"])
    least = min(point["value"] for point in known)
    return Chart(
        period=period,
        value=value,
        mean=number("mean", "average", f"average of the quarterly figures{apart}"),
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
        series=series,
    )


def quarter_formula(quarter: pd.Period) -> str:
    """Say how a quarter by itself comes from year-to-date figures."""
    if position_in_year(quarter) == 1:
        return "year to date at the first quarter of the year"
    return "year to date less year to date a quarter before"


def printed_behind(
    quarters: Sequence[Fact], quarter: pd.Period, taken_apart: bool
) -> tuple[Fact, ...]:
    """Return the printed figures of a quarter: with the one before it, if it was taken apart."""
    first = quarter - 1 if taken_apart and position_in_year(quarter) > 1 else quarter
    wanted = (period_id(quarter), period_id(first))
    return tuple(number for number in quarters if number.period in wanted)


def _beyond_nature(measure: Row, least: float, lower: float, upper: float) -> bool:
    """Tell whether limits go below zero for what is never negative, or above 100%."""
    signed = measure["calculation"] == "difference" or least < 0
    share = measure["unit"] == "percent" and measure["calculation"] == "percentage"
    return (lower < 0 and not signed) or (share and upper > _WHOLE)


def _rounded(number: Fact) -> object:
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
    lower, upper = (float(points[-1][side]) for side in ("lower", "upper"))
    outcome = assurance_of_limits(lower, upper, float(bound), measure["polarity"])
    if outcome == "none":
        return Absent("neither higher nor lower is better")
    return TargetReading(outcome, target_of(measure, bound))


def _count(measure: Row, name: str, periods: Sequence[str], of: str) -> Fact:
    return Fact(
        name=f"{measure['measure_id']}--{name}",
        kind="count",
        value=float(len(periods)),
        formula=f"number of {of}",
        counted=tuple(f"{measure['measure_id']} {period}" for period in periods),
    )


def chart_parameter(name: str, number: int) -> Fact:
    """Return a number that the rules of the chart ask for."""
    return Fact(
        name=name,
        kind="parameter",
        value=float(number),
        formula="number of figures the rules of the chart ask for",
    )
