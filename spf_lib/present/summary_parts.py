"""What the sections of a summary are made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from spf_lib.framework.fact import Fact
from spf_lib.present.ledger import count
from spf_lib.present.statement import Statement


@dataclass(frozen=True)
class SummarySection:
    """A part of the summary.

    Attributes
    ----------
    key, title : str
        Its name in addresses, and its heading.
    lead : tuple of Statement
        What it says as a whole.
    items : tuple of tuple of Statement
        One entry is what it says of a measure, which the first sentence names.
    """

    key: str
    title: str
    lead: tuple[Statement, ...]
    items: tuple[tuple[Statement, ...], ...]

    @property
    def sentences(self) -> tuple[Statement, ...]:
        """Every sentence in reading order."""
        return (*self.lead, *(sentence for item in self.items for sentence in item))


def summary_count(name: str, counted: Iterable[str], of: str) -> Fact:
    """Return a count of the summary; see :func:`spf_lib.present.ledger.count`."""
    return count(f"summary--{name}", counted, of)


def lead_of(template: str, counts: Iterable[Fact] = (), **names: str) -> Statement:
    """Write a lead; its count slots are ``{n1}``, ``{n2}``, ``{n3}``."""
    numbers = {f"n{place}": number for place, number in enumerate(counts, start=1)}
    return Statement("lead", "", template, numbers, names, "lead")


def measures_word(number: int) -> str:
    """Return "measure" or "measures"."""
    return "measure" if number == 1 else "measures"


def measures_are(number: int) -> str:
    """Return "measure is" or "measures are"."""
    return "measure is" if number == 1 else "measures are"
