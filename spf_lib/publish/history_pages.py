"""Writing the history pages into a staged book: one Markdown page a measure, and their index."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from spf_lib.assess.edition import AssessedEdition
from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.present.history import history_html, history_index, history_roots
from spf_lib.present.page import open_page
from spf_lib.publish.templates import as_markdown_text


def write_history_pages(latest: AssessedEdition, book: Path) -> list[dict[str, Any]]:
    """Write the history pages.

    Parameters
    ----------
    latest : AssessedEdition
        The latest edition, which knows every return.
    book : Path
        The staged ``book`` folder.

    Returns
    -------
    list of dict
        The figure records of the pages, for their ledger.
    """
    folder = book / HISTORY_FOLDER
    folder.mkdir()
    records: list[dict[str, Any]] = []
    for page in history_pages(latest):
        (folder / f"{page.name}.md").write_text(page.text, encoding="utf-8")
        records += page.records
    return records


@dataclass(frozen=True)
class HistoryPage:
    """One history page: its file name without ending, its Markdown, its figure records."""

    name: str
    text: str
    records: list[dict[str, Any]]


def history_pages(latest: AssessedEdition) -> Iterator[HistoryPage]:
    """Yield the history pages one by one, their index first, as each is made."""
    index = open_page("index", latest)
    introduction = Markup(
        "<p>Each measure with its figures through the frameworks and editions of this book.</p>"
    )
    title = "Measures through the years"
    yield HistoryPage("index", _markdown(title, introduction + history_index(index)), [])
    for measure in history_roots(index).itertuples():
        page = open_page(measure.measure_id, latest)
        html = history_html(page, measure.measure_id)
        text = _markdown(f"History: {measure.title}", html)
        yield HistoryPage(measure.measure_id, text, page.ledger.records())


def _markdown(title: str, html: Markup) -> str:
    return f"# {as_markdown_text(title)}\n\n```{{raw}} html\n{html}\n```\n"
