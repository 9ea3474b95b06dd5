"""What changed between two editions, as text: counts first, then one list a kind, sorted."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from spf_lib.assess.deliverables import STATUSES
from spf_lib.assess.edition_changes import EditionChanges, edition_changes, framework_title
from spf_lib.framework.periods import period_title
from spf_lib.present.colours import RAG_STYLES
from spf_lib.publish.store import assessed_edition

_NUMBERS = ("lower", "upper")


def changes_between(root: Path, before: str, after: str) -> EditionChanges:
    """Find what differs between two editions of a project.

    Raises
    ------
    BadInput
        If an edition is not known, or the inputs have faults.
    """
    return edition_changes(assessed_edition(root, before), assessed_edition(root, after))


def changes_report(changes: EditionChanges) -> str:
    """Say what differs: a line a kind with its count, then a list a kind that has any."""
    lists = {title: sorted(lines) for title, lines in _lists(changes).items()}
    counts = [f"{title:<26}{len(lines):>5}" for title, lines in lists.items()]
    details = [
        "\n".join([f"{title}: {len(lines)}", *(f"  {line}" for line in lines)])
        for title, lines in lists.items()
        if lines
    ]
    return "\n\n".join(["\n".join([_heading(changes), *counts]), *details])


def _heading(changes: EditionChanges) -> str:
    before, after = changes.before, changes.after
    titles = f"{period_title(before.period)} to {period_title(after.period)}"
    if changes.same_framework:
        return f"{titles}, both of {framework_title(after)}"
    return f"{titles}: from {framework_title(before)} to {framework_title(after)}"


def _lists(changes: EditionChanges) -> dict[str, Iterable[str]]:
    return {
        "Measures new": _named(changes.new),
        "Measures gone": _named(changes.gone),
        "Measures continued": map(_continued, changes.continued.itertuples()),
        "Figures changed": map(_figure, changes.figures.itertuples()),
        "Colours changed": (
            f"{row.measure_id}: {_colour(row.rag_before)} to {_colour(row.rag_after)}"
            for row in changes.colours.itertuples()
        ),
        "Targets changed": (
            f"{row['measure_id']}: {_target(row, '_before')} to {_target(row, '_after')}"
            for _, row in changes.targets.iterrows()
        ),
        "Rules changed": (
            f"{row.key}: {row.before or '(missing)'} to {row.after or '(missing)'}"
            for row in changes.rules.itertuples()
        ),
        "Deliverables new": _promised(changes.deliverables_new),
        "Deliverables gone": _promised(changes.deliverables_gone),
        "Deliverables moved": (
            f"{row.deliverable_id}: {STATUSES[row.status_before]} to {STATUSES[row.status_after]}"
            for row in changes.deliverables_moved.itertuples()
        ),
    }


def _named(measures: pd.DataFrame) -> Iterable[str]:
    return (f"{row.measure_id}: {row.title}" for row in measures.itertuples())


def _promised(deliverables: pd.DataFrame) -> Iterable[str]:
    return (f"{row.deliverable_id}: {row.deliverable}" for row in deliverables.itertuples())


def _continued(row: Any) -> str:
    changed = [
        f"{name} {getattr(row, f'{name}_before')} to {getattr(row, f'{name}_after')}"
        for name in ("polarity", "unit")
        if getattr(row, f"{name}_before") != getattr(row, f"{name}_after")
    ]
    changed += ["another target"] if row.target_changed else []
    return f"{row.continues} as {row.measure_id}: {', '.join(changed) or 'nothing changed'}"


def _figure(row: Any) -> str:
    said = [
        status if pd.isna(value) else f"{value:.12g}"
        for value, status in ((row.old, row.old_status), (row.new, row.new_status))
    ]
    return f"{row.measure_id}, {row.period}: {said[0]} to {said[1]} ({row.kind.replace('_', ' ')})"


def _colour(rag: str) -> str:
    return RAG_STYLES[rag].word.lower()


def _target(row: pd.Series, age: str) -> str:
    bounds = [f"{row[name + age]:.12g}" for name in _NUMBERS if not pd.isna(row[name + age])]
    kind = row[f"target_kind{age}"].replace("_", " ")
    return " ".join([kind, *dict.fromkeys(bounds)])
