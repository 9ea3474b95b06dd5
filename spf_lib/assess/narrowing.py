"""The part of an assessed edition that one page may read.

A page names the tables it reads, and a chapter's page sees the rows of its chapter alone. So what
a page follows from is known before it is made, and a page whose part is unchanged is unchanged.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from spf_lib.assess.edition import AssessedEdition
from spf_lib.framework.catalogue import Catalogue
from spf_lib.framework.groups import chapter_ids

BoolArray = npt.NDArray[np.bool_]

# What an edition is, not what it holds: every page may name its edition.
_ALWAYS = frozenset({"edition_id", "period"})


class UndeclaredRead(Exception):
    """A page read a table of its edition that it does not name among its ``reads``."""


class _Undeclared:
    """Stands where a table would be; any use of it raises :class:`UndeclaredRead`."""

    def __init__(self, table: str) -> None:
        self._table = table

    def _refuse(self) -> Any:
        raise UndeclaredRead(f"the page reads {self._table}: add it to the reads of its template")

    def __getattr__(self, _: str) -> Any:
        return self._refuse()

    def __getitem__(self, _: object) -> Any:
        return self._refuse()

    def __len__(self) -> int:
        return int(self._refuse())

    def __iter__(self) -> Any:
        return self._refuse()


def tables(edition: AssessedEdition) -> dict[str, Any]:
    """Return everything a page can name among its reads, by name: ``scorecard``, ``whole.people``.

    Tables inside the catalogue and the returns are named after both, with a full stop.
    """
    named: dict[str, Any] = {}
    for field in fields(edition):
        value = getattr(edition, field.name)
        if field.name in _ALWAYS:
            continue
        # The rules are one thing to read, though they have parts too.
        if is_dataclass(value) and field.name != "rules":
            for part in fields(value):
                named[f"{field.name}.{part.name}"] = getattr(value, part.name)
        else:
            named[field.name] = value
    return named


def narrowed(edition: AssessedEdition, reads: Collection[str]) -> AssessedEdition:
    """Return the edition with only some of its tables; a use of any other raises.

    Parameters
    ----------
    edition : AssessedEdition
        As assessed.
    reads : collection of str
        Names of :func:`tables`.

    Raises
    ------
    ValueError
        If a name is not one of :func:`tables`.
    """
    return _with_tables(edition, _refused(tables(edition), reads))


def of_chapter(edition: AssessedEdition, group_id: str, reads: Collection[str]) -> AssessedEdition:
    """Return the edition :func:`narrowed`, and with the rows of one chapter alone.

    Parameters
    ----------
    edition : AssessedEdition
        As assessed.
    group_id : str
        The chapter; :func:`chapter_rows` finds its rows.
    reads : collection of str
        Names of :func:`tables`.

    Raises
    ------
    ValueError
        If a name is not one of :func:`tables`.
    """
    known = tables(edition)
    refused = _refused(known, reads)
    rows = chapter_rows(edition, group_id, reads)
    return _with_tables(
        edition, refused | {name: _kept(known[name], own) for name, own in rows.items()}
    )


def _refused(known: Mapping[str, Any], reads: Collection[str]) -> dict[str, Any]:
    if unknown := sorted(set(reads) - set(known)):
        raise ValueError(f"an edition has no {', '.join(unknown)}; it has {', '.join(known)}")
    return {name: _Undeclared(name) for name in known if name not in set(reads)}


def _kept(table: Any, own: BoolArray) -> Any:
    if isinstance(table, Mapping):
        return {key: table[key] for key, kept in zip(table, own, strict=True) if kept}
    # A row's place among the others is nothing a page may depend on; its line is.
    return table[own] if table.index.name else table[own].reset_index(drop=True)


def chapter_rows(
    edition: AssessedEdition, group_id: str, names: Collection[str]
) -> dict[str, BoolArray]:
    """Find the rows of one chapter: of its measures and deliverables.

    Parameters
    ----------
    edition : AssessedEdition
        As assessed.
    group_id : str
        The chapter.
    names : collection of str
        Of the :func:`tables` to look in; in all takes as long as drawing three charts.

    Returns
    -------
    dict of str to array of bool
        For each table that is about measures or deliverables, which of its rows are the
        chapter's. Tables of all frameworks keep, as well, the rows of the measures that these
        continue, that continue them, that are the same or that they are a part of.
    """
    groups = edition.catalogue.groups
    chapter = groups["group_id"].map(chapter_ids(groups))
    own_groups = groups.loc[chapter == group_id, "group_id"]
    deliverables = edition.deliverables
    own_deliverables = deliverables.loc[deliverables["group_id"].isin(own_groups), "deliverable_id"]
    scorecard = edition.scorecard
    own = set(scorecard.loc[scorecard["chapter_id"] == group_id, "measure_id"])
    related = _related(edition.whole, own)
    found: dict[str, BoolArray] = {}
    for name, table in tables(edition).items():
        if name not in names:
            continue
        measures = related if name == "history" or name.startswith("whole.") else own
        keys = {"measure_id": measures, "deliverable_id": own_deliverables}
        if name == "returns.group_narrative":
            found[name] = table["group_id"].isin(own_groups).to_numpy()
        elif isinstance(table, Mapping):
            found[name] = np.array([key in measures for key in table], dtype=bool)
        elif isinstance(table, pd.DataFrame) and not set(keys).isdisjoint(table):
            about = [table[key].isin(own_keys) for key, own_keys in keys.items() if key in table]
            found[name] = np.logical_or.reduce(about)
    return found


def _related(whole: Catalogue, own: Collection[str]) -> set[str]:
    """Find the measures bound to some: continued, the same, or part of one, at any remove."""
    bonds = [
        (whole.continuity, "continues"),
        (whole.measures, "same_as"),
        (whole.measures, "part_of"),
    ]
    pairs = [
        pair
        for rows, bond in bonds
        for pair in rows[["measure_id", bond]].dropna().itertuples(index=False, name=None)
    ]
    found = set(own)
    while new := {key for pair in pairs if found & set(pair) for key in pair} - found:
        found |= new
    return found


def _with_tables(edition: AssessedEdition, changed: Mapping[str, Any]) -> AssessedEdition:
    direct = {name: value for name, value in changed.items() if "." not in name}
    for outer in sorted({name.split(".")[0] for name in changed if "." in name}):
        parts = {
            name.split(".")[1]: value
            for name, value in changed.items()
            if name.startswith(f"{outer}.")
        }
        direct[outer] = replace(getattr(edition, outer), **parts)
    return replace(edition, **direct)
