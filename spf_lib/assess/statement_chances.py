"""How much chance is in the latest figure: its interval, a test of its change, small counts."""

import numpy as np
import pandas as pd

from spf_lib.assess.intervals import EVENTS_FOR_BYAR, byar, compare_proportions, wilson
from spf_lib.assess.statement_numbers import (
    in_own_unit,
    reported_number,
    reported_part,
    reported_parts,
)
from spf_lib.assess.statement_records import (
    DIRECTIONS,
    Absent,
    ChanceRange,
    ChangeTest,
    Row,
)
from spf_lib.framework.fact import Fact

CONFIDENCE = 0.95
_FEWEST_CASES, _SMALLEST_BASE = 10, 30


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
            return _tested(measure, after, before, latest, earlier)
    return Absent("numerators and denominators are not known for two periods that can be compared")


def _tested(
    measure: Row, after: tuple[int, int], before: tuple[int, int], latest: Row, earlier: Row
) -> ChangeTest:
    found = compare_proportions(*before, *after)
    change = after[0] * before[1] - before[0] * after[1]
    p = Fact(
        name=f"{measure['measure_id']}--p",
        kind="recomputed",
        value=found.p,
        decimals=3,
        period=latest["period"],
        formula=f"{found.name}, two-sided, against {earlier['period']}",
        computed_from=reported_parts(measure, latest, earlier),
    )
    return ChangeTest(
        found.name, earlier["period"], DIRECTIONS[int(np.sign(change))], found.is_change, p
    )


def chance_limits(cases: pd.DataFrame) -> pd.DataFrame:
    """Find the confidence intervals of the latest figures of many measures at once.

    Wilson's for a percentage with numerator and denominator; exact Poisson or Byar's for a rate
    with the number of events, whose population is what the rate and the events imply.

    Parameters
    ----------
    cases : pandas.DataFrame
        One row is a scorecard row: ``calculation``, ``value``, ``numerator``, ``denominator``,
        ``multiplier``.

    Returns
    -------
    pandas.DataFrame
        Same index: ``method`` (empty if the counts are not known), ``lower``, ``upper``.
    """
    x, n, value, multiplier = (
        cases[name].to_numpy(dtype="float64")
        for name in ("numerator", "denominator", "value", "multiplier")
    )
    whole = (x >= 0) & (x <= n) & (n > 0) & (x % 1 == 0) & (n % 1 == 0)
    shares = whole & (cases["calculation"] == "percentage").to_numpy()
    rates = (x > 0) & (value > 0) & (cases["calculation"] == "rate").to_numpy()
    found = pd.DataFrame({"method": "", "lower": np.nan, "upper": np.nan}, index=cases.index)
    wilsons = wilson(x[shares], n[shares], CONFIDENCE)
    found.loc[shares, "lower"], found.loc[shares, "upper"] = (100 * side for side in wilsons)
    population = x[rates] * multiplier[rates] / value[rates]
    byars = byar(x[rates], population, 1.0, CONFIDENCE)
    found.loc[rates, "lower"], found.loc[rates, "upper"] = (
        side * multiplier[rates] for side in byars
    )
    few = rates & (x < EVENTS_FOR_BYAR)
    found["method"] = np.select([shares, few, rates], ["Wilson", "exact Poisson", "Byar"], "")
    return found


def chance_range(measure: Row, latest: Row, limits: Row) -> ChanceRange | Absent:
    """Return the confidence interval of the latest figure.

    Parameters
    ----------
    measure, latest, limits : mapping
        One row of the scorecard, its latest figure, and one row of :func:`chance_limits`.
    """
    method = limits["method"]
    if not method:
        return Absent("the counts behind the figure are not known")

    parts = reported_parts(measure, latest)
    behind = parts if method == "Wilson" else (*parts, reported_number(measure, latest))

    def limit(name: str) -> Fact:
        formula = f"{name} limit of the {method} interval"
        return in_own_unit(
            measure,
            "recomputed",
            limits[name],
            measure["period"],
            name=f"{name}-limit",
            formula=formula,
            computed_from=behind,
        )

    confidence = Fact(
        name="confidence",
        kind="parameter",
        value=100 * CONFIDENCE,
        unit="percent",
        formula="confidence level of the interval",
    )
    return ChanceRange(method, limit("lower"), limit("upper"), confidence)


def small_number(measure: Row, latest: Row) -> Fact | Absent:
    """Return the count behind a figure if it is small: under 10 cases, or out of under 30."""
    if measure["calculation"] == "count" and latest["value"] < _FEWEST_CASES:
        return _count(reported_number(measure, latest), "cases of the figure")
    events, base = latest["numerator"], latest["denominator"]
    if not pd.isna(base) and base < _SMALLEST_BASE:
        return _count(reported_part(measure, latest, "denominator"), "denominator of the figure")
    if not pd.isna(events) and 0 <= events < _FEWEST_CASES:
        return _count(reported_part(measure, latest, "numerator"), "numerator of the figure")
    return Absent("no small count is known")


def _count(behind: Fact, formula: str) -> Fact:
    return Fact(
        name=behind.name,
        kind="count",
        value=behind.value,
        period=behind.period,
        formula=formula,
        computed_from=(behind,),
    )
