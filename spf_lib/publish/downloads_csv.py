"""A table of an edition as CSV, and what describes it: CSVW metadata and a data package.

A text that a spreadsheet would run as a formula gets an apostrophe in front. Numbers stay bare, and
so do signs without letters (``-7.1%``, ``---``): they can do no more than be a number.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from spf_lib.publish.downloads_columns import Column, Kind
from spf_lib.publish.downloads_tables import OpenTable

LICENCE_ID = "OGL-UK-3.0"
LICENCE_TITLE = "Open Government Licence v3.0"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
GROUP_METADATA = "csv-metadata.json"
PACKAGE = "datapackage.json"
_ALWAYS_RUN = ("=", "@", "\t", "\r")
_SIGNS = ("+", "-")
# Enough to drop what binary fractions add to a difference; no figure has as many decimals.
_DECIMALS = 9
_CSVW_TYPES: Mapping[Kind, Any] = {
    "text": "string",
    "number": "decimal",
    "whole": "integer",
    "date": "date",
    "yes_no": {"base": "boolean", "format": "true|false"},
}
_FIELD_TYPES: Mapping[Kind, str] = {
    "text": "string",
    "number": "number",
    "whole": "integer",
    "date": "date",
    "yes_no": "boolean",
}


def csv_file(table: OpenTable) -> str:
    """Return the name of a table's file."""
    return f"{table.name}.csv"


def metadata_file(table: OpenTable) -> str:
    """Return the name of the file that describes a table, where CSVW looks for it."""
    return f"{csv_file(table)}-metadata.json"


def csv_text(table: OpenTable) -> str:
    """Write a table as CSV: a header, lines ended by CR LF, empty for missing."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    columns = [
        [cell_text(cell, column.kind) for cell in table.cells[column.name]]
        for column in table.columns
    ]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


def cell_text(cell: Any, kind: Kind) -> str:
    """Write one cell of a CSV file, empty for none; a text is harmless in a spreadsheet."""
    if cell is None:
        return ""
    match kind:
        case "number" | "whole":
            return str(plain_number(cell))
        case "yes_no":
            return "true" if cell else "false"
        case "date":
            return str(cell)
        case _:
            return harmless(str(cell))


def plain_number(cell: Any) -> int | float:
    """Return a number as it is written: whole if it is, without binary dust."""
    number = round(float(cell), _DECIMALS)
    return int(number) if number.is_integer() else number


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    signed = text.startswith(_SIGNS) and any(letter.isalpha() for letter in text)
    return f"'{text}" if signed or text.startswith(_ALWAYS_RUN) else text


def column_description(column: Column) -> str:
    """Say what a column holds, and what an empty cell means."""
    if column.required:
        return f"{column.description}."
    meaning = "not available" if column.empty == "x" else "not applicable"
    return f"{column.description}. Empty: {meaning}."


def table_metadata(table: OpenTable, edition_title: str, publisher: str) -> dict[str, Any]:
    """Describe one table in CSVW, for the file beside it."""
    return {"@context": _context(), **_described(table, edition_title, publisher)}


def group_metadata(
    tables: Iterable[OpenTable], edition_title: str, publisher: str
) -> dict[str, Any]:
    """Describe the tables of an edition in CSVW, with the keys that join them."""
    described = []
    for table in tables:
        one = _described(table, edition_title, publisher)
        if table.of_measures:
            reference = {"resource": "measures.csv", "columnReference": ["measure_id"]}
            keys = [{"columnReference": ["measure_id"], "reference": reference}]
            one["tableSchema"]["foreignKeys"] = keys
        described.append(one)
    return {
        "@context": _context(),
        "dc:title": f"SPF Book, {edition_title}: open data",
        "dc:publisher": publisher,
        "dc:license": {"@id": LICENCE_ADDRESS},
        "tables": described,
    }


def data_package(
    edition_id: str,
    edition_title: str,
    publisher: str,
    files: Mapping[str, bytes],
    tables: Iterable[OpenTable],
) -> dict[str, Any]:
    """Describe the tables of an edition as a Frictionless data package.

    Parameters
    ----------
    edition_id, edition_title : str
        Such as ``2019-20-Q2`` and ``Quarter 2 2019/20``.
    publisher : str
        The council.
    files : mapping of str to bytes
        The files as written, by name: each table's is weighed and hashed.
    tables : iterable of OpenTable
        What they hold.
    """
    return {
        "profile": "tabular-data-package",
        "name": f"spf-{edition_id.lower()}",
        "title": f"SPF Book, {edition_title}: open data",
        "licenses": [{"name": LICENCE_ID, "title": LICENCE_TITLE, "path": LICENCE_ADDRESS}],
        "contributors": [{"title": publisher, "role": "publisher"}],
        "resources": [_resource(table, files[csv_file(table)]) for table in tables],
    }


def json_text(content: Any) -> str:
    """Write JSON as it stands in the downloads."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _context() -> list[Any]:
    return ["http://www.w3.org/ns/csvw", {"@language": "en"}]


def _described(table: OpenTable, edition_title: str, publisher: str) -> dict[str, Any]:
    return {
        "url": csv_file(table),
        "dc:title": f"{table.title}, {edition_title}",
        "dc:description": table.row,
        "dc:publisher": publisher,
        "dc:license": {"@id": LICENCE_ADDRESS},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "dc:description": column_description(column),
                    "datatype": _CSVW_TYPES[column.kind],
                    "required": column.required,
                }
                for column in table.columns
            ],
            "primaryKey": list(table.key),
        },
    }


def _resource(table: OpenTable, written: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "title": column.title,
                "description": column_description(column),
                "type": _FIELD_TYPES[column.kind],
                **({"constraints": {"required": True}} if column.required else {}),
            }
            for column in table.columns
        ],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.of_measures:
        reference = {"resource": "measures", "fields": ["measure_id"]}
        schema["foreignKeys"] = [{"fields": ["measure_id"], "reference": reference}]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.row,
        "path": csv_file(table),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
        "schema": schema,
    }
