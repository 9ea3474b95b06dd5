"""The targets of a measure as printed and in words, each figure in the ledger."""

from dataclasses import replace
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.framework.target_words import TargetRow, target_words
from spf_lib.framework.units import points_unit
from spf_lib.present import facts
from spf_lib.present.page import Page


def target_list(page: Page, measure: pd.Series) -> list[Markup]:
    """Say every target of a measure: one sentence a stage or condition.

    Parameters
    ----------
    page : Page
        The page.
    measure : pandas.Series
        One row of measures.
    """
    targets = page.edition.catalogue.targets
    own = targets[targets["measure_id"] == measure["measure_id"]]
    return [_sentence(page, measure, row) for row in own.itertuples()] or [Markup("None printed")]


def _sentence(page: Page, measure: pd.Series, row: Any) -> Markup:
    said = target_html(page, measure, row)
    if isinstance(row.target_as_printed, str) and row.kind != "none":
        return Markup("{}; printed “{}”").format(said, row.target_as_printed)
    return said


def target_html(page: Page, measure: pd.Series, row: Any) -> Markup:
    """Say one row of targets in words; each of its numbers carries its ledger id.

    Parameters
    ----------
    page : Page
        The page.
    measure : pandas.Series
        One row of measures.
    row : row of targets
        Of the measure.
    """
    words = str(escape(target_words(_target_row(row, measure))))
    shown: list[Markup] = []
    for bound in ("lower", "upper"):
        value = getattr(row, bound)
        if pd.isna(value):
            continue
        fact = facts.target(row, measure, bound)
        fact = replace(fact, value=abs(value), unit=_said_unit(row, measure))
        if fact.text in words:
            words = words.replace(fact.text, f"\0{len(shown)}\0", 1)
            shown.append(page.ledger.html(fact))
    for number, figure in enumerate(shown):
        words = words.replace(f"\0{number}\0", figure)
    return Markup(words)  # noqa: S704 escaped above, figures are markup


def _said_unit(row: Any, measure: pd.Series) -> str:
    moving = row.kind in ("increase", "decrease")
    return points_unit(measure["unit"]) if moving else str(measure["unit"])


def _target_row(row: Any, measure: pd.Series) -> TargetRow:
    def number(value: float) -> float | None:
        return None if pd.isna(value) else float(value)

    def text(value: str | float) -> str:
        return value if isinstance(value, str) else ""

    return TargetRow(
        kind=row.kind,
        lower=number(row.lower),
        upper=number(row.upper),
        benchmark=text(row.benchmark),
        comparison=text(row.comparison),
        per=text(row.per),
        condition=text(row.condition),
        period=text(row.period),
        unit=str(measure["unit"]),
    )
