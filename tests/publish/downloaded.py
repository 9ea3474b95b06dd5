"""Downloads to look into: tables with hostile cells, and the sheets of a workbook read back."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Cell:
    """A cell as stored: its text or number, and whether it holds a formula."""

    value: str | float
    formula: bool


@dataclass(frozen=True)
class Sheet:
    """A sheet: its cells by position such as (1, "A"), the ranges of its tables, merged cells."""

    name: str
    cells: dict[tuple[int, str], Cell]
    tables: tuple[str, ...]
    merged: int

    def texts(self) -> list[str]:
        return [cell.value for cell in self.cells.values() if isinstance(cell.value, str)]


def sheets_of(workbook: bytes) -> dict[str, Sheet]:
    """Read the sheets of an XLSX file, by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        strings = [
            "".join(part.text or "" for part in one.iter(f"{_MAIN}t"))
            for one in _xml(archive, "xl/sharedStrings.xml")
        ]
        targets = {
            one.get("Id"): one.get("Target") for one in _xml(archive, "xl/_rels/workbook.xml.rels")
        }
        return {
            sheet.get("name"): _sheet(
                archive, sheet.get("name"), targets[sheet.get(_RELATION)], strings
            )
            for sheet in _xml(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet")
        }


def _sheet(archive: zipfile.ZipFile, name: str, target: str, strings: list[str]) -> Sheet:
    page = _xml(archive, f"xl/{target}")
    relations = f"xl/worksheets/_rels/{target.rsplit('/', 1)[-1]}.rels"
    linked = _xml(archive, relations) if relations in archive.namelist() else []
    tables = [
        _xml(archive, "xl/" + one.get("Target").removeprefix("../")).get("ref")
        for one in linked
        if one.get("Type").endswith("/table")
    ]
    return Sheet(
        name, dict(_cells(page, strings)), tuple(tables), len(list(page.iter(f"{_MAIN}mergeCell")))
    )


def _cells(page: ElementTree.Element, strings: list[str]) -> Iterator[tuple[tuple[int, str], Cell]]:
    for cell in page.iter(f"{_MAIN}c"):
        letters = cell.get("r").rstrip("0123456789")
        stored = cell.find(f"{_MAIN}v")
        if stored is not None:
            value = strings[int(stored.text)] if cell.get("t") == "s" else float(stored.text)
            formula = cell.find(f"{_MAIN}f") is not None
            yield (int(cell.get("r").removeprefix(letters)), letters), Cell(value, formula)


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 written by this project


def table_cells(sheet: Sheet) -> list[list[Cell | None]]:
    """Return the cells of a sheet's one table, row by row, the headings first."""
    (place,) = sheet.tables
    first, last = place.split(":")
    left, right = (one.rstrip("0123456789") for one in (first, last))
    columns = [chr(code) for code in range(ord(left), ord(right) + 1)]
    rows = range(int(first.removeprefix(left)), int(last.removeprefix(right)) + 1)
    return [[sheet.cells.get((row, column)) for column in columns] for row in rows]
