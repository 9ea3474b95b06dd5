"""The rows of a table, grouped by what they are about."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

Rows = Mapping[Hashable, Sequence[Any]]


def rows_by(table: pd.DataFrame, *columns: str) -> Rows:
    """Group the rows of a table by key, each group in the order of the table.

    Narrowing a table to one key and reading that costs about what it costs to lay the whole table
    out, so this is for who asks for many keys.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table.
    *columns : str
        The column of the keys, or several: then a key is the tuple of their values.

    Returns
    -------
    mapping of key to sequence of named tuple
        The rows as :meth:`pandas.DataFrame.itertuples` gives them; a key without rows is absent.
    """
    cells = [table[name] for name in columns]
    keys = cells[0] if len(cells) == 1 else zip(*cells, strict=True)
    grouped: dict[Hashable, list[Any]] = {}
    for key, row in zip(keys, table.itertuples(), strict=True):
        grouped.setdefault(key, []).append(row)
    return grouped


def by_measure(records: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Group the records of a table by what measure they are of, each group in its order."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        grouped.setdefault(record["measure_id"], []).append(record)
    return grouped
