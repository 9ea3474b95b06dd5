"""What the sections of a summary are made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from spf_lib.assess.statement_records import Absent, MeasureFacts, Number
from spf_lib.present.statement import Statement
from spf_lib.present.wording import latest_parts, subject


@dataclass(frozen=True)
class SummarySection:
    """A part of the summary: its title, what it says as a whole, and a sentence a measure."""

    key: str
    title: str
    lead: tuple[Statement, ...]
    items: tuple[Statement, ...]


def summary_count(name: str, number: int, of: str) -> Number:
    """Return a count of the summary as a number for the ledger."""
    return Number(f"summary--{name}", "count", float(number), formula=f"number of {of}")


def lead_of(template: str, counts: Iterable[Number] = (), **names: str) -> Statement:
    """Write a lead; its count slots are ``{n1}``, ``{n2}``, ``{n3}``."""
    numbers = {f"n{place}": number for place, number in enumerate(counts, start=1)}
    return Statement("lead", "", template, numbers, names, "lead")


def measures_word(number: int) -> str:
    """Return "measure" or "measures"."""
    return "measure" if number == 1 else "measures"


def measures_are(number: int) -> str:
    """Return "measure is" or "measures are"."""
    return "measure is" if number == 1 else "measures are"


def opening_clause(facts: MeasureFacts) -> tuple[str, dict[str, str], dict[str, Number]]:
    """Return a measure's opening clause with its names and numbers."""
    if isinstance(facts.latest, Absent):
        return "{measure} has no figure", {"measure": subject(facts)}, {}
    clause, names = latest_parts(facts, facts.latest)
    return clause, names, {"value": facts.latest}
