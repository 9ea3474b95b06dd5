"""Reading one CSV table and saying everything that is wrong with it.

A table is checked against a schema of text cells; the index of the frame is the line of the
file on which each row ends, so that a fault names the line an editor shows.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from spf_lib.framework.contract import TableSchema


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one cell: where it stands, what it says, and what would be right."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        return (
            f"{self.file}, line {self.line}, column {self.column}: "
            f"{self.value!r} should be {self.expected}"
        )


class BadInput(Exception):
    """The input has faults; all of them are listed and nothing was written."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(sorted(set(faults)))
        count = len(self.faults)
        listed = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{count} {'fault' if count == 1 else 'faults'} in the input:\n{listed}")


@dataclass(frozen=True)
class Table:
    """A table as read: its rows and what is wrong with them."""

    rows: pd.DataFrame
    faults: tuple[Fault, ...]


def read_table(path: Path, name: str, schema: TableSchema, numbers: Iterable[str]) -> Table:
    """Read a CSV file against a schema of text cells.

    Parameters
    ----------
    path : Path
        The file; UTF-8 with a header.
    name : str
        How faults name the file, relative to the project's folder.
    schema : TableSchema
        What the table should hold; one column for each column of the file.
    numbers : iterable of str
        The columns turned into floats once they are known to be right.

    Returns
    -------
    Table
        Rows indexed by line of the file, empty cells missing; all faults, none raised.
    """
    try:
        header, rows, lines = _read_cells(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return _unreadable(name, schema, f"a readable UTF-8 CSV file ({error})")
    wanted = list(schema.columns)
    if sorted(header) != sorted(wanted):
        return _unreadable(name, schema, _header_expected(header, wanted), ",".join(header))
    ragged = [
        Fault(name, line, "(row)", ",".join(row), f"{len(header)} cells, not {len(row)}")
        for line, row in zip(lines, rows, strict=True)
        if len(row) != len(header)
    ]
    if ragged:
        return Table(empty_rows(schema), tuple(ragged))
    columns = list(zip(*rows, strict=True)) or [()] * len(header)
    frame = _frame(header, columns, lines)[wanted]
    if not schema.is_kept(dict(zip(header, columns, strict=True)), frame):
        # Here and not above: most tables are whole, and pandera takes as long as half of pandas.
        from spf_lib.framework.contract_faults import failure_cases

        if faults := tuple(_faults(name, failure_cases(schema, frame), frame)):
            return Table(frame, faults)
    for column in numbers:
        frame[column] = pd.to_numeric(frame[column])
    return Table(frame, ())


def without_consequences(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Drop the dangling keys that only follow from a table that could not be read."""
    faults = tuple(faults)
    # Keys point at tables of the framework; a return may have a table of the same name.
    unread = {
        Path(fault.file).name
        for fault in faults
        if fault.column in ("(header)", "(row)") and Path(fault.file).parent.name == "framework"
    }
    return tuple(
        fault
        for fault in faults
        if not any(f"in {name}" in fault.expected and "stand" in fault.expected for name in unread)
    )


def empty_rows(schema: TableSchema) -> pd.DataFrame:
    """Return a frame with the columns of a schema and no row."""
    return pd.DataFrame(
        {column: pd.Series([], dtype="str") for column in schema.columns},
        index=pd.Index([], name="line", dtype="int64"),
    )


def _read_cells(path: Path) -> tuple[list[str], list[list[str]], list[int]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader, [])
        rows, lines = [], []
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
    return header, rows, lines


def _frame(header: list[str], columns: list[tuple[str, ...]], lines: list[int]) -> pd.DataFrame:
    """Make a frame of text cells, missing where empty."""
    cells = np.empty((len(lines), len(header)), dtype="object")
    for place, column in enumerate(columns):
        cells[:, place] = [cell or np.nan for cell in column]
    return pd.DataFrame(cells, columns=header, index=pd.Index(lines, name="line"), dtype="str")


def _unreadable(name: str, schema: TableSchema, expected: str, value: str = "") -> Table:
    return Table(empty_rows(schema), (Fault(name, 1, "(header)", value, expected),))


def _header_expected(header: list[str], wanted: list[str]) -> str:
    missing = ", ".join(column for column in wanted if column not in header) or "none"
    unknown = ", ".join(column for column in header if column not in wanted) or "none"
    twice = ", ".join(sorted({column for column in header if header.count(column) > 1})) or "none"
    return f"the contract's columns (missing: {missing}; unknown: {unknown}; twice: {twice})"


_EXPECTED = {
    "not_nullable": "filled in",
    "multiple_fields_uniqueness": "a key that no other row has",
    "field_uniqueness": "a key that no other row has",
}


def _faults(name: str, cases: pd.DataFrame, frame: pd.DataFrame) -> Iterable[Fault]:
    twice: set[int] = set()
    for case in cases.itertuples():
        line, check = int(case.index), str(case.check)
        if check == "multiple_fields_uniqueness":
            if line in twice:
                continue
            twice.add(line)
        if case.schema_context == "DataFrameSchema" and check not in _EXPECTED:
            # A rule across columns is written "column: what would be right".
            column, check = check.split(": ", maxsplit=1)
        else:
            column = str(case.column)
        cell = frame.at[line, column]
        yield Fault(
            name, line, column, "" if pd.isna(cell) else str(cell), _EXPECTED.get(check, check)
        )
