"""What a page follows from, in short: its key.

A page's key holds the hash of its filled template, its parameters, each table it reads (the rows of
its chapter alone, where it is a chapter's page), each file of code it uses, and the lock file. A
page whose key is unchanged need not be executed again.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
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


class PageKeys:
    """Works out the keys of an edition's pages, each when it is asked for.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition : EditionParameters
        Whose pages.
    code : Code
        The library that makes them.
    editions : Editions
        The project's editions, assessed.
    """

    def __init__(
        self, root: Path, edition: EditionParameters, code: Code, editions: Editions
    ) -> None:
        self._root = root
        self._edition = edition
        self._code = code
        self._editions = editions

    def of(self, filled: FilledPage) -> PageKey:
        """Return everything a page follows from, by name, each with the hash of its content.

        The names are ``template``, ``parameters``, ``packages``, ``table <name>`` and
        ``code <name>``.
        """
        notebook, parameters = filled.notebook, filled.page.parameters
        own = self._edition.edition
        group = parameters.get("group")
        reads = tables_listed(notebook, READS)
        rows = chapter_rows(self._editions[own], group, reads) if group else {}
        read = {f"table {name}": self._tables[own].hash_of(name, rows.get(name)) for name in reads}
        told = sorted(set(parameters.values()) & set(self._tables))
        compared = {
            f"table {name} of {edition_id}": self._tables[edition_id].hash_of(name, None)
            for edition_id in (*told, own)
            for name in tables_listed(notebook, COMPARES)
        }
        return {
            **self._shared,
            **_named("code", self._code.used_by(notebook)),
            **read,
            **compared,
            "template": _text_hash(filled.text),
            "parameters": _text_hash(json.dumps([filled.parameters, self._edition.status])),
        }

    @cached_property
    def _tables(self) -> Mapping[str, "_HashedTables"]:
        told_of = editions_told_of(self._root, self._edition)
        return {name: _HashedTables(tables(self._editions[name])) for name in told_of}

    @cached_property
    def _shared(self) -> PageKey:
        """What all pages follow from."""
        executor = _named("code", self._code.used_from([_EXECUTOR]))
        return {"packages": packages_hash(self._root)} | executor


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
