"""Breakdowns against themselves and the figure they break down."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from spf_lib.assess.supports import cell_unit
from spf_lib.assess.words_sums import DOES_NOT_ADD_UP, DOES_NOT_FOLLOW

_KEYS = ["measure_id", "period", "dimension"]
# A column that only repeats the measure's own quantity, cell by cell.
_COUNTS_OF_A_SHARE = 2
# Percentages in a breakdown are printed whole.
_HALF = 0.5
_SAME_QUANTITY = ("", "percent", "people", "Forecast")


def breakdown_findings(breakdowns: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Check each breakdown: rows printed twice, shares, and totals.

    Parameters
    ----------
    breakdowns : pandas.DataFrame
        One row is a cell of a breakdown table.
    figures : pandas.DataFrame
        One row is a figure, as from :func:`.supports.with_best`.

    Returns
    -------
    pandas.DataFrame
        One row is a finding, as of :func:`.row_checks.row_findings`.
    """
    cells = breakdowns[breakdowns["value"].notna()].assign(
        series=breakdowns["series"].fillna(""),
        period=breakdowns["period"].fillna(""),
        unit=cell_unit(breakdowns),
    )
    best = figures[figures["printed_in"] == figures["best_printed_in"]]
    figure_of = best.drop_duplicates(["measure_id", "period"]).set_index(["measure_id", "period"])
    rows = list(_twice(cells))
    for key, table in cells.groupby(_KEYS, sort=True):
        own = figure_of.loc[key[:2]] if key[:2] in figure_of.index else None
        rows += [*_hundreds(table), *_shares(table, own), *_parts(table, own)]
    return pd.DataFrame(rows)


def _finding(cell: Any, problem: str, fact: str, token: str | None = None) -> dict[str, Any]:
    return {
        "measure_id": cell.measure_id,
        "kind": "breakdown",
        "source_line": cell.source_line,
        "token": token or cell.value_as_printed,
        "problem": problem,
        "nearest_fact": fact,
        "sentence": f"{cell.category}, {cell.series or cell.dimension}".rstrip(", "),
    }


def _twice(cells: pd.DataFrame) -> Iterator[dict[str, Any]]:
    again = cells[cells.duplicated([*_KEYS, "category", "series", "value"])]
    for row in again.drop_duplicates(
        [*_KEYS[:1], "dimension", "category", "source_line"]
    ).itertuples():
        fact = f"{row.category} is counted twice"
        yield _finding(row, DOES_NOT_ADD_UP, fact, str(row.category))


def _hundreds(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Check that shares of one thing, named "... % of ...", come to a hundred in each row."""
    shares = table[table["series"].str.contains("% of")]
    for _, row in shares.groupby("category", sort=True):
        # Each printed share may be half a unit off.
        if len(row) > 1 and abs(row["value"].sum() - 100) > 0.5 * len(row) + 1e-9:
            worked = " + ".join(row["value_as_printed"]) + f" = {row['value'].sum():g}"
            yield _finding(next(row.itertuples()), DOES_NOT_ADD_UP, worked)


def _counted_columns(table: pd.DataFrame) -> list[str]:
    """Return the two columns of counts that a column of percentages follows from, or none."""
    series = sorted(set(table["series"]) - {"percent"})
    if "percent" not in set(table["series"]) or len(series) != _COUNTS_OF_A_SHARE:
        return []
    return sorted(series, key=lambda name: table.loc[table["series"] == name, "value"].sum())


def _shares(table: pd.DataFrame, figure: pd.Series | None) -> Iterator[dict[str, Any]]:
    """Check two columns of counts and one of percentages: each row, and the columns' sums."""
    counts = _counted_columns(table)
    if not counts:
        return
    top, bottom = counts
    cells = table.drop_duplicates(["category", "series"]).set_index(["category", "series"])
    wide = cells["value"].unstack().dropna(subset=["percent", *counts])  # noqa: PD010
    share = 100 * wide[top] / wide[bottom]
    for category in share[(share - wide["percent"]).abs() > _HALF + 1e-9].index:
        cell = cells.loc[(category, "percent")]
        parts = wide.loc[category]
        worked = f"{parts[top]:g} / {parts[bottom]:g} = {share[category]:.2f}%"
        named = {"category": category, "series": "percent"}
        yield _finding(pd.concat([cell, pd.Series(named)]), DOES_NOT_FOLLOW, worked)
    if figure is None:
        return
    for series, column in ((top, "numerator"), (bottom, "denominator")):
        total, whole = wide[series].sum(), figure[column]
        if pd.notna(whole) and total != whole:
            last = list(table[table["series"] == series].itertuples())[-1]
            worked = f"the rows add up to {total:,g}, {whole - total:,g} fewer"
            yield _finding(last, DOES_NOT_ADD_UP, worked, f"{whole:g}")


def _parts(table: pd.DataFrame, figure: pd.Series | None) -> Iterator[dict[str, Any]]:
    """Check parts of a whole: their sum (or mean) is the total printed with them, or the figure."""
    if _counted_columns(table):
        return
    for series, cells in table.groupby("series", sort=True):
        is_total = cells["category"].str.lower().str.startswith(("all ", "total"))
        parts = cells[~is_total]["value"]
        if is_total.any():
            wholes = cells[is_total].iloc[0]
            whole, token = wholes["value"], wholes["value_as_printed"]
        elif (
            figure is not None
            and series in _SAME_QUANTITY
            and len(parts) > 1
            and cells["unit"].iloc[0] == figure["unit"]
        ):
            whole, token = figure["value"], figure["value_as_printed"]
        else:
            continue
        half = 0.5 * 10.0 ** -len(str(token).partition(".")[2].rstrip("%*"))
        near = np.array([parts.sum(), parts.mean()]) - whole
        if (np.abs(near) > half + 1e-9).all():
            worked = " + ".join(cells[~is_total]["value_as_printed"]) + f" = {parts.sum():g}"
            yield _finding(next(cells.itertuples()), DOES_NOT_ADD_UP, worked, str(token))
