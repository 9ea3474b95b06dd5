"""The tables of an edition as one accessible spreadsheet, after the Analysis Function's guidance.

A cover, contents and notes, then one table a sheet with its title in A1. No cell of a table is
empty: a symbol in brackets says why there is no value. Cells that look like formulas are text.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator

import gptables
import pandas as pd

from spf_lib.publish.downloads_columns import Column
from spf_lib.publish.downloads_csv import LICENCE_ADDRESS, LICENCE_TITLE, plain_number
from spf_lib.publish.downloads_tables import (
    CONFIDENTIAL,
    CONFIDENTIAL_CELLS,
    SHORTHAND,
    SHORTHAND_MEANING,
    OpenTable,
)
from spf_lib.publish.same_zip import write_zip

_LANGUAGE = "en-GB"
# Nothing in a cell is taken for a formula, an address or a number that was not given as one.
_PLAIN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_NARROWEST, _WIDEST = 12, 48
# Columns whose cells are words joined by underscores.
_CODES = ("kind", "target_kind", "comparison", "frequency", "recurrence")
_SYMBOL = re.compile(r"\[[a-z]\]")
_WORDED = re.compile("[a-zA-Z0-9]")
# Notes by the column whose heading refers to them; a sheet without the column has no such note.
_NOTES = {
    "rating": "A rating is worked out from the figure and its target by one rule for all measures, "
    "which the methods page of the book gives. It need not be the published one.",
    "published_rating": "The rating that stands in the source.",
    "direction": "A figure is compared with the same period a year before. Better and worse tell "
    "performance: if fewer is better, a lower number is better.",
    "status": "A figure is final unless it is marked. A deliverable's status comes from its "
    "update; without one, it says only how its date lies to the quarter.",
    "value": "Figures are as known when the edition was published, with the decimals of the "
    "source.",
}


def spreadsheet(
    edition_title: str, publisher: str, tables: Iterable[OpenTable], last_day: pd.Timestamp
) -> bytes:
    """Write an edition's tables as an XLSX file: the same tables give the same bytes.

    Parameters
    ----------
    edition_title : str
        Such as ``Quarter 2 2019/20``.
    publisher : str
        The council.
    tables : iterable of OpenTable
        Those without rows get no sheet; the cover names them.
    last_day : pandas.Timestamp
        The last day of the edition's quarter, which stands for when the file was made.
    """
    given = tuple(tables)
    titles = _titles(given)
    filled = [table for table in given if len(table.rows)]
    frames = {table.title: sheet_rows(table, titles) for table in filled}
    sheets = {
        table.title: _sheet(table, frames[table.title], edition_title, publisher)
        for table in filled
    }
    written = io.BytesIO()
    title = f"SPF Book, {edition_title}: open data"
    with warnings.catch_warnings():
        # gptables still sorts in place, which pandas is about to drop.
        warnings.simplefilter("ignore", DeprecationWarning)
        book = gptables.produce_workbook(
            filename=written,
            sheets=sheets,
            cover=_cover(title, publisher, given),
            notes_table=_notes(filled),
            auto_width=False,
            workbook_options=_PLAIN,
        )
    _widen(book, frames)
    book.set_properties(
        {
            "title": title,
            "subject": "Performance of the Council against its framework",
            "author": publisher,
            "created": last_day.to_pydatetime().replace(microsecond=0),
        }
    )
    book.close()
    return _same_bytes(written.getvalue())


def sheet_rows(table: OpenTable, titles: pd.Series) -> pd.DataFrame:
    """Return a table as its sheet shows it: headings as columns, no cell empty.

    Parameters
    ----------
    table : OpenTable
        One with rows.
    titles : pandas.Series
        Title of each measure, by measure_id.
    """
    statuses = _statuses(table)
    cells: dict[str, list[object]] = {
        column.title: [
            _cell(cell, column, status)
            for cell, status in zip(table.cells[column.name], statuses, strict=True)
        ]
        for column in table.columns
        if column.sheet
    }
    if table.of_measures:
        named = (titles[key] for key in table.cells["measure_id"])
        cells = {"Measure": [_text(title) for title in named], **cells}
    return pd.DataFrame(cells, dtype="object")


def _statuses(table: OpenTable) -> list[str]:
    """Return the status of the figure in each row; empty where it has none of its own."""
    if table.name not in ("figures", "ratings"):
        return [""] * len(table.rows)
    return [status or "" for status in table.cells["status"]]


def _cell(cell: object, column: Column, status: str) -> object:
    """Write one cell; what is missing says why by its symbol."""
    if cell is None:
        return _symbol(column, status)
    if column.name == "status" and status:
        return " ".join(filter(None, [_words(status), SHORTHAND.get(status, "")]))
    if column.name in _CODES:
        return _words(str(cell))
    if column.kind in ("number", "whole"):
        return plain_number(cell)
    return _text(str(cell))


def _symbol(column: Column, status: str) -> str:
    if column.name == "value" or (status == CONFIDENTIAL and column.name in CONFIDENTIAL_CELLS):
        return SHORTHAND.get(status, f"[{column.empty}]")
    return f"[{column.empty}]"


def _words(code: str) -> str:
    return code.replace("_", " ")


def _text(text: str) -> str:
    """Return a text that gptables writes as it stands.

    It takes Markdown links in any cell for links, and refuses cells of signs alone.
    """
    plain = text.replace("](", "] (")
    return plain if _WORDED.search(plain) else f"{plain} (as printed)"


def _titles(tables: Iterable[OpenTable]) -> pd.Series:
    measures = next(table.rows for table in tables if table.name == "measures")
    series = [
        title if pd.isna(series) else f"{title} ({series})"
        for title, series in zip(measures["title"], measures["series"], strict=True)
    ]
    return pd.Series(series, index=measures["measure_id"], dtype="object")


def _sheet(
    table: OpenTable, frame: pd.DataFrame, edition_title: str, publisher: str
) -> gptables.GPTable:
    headings = {column.name: column.title for column in table.columns}
    return gptables.GPTable(
        table=frame,
        table_name=f"{table.name}_table",
        title=f"{table.title}, {edition_title}",
        instructions="This worksheet contains one table. "
        + table.row
        + " Headings may refer to notes, which stand on the notes worksheet.",
        legend=_legend(frame),
        source=f"Source: {publisher}. {LICENCE_TITLE}.",
        table_notes={headings[name]: f"$${name}$$" for name in _NOTES if name in headings},
        index_columns={},
    )


def _legend(frame: pd.DataFrame) -> list[str]:
    texts = {cell for heading in frame for cell in frame[heading] if isinstance(cell, str)}
    used = {symbol for text in texts for symbol in _SYMBOL.findall(text)}
    return [f"{one}: {SHORTHAND_MEANING[one]}" for one in sorted(used & SHORTHAND_MEANING.keys())]


def _notes(tables: Iterable[OpenTable]) -> pd.DataFrame:
    names = {column.name for table in tables for column in table.columns}
    rows = [(name, text) for name, text in _NOTES.items() if name in names]
    return pd.DataFrame(rows, columns=["Note", "Note text"])


def _cover(title: str, publisher: str, tables: Iterable[OpenTable]) -> gptables.Cover:
    empty = [table.title.lower() for table in tables if not len(table.rows)]
    without = [f"This edition has no rows of: {', '.join(empty)}."] if empty else []
    return gptables.Cover(
        title=title,
        intro=[
            "The figures, ratings, targets and deliverables of one edition of the SPF Book, as far "
            "as the edition has them. The same tables stand as CSV files beside this file.",
            *without,
        ],
        about=[
            f"Figures: {publisher}, under the {LICENCE_TITLE}: {LICENCE_ADDRESS}",
            "Ratings and directions are worked out by the SPF Book; the published ones stand "
            "beside them.",
            "Symbols in place of a value, or beside a status:",
            *(f"{symbol}: {meaning}" for symbol, meaning in SHORTHAND_MEANING.items()),
        ],
        contact=[f"{publisher}, which publishes the source documents."],
    )


def _widen(book: gptables.core.wrappers.GPWorkbook, frames: dict[str, pd.DataFrame]) -> None:
    """Give each column room for its words; longer texts wrap."""
    for sheet in book.worksheets():
        frame = frames.get(sheet.get_name())
        if frame is None:
            if sheet.get_name() != "Cover":
                sheet.set_column(0, 0, 20)
                sheet.set_column(1, 1, 85)
            continue
        for position, heading in enumerate(frame.columns):
            longest = max(len(heading), *(len(str(cell)) for cell in frame[heading]))
            sheet.set_column(position, position, min(_WIDEST, max(_NARROWEST, longest + 2)))


def _same_bytes(written: bytes) -> bytes:
    """Write the parts of an XLSX file again, sorted and undated, its language told."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old:
        write_zip(fresh, dict(_parts(old)))
    return fresh.getvalue()


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in archive.namelist():
        content = archive.read(name)
        if name == "docProps/core.xml":
            end = b"</cp:coreProperties>"
            content = content.replace(end, f"<dc:language>{_LANGUAGE}</dc:language>".encode() + end)
        yield name, content
