"""What a page follows from, in short: its key.

A page's key holds the hash of its filled template, its parameters, each table it reads (the rows of
its chapter alone, where it is a chapter's page), each file of code it uses, and the lock file. A
page whose key is unchanged need not be executed again.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from spf_lib.assess.narrowing import BoolArray, chapter_rows, tables
from spf_lib.publish.code_used import Code
from spf_lib.publish.editions import EditionParameters, editions_told_of
from spf_lib.publish.packages import packages_hash
from spf_lib.publish.store import Editions
from spf_lib.publish.templates import FilledPage, tables_listed

# What executes a page, whichever page it is.
_EXECUTOR = "spf_lib.publish.execute"

# What a template calls its list of tables: of its own edition, and of those it compares.
READS, COMPARES = "reads", "compares"

PageKey = Mapping[str, str]


def page_keys(
    root: Path,
    edition: EditionParameters,
    pages: Iterable[FilledPage],
    code: Code,
    editions: Editions,
) -> Iterator[tuple[FilledPage, PageKey]]:
    """Work out the key of each page of an edition, one after another.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition : EditionParameters
        Whose pages.
    pages : iterable of FilledPage
        The pages.
    code : Code
        The library that makes them.
    editions : Editions
        The project's editions, assessed.

    Yields
    ------
    tuple of FilledPage and PageKey
        A page, and everything it follows from, by name: ``template``, ``parameters``,
        ``packages``, ``table <name>`` and ``code <name>``, each with the hash of its content.
    """
    told_of = {name: editions[name] for name in editions_told_of(root, edition)}
    own = told_of[edition.edition]
    hashed = {name: _HashedTables(tables(assessed)) for name, assessed in told_of.items()}
    shared = {"packages": packages_hash(root)} | _named("code", code.used_from([_EXECUTOR]))
    for one in pages:
        filled, parameters = one.notebook, one.page.parameters
        group = parameters.get("group")
        rows = chapter_rows(own, group) if group else {}
        read = {
            f"table {name}": hashed[edition.edition].hash_of(name, rows.get(name))
            for name in tables_listed(filled, READS)
        }
        told = sorted(set(parameters.values()) & set(told_of))
        compared = {
            f"table {name} of {edition_id}": hashed[edition_id].hash_of(name, None)
            for edition_id in (*told, edition.edition)
            for name in tables_listed(filled, COMPARES)
        }
        key = {
            **shared,
            **_named("code", code.used_by(filled)),
            **read,
            **compared,
            "template": _text_hash(one.text),
            "parameters": _text_hash(json.dumps([one.parameters, edition.status])),
        }
        yield one, key


class _HashedTables:
    """The tables of an edition, each row hashed once, for as many chapters as there are."""

    def __init__(self, named: Mapping[str, Any]) -> None:
        self._tables = named
        self._rows: dict[str, npt.NDArray[Any]] = {}

    def hash_of(self, name: str, rows: BoolArray | None) -> str:
        """Return the SHA-256 of a table, or of some of its rows."""
        if name not in self._rows:
            self._rows[name] = _row_hashes(self._tables[name])
        hashes = self._rows[name]
        kept = hashes if rows is None else hashes[rows]
        return hashlib.sha256(_columns(self._tables[name]) + kept.tobytes()).hexdigest()


def _columns(table: object) -> bytes:
    if not isinstance(table, pd.DataFrame):
        return b""
    return repr([(name, str(kind)) for name, kind in table.dtypes.items()]).encode()


def _row_hashes(table: object) -> npt.NDArray[Any]:
    if isinstance(table, pd.DataFrame):
        # Only the line of a file is more than a row's place, and a page may show it.
        lines = bool(table.index.name)
        return np.asarray(pd.util.hash_pandas_object(table, index=lines))
    parts = table.items() if isinstance(table, Mapping) else [table]
    return np.array([_text_hash(repr(part)) for part in parts], dtype="S64")


def _named(kind: str, hashes: Mapping[str, str]) -> dict[str, str]:
    return {f"{kind} {name}": found for name, found in hashes.items()}


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
