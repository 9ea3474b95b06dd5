"""The figure ledger: every number on a page goes through here.

A :class:`Fact` is a number with what it is and where it came from. :meth:`Ledger.html` writes it
for a page as ``<data value="…" id="…">``; :meth:`Ledger.label` writes it for a drawing, which names
the entry's id. Both record it, so that each printed figure can be followed to its source.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.framework.fact import Fact


@dataclass(frozen=True)
class Entry:
    """A fact as shown once on a page, in its text or (``drawn``) as text of a drawing."""

    id: str
    page: str
    text: str
    fact: Fact
    drawn: bool


@dataclass
class Ledger:
    """The entries of one page, in the order they were written."""

    page: str
    entries: list[Entry] = field(default_factory=list)
    _uses: dict[str, int] = field(default_factory=dict)

    def html(self, fact: Fact) -> Markup:
        """Write a fact for a page and record it."""
        entry = self._record(fact, drawn=False)
        return Markup('<data value="{}" id="{}">{}</data>').format(
            _bare(fact.value), entry.id, entry.text
        )

    def label(self, fact: Fact) -> Entry:
        """Record a fact that a drawing writes as text; the drawing carries the entry's id."""
        return self._record(fact, drawn=True)

    def records(self) -> list[dict[str, Any]]:
        """Return the entries as plain records.

        One record is a figure shown once or, with ``shown`` false, a figure that no place of the
        page shows and another was computed from. ``computed_from`` holds the ids of such figures.
        """
        known = {entry.fact: entry.id for entry in reversed(self.entries)}
        uses = dict(self._uses)
        records = [
            {"id": entry.id, "page": self.page, "shown": True} | _plain(entry.fact)
            for entry in self.entries
        ]
        facts = [entry.fact for entry in self.entries]
        # The list grows while it is read: what lies behind a figure may itself be computed.
        for record, fact in zip(records, facts, strict=False):
            for behind in fact.computed_from:
                if behind not in known:
                    known[behind] = _next_id(behind, uses)
                    facts.append(behind)
                    hidden = {"id": known[behind], "page": self.page, "shown": False}
                    records.append(hidden | _plain(behind))
            record["computed_from"] = [known[behind] for behind in fact.computed_from]
        return records

    def _record(self, fact: Fact, *, drawn: bool) -> Entry:
        entry = Entry(_next_id(fact, self._uses), self.page, fact.text, fact, drawn)
        self.entries.append(entry)
        return entry


def _next_id(fact: Fact, uses: dict[str, int]) -> str:
    """Return an id that no other figure of the page has, and count its use."""
    stem = "--".join(
        "-".join(part.lower().split()) for part in (fact.name, fact.period, fact.kind) if part
    )
    uses[stem] = uses.get(stem, 0) + 1
    return f"f--{stem}" if uses[stem] == 1 else f"f--{stem}--{uses[stem]}"


def _plain(fact: Fact) -> dict[str, Any]:
    """Return a fact as a plain record; what it was computed from is filled in by its ledger."""
    cells = {field.name: getattr(fact, field.name) for field in fields(fact)}
    return {"text": fact.text} | cells | {"computed_from": [], "counted": list(fact.counted)}


def _bare(value: float) -> str:
    """Write the raw value as a reader of the page's source would type it."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def count(name: str, counted: Iterable[str], of: str) -> Fact:
    """Return the fact that there are so many of something.

    Parameters
    ----------
    name : str
        Of the count.
    counted : iterable of str
        The keys of the rows counted.
    of : str
        What was counted.
    """
    keys = tuple(counted)
    return Fact(
        name=name, kind="count", value=float(len(keys)), formula=f"number of {of}", counted=keys
    )


def row_keys(rows: pd.DataFrame, file: str) -> list[str]:
    """Return keys of rows that have none of their own: the file and line each ends on."""
    return [f"{file}:{line}" for line in rows.index]


def line_number(value: object) -> int | None:
    """Return a line number from a cell that may be text, a number or missing."""
    return None if value is None or pd.isna(value) else int(str(value).split(".")[0])
