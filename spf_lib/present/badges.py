"""RAG and direction as word, shape and tint; never by colour alone."""

from markupsafe import Markup

from spf_lib.present.colours import ARROWS, RAG_STYLES
from spf_lib.present.page import render


def rag_badge(rag: str) -> Markup:
    """Return a rating as a badge: its shape and its word on its tint."""
    return render("rag_badge.html", style=RAG_STYLES[rag])


def published_badge(published: str | float | None) -> Markup:
    """Return a published rating as a badge; "n/a" and blank are not rated."""
    known = published if isinstance(published, str) and published in RAG_STYLES else ""
    return rag_badge(known)


def travel_badge(travel: str) -> Markup:
    """Return a direction of travel as an arrow and a word: better, worse, no change."""
    word, arrow = ARROWS[travel]
    return render("travel_badge.html", word=word, arrow=arrow, travel=travel.replace("/", ""))
