"""The figure ledger: every number on a page goes through here.

A :class:`Fact` is a number with what it is and where it came from. :meth:`Ledger.html` writes it
for a page as ``<data value="…" id="…">``; :meth:`Ledger.label` writes it for a drawing, which names
the entry's id. Both record it, so that each printed figure can be followed to its source.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.framework.units import format_value


@dataclass(frozen=True)
class Fact:
    """A number and where it came from.

    Attributes
    ----------
    name : str
        What the number is of: a measure_id, or the name of a count.
    kind : str
        ``reported``, ``target``, ``recomputed``, ``difference``, ``benchmark``, ``tolerance``,
        ``count``, ``parameter`` or ``stated`` (a number in words of the data).
    value, unit, decimals
        The raw value, its unit, and the decimals shown.
    period : str
        As in files; empty for a count.
    formula : str
        How it was computed, in words; empty for a reported figure.
    file, line, source_id, source_line
        Where a reported figure stands: file and line of the data, document and line of the source.
    as_printed : str
        The source's own token, where the page quotes it instead of formatting the value.
    """

    name: str
    kind: str
    value: float
    unit: str = "count"
    decimals: int = 0
    period: str = ""
    formula: str = ""
    file: str = ""
    line: int | None = None
    source_id: str = ""
    source_line: int | None = None
    as_printed: str = ""

    @property
    def text(self) -> str:
        """The number as shown: the source's own token if that is quoted, else formatted."""
        return self.as_printed or format_value(self.value, self.unit, self.decimals)


@dataclass(frozen=True)
class Entry:
    """A fact as shown once on a page."""

    id: str
    page: str
    text: str
    fact: Fact


@dataclass
class Ledger:
    """The entries of one page, in the order they were written."""

    page: str
    entries: list[Entry] = field(default_factory=list)
    _uses: dict[str, int] = field(default_factory=dict)

    def html(self, fact: Fact) -> Markup:
        """Write a fact for a page and record it."""
        entry = self._record(fact)
        return Markup('<data value="{}" id="{}">{}</data>').format(
            _bare(fact.value), entry.id, entry.text
        )

    def label(self, fact: Fact) -> Entry:
        """Record a fact that a drawing writes as text; the drawing carries the entry's id."""
        return self._record(fact)

    def records(self) -> list[dict[str, Any]]:
        """Return the entries as plain records: one is a figure shown once."""
        return [
            {"id": entry.id, "page": entry.page, "text": entry.text} | asdict(entry.fact)
            for entry in self.entries
        ]

    def _record(self, fact: Fact) -> Entry:
        stem = "--".join(
            "-".join(part.lower().split()) for part in (fact.name, fact.period, fact.kind) if part
        )
        self._uses[stem] = self._uses.get(stem, 0) + 1
        use = self._uses[stem]
        entry = Entry(
            id=f"f--{stem}" if use == 1 else f"f--{stem}--{use}",
            page=self.page,
            text=fact.text,
            fact=fact,
        )
        self.entries.append(entry)
        return entry


def _bare(value: float) -> str:
    """Write the raw value as a reader of the page's source would type it."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def count(name: str, number: int, of: str) -> Fact:
    """Return the fact that there are so many of something; ``of`` says what was counted."""
    return Fact(name=name, kind="count", value=float(number), formula=f"number of {of}")


def line_number(value: object) -> int | None:
    """Return a line number from a cell that may be text, a number or missing."""
    return None if value is None or pd.isna(value) else int(str(value).split(".")[0])
