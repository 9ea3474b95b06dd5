"""Figures that a later return said otherwise: remarks beside a figure, old and new values."""

from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.assess.calculation import decimals_shown
from spf_lib.figures.corrections import correction_origin
from spf_lib.figures.schemas import WITHOUT_VALUE
from spf_lib.framework.fact import Fact
from spf_lib.framework.units import points_unit
from spf_lib.present.ledger import line_number
from spf_lib.present.page import Page
from spf_lib.present.series import STATUS_WORDS

NOT_SHOWN = Markup("not shown again, because it is suppressed now")
_REMARKS = {"revised": "(revised from {})", "withdrawn": "(was {})"}
_CHANGES = {
    "withdrawn": "Withdrawn",
    "restored": "Given again",
    "first_given": "Given late",
    "corrected": "Corrected",
}


def figure_remarks(page: Page, measure: pd.Series, figure: Any) -> list[Markup]:
    """Say beside a figure that this edition revises it, from what, or that it is corrected.

    Parameters
    ----------
    page : Page
        The page.
    measure : pandas.Series
        One row of measures.
    figure : row of reported figures
        As known at the page's edition.
    """
    key = (figure.measure_id, figure.period, figure.printed_in)
    remarks = [
        Markup(_REMARKS[row.kind]).format(value_html(page, measure, row, "old"))  # noqa: S704
        for row in page.edition.revisions_of.get(key, ())
        if not pd.isna(row.old)
    ]
    if isinstance(figure.correction, str):
        remarks.append(Markup("(corrected: {})").format(figure.correction))
    return remarks


def value_html(page: Page, measure: pd.Series, row: Any, age: str) -> Markup:
    """Write a value of a restatement (``age`` is ``old`` or ``new``), or why there is none.

    Parameters
    ----------
    page : Page
        The page.
    measure : pandas.Series
        One row of measures.
    row : row of restatements
        See :func:`spf_lib.figures.vintages.restated`.
    age : str
        ``old`` or ``new``.
    """
    value, status = getattr(row, age), getattr(row, f"{age}_status")
    if pd.isna(value):
        return escape(STATUS_WORDS[status]) if status in WITHOUT_VALUE else NOT_SHOWN
    known = f"as known {'before' if age == 'old' else 'at'} {row.edition_id}"
    corrected = correction_origin(
        getattr(row, f"{age}_correction"), getattr(row, f"{age}_correction_line")
    )
    return page.ledger.html(
        Fact(
            name=row.measure_id,
            kind="reported",
            value=value,
            unit=measure["unit"],
            decimals=_decimals(measure, row, age),
            period=row.period,
            formula="; ".join(filter(None, [known, corrected])),
            file=getattr(row, f"{age}_file"),
            line=line_number(getattr(row, f"{age}_file_line")),
            source_id=getattr(row, f"{age}_source_id"),
            source_line=line_number(getattr(row, f"{age}_source_line")),
        )
    )


def change_html(page: Page, measure: pd.Series, row: Any) -> Markup:
    """Write the size and direction of a revision."""
    if pd.isna(row.change):
        return Markup(_CHANGES.get(row.kind, NOT_SHOWN))  # noqa: S704 a fixed phrase
    fact = Fact(
        name=row.measure_id,
        kind="difference",
        value=abs(row.change),
        unit=points_unit(measure["unit"]),
        decimals=max(_decimals(measure, row, age) for age in ("old", "new")),
        period=row.period,
        formula=f"figure as known at {row.edition_id} less the one before, without sign",
    )
    size = Markup("{} by {}").format(row.direction.capitalize(), page.ledger.html(fact))
    return size if pd.isna(row.new_correction) else Markup("{}, corrected").format(size)


def _decimals(measure: pd.Series, row: Any, age: str) -> int:
    return decimals_shown(
        getattr(row, age), getattr(row, f"{age}_value_as_printed"), measure["decimals"]
    )
