"""Data tables of a measure: its quarters with targets, its years, its breakdowns."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.figures.returns import returns_folder
from spf_lib.framework.periods import parse_period, period_title
from spf_lib.present import facts
from spf_lib.present.ledger import line_number
from spf_lib.present.page import Page, render
from spf_lib.present.revised import figure_remarks
from spf_lib.present.series import (
    STATUS_WORDS,
    is_year,
    latest_years,
    other_figures,
    quarter_target,
    targets_by_period,
    yearly_figures,
    years_of_quarters,
)
from spf_lib.present.told import Origin, told
from spf_lib.present.words import title_of

_UNSETTLED = ("provisional", "forecast")
_PLACES = {"table": "Table", "history": "History line", "text": "Text of the card"}


def figure_tables(page: Page, measure: pd.Series) -> list[Markup]:
    """Lay out a measure's figures: quarters of the latest years with targets, years, the rest."""
    own = page.edition.reported_of.get(measure["measure_id"], ())
    tables = [
        _quarters_table(page, measure, own),
        _years_table(page, measure, yearly_figures(own), "Yearly figures"),
        _years_table(page, measure, other_figures(own), "Other figures on the card"),
    ]
    return [table for table in tables if table]


def _cell(page: Page, measure: pd.Series, figure: Any) -> Markup:
    """Write a figure with its status, or the words for its absence."""
    if figure is None:
        return Markup("–")
    remarks = figure_remarks(page, measure, figure)
    if pd.isna(figure.value):
        absence = escape(STATUS_WORDS[figure.status])
        return Markup(" ").join([absence, *remarks])
    shown = page.ledger.html(facts.reported(figure, measure))
    ratio = _ratio(page, figure)
    if figure.status in _UNSETTLED:
        shown = Markup("{} {} ({})").format(shown, ratio, STATUS_WORDS[figure.status])
    elif ratio:
        shown = Markup("{} {}").format(shown, ratio)
    return Markup(" ").join([shown, *remarks])


def _ratio(page: Page, figure: Any) -> Markup:
    """Write numerator and denominator where the source gives them."""
    known = [part for part in ("numerator", "denominator") if not pd.isna(getattr(figure, part))]
    written = [page.ledger.html(facts.reported_part(figure, part)) for part in known]
    match known:
        case ["numerator", "denominator"]:
            return Markup("({} of {})").format(*written)
        case ["numerator"]:
            return Markup("(number: {})").format(*written)
        case ["denominator"]:
            return Markup("(out of {})").format(*written)
    return Markup("")


def _quarters_table(page: Page, measure: pd.Series, own: Sequence[Any]) -> Markup | None:
    known = years_of_quarters(own)
    if not known:
        return None
    years = latest_years(known)
    by_period = targets_by_period(page.edition.targets_of.get(measure["measure_id"], ()))
    rows = [
        (year.title, [_cell(page, measure, figure) for figure in year.quarters]) for year in years
    ]
    latest = years[0].year
    cells = [_target_cell(page, measure, quarter_target(by_period, latest, n)) for n in range(1, 5)]
    if any(cells):
        rows.insert(1, (f"Target {period_title(latest)}", cells))
    return render(
        "quarters_table.html",
        title=_caption(measure, "by quarter"),
        rows=rows,
        has_earlier=len(known) > len(years),
    )


def _target_cell(page: Page, measure: pd.Series, row: Any) -> Markup:
    if row is None:
        return Markup("")
    if row.kind == "to_be_set":
        return Markup("to be set")
    if row.kind == "none":
        return Markup("none") if not pd.isna(row.target_as_printed) else Markup("")
    bounds = [
        page.ledger.html(facts.target(row, measure, bound))
        for bound in (("lower",) if row.lower == row.upper else ("lower", "upper"))
        if not pd.isna(getattr(row, bound))
    ]
    return Markup(" to ").join(bounds)


def _years_table(page: Page, measure: pd.Series, figures: list[Any], title: str) -> Markup | None:
    if not figures:
        return None
    by_period = targets_by_period(page.edition.targets_of.get(measure["measure_id"], ()))
    rows = [
        {
            "period": title_of(figure.period),
            "value": _cell(page, measure, figure),
            "target": _target_cell(
                page, measure, by_period.get(figure.period) if is_year(figure.period) else None
            ),
            "place": _PLACES[figure.printed_in],
            "note": told(page.ledger, figure.note, _origin(figure)),
        }
        for figure in figures
    ]
    return render(
        "years_table.html",
        title=_caption(measure, title.lower()),
        rows=rows,
        with_targets=any(row["target"] for row in rows),
        with_notes=any(row["note"] for row in rows),
    )


def _origin(figure: Any) -> Origin:
    return Origin(
        figure.measure_id,
        figure.file,
        line_number(figure.file_line),
        figure.source_id,
        line_number(figure.source_line),
    )


def _caption(measure: pd.Series, what: str) -> str:
    series = "" if pd.isna(measure["series"]) else f" ({measure['series']})"
    return f"{measure['title']}{series}: {what}"


def breakdown_tables(page: Page, measure: pd.Series) -> list[Markup]:
    """Lay out the breakdowns of a measure: one table a dimension and period."""
    rows = page.edition.returns.breakdowns
    is_own = rows["measure_id"] == measure["measure_id"]
    if not is_own.any():
        return []
    own = rows[is_own]
    file = f"{returns_folder(page.edition.edition_id)}/breakdowns.csv"
    tables = []
    for dimension, of_dimension in own.groupby("dimension", sort=False):
        columns = list(dict.fromkeys(_column(row) for row in of_dimension.itertuples()))
        # A category printed twice stays twice: the n-th row of a category in each column.
        use = of_dimension.groupby(["period", "category", "series"], dropna=False).cumcount()
        lines: dict[tuple[str, int], dict[str, Markup]] = {}
        for row, nth in zip(of_dimension.itertuples(), use, strict=True):
            shown = (
                Markup("blank")
                if pd.isna(row.value)
                else page.ledger.html(facts.quoted(row, measure, "breakdown", row.category, file))
            )
            lines.setdefault((row.category, nth), {})[_column(row)] = shown
        tables.append(
            render(
                "breakdown_table.html",
                title=f"{measure['title']}: by {dimension}",
                dimension=dimension,
                columns=columns,
                rows=[
                    (category, [cells.get(column, Markup("–")) for column in columns])
                    for (category, _), cells in lines.items()
                ],
            )
        )
    return tables


def _column(row: Any) -> str:
    parts = [
        "" if pd.isna(row.series) else row.series,
        "" if pd.isna(row.period) else period_title(parse_period(row.period)),
    ]
    return ", ".join(part for part in parts if part) or "Figure"
