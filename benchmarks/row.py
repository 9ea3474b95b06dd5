"""A row of the table of benchmarks: a job, its yardstick, the goal, and whether it is met."""

from collections.abc import Sequence
from dataclasses import dataclass


class Skipped(Exception):
    """A row cannot be measured here; the message says why."""


@dataclass(frozen=True)
class Row:
    """One job set against its yardstick.

    Attributes
    ----------
    job, against : str
        What is timed, and what it is set against.
    ours, theirs : float
        Of both, in ``unit``.
    at_most : float
        The goal: the highest ratio of ours to theirs.
    also : bool
        Whether the goal's other conditions, if it has any, are met; ``notes`` tell them.
    notes : tuple of str
        What the numbers leave out.
    unit : str
        Of ``ours`` and ``theirs``.
    """

    job: str
    against: str
    ours: float
    theirs: float
    at_most: float
    also: bool = True
    notes: tuple[str, ...] = ()
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Return ours over theirs."""
        return self.ours / self.theirs

    @property
    def met(self) -> bool:
        """Return whether the goal is met."""
        return self.ratio <= self.at_most and self.also


def as_ratio(ratio: float) -> str:
    """Write a ratio: as a number from 1 up, as a fraction below."""
    return f"{ratio:.2f}" if ratio >= 1 else f"1/{1 / ratio:.1f}"


def as_goal(ratio: float) -> str:
    """Write the highest ratio that meets a goal."""
    return f"at most {ratio:g}" if ratio >= 1 else f"at most 1/{1 / ratio:g}"


def as_amount(amount: float, unit: str) -> str:
    """Write seconds, or another amount, with two digits or more."""
    if unit == "s" and amount < 0.1:
        return f"{1000 * amount:.1f} ms"
    digits = 2 if amount < 10 else 1 if amount < 100 else 0
    return f"{amount:,.{digits}f} {unit}"


def as_spread(took: Sequence[float]) -> str:
    """Say of how many times, in seconds, a row tells the median, and how far they lie apart."""
    return f"median of {len(took)}, from {min(took):.2f} to {max(took):.2f} s"


def as_markdown(rows: list[Row]) -> str:
    """Lay rows out as a Markdown table, with the notes below."""
    lines = [
        "| job | ours | against | yardstick | ratio | goal | met |",
        "|---|--:|---|--:|--:|---|---|",
    ]
    notes = []
    for row in rows:
        mark = ""
        if row.notes:
            notes.append(f"{len(notes) + 1}. {'; '.join(row.notes)}.")
            mark = f" ({len(notes)})"
        cells = (
            row.job + mark,
            as_amount(row.ours, row.unit),
            row.against,
            as_amount(row.theirs, row.unit),
            as_ratio(row.ratio),
            as_goal(row.at_most),
            "yes" if row.met else "**no**",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", *notes])
