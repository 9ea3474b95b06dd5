"""Words from the data as a page shows them: their numbers in the ledger, or marked as no figures.

A page's digits are figures unless the markup says otherwise. ``data-numerals`` says it, with the
reason:

``title``
    A name as printed: of a measure, a series, a group, a source, a category, a commitment.
``as-printed``
    The source's own words, quoted.
``narrative``
    What officers report.
``source-line``
    Where something stands in the text of a source.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from markupsafe import Markup, escape

from spf_lib.framework.fact import Fact
from spf_lib.framework.numerals import number_value, parts_of
from spf_lib.present.ledger import Ledger, line_number

Reason = Literal["title", "as-printed", "narrative", "source-line"]


@dataclass(frozen=True)
class Origin:
    """Where words stand: what they are about, file and line of the data, line of the source."""

    name: str
    file: str
    line: int | None = None
    source_id: str = ""
    source_line: int | None = None


def row_origin(row: Any, name: str, file: str, source_id: str = "") -> Origin:
    """Return the origin of words in a row of a table as read.

    Parameters
    ----------
    row : named tuple
        Its ``Index`` is the line of the file; ``source_line`` is used if it has one.
    name : str
        What the words are about.
    file : str
        The file of the table.
    source_id : str
        The document its ``source_line`` is of.
    """
    source_line = line_number(getattr(row, "source_line", None))
    return Origin(name, file, line_number(row.Index), source_id, source_line)


def no_figure(text: object, reason: Reason) -> Markup:
    """Write a text whose digits are no figures, marked with the reason if it has any."""
    if not any(map(str.isdigit, str(text))):
        return escape(text)
    return Markup('<span data-numerals="{}">{}</span>').format(reason, escape(text))


as_printed: Callable[[object], Markup] = partial(no_figure, reason="as-printed")
titled: Callable[[object], Markup] = partial(no_figure, reason="title")


def told(ledger: Ledger, text: object, origin: Origin) -> Markup:
    """Write words of the data, each number recorded with the row it stands in.

    Parameters
    ----------
    ledger : Ledger
        Of the page.
    text : object
        The cell; nothing is written for one that is not text.
    origin : Origin
        The row.

    Returns
    -------
    Markup
        Periods stay as they are, lines of a source are marked, all other numbers are figures.
    """
    if not isinstance(text, str):
        return Markup("")
    written = []
    for part in parts_of(text):
        match part.kind:
            case "number":
                written.append(ledger.html(_stated(part.text, origin)))
            case "source-line":
                written.append(no_figure(part.text, "source-line"))
            case _:
                written.append(escape(part.text))
    return Markup("").join(written)


def _stated(token: str, origin: Origin) -> Fact:
    return Fact(
        name=origin.name,
        kind="stated",
        value=number_value(token),
        unit="as printed",
        file=origin.file,
        line=origin.line,
        source_id=origin.source_id,
        source_line=origin.source_line,
        as_printed=token,
    )
