"""Small tables for tests, written as files and read back as the project reads its own."""

import csv

from spf_lib.framework.tables import read_table

FILE = "table.csv"


def read_text(folder, schema, text, numbers=()):
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    (folder / FILE).write_bytes(content)
    return read_table(folder / FILE, FILE, schema, numbers)


def read_rows(folder, schema, *rows, numbers=()):
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(schema.columns), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return read_table(folder / FILE, FILE, schema, numbers)


def said(table):
    """Return each fault once as (line, column, value, expected), in order of line."""
    return sorted(
        {(fault.line, fault.column, fault.value, fault.expected) for fault in table.faults}
    )
