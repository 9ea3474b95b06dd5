"""The latest figure beside that of a year before: how much it changed, and which way."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from spf_lib.assess.calculation import pooled_figure
from spf_lib.assess.statement_numbers import DECIMALS, difference, in_own_unit, reported_parts
from spf_lib.assess.statement_records import (
    DIRECTIONS,
    Absent,
    Comparison,
    Judgement,
    Row,
)
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import (
    financial_year,
    parse_period,
    period_id,
    position_in_year,
    quarters_of,
    same_period_last_year,
)
from spf_lib.framework.units import round_half_up

_JUDGEMENTS: dict[str, Judgement] = {"up": "better", "down": "worse"}


def compare(measure: Row, latest: Fact, previous: Fact) -> Comparison:
    """Compare the latest figure with that of a year before.

    Parameters
    ----------
    measure : mapping
        One row of the scorecard; ``travel`` judges.
    latest, previous : Fact
        The two figures.
    """
    change = round(latest.value - previous.value, DECIMALS)
    size = difference(
        measure,
        change,
        latest.period,
        name="change",
        formula=f"figure of {latest.period} less figure of {previous.period}, without sign",
        computed_from=(latest, previous),
    )
    ends = [round_half_up(number.value, number.decimals) for number in (latest, previous)]
    rounded = round_half_up(size.value, size.decimals)
    return Comparison(
        period=previous.period,
        previous=previous,
        change=size,
        percent=_percent(measure, latest, previous),
        direction=DIRECTIONS[int(np.sign(change))],
        judgement=_JUDGEMENTS.get(measure["travel"], "") if change else "",
        rounds_to_zero=rounded == 0,
        shows=abs(ends[0] - ends[1]) == rounded,
        exact=change == 0,
    )


def _percent(measure: Row, latest: Fact, previous: Fact) -> Fact | Absent:
    if not changes_in_percent(measure):
        return Absent("the measure is neither a count, a rate nor an amount of money")
    if previous.value <= 0 or latest.value < 0:
        return Absent("there is no percentage of zero, or of less")
    percent = abs(100 * (latest.value - previous.value) / previous.value)
    return Fact(
        name=f"{measure['measure_id']}--percent-change",
        kind="percent change",
        value=round(percent, DECIMALS),
        unit="percent",
        decimals=int(measure["decimals"]),
        period=latest.period,
        formula=f"100 x change since {previous.period} / figure of {previous.period}",
        computed_from=(latest, previous),
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


def pooled_comparison(
    measure: Row, figures: Mapping[str, Row], latest: Fact
) -> Comparison | Absent:
    """Compare the year so far of a quarterly percentage with the same point of the year before.

    Parameters
    ----------
    measure : mapping
        One row of the scorecard.
    figures : mapping
        The measure's figures by period, with numerators and denominators.
    latest : Fact
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


def _pooled(measure: Row, figures: Mapping[str, Row], period: pd.Period) -> Fact | None:
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
        formula="sum of the year's numerators / sum of its denominators x "
        f"{measure['multiplier']:g}",
        computed_from=reported_parts(measure, *(row for row in rows if row is not None)),
    )
