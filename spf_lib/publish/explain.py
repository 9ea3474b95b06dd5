"""A figure's whole derivation as text: down to the rows and source lines, with the worked sums."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import pandas as pd

from spf_lib.figures.returns import returns_folder
from spf_lib.framework.catalogue import FOLDER
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.ledger_files import LEDGER_NAME, EditionLedger, Record
from spf_lib.publish.worked_sums import worked_sum

_PRINTED = ("value_as_printed", "target_as_printed")
_MOST_COUNTED = 8
_ON_A_MEASURE = ("breakdown", "benchmark", "stated", "parameter", "tolerance")


def is_figure(key: str) -> bool:
    """Tell whether a key is a figure's id, alone or with its page, and not a measure."""
    return key.rpartition("#")[2].startswith("f--")


def ledger_with(key: str, ledgers: Sequence[EditionLedger]) -> EditionLedger:
    """Return the ledger that says most of a figure id or a measure, the first of equals."""
    own = key.rpartition("#")[2]
    column = "id" if is_figure(key) else "name"
    return max(ledgers, key=lambda one: sum(record[column] == own for record in one.records))


def explain_figure(root: Path, ledger: EditionLedger, key: str) -> str:
    """Explain a figure by its id, alone (``f--…``) or with its page (``summary#f--…``).

    Raises
    ------
    BadInput
        If the ledger has no such figure.
    """
    page, _, own_id = key.rpartition("#")
    found = [
        record
        for record in ledger.records
        if record["id"] == own_id and page in ("", record["page"])
    ]
    if not found:
        raise _unknown(ledger, key, {record["id"] for record in ledger.records})
    trees = ["\n".join(_tree(root, ledger, record)) for record in _distinct(found)]
    return "\n\n".join(trees)


def explain_measure(root: Path, ledger: EditionLedger, scorecard: pd.DataFrame, key: str) -> str:
    """Explain a measure: its rating with the worked sum, and every figure computed for it.

    Parameters
    ----------
    root : Path
        The project's folder.
    ledger : EditionLedger
        Of the edition.
    scorecard : pandas.DataFrame
        One row is a measure.
    key : str
        The measure_id.

    Raises
    ------
    BadInput
        If the edition has no such measure.
    """
    rows = scorecard.set_index("measure_id", drop=False)
    if key not in rows.index:
        raise _unknown(ledger, key, set(rows.index))
    row = rows.loc[key]
    own = [
        record
        for record in ledger.records
        if record["page"] == row["chapter_id"]
        and record["name"].split("--")[0] == key
        and record["kind"] not in _ON_A_MEASURE
        and (record["computed_from"] or record["period"] in ("", row["period"]))
    ]
    said = [f"{key}: {row['title']}", f"Rating: {row['reason']}"]
    trees = ["\n".join(_tree(root, ledger, record)) for record in _distinct(own)]
    return "\n\n".join(["\n".join(said), *trees])


def _unknown(ledger: EditionLedger, key: str, known: set[str]) -> BadInput:
    near = get_close_matches(key.rpartition("#")[2], sorted(known), n=3, cutoff=0.5)
    expected = f"a figure id or a measure of the edition, such as {', '.join(near) or min(known)}"
    return BadInput([Fault(f"book/{ledger.edition_id}/{LEDGER_NAME}", 1, "id", key, expected)])


def _distinct(records: Iterable[Record]) -> list[Record]:
    """Keep one record of each figure: the same name, kind, period, value and text."""
    found: dict[tuple[object, ...], Record] = {}
    for record in records:
        what = tuple(record[name] for name in ("name", "kind", "period", "value", "text"))
        found.setdefault(what, record)
    return list(found.values())


def _tree(root: Path, ledger: EditionLedger, record: Record, indent: str = "") -> Iterator[str]:
    behind = ledger.behind(record)
    what = ", ".join(part for part in (record["name"], record["period"], record["kind"]) if part)
    place = f" [{record['page']}#{record['id']}]" if record["shown"] else ""
    yield f"{indent}{record['text']}: {what}{place}"
    inner = f"{indent}    "
    if record["formula"]:
        yield f"{inner}{record['formula']}"
    worked = worked_sum(record, behind)
    if worked:
        yield f"{inner}worked: {worked.text}"
    yield from (f"{inner}{line}" for line in _origin(root, record))
    if record["counted"]:
        more = len(record["counted"]) - _MOST_COUNTED
        listed = ", ".join(record["counted"][:_MOST_COUNTED])
        yield f"{inner}rows: {listed}" + (f" and {more} more" if more > 0 else "")
    for part in _distinct(behind):
        yield from _tree(root, ledger, part, inner)


def _origin(root: Path, record: Record) -> Iterator[str]:
    if record["file"]:
        line = f", line {record['line']}" if record["line"] else ""
        printed = _printed(root / record["file"], record["line"])
        yield f"{record['file']}{line}{printed}"
    if record["source_id"]:
        yield f"source {record['source_id']}, line {record['source_line']}"


def _printed(path: Path, line: int | None) -> str:
    """Say how a row of the data was printed in the source, if the file tells."""
    if line is None or path.suffix != ".csv" or not path.is_file():
        return ""
    row = _rows(path).get(line, {})
    printed = next((row[name] for name in _PRINTED if row.get(name)), "")
    return f": printed “{printed}”" if printed else ""


@lru_cache(maxsize=32)
def _rows(path: Path) -> dict[int, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return dict((reader.line_num, row) for row in reader)  # noqa: C402 the line is the reader's


def trace(root: Path, ledger: EditionLedger, token: str) -> list[str]:
    """Find every place where a value stands as printed: on the pages, then in the data.

    Parameters
    ----------
    root : Path
        The project's folder.
    ledger : EditionLedger
        Of the edition, whose return is searched with the framework.
    token : str
        The value as printed, such as ``62%``.

    Returns
    -------
    list of str
        One line a place; empty if the value stands nowhere.
    """
    on_pages = [
        f"{ledger.edition_id}/{record['page']}#{record['id']}: {record['name']}, {record['kind']}"
        + (f", {record['period']}" if record["period"] else "")
        + "".join(f"; {origin}" for origin in _origin(root, record))
        for record in ledger.records
        if record["shown"] and record["text"] == token
    ]
    in_data = [
        f"{path.relative_to(root).as_posix()}, line {line}, column {column}: {_around(cell, token)}"
        for folder in (FOLDER, returns_folder(ledger.edition_id))
        for path in sorted((root / folder).glob("*.csv"))
        for line, row in _rows(path).items()
        for column, cell in row.items()
        if cell and _stands_in(token, cell)
    ]
    return [*on_pages, *in_data]


def _stands_in(token: str, cell: str) -> bool:
    """Tell whether a token stands in a cell as a whole, not as part of a longer number."""
    at = cell.find(token)
    while at >= 0:
        before, after = cell[at - 1 : at], cell[at + len(token) : at + len(token) + 2]
        joined = before.isalnum() or (before in (".", ",") and cell[at - 2 : at - 1].isdigit())
        goes_on = after[:1].isalnum() or (after[:1] in (".", ",") and after[1:].isdigit())
        if not joined and not goes_on:
            return True
        at = cell.find(token, at + 1)
    return False


def _around(cell: str, token: str) -> str:
    at = cell.find(token)
    start, end = max(0, at - 40), at + len(token) + 40
    return f"{'…' if start else ''}{cell[start:end]}{'…' if end < len(cell) else ''}"
