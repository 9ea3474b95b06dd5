"""The page of revisions and corrections: what later returns and corrections did to figures."""

from datetime import date
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.figures.corrections import CORRECTIONS_FILE
from spf_lib.figures.schemas import CORRECTED_NUMBERS
from spf_lib.figures.vintages import first_given, revisions
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import date_title, parse_period
from spf_lib.present.continuity import card_link
from spf_lib.present.ledger import count, row_keys
from spf_lib.present.page import Page, Shown, record_table, render
from spf_lib.present.revised import NOT_SHOWN, change_html, value_html
from spf_lib.present.series import STATUS_WORDS
from spf_lib.present.words import title_of

_CELLS = {
    "value": "figure",
    "numerator": "numerator",
    "denominator": "denominator",
    "status": "status",
    "value_as_printed": "figure as printed",
    "source_id": "document",
    "source_line": "line of the document",
    "note": "note",
}


def revision_counts(page: Page) -> Shown:
    """Present how many figures were revised, given late or corrected up to the edition."""
    edition = page.edition
    counted = {
        "figures revised": (
            _figure_keys(revisions(edition.restatements)),
            "revised by a later return",
        ),
        "figures given late": (_figure_keys(first_given(edition.restatements)), "given late"),
        "cells corrected": (row_keys(edition.corrections, CORRECTIONS_FILE), "corrected"),
    }
    tiles = [(page.ledger.html(count(name, own, of)), of) for name, (own, of) in counted.items()]
    return Shown(render("opening_counts.html", items=tiles))


def _figure_keys(rows: pd.DataFrame) -> list[str]:
    return [f"{row.measure_id} {row.period} {row.edition_id}" for row in rows.itertuples()]


def revision_list(page: Page) -> Shown:
    """List every revision up to the edition, newest first, with its size and direction."""
    rows = _newest_first(revisions(page.edition.restatements))
    if rows.empty:
        return _nothing(
            "No figure has been revised. A figure that a later return gives another value would be "
            "listed here, with its old and its new value, the size and direction of the change, "
            "and the editions between which it changed."
        )
    measures = _measures(page)
    table = [
        [
            _name(page, row.measure_id),
            title_of(row.period),
            value_html(page, measures.loc[row.measure_id], row, "old"),
            value_html(page, measures.loc[row.measure_id], row, "new"),
            change_html(page, measures.loc[row.measure_id], row),
            f"{title_of(row.edition_id)}; first given in {title_of(row.first_edition)}",
        ]
        for row in rows.itertuples()
    ]
    columns = ["Measure", "Period", "Was", "Is", "Change", "Revised in"]
    return Shown(record_table("Figures revised", columns, table))


def late_list(page: Page) -> Shown:
    """List every figure that was missing when it was due and was given later, newest first."""
    rows = _newest_first(first_given(page.edition.restatements))
    if rows.empty:
        return _nothing(
            "No figure has come late. A figure that a return said was missing and that a later "
            "return gives would be listed here. It is not a revision: there was no figure before."
        )
    measures = _measures(page)
    table = [
        [
            _name(page, row.measure_id),
            title_of(row.period),
            STATUS_WORDS[row.old_status],
            value_html(page, measures.loc[row.measure_id], row, "new"),
            title_of(row.edition_id),
        ]
        for row in rows.itertuples()
    ]
    columns = ["Measure", "Period", "Was said to be", "Is", "Given in"]
    return Shown(record_table("Figures given late", columns, table))


def correction_list(page: Page) -> Shown:
    """List every correction that holds at the edition, with its reason and who asked for it."""
    rows = page.edition.corrections
    if rows.empty:
        return _nothing(
            "No correction has been made. Where a return got a figure wrong, the correction would "
            "be listed here: what it said, what is right, why, and who said so. Editions "
            "published before a correction stay as they were."
        )
    table = [
        [
            _name(page, row.measure_id),
            f"{title_of(row.period)}, {_CELLS[row.column]}",
            _cell(page, row, "expect"),
            _cell(page, row, "correct_to"),
            f"{row.reason} Provided by {row.provider}, {date_title(date.fromisoformat(row.date))}",
            Markup("{}; <code>{}</code>, line {}").format(
                title_of(row.edition), CORRECTIONS_FILE, row.Index
            ),
        ]
        for row in rows.itertuples()
    ]
    columns = ["Measure", "What", "Was", "Is", "Why", "From"]
    return Shown(record_table("Corrections", columns, table))


def _nothing(text: str) -> Shown:
    return Shown(Markup("<p>{}</p>").format(text))


def _newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    ends = rows["edition_id"].map(lambda text: parse_period(text).end_time)
    return rows.assign(ends=ends).sort_values("ends", ascending=False, kind="stable")


def _measures(page: Page) -> pd.DataFrame:
    return page.edition.whole.measures.set_index("measure_id", drop=False)


def _name(page: Page, measure_id: str) -> Markup:
    """Name a measure, with a link to its card if it has one in this edition."""
    edition = page.edition
    if measure_id in set(edition.scorecard["measure_id"]):
        return card_link(measure_id, edition.edition_id, edition.whole)
    return escape(_measures(page).at[measure_id, "title"])


def _cell(page: Page, row: Any, side: str) -> Markup:
    """Write what a corrected cell said (``expect``) or says now (``correct_to``)."""
    cell = getattr(row, side)
    if pd.isna(row.expect) and pd.isna(row.correct_to):
        return NOT_SHOWN
    if pd.isna(cell):
        return Markup("empty")
    if row.column not in CORRECTED_NUMBERS:
        return Markup("“{}”").format(cell)
    measure = _measures(page).loc[row.measure_id]
    return page.ledger.html(
        Fact(
            name=row.measure_id if row.column == "value" else f"{row.measure_id}--{row.column}",
            kind="corrected",
            value=float(cell),
            unit=measure["unit"] if row.column == "value" else "count",
            decimals=len(cell.partition(".")[2]),
            period=row.period,
            formula=row.reason,
            file=CORRECTIONS_FILE,
            line=row.Index,
        )
    )
