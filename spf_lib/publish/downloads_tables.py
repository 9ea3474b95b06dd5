"""The tables of an edition as open data: tidy, one fact a cell, described column by column."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from spf_lib.assess.deliverables import STATUSES
from spf_lib.assess.edition import AssessedEdition
from spf_lib.figures.corrections import FIGURE_KEY
from spf_lib.figures.vintages import revisions
from spf_lib.present.colours import ARROWS, RAG_STYLES
from spf_lib.present.people import names
from spf_lib.publish import downloads_columns as columns_of
from spf_lib.publish.downloads_columns import Column

CONFIDENTIAL = "suppressed"
# The Analysis Function's symbols. A status without one is of a final figure.
SHORTHAND = {
    "provisional": "[p]",
    "forecast": "[f]",
    "not_published": "[x]",
    "not_yet_available": "[x]",
    "not_provided": "[x]",
    "not_due": "[x]",
    "dash": "[x]",
    "blank": "[x]",
    "not_applicable": "[z]",
    CONFIDENTIAL: "[c]",
}
REVISED = "[r]"
SHORTHAND_MEANING = {
    "[c]": "confidential: suppressed, so that nobody can be recognised",
    "[f]": "forecast",
    "[p]": "provisional: expected to be confirmed or changed",
    "[r]": "revised: a later return or a correction gave it another value",
    "[x]": "not available: the source does not give it, or not yet",
    "[z]": "not applicable",
}
# What a suppressed figure could be worked out from.
CONFIDENTIAL_CELLS = ("value", "numerator", "denominator", "value_as_printed", "note")


@dataclass(frozen=True)
class OpenTable:
    """A table to download.

    Attributes
    ----------
    name : str
        Its file without ending.
    title : str
        A heading, without the edition.
    row : str
        What one row is.
    columns : tuple of Column
        In the order of the file.
    key : tuple of str
        The columns that tell its rows apart.
    rows : pandas.DataFrame
        Only these columns, in this order.
    """

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: pd.DataFrame

    @cached_property
    def cells(self) -> dict[str, list[Any]]:
        """The cells of each column in the order of the rows, none for a missing one."""
        return cells_of(self.rows)

    @property
    def row_keys(self) -> list[str]:
        """The key of each row as one text."""
        cells = self.rows[list(self.key)].astype("object").fillna("")
        return [" ".join(filter(None, map(str, row))) for row in cells.itertuples(index=False)]

    @property
    def of_measures(self) -> bool:
        """Whether each row is about a measure described in the table of measures."""
        return self.name != "measures" and "measure_id" in self.key


def open_tables(edition: AssessedEdition) -> tuple[OpenTable, ...]:
    """Return the tables of an edition, those without rows as well."""
    return (
        _table(
            "ratings",
            "Ratings",
            "a measure, or a further series of one",
            columns_of.RATINGS,
            ["measure_id"],
            _ratings(edition),
        ),
        _table(
            "figures",
            "Figures",
            "a figure of a measure in a period, where it was printed",
            columns_of.FIGURES,
            FIGURE_KEY,
            open_figures(edition),
        ),
        _table(
            "targets",
            "Targets",
            "a target of a measure, for a period or standing",
            columns_of.TARGETS,
            ["measure_id", "period", "condition"],
            _with_unit(edition, edition.catalogue.targets),
        ),
        _table(
            "baselines",
            "Baselines",
            "a baseline of a measure",
            columns_of.BASELINES,
            ["measure_id", "period"],
            _with_unit(edition, edition.catalogue.baselines),
        ),
        _table(
            "deliverables",
            "Deliverables",
            "a deliverable with its status",
            columns_of.DELIVERABLES,
            ["deliverable_id"],
            _deliverables(edition),
        ),
        _table(
            "measures",
            "Measures",
            "a measure, or a further series of one",
            columns_of.MEASURES,
            ["measure_id"],
            _measures(edition),
        ),
    )


def cells_of(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the cells of each column of a table, none for a missing one.

    To ask a whole column which cells are missing takes a tenth of asking each cell.
    """
    return {
        str(name): [
            None if missing else cell
            for cell, missing in zip(column.tolist(), column.isna().tolist(), strict=True)
        ]
        for name, column in rows.items()
    }


def open_figures(edition: AssessedEdition) -> pd.DataFrame:
    """Return the figures known at an edition, ready to be given away.

    Returns
    -------
    pandas.DataFrame
        One row is a figure where it was printed, with ``revised``, ``shorthand`` and the names of
        :data:`.downloads_columns.FIGURES`. A suppressed figure keeps nothing it could be worked
        out from.
    """
    rows = _with_unit(edition, edition.reported)
    hidden = rows["status"] == CONFIDENTIAL
    changed = pd.MultiIndex.from_frame(revisions(edition.restatements)[FIGURE_KEY])
    revised = pd.MultiIndex.from_frame(rows[FIGURE_KEY]).isin(changed) | rows["correction"].notna()
    symbols = rows["status"].map(SHORTHAND).fillna("").astype("object")
    marks = np.where(revised & ~hidden, REVISED, "")
    return rows.assign(
        **{name: rows[name].mask(hidden) for name in CONFIDENTIAL_CELLS},
        period_ends=rows["ends"],
        edition=rows["edition_id"],
        revised=revised.astype(bool),
        shorthand=[
            " ".join(filter(None, pair)) or None for pair in zip(symbols, marks, strict=True)
        ],
    )


def _table(
    name: str,
    title: str,
    row: str,
    columns: tuple[Column, ...],
    key: Iterable[str],
    rows: pd.DataFrame,
) -> OpenTable:
    chosen = rows[[column.name for column in columns]].reset_index(drop=True)
    return OpenTable(name, title, f"One row is {row}.", columns, tuple(key), chosen)


def _with_unit(edition: AssessedEdition, rows: pd.DataFrame) -> pd.DataFrame:
    units = edition.catalogue.measures.set_index("measure_id")["unit"]
    return rows.assign(unit=rows["measure_id"].map(units))


def _ratings(edition: AssessedEdition) -> pd.DataFrame:
    rows = edition.scorecard
    return rows.assign(
        rating=rows["rag"].map({rag: style.word for rag, style in RAG_STYLES.items()}),
        direction=rows["travel"].map({way: words for way, (words, _) in ARROWS.items()}),
        status=rows["figure_status"],
        published_rating=rows["published_rag"],
        published_direction=rows["published_travel"],
    )


def _measures(edition: AssessedEdition) -> pd.DataFrame:
    rows = edition.scorecard
    anchors = rows["part_of"].fillna(rows["measure_id"])
    return _grouped(edition, rows).assign(
        card=[
            f"../{chapter}.html#{anchor}"
            for chapter, anchor in zip(rows["chapter_id"], anchors, strict=True)
        ],
    )


def _deliverables(edition: AssessedEdition) -> pd.DataFrame:
    rows = _grouped(edition, edition.deliverables)
    return rows.assign(status=rows["status"].map(STATUSES))


def _grouped(edition: AssessedEdition, rows: pd.DataFrame) -> pd.DataFrame:
    """Name the group of each row, and the people who answer for it."""
    titles = edition.catalogue.groups.set_index("group_id")["title"]
    people = edition.catalogue.people
    return rows.assign(
        group=rows["group_id"].map(titles),
        lead_member=_named(rows["lead_member"], people),
        lead_officer=_named(rows["lead_officer"], people),
    )


def _named(cells: pd.Series, people: pd.DataFrame) -> list[str | None]:
    """Name the people of each cell; nothing for an empty one. Many cells are alike."""
    known = {cell: names(cell, people) for cell in cells.dropna().unique()}
    return [known.get(cell) for cell in cells]
