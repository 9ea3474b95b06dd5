"""The latest figure beside that of a year before: how much, which way, and whether by chance."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from spf_lib.assess.calculation import pooled_figure
from spf_lib.assess.intervals import byar, compare_proportions, wilson
from spf_lib.assess.statement_records import (
    Absent,
    ChanceRange,
    ChangeTest,
    Comparison,
    Direction,
    Judgement,
    Number,
    Row,
)
from spf_lib.figures.corrections import correction_origin
from spf_lib.framework.catalogue import TARGETS_FILE
from spf_lib.framework.periods import (
    financial_year,
    parse_period,
    period_id,
    position_in_year,
    quarters_of,
    same_period_last_year,
)
from spf_lib.framework.units import points_unit, round_half_up

# Differences smaller than this are binary rounding.
_DECIMALS = 9

_CONFIDENCE = 0.95
_FEWEST_CASES, _SMALLEST_BASE = 10, 30
_EVENTS_FOR_BYAR = 10

_JUDGEMENTS: dict[str, Judgement] = {"up": "better", "down": "worse"}
_DIRECTIONS: dict[int, Direction] = {1: "up", -1: "down", 0: "level"}


def in_own_unit(
    measure: Row, kind: str, value: float, period: str, *, name: str = "", formula: str = ""
) -> Number:
    """Return a number in the measure's unit, with the measure's decimals."""
    stem = measure["measure_id"]
    return Number(
        name=f"{stem}--{name}" if name else stem,
        kind=kind,
        value=float(value),
        unit=measure["unit"],
        decimals=int(measure["decimals"]),
        period=period,
        formula=formula,
    )


def from_source(
    number: Number, file: object, line: object, source_id: object, source_line: object
) -> Number:
    """Return a number with the file, row, document and line it stands in, as far as known."""
    return replace(
        number,
        file=_known(file),
        line=_whole(line),
        source_id=_known(source_id),
        source_line=_whole(source_line),
    )


def target_of(measure: Row, value: float) -> Number:
    """Return a bound of the target that a scorecard row was rated against."""
    period = measure["target_period"]
    number = in_own_unit(measure, "target", value, "" if pd.isna(period) else str(period))
    return from_source(
        number,
        TARGETS_FILE,
        measure.get("target_file_line"),
        measure.get("source_id"),
        measure.get("target_line"),
    )


def _known(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _whole(cell: Any) -> int | None:
    return None if pd.isna(cell) else int(float(cell))


def reported_number(measure: Row, figure: Row) -> Number:
    """Return a reported figure as a number, with the file and line where it stands."""
    number = Number(
        name=measure["measure_id"],
        kind="reported",
        value=float(figure["value"]),
        unit=measure["unit"],
        decimals=int(measure["decimals"]),
        period=figure["period"],
        formula=correction_origin(figure.get("correction"), figure.get("correction_line")),
    )
    return from_source(
        number,
        figure.get("file"),
        figure.get("file_line"),
        figure.get("source_id"),
        figure.get("source_line"),
    )


def difference(measure: Row, size: float, period: str, *, name: str, formula: str) -> Number:
    """Return the size of a difference, in percentage points for a percentage."""
    return Number(
        name=f"{measure['measure_id']}--{name}",
        kind="difference",
        value=abs(round(size, _DECIMALS)),
        unit=points_unit(measure["unit"]),
        decimals=int(measure["decimals"]),
        period=period,
        formula=formula,
    )


def compare(measure: Row, latest: Number, previous: Number) -> Comparison:
    """Compare the latest figure with that of a year before.

    Parameters
    ----------
    measure : mapping
        One row of the scorecard; ``travel`` judges.
    latest, previous : Number
        The two figures.
    """
    change = round(latest.value - previous.value, _DECIMALS)
    size = difference(
        measure,
        change,
        latest.period,
        name="change",
        formula=f"figure of {latest.period} less figure of {previous.period}, without sign",
    )
    ends = [round_half_up(number.value, number.decimals) for number in (latest, previous)]
    rounded = round_half_up(size.value, size.decimals)
    return Comparison(
        period=previous.period,
        previous=previous,
        change=size,
        percent=_percent(measure, latest, previous),
        direction=_DIRECTIONS[int(np.sign(change))],
        judgement=_JUDGEMENTS.get(measure["travel"], "") if change else "",
        rounds_to_zero=rounded == 0,
        shows=abs(ends[0] - ends[1]) == rounded,
        exact=change == 0,
    )


def _percent(measure: Row, latest: Number, previous: Number) -> Number | Absent:
    if not changes_in_percent(measure):
        return Absent("the measure is neither a count, a rate nor an amount of money")
    if previous.value <= 0 or latest.value < 0:
        return Absent("there is no percentage of zero, or of less")
    percent = abs(100 * (latest.value - previous.value) / previous.value)
    return Number(
        name=f"{measure['measure_id']}--percent-change",
        kind="percent change",
        value=round(percent, _DECIMALS),
        unit="percent",
        decimals=int(measure["decimals"]),
        period=latest.period,
        formula=f"100 x change since {previous.period} / figure of {previous.period}",
    )


def changes_in_percent(measure: Row) -> bool:
    """Tell whether a change may be given in percent: counts, rates and money."""
    unit, calculation = measure["unit"], measure["calculation"]
    if unit in ("percent", "percentage points") or calculation == "difference":
        return False
    return (
        unit == "count"
        or calculation in ("count", "sum", "rate")
        or " per " in f" {unit}"
        or unit.startswith("GBP")
    )


def counted(figure: Row | None) -> tuple[int, int] | None:
    """Return the numerator and denominator of a proportion, if they are counts out of counts."""
    if figure is None:
        return None
    x, n = figure["numerator"], figure["denominator"]
    if pd.isna(x) or pd.isna(n) or not 0 <= x <= n or n <= 0 or x % 1 or n % 1:
        return None
    return int(x), int(n)


def tested_change(
    measure: Row, latest: Row, year_before: Row | None, quarter_before: Row | None
) -> ChangeTest | Absent:
    """Test a change between proportions: with the year before, else with the quarter before.

    Parameters
    ----------
    measure, latest : mapping
        One row of the scorecard and its latest figure.
    year_before, quarter_before : mapping, optional
        Earlier figures; the quarter before is not used where figures accumulate through the year or
        cover a rolling year, since the two would share cases.
    """
    if measure["unit"] != "percent" or measure["calculation"] != "percentage":
        return Absent("a test of change is made for percentages of counted cases")
    after = counted(latest)
    separate = measure["accumulation"] in ("discrete", "snapshot")
    for earlier in (year_before, quarter_before if separate else None):
        before = counted(earlier)
        if after and before and earlier is not None:
            return _tested(measure, after, before, latest["period"], earlier["period"])
    return Absent("numerators and denominators are not known for two periods that can be compared")


def _tested(
    measure: Row, after: tuple[int, int], before: tuple[int, int], period: str, earlier: str
) -> ChangeTest:
    found = compare_proportions(*before, *after)
    change = after[0] * before[1] - before[0] * after[1]
    p = Number(
        name=f"{measure['measure_id']}--p",
        kind="recomputed",
        value=found.p,
        decimals=3,
        period=period,
        formula=f"{found.name}, two-sided, against {earlier}",
    )
    return ChangeTest(found.name, earlier, _DIRECTIONS[int(np.sign(change))], found.is_change, p)


def chance_range(measure: Row, latest: Row) -> ChanceRange | Absent:
    """Find the confidence interval of the latest figure.

    Wilson's for a percentage with numerator and denominator; exact Poisson or Byar's for a rate
    with the number of events, whose population is what the rate and the events imply.
    """
    cases = counted(latest)
    events, multiplier = latest["numerator"], measure["multiplier"]
    if measure["calculation"] == "percentage" and cases:
        low, high = wilson(*cases, confidence=_CONFIDENCE)
        return _range(measure, latest, "Wilson", 100 * low, 100 * high)
    if measure["calculation"] == "rate" and events > 0 and latest["value"] > 0:
        low, high = byar(events, events * multiplier / latest["value"], multiplier, _CONFIDENCE)
        method = "exact Poisson" if events < _EVENTS_FOR_BYAR else "Byar"
        return _range(measure, latest, method, low, high)
    return Absent("the counts behind the figure are not known")


def _range(measure: Row, latest: Row, method: str, low: float, high: float) -> ChanceRange:
    def limit(value: Any, name: str) -> Number:
        formula = f"{name} limit of the {method} interval"
        return in_own_unit(
            measure, "recomputed", value, latest["period"], name=f"{name}-limit", formula=formula
        )

    confidence = Number(
        name="confidence",
        kind="parameter",
        value=100 * _CONFIDENCE,
        unit="percent",
        formula="confidence level of the interval",
    )
    return ChanceRange(method, limit(low, "lower"), limit(high, "upper"), confidence)


def small_number(measure: Row, latest: Row) -> Number | Absent:
    """Return the count behind a figure if it is small: under 10 cases, or out of under 30."""
    if measure["calculation"] == "count" and latest["value"] < _FEWEST_CASES:
        return _count(measure, latest, latest["value"], "cases")
    events, base = latest["numerator"], latest["denominator"]
    if not pd.isna(base) and base < _SMALLEST_BASE:
        return _count(measure, latest, base, "denominator")
    if not pd.isna(events) and 0 <= events < _FEWEST_CASES:
        return _count(measure, latest, events, "numerator")
    return Absent("no small count is known")


def _count(measure: Row, latest: Row, value: float, name: str) -> Number:
    return Number(
        name=f"{measure['measure_id']}--{name}",
        kind="count",
        value=float(value),
        decimals=0,
        period=latest["period"],
        formula=f"{name} of the figure",
    )


def pooled_comparison(
    measure: Row, figures: Mapping[str, Row], latest: Number
) -> Comparison | Absent:
    """Compare the year so far of a quarterly percentage with the same point of the year before.

    Parameters
    ----------
    measure : mapping
        One row of the scorecard.
    figures : mapping
        The measure's figures by period, with numerators and denominators.
    latest : Number
        The latest figure.
    """
    if measure["accumulation"] != "discrete" or measure["calculation"] != "percentage":
        return Absent("figures do not accumulate")
    period = parse_period(latest.period)
    if period.freqstr != "Q-MAR" or position_in_year(period) == 1:
        return Absent("the year so far is the quarter itself")
    now = _pooled(measure, figures, period)
    before = _pooled(measure, figures, same_period_last_year(period))
    if now is None or before is None:
        return Absent("the numbers behind every quarter are not known")
    # The quarter's own direction may be another than that of the year so far.
    gain = (now.value - before.value) * {"higher": 1, "lower": -1}.get(measure["polarity"], 0)
    way = "up" if gain > 0 else "down" if gain < 0 else "n/a"
    return compare({**measure, "travel": way}, now, before)


def _pooled(measure: Row, figures: Mapping[str, Row], period: pd.Period) -> Number | None:
    quarters = quarters_of(financial_year(period))[: position_in_year(period)]
    rows = [figures.get(period_id(quarter)) for quarter in quarters]
    if any(row is None for row in rows):
        return None
    pooled = pooled_figure(
        [row["numerator"] for row in rows if row is not None],
        [row["denominator"] for row in rows if row is not None],
        measure["multiplier"],
    )
    if pd.isna(pooled):
        return None
    return in_own_unit(
        measure,
        "recomputed",
        pooled,
        period_id(period),
        name="year-to-date",
        formula="sum of the year's numerators / sum of its denominators x multiplier",
    )
