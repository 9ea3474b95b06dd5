"""The targets of a measure as printed and in words, each figure in the ledger."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.assess.reasons import written_decimals
from spf_lib.framework.catalogue import TARGETS_FILE
from spf_lib.framework.fact import Fact
from spf_lib.framework.target_words import TargetRow, target_words
from spf_lib.framework.units import points_unit
from spf_lib.present import facts
from spf_lib.present.page import Page
from spf_lib.present.told import as_printed, row_origin, told


def target_list(page: Page, measure: pd.Series) -> list[Markup]:
    """Say every target of a measure: one sentence a stage or condition.

    Parameters
    ----------
    page : Page
        The page.
    measure : pandas.Series
        One row of measures.
    """
    own = page.edition.targets_of.get(measure["measure_id"], ())
    return [_sentence(page, measure, row) for row in own] or [Markup("None printed")]


def _sentence(page: Page, measure: pd.Series, row: Any) -> Markup:
    said = target_html(page, measure, row)
    if isinstance(row.target_as_printed, str) and row.kind != "none":
        return Markup("{}; printed {}").format(said, as_printed(f"“{row.target_as_printed}”"))
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
    words = target_words(_target_row(row, measure))
    bounds = list(_bounds_in(words, measure, row))
    said, end = Markup(""), 0
    for start, fact in sorted(bounds, key=lambda found: found[0]):
        said += _other_numbers(page, measure, row, words[end:start]) + page.ledger.html(fact)
        end = start + len(fact.text)
    return said + _other_numbers(page, measure, row, words[end:])


def _bounds_in(words: str, measure: pd.Series, row: Any) -> Iterator[tuple[int, Fact]]:
    """Find where the words give a bound of the target: as printed, or else in full and bare."""
    taken: list[range] = []
    for bound in ("lower", "upper"):
        value = getattr(row, bound)
        if pd.isna(value):
            continue
        fact = facts.target(row, measure, bound)
        fact = replace(fact, value=abs(value), unit=_said_unit(row, measure))
        in_full = replace(fact, decimals=written_decimals(abs(value)))
        for tried in (fact, in_full, replace(in_full, unit="unstated")):
            places = re.finditer(rf"(?<![\d,.]){re.escape(tried.text)}(?!\d|[,.]\d)", words)
            start = next((found.start() for found in places if not _lies_in(taken, found)), None)
            if start is not None:
                taken.append(range(start, start + len(tried.text)))
                yield start, tried
                break


def _lies_in(taken: list[range], found: re.Match[str]) -> bool:
    return any(found.start() in place for place in taken)


def _other_numbers(page: Page, measure: pd.Series, row: Any, words: str) -> Markup:
    name, source_id = measure["measure_id"], measure["source_id"]
    return told(page.ledger, words, row_origin(row, name, TARGETS_FILE, source_id))


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
