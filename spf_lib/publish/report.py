"""The one-screen summary a build ends with."""

from pathlib import Path

from spf_lib.publish.build import Built

_RATINGS = (("G", "green"), ("A", "amber"), ("R", "red"), ("", "not rated"))


def build_report(built: Built, root: Path, seconds: float) -> str:
    """Say what was built: measures, ratings, exceptions, discrepancies, figures, time, place."""
    headlines = built.edition.headlines
    ratings = ", ".join(f"{(headlines['rag'] == rag).sum()} {word}" for rag, word in _RATINGS)
    rows = [
        ("Edition", built.edition.edition_id),
        ("Measures", f"{len(headlines)}: {ratings}"),
        (
            "Exceptions",
            f"{headlines['is_red'].sum()} red, {headlines['is_worsening'].sum()} worse than a year "
            f"before, {headlines['is_missing'].sum()} without the figure due",
        ),
        (
            "As published",
            f"{headlines['rag_agrees'].sum()} of {len(headlines)} ratings",
        ),
        ("Discrepancies", f"{len(built.edition.discrepancies)} found in the sources"),
        ("Figures shown", f"{built.figures_shown}, each in the ledger"),
        ("Seconds", f"{seconds:.1f}"),
        ("Site", (built.site / "index.html").relative_to(root).as_posix()),
    ]
    return "\n".join(f"{name:<14}{value}" for name, value in rows)
