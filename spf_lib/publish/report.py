"""The one-screen summary a build ends with."""

from pathlib import Path

from spf_lib.assess.deliverables import STATUSES
from spf_lib.assess.edition import AssessedEdition
from spf_lib.publish.build import Built

_RATINGS = (("G", "green"), ("A", "amber"), ("R", "red"), ("", "not rated"))

_MOST_NAMED = 3


def build_report(built: Built, root: Path) -> str:
    """Say what was built: measures, ratings, exceptions, discrepancies, figures, place."""
    edition = built.edition
    rows = [
        ("Edition", edition.edition_id),
        *(_promised(edition) if edition.reported.empty else _reported(edition)),
        ("Deliverables", _deliverables(edition)),
        ("Discrepancies", f"{len(edition.discrepancies)} found in the sources"),
        ("Figures shown", f"{built.figures_shown}, each in the ledger"),
        ("Executed", _executed(built)),
        ("Site", (built.site / "index.html").relative_to(root).as_posix()),
    ]
    return "\n".join(f"{name:<14}{value}" for name, value in rows)


def _executed(built: Built) -> str:
    again = sorted(done.page for done in built.pages if done.changed)
    count = f"{len(again)} of {len(built.pages)} pages"
    # What one change moved is worth naming; what a clean build executes is everything.
    named = 0 < len(again) <= _MOST_NAMED
    return f"{count}: {', '.join(again)}" if named else count


def _reported(edition: AssessedEdition) -> list[tuple[str, str]]:
    headlines = edition.headlines
    ratings = ", ".join(f"{(headlines['rag'] == rag).sum()} {word}" for rag, word in _RATINGS)
    return [
        ("Measures", f"{len(headlines)}: {ratings}"),
        (
            "Exceptions",
            f"{headlines['is_red'].sum()} red, {headlines['is_worsening'].sum()} worse than a year "
            f"before, {headlines['is_missing'].sum()} without the figure due",
        ),
        ("As published", f"{headlines['rag_agrees'].sum()} of {len(headlines)} ratings"),
    ]


def _promised(edition: AssessedEdition) -> list[tuple[str, str]]:
    if edition.headlines.empty:
        return [("Measures", "none in this framework")]
    own = edition.promises["measure_id"].isin(edition.headlines["measure_id"])
    ratable = edition.promises.loc[own, "ratable"].sum()
    return [("Measures", f"{own.sum()}, no return yet: {ratable} can be rated once figures come")]


def _deliverables(edition: AssessedEdition) -> str:
    counts = edition.deliverables["status"].value_counts()
    known = [f"{counts[key]} {words.lower()}" for key, words in STATUSES.items() if key in counts]
    return f"{len(edition.deliverables)}: {'; '.join(known)}"
