"""Writing the history pages into a staged book: all measures, and one Markdown page a measure."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from spf_lib.assess.edition import AssessedEdition
from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.present.history import history_html, history_roots
from spf_lib.present.ledger import Ledger
from spf_lib.present.measure_index import latest_of_each_framework, measure_index
from spf_lib.present.page import Page, open_page
from spf_lib.publish.templates import as_markdown_text


def write_history_pages(editions: Sequence[AssessedEdition], book: Path) -> list[dict[str, Any]]:
    """Write the index of all measures and the history pages.

    Parameters
    ----------
    editions : sequence of AssessedEdition
        Those in the book, oldest first; the latest knows every return.
    book : Path
        The staged ``book`` folder.

    Returns
    -------
    list of dict
        The figure records of the pages, for their ledger.
    """
    folder = book / HISTORY_FOLDER
    folder.mkdir()
    ledger = Ledger("index")
    parts = [Page("index", one, ledger) for one in latest_of_each_framework(editions)]
    _write(folder / "index.md", "All measures", measure_index(parts))
    records = ledger.records()
    latest = editions[-1]
    for measure in history_roots(open_page("index", latest)).itertuples():
        page = open_page(measure.measure_id, latest)
        _write(
            folder / f"{measure.measure_id}.md",
            f"History: {measure.title}",
            history_html(page, measure.measure_id),
        )
        records += page.ledger.records()
    return records


def _write(path: Path, title: str, html: Markup) -> None:
    text = f"# {as_markdown_text(title)}\n\n```{{raw}} html\n{html}\n```\n"
    path.write_text(text, encoding="utf-8")
