"""The facts of a measure that may support a number in its words: one row is a fact."""

import numpy as np
import pandas as pd

from spf_lib.assess.calculation import agrees_as_printed, recompute
from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.support_changes import between_figures, over_the_year
from spf_lib.figures.schemas import PRINTED_IN
from spf_lib.framework.publishers import area_of, publisher_of

COLUMNS = (
    "family",
    "measure_id",
    "what",
    "name",
    "unit",
    "period",
    "value",
    "printed_in",
    "source_line",
)
_UNITS = {
    "percent": "percent",
    "GBP": "GBP",
    "GBP per hour": "GBP",
    "kilograms per household": "kilograms",
    "tonnes": "tonnes",
    "days": "days",
    "per 100,000": "rate",
}
_MOST_CELLS_COMPARED = 6


def facts(edition: AssessedEdition) -> pd.DataFrame:
    """Gather what may support a claim about each measure and its further series.

    Parameters
    ----------
    edition : AssessedEdition
        Its reported figures, targets, baselines, benchmarks and breakdowns are used.

    Returns
    -------
    pandas.DataFrame
        One row is a fact: ``family`` (the headline measure whose card it is on), ``measure_id``,
        ``what`` (``figure``, ``numerator``, ``denominator``, ``rest``, ``share``, ``sum``,
        ``target``, ``baseline``, ``benchmark``, ``rank``, ``breakdown``, ``change``), ``name`` (of
        what exactly, in words), ``unit`` (as of a claim, and ``rate``), ``period`` (empty if none),
        ``value``, ``printed_in``, ``source_line``. A figure that a table, or else a history line,
        denies is no fact: it is what has to be checked.
    """
    measures = edition.catalogue.measures
    figures = trusted_figures(edition.reported, measures)
    area = area_of(publisher_of(edition.catalogue.sources))
    changes = [
        over_the_year(figures, edition.period),
        between_figures(figures, edition.catalogue.targets, edition.period),
    ]
    parts = [
        _figures(figures),
        _numerators(figures, measures),
        *changes,
        _targets(edition.catalogue.targets),
        _baselines(edition.catalogue.baselines),
        _benchmarks(edition.returns.benchmarks, figures, area),
        _breakdowns(edition.returns.breakdowns),
        _sums_of_cells(edition.returns.breakdowns),
    ]
    known = [part for part in parts if len(part)]
    if not known:
        return pd.DataFrame(columns=list(COLUMNS))
    rows = pd.concat(known, ignore_index=True)
    by_measure = measures.set_index("measure_id")
    unit = rows["measure_id"].map(by_measure["unit"]).map(fact_unit)
    family = rows["measure_id"].map(by_measure["part_of"]).fillna(rows["measure_id"])
    rows = rows.assign(
        family=family,
        unit=rows["unit"].fillna(unit),
        period=rows["period"].fillna(""),
        name=rows["name"].fillna(""),
        source_line=pd.to_numeric(rows["source_line"]),
    )
    points = (rows["what"] == "change") & (rows["unit"] == "percent") & (rows["name"] != "percent")
    rows.loc[points, "unit"] = "percentage points"
    return rows.dropna(subset=["value"])[list(COLUMNS)].reset_index(drop=True)


def fact_unit(unit: str) -> str:
    """Return the unit of a measure as claims have it; what is only counted is ``count``."""
    return _UNITS.get(unit, "count")


def trusted_figures(reported: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Keep the figures that no better printing of the same period denies.

    A table's cell is trusted before a history line, and that before the text. Of a measure that
    counts from April, the text may also give the quarter alone.

    Returns
    -------
    pandas.DataFrame
        One row is a figure with a value: the columns of ``reported``, ``unit``, ``accumulation``
        and ``is_alone`` (a quarter alone, of a measure whose cells accumulate).
    """
    rows = with_best(reported, measures)
    own = rows["printed_in"] == rows["best_printed_in"]
    return rows[own | rows["agrees"] | rows["is_alone"]].drop(
        columns=["best", "best_token", "best_decimals", "best_printed_in", "best_line", "agrees"]
    )


def with_best(reported: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Set beside each figure with a value the best printing of its period, and whether they agree.

    Returns
    -------
    pandas.DataFrame
        One row is a figure: the columns of ``reported``, ``unit``, ``accumulation``, ``best`` and
        its token, place and source line, ``agrees`` (at the coarser of the two precisions) and
        ``is_alone``.
    """
    by_measure = measures.set_index("measure_id")
    known = reported[reported["value"].notna()]
    rank = known["printed_in"].map({place: n for n, place in enumerate(PRINTED_IN)})
    best = (
        known.assign(rank=rank)
        .sort_values("rank", kind="stable")
        .drop_duplicates(["measure_id", "period"])
        .set_index(["measure_id", "period"])
    )
    keys = pd.MultiIndex.from_frame(known[["measure_id", "period"]])
    rows = known.assign(
        unit=known["measure_id"].map(by_measure["unit"]),
        accumulation=known["measure_id"].map(by_measure["accumulation"]),
        best=best["value"].reindex(keys).to_numpy(),
        best_token=best["value_as_printed"].reindex(keys).to_numpy(),
        best_decimals=best["shown_decimals"].reindex(keys).to_numpy(),
        best_printed_in=best["printed_in"].reindex(keys).to_numpy(),
        best_line=best["source_line"].reindex(keys).to_numpy(),
    )
    tables = rows[rows["printed_in"] == "table"].set_index(["measure_id", "period"])["value"]
    before = rows["period"].str.replace(
        r"Q([2-4])$", lambda found: f"Q{int(found[1]) - 1}", regex=True
    )
    earlier = tables.reindex(pd.MultiIndex.from_arrays([rows["measure_id"], before])).to_numpy()
    decimals = np.minimum(rows["shown_decimals"], rows["best_decimals"])
    alone = agrees_as_printed(rows["value"], rows["best"] - earlier, decimals)
    return rows.assign(
        agrees=agrees_as_printed(rows["value"], rows["best"], decimals),
        is_alone=alone
        & (rows["accumulation"] == "year_to_date")
        & (rows["printed_in"] == "text")
        & (before != rows["period"]),
    )


def _fact_rows(rows: pd.DataFrame, what: str, value: pd.Series, **more: object) -> pd.DataFrame:
    made = {
        "measure_id": rows["measure_id"],
        "what": what,
        "name": None,
        "unit": None,
        "period": rows.get("period"),
        "value": value,
        "printed_in": rows.get("printed_in", ""),
        "source_line": rows["source_line"],
    }
    return pd.DataFrame({**made, **more}).dropna(subset=["value"])


def _figures(figures: pd.DataFrame) -> pd.DataFrame:
    alone = figures["is_alone"].map({True: "quarter alone", False: ""})
    return _fact_rows(figures, "figure", figures["value"], name=alone)


def _numerators(figures: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    top, bottom = figures["numerator"], figures["denominator"]
    multiplier = figures["measure_id"].map(measures.set_index("measure_id")["multiplier"])
    share = recompute(top, bottom, multiplier)
    return pd.concat(
        [
            _fact_rows(figures, "numerator", top, unit="count"),
            _fact_rows(figures, "denominator", bottom, unit="count"),
            _fact_rows(figures, "rest", bottom - top, unit="count"),
            _fact_rows(figures, "share", share),
        ]
    )


def _targets(targets: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(
        [_fact_rows(targets, "target", targets[column]) for column in ("lower", "upper")]
    )


def _baselines(baselines: pd.DataFrame) -> pd.DataFrame:
    return _fact_rows(baselines, "baseline", baselines["value"])


def _benchmarks(benchmarks: pd.DataFrame, figures: pd.DataFrame, area: str) -> pd.DataFrame:
    tokens = benchmarks["value_as_printed"].fillna("")
    unit = np.select(
        [tokens.str.contains(mark) for mark in ("%", "kg", "£", "days")],
        ["percent", "kilograms", "GBP", "days"],
        "count",
    )
    names = benchmarks["comparator"]
    values = _fact_rows(benchmarks, "benchmark", benchmarks["value"], name=names, unit=unit)
    trusted = figures.set_index(["measure_id", "period"])
    trusted = trusted[~trusted.index.duplicated()]
    keys = pd.MultiIndex.from_frame(values[["measure_id", "period"]])
    denied = (
        (values["name"] == area)
        & (
            trusted["unit"].map(fact_unit, na_action="ignore").reindex(keys)
            == values["unit"].values
        ).to_numpy()
        & ((trusted["value"].reindex(keys).to_numpy() - values["value"]).abs() > 1e-9)
    )
    ranks = [
        _fact_rows(benchmarks, "rank", benchmarks[column], name=names, unit="rank")
        for column in ("rank", "rank_of")
    ]
    return pd.concat([values[~denied], *ranks])


def cell_unit(breakdowns: pd.DataFrame) -> pd.Series:
    """Return the unit of each breakdown cell, read from its token and the name of its series."""
    series = breakdowns["series"].fillna("")
    tokens = breakdowns["value_as_printed"].fillna("")
    is_percent = tokens.str.contains("%") | series.str.contains("percent|%")
    named = np.select([is_percent, series.str.contains("Days")], ["percent", "days"], "count")
    return pd.Series(named, index=breakdowns.index)


def _breakdowns(breakdowns: pd.DataFrame) -> pd.DataFrame:
    name = breakdowns["category"] + breakdowns["series"].fillna("").radd(", ")
    cells = _fact_rows(
        breakdowns, "breakdown", breakdowns["value"], name=name, unit=cell_unit(breakdowns)
    )
    is_target = breakdowns["series"].fillna("") == "target"
    cells.loc[is_target.reindex(cells.index), "what"] = "target"
    return cells


def _sums_of_cells(breakdowns: pd.DataFrame) -> pd.DataFrame:
    """Add up each column of a breakdown, count its rows, and compare the cells of a short one."""
    known = breakdowns[breakdowns["value"].notna()].assign(unit=cell_unit(breakdowns))
    rows = []
    keys = ["measure_id", "period", "dimension", "series"]
    for key, cells in known.groupby(keys, sort=True, dropna=False):
        first = cells.iloc[0]
        one = {"measure_id": key[0], "period": key[1], "source_line": first["source_line"]}
        values = cells["value"].to_numpy()
        rows.append(
            {**one, "name": f"sum by {key[2]}", "unit": first["unit"], "value": values.sum()}
        )
        rows.append({**one, "name": f"count by {key[2]}", "unit": "count", "value": len(values)})
        if 1 < len(values) <= _MOST_CELLS_COMPARED:
            rows += [
                {
                    **one,
                    "name": f"difference by {key[2]}",
                    "unit": first["unit"],
                    "value": abs(a - b),
                }
                for place, a in enumerate(values)
                for b in values[:place]
            ]
    if not rows:
        return pd.DataFrame(columns=["measure_id"])
    return pd.DataFrame(rows).assign(what="sum", printed_in="")
