"""The way to the year end: what the rest of the year needs, and where it is heading."""

from collections.abc import Mapping

import pandas as pd

from spf_lib.assess.statement_chances import counted
from spf_lib.assess.statement_charts import adds_up
from spf_lib.assess.statement_numbers import (
    from_source,
    in_own_unit,
    reported_number,
    reported_parts,
)
from spf_lib.assess.statement_records import (
    Absent,
    Row,
    RunRateNeeded,
    YearEnd,
)
from spf_lib.assess.year_end import (
    Better,
    RunRate,
    project_year_end,
    required_percentage,
    required_run_rate,
)
from spf_lib.framework.catalogue import TARGETS_FILE
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import (
    financial_year,
    parse_period,
    period_id,
    position_in_year,
    quarters_of,
)

_QUARTERS = 4
_ON_A_LEVEL = {"at_least": "lower", "at_most": "upper"}


def year_end_target(measure: Row, targets: Mapping[str, Row], period: str) -> Fact | Absent:
    """Return the target of the year's last quarter, else of the year, else the standing one.

    Parameters
    ----------
    measure : mapping
        One row of the scorecard.
    targets : mapping
        The measure's own target rows by period; a standing one under an empty period.
    period : str
        A quarter of the year.
    """
    if measure["accumulation"] != "year_to_date":
        return Absent("each figure stands by itself, with no total to reach")
    year = financial_year(parse_period(period))
    for when in (period_id(quarters_of(year)[-1]), period_id(year), ""):
        row = targets.get(when)
        if row is not None and row["kind"] in _ON_A_LEVEL:
            number = in_own_unit(measure, "target", row[_ON_A_LEVEL[row["kind"]]], when)
            line, source_line = row.get("file_line"), row.get("source_line")
            source_id = measure.get("source_id")
            return from_source(number, TARGETS_FILE, line, source_id, source_line)
        if row is not None:
            return Absent("no level is set for the year end")
    return Absent("no target is set for the year end")


def outlook(
    measure: Row,
    figures: Mapping[str, Row],
    figure: Row,
    single: Mapping[str, float],
    target: Fact | Absent,
) -> tuple[RunRateNeeded | Absent, YearEnd | Absent]:
    """Work out what the rest of the year needs, and where the year is heading.

    Parameters
    ----------
    measure, figure : mapping
        One row of the scorecard and its latest figure.
    figures : mapping
        The measure's figures by period.
    single : mapping
        Single quarters by period, where year-to-date figures add up.
    target : Fact or Absent
        Of the year end.
    """
    reason = _no_outlook(measure, figure)
    if reason:
        return Absent(reason), Absent(reason)
    period = parse_period(figure["period"])
    left = _QUARTERS - position_in_year(period)
    if adds_up(measure):
        return _needed_count(measure, figure, target, left), _heading(
            measure, figures, figure, single, target
        )
    return _needed_percentage(measure, figure, target, left), _heading_level(
        measure, figure, target
    )


def _no_outlook(measure: Row, figure: Row) -> str:
    if measure["accumulation"] != "year_to_date":
        return "each figure stands by itself, with no total to reach"
    period = parse_period(figure["period"])
    if period.freqstr != "Q-MAR":
        return "the figure is not for a quarter"
    if position_in_year(period) == _QUARTERS:
        return "the year is complete"
    if not adds_up(measure) and (measure["calculation"] != "percentage" or not counted(figure)):
        return "the counts behind the year to date are not known"
    return ""


def _side(measure: Row) -> Better | None:
    return measure["polarity"] if measure["polarity"] in ("higher", "lower") else None


def _needed_count(
    measure: Row, figure: Row, target: Fact | Absent, left: int
) -> RunRateNeeded | Absent:
    better = _side(measure)
    if isinstance(target, Absent) or better is None:
        return target if isinstance(target, Absent) else Absent("no side is better")
    found = required_run_rate(target.value, figure["value"], left, better)
    formula = "(target - year to date) / remaining quarters"
    behind = (target, reported_number(measure, figure))
    return _needed(measure, figure, target, left, found, formula, behind)


def _needed_percentage(
    measure: Row, figure: Row, target: Fact | Absent, left: int
) -> RunRateNeeded | Absent:
    better, cases = _side(measure), counted(figure)
    if isinstance(target, Absent) or better is None or cases is None:
        return target if isinstance(target, Absent) else Absent("no side is better")
    expected = cases[1] * left / (_QUARTERS - left)
    found = required_percentage(target.value, *cases, expected, better)
    formula = (
        "100 x (target x whole denominator - numerator) / remaining denominator, which is taken "
        "to be as large for each quarter as so far"
    )
    behind = (target, *reported_parts(measure, figure))
    return _needed(measure, figure, target, left, found, formula, behind)


def _needed(
    measure: Row,
    figure: Row,
    target: Fact,
    left: int,
    found: RunRate,
    formula: str,
    behind: tuple[Fact, ...],
) -> RunRateNeeded:
    period = figure["period"]
    quarters = quarters_of(financial_year(parse_period(period)))[-left:]
    remaining = Fact(
        name="remaining-quarters",
        kind="count",
        value=float(left),
        period=period,
        formula="number of quarters left in the year",
        counted=tuple(map(period_id, quarters)),
    )
    needed = in_own_unit(
        measure,
        "recomputed",
        found.rate,
        period,
        name="needed",
        formula=formula,
        computed_from=(*behind, remaining),
    )
    return RunRateNeeded(found.status, needed, target, remaining, measure["unit"] == "percent")


def _heading(
    measure: Row,
    figures: Mapping[str, Row],
    figure: Row,
    single: Mapping[str, float],
    target: Fact | Absent,
) -> YearEnd | Absent:
    period = parse_period(figure["period"])
    this_year = quarters_of(financial_year(period))
    so_far = [single.get(period_id(q), float("nan")) for q in this_year if q <= period]
    if any(pd.isna(value) for value in so_far):
        return Absent("a quarter of the year so far is not known")
    before = [single.get(period_id(q - _QUARTERS), float("nan")) for q in this_year]
    usable = before if not any(pd.isna(value) for value in before) else None
    found = project_year_end(so_far, usable)
    last_year = (period_id(this_year[-1] - _QUARTERS), period_id(period - _QUARTERS))
    formula, behind = {
        "straight line": ("average quarter so far x 4", [figure]),
        "last year's seasonal share": (
            "year to date x last year's total / last year to the same point",
            [figure, *(figures[when] for when in last_year if when in figures)],
        ),
    }[found.method]
    value = in_own_unit(
        measure,
        "recomputed",
        found.value,
        figure["period"],
        name="year-end",
        formula=formula,
        computed_from=tuple(reported_number(measure, row) for row in behind),
    )
    return YearEnd(value, found.method, target, _meets(measure, found.value, target))


def _heading_level(measure: Row, figure: Row, target: Fact | Absent) -> YearEnd:
    cases = counted(figure) or (0, 1)
    value = in_own_unit(
        measure,
        "recomputed",
        100 * cases[0] / cases[1],
        figure["period"],
        name="year-end",
        formula="100 x numerator to date / denominator to date, if the rest is as the year so far",
        computed_from=reported_parts(measure, figure),
    )
    return YearEnd(value, "straight line", target, _meets(measure, value.value, target))


def _meets(measure: Row, value: float, target: Fact | Absent) -> bool | None:
    better = _side(measure)
    if isinstance(target, Absent) or better is None:
        return None
    gain = value - target.value if better == "higher" else target.value - value
    return gain >= -1e-9
