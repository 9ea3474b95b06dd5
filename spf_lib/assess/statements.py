"""The facts that sentences about measures are made of.

One call reads a whole edition, so that charts, colours and intervals are computed for all measures
at once. What cannot be said is :class:`~spf_lib.assess.statement_records.Absent`, with the reason.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from spf_lib.assess.colour_safety import colour_safety
from spf_lib.assess.statement_chances import (
    chance_limits,
    chance_range,
    small_number,
    tested_change,
)
from spf_lib.assess.statement_changes import compare, pooled_comparison
from spf_lib.assess.statement_charts import quarterly, read_charts, records, single_quarters
from spf_lib.assess.statement_numbers import reported_number, target_of
from spf_lib.assess.statement_outlook import outlook, year_end_target
from spf_lib.assess.statement_records import (
    Absent,
    Chart,
    Comparison,
    MeasureFacts,
    Rating,
    Row,
    TargetReading,
)
from spf_lib.assess.statement_standing import beside_others, colour_edge
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import parse_period, period_id, same_period_last_year
from spf_lib.framework.rows import by_measure

_OTHER_QUANTITY = "Different quantity"
_NO_FIGURE = Absent("there is no figure")
_BOUNDS = {
    "at_least": ("lower",),
    "at_most": ("upper",),
    "between": ("lower", "upper"),
    "within": ("lower", "upper"),
}
_QUARTERLY = ("monthly", "bi_monthly", "quarterly")


def many_facts(
    scorecard: pd.DataFrame,
    figures: pd.DataFrame,
    targets: pd.DataFrame,
    edition_period: pd.Period,
    benchmarks: pd.DataFrame | None = None,
) -> dict[str, MeasureFacts]:
    """Find everything that can be said of many measures at once, by measure_id.

    Parameters
    ----------
    scorecard : pandas.DataFrame
        One row is a measure.
    figures : pandas.DataFrame
        One row is a measure in a period, as from
        :func:`spf_lib.assess.scorecard.figures_by_period`.
    targets : pandas.DataFrame
        One row is a target.
    edition_period : pandas.Period
        The edition's quarter.
    benchmarks : pandas.DataFrame, optional
        One row is another area's figure, with the ``file`` and ``file_line`` it stands in.
    """
    charts = read_charts(scorecard, figures, edition_period)
    safety = records(colour_safety(scorecard))
    limits = records(chance_limits(scorecard))
    quarters = single_quarters(quarterly(figures, edition_period), scorecard)
    reported = by_measure(records(figures))
    singles = by_measure(records(quarters))
    aims = by_measure(records(targets.assign(file_line=targets.index)))
    others = None if benchmarks is None else _of_same_quantity(benchmarks)
    compared = {} if others is None else by_measure(records(others))
    return {
        row["measure_id"]: _facts(
            row,
            {figure["period"]: figure for figure in reported.get(row["measure_id"], [])},
            {q["period"]: q["value"] for q in singles.get(row["measure_id"], [])},
            {_text(aim["period"]): aim for aim in aims.get(row["measure_id"], [])},
            charts[row["measure_id"]],
            edge,
            chance,
            compared.get(row["measure_id"], []),
            period_id(edition_period),
        )
        for row, edge, chance in zip(records(scorecard), safety, limits, strict=True)
    }


def _of_same_quantity(benchmarks: pd.DataFrame) -> pd.DataFrame:
    other = benchmarks["note"].fillna("").astype("str").str.startswith(_OTHER_QUANTITY)
    return benchmarks[~other & benchmarks["value"].notna()]


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def _facts(
    measure: Row,
    figures: Mapping[str, Row],
    single: Mapping[str, float],
    targets: Mapping[str, Row],
    reading: tuple[Chart | Absent, TargetReading | Absent],
    safety: Row,
    limits: Row,
    benchmarks: list[dict[str, Any]],
    edition_period: str,
) -> MeasureFacts:
    series = measure.get("series")
    part = "" if pd.isna(series) else str(series).strip("()")
    named = f"{measure['title']} ({part})" if part else measure["title"]
    common: dict[str, Any] = {
        "measure_id": measure["measure_id"],
        "title": named,
        "unit": measure["unit"],
        "decimals": int(measure["decimals"]),
        "polarity": measure["polarity"],
        "accumulation": measure["accumulation"],
        "edition_period": edition_period,
        "chart": reading[0],
        "assurance": reading[1],
    }
    figure: Row | None = None if pd.isna(measure["period"]) else figures.get(measure["period"])
    late = measure["frequency"] in _QUARTERLY and _text(measure["period"]) != edition_period
    if figure is None or pd.isna(figure["value"]):
        missing: dict[str, Any] = dict.fromkeys(
            (
                "latest",
                "rating",
                "same_period",
                "year_to_date",
                "test",
                "chance_range",
                "need",
                "year_end",
                "others",
                "colour",
                "small",
            ),
            _NO_FIGURE,
        )
        awaited = edition_period if late else ""
        return MeasureFacts(**common, **missing, period="", status="", awaited=awaited)
    latest = reported_number(measure, figure)
    before = figures.get(period_id(same_period_last_year(parse_period(latest.period))))
    comparison = _comparison(measure, latest, before)
    cumulative = measure["accumulation"] == "year_to_date"
    chance = chance_range(measure, figure, limits)
    need, year_end = outlook(
        measure, figures, figure, single, year_end_target(measure, targets, latest.period)
    )
    return MeasureFacts(
        **common,
        period=latest.period,
        status=str(figure["status"]),
        latest=latest,
        rating=_rating(measure),
        same_period=Absent("each figure includes those before it in its year")
        if cumulative
        else comparison,
        year_to_date=comparison if cumulative else pooled_comparison(measure, figures, latest),
        test=tested_change(measure, figure, before, _quarter_before(figures, latest.period)),
        chance_range=chance,
        need=need,
        year_end=year_end,
        others=beside_others(measure, figures, figure, chance, benchmarks),
        colour=colour_edge(measure, latest, safety),
        small=small_number(measure, figure),
        awaited=edition_period if late else "",
    )


def _comparison(measure: Row, latest: Fact, before: Row | None) -> Comparison | Absent:
    if before is None or np.isnan(before["value"]):
        earlier = period_id(same_period_last_year(parse_period(latest.period)))
        return Absent("there is no figure for {before}", names={"before": earlier})
    return compare(measure, latest, reported_number(measure, before))


def _quarter_before(figures: Mapping[str, Row], period: str) -> Row | None:
    parsed = parse_period(period)
    return figures.get(period_id(parsed - 1)) if parsed.freqstr == "Q-MAR" else None


def _rating(measure: Row) -> Rating | Absent:
    bounds = _BOUNDS.get(measure["target_kind"], ())
    if not measure["rag"] or not bounds:
        return Absent("the figure is not rated against a level")
    distinct = dict.fromkeys(float(measure[bound]) for bound in bounds)
    if any(np.isnan(value) for value in distinct):
        return Absent("the target has no number")
    levels = tuple(target_of(measure, value) for value in distinct)
    return Rating(measure["rag"], measure["target_kind"], levels)
