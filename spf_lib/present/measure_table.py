"""A table of measures that a reader can narrow and sort, where the browser runs its script.

Without the script it is a plain table. What the script offers it finds in the table itself: a row
says what it may be narrowed by, a cell what sorts it if that is not its words or its figure (see
``book/_static/measures.js``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from markupsafe import Markup

from spf_lib.assess.edition import AssessedEdition
from spf_lib.present.badges import published_badge, rag_badge, travel_badge
from spf_lib.present.colours import ARROWS, RAG_STYLES
from spf_lib.present.page import render

# A column or filter: its name in the address, and its heading.
RATING, DIRECTION, EDITION = "rating", "direction", "edition"

# The worst comes first; what has no place here comes last, whichever way is asked for.
_RATING_PLACES = {"R": 1, "A": 2, "G": 3}
_DIRECTION_PLACES = {"down": 1, "level": 2, "up": 3}


@dataclass(frozen=True)
class Cell:
    """What a cell shows, and the number that sorts it if its figure or its words do not."""

    html: Markup | str
    place: int | None = None


@dataclass(frozen=True)
class Row:
    """A measure: a cell a column, the first heads it; and what it may be narrowed by, by filter.

    A filter may have several values, such as two owners, or none.
    """

    cells: Sequence[Cell]
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)


def measure_table(title: str, columns: Mapping[str, str], rows: Sequence[Row]) -> Markup:
    """Lay out a table of measures, which becomes a list of labelled values where it is narrow.

    Parameters
    ----------
    title : str
        Its caption.
    columns : mapping of str to str
        The heading of each column by its name in the address, from left to right.
    rows : sequence of Row
        One is a measure; all have the same filters, offered in the order of the first.
    """
    filters = list(rows[0].filters) if rows else []
    return render("measure_table.html", title=title, columns=columns, rows=rows, filters=filters)


def rating_cell(rag: str) -> Cell:
    """Return a rating as a cell."""
    return Cell(rag_badge(rag), _RATING_PLACES.get(rag))


def published_cell(published: str | float | None) -> Cell:
    """Return a published rating as a cell."""
    known = published if isinstance(published, str) else ""
    return Cell(published_badge(published), _RATING_PLACES.get(known))


def direction_cell(travel: str) -> Cell:
    """Return a direction of travel as a cell."""
    return Cell(travel_badge(travel), _DIRECTION_PLACES.get(travel))


def edition_cell(edition: AssessedEdition, html: Markup | str) -> Cell:
    """Return words of an edition as a cell, sorted by the edition's quarter."""
    return Cell(html, edition.period.ordinal)


def state_filters(rag: str, travel: str) -> dict[str, list[str]]:
    """Return what a measure may be narrowed by: its rating and its direction in words."""
    return {RATING: [RAG_STYLES[rag].word], DIRECTION: [ARROWS[travel][0]]}


def narrowed(address: str, **filters: str) -> str:
    """Return the address of a table of measures narrowed to one value of each of some filters."""
    return f"{address}?{urlencode(filters)}"


def narrowed_to_rating(address: str, rag: str) -> str:
    """Return the address of a table of measures narrowed to those of one rating."""
    return narrowed(address, **{RATING: RAG_STYLES[rag].word})


def narrowed_to_direction(address: str, travel: str) -> str:
    """Return the address of a table of measures narrowed to those of one direction of travel."""
    return narrowed(address, **{DIRECTION: ARROWS[travel][0]})
