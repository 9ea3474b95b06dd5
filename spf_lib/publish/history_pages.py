"""Writing the history pages into a staged book: all measures, and one Markdown page a measure."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from spf_lib.assess.edition import AssessedEdition
from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.present.history import chains_of, history_html, history_roots
from spf_lib.present.ledger import Ledger
from spf_lib.present.measure_index import latest_of_each_framework, measure_index
from spf_lib.present.page import Page, open_page
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.kept import kept_folder, key_of
from spf_lib.publish.ledger_files import LEDGER_NAME, ledger_text
from spf_lib.publish.store import Editions
from spf_lib.publish.templates import as_markdown_text

KEPT_HISTORY = "history"


def stage_history(root: Path, held: Editions, book: Path) -> None:
    """Put the index of all measures, the history pages and their ledger into a staged book.

    Raises
    ------
    BadInput
        If the inputs have faults.
    """
    in_book = [name for name in edition_ids(root) if (book / name).is_dir()]
    shutil.copytree(keep_history(root, held, in_book), book, dirs_exist_ok=True)


def keep_history(root: Path, held: Editions, in_book: Sequence[str]) -> Path:
    """Return a folder with the history pages of a book and their ledger.

    They show the latest edition of each framework, which knows what came before it, and are written
    again only if one of those is another.

    Parameters
    ----------
    root : Path
        The project's folder.
    held : Editions
        Of the project.
    in_book : sequence of str
        The editions in the book, oldest first.

    Raises
    ------
    BadInput
        If the inputs have faults.
    """
    shown = shown_in_history(root, in_book)

    def write(folder: Path) -> None:
        editions = [held[name] for name in shown]
        records = write_history_pages(editions, folder)
        ledger = folder / HISTORY_FOLDER / LEDGER_NAME
        ledger.write_text(ledger_text(records), encoding="utf-8")

    key = key_of(root, [], *map(held.content_of, shown))
    return kept_folder(root, KEPT_HISTORY, key, write)


def shown_in_history(root: Path, in_book: Sequence[str]) -> list[str]:
    """Choose the latest edition of each framework from those in a book, oldest first.

    Raises
    ------
    BadInput
        If the parameters of an edition have faults.
    """
    latest = {read_edition(root, name).framework: name for name in in_book}
    return [name for name in in_book if name in latest.values()]


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
    records: list[dict[str, Any]] = []
    for page in history_pages(editions):
        (folder / f"{page.name}.md").write_text(page.text, encoding="utf-8")
        records += page.records
    return records


@dataclass(frozen=True)
class HistoryPage:
    """One history page: its file name without ending, its Markdown, its figure records."""

    name: str
    text: str
    records: list[dict[str, Any]]


def history_pages(editions: Sequence[AssessedEdition]) -> Iterator[HistoryPage]:
    """Yield the index of all measures, then the history pages, one by one, as each is made."""
    ledger = Ledger("index")
    parts = [Page("index", one, ledger) for one in latest_of_each_framework(editions)]
    index = measure_index(parts)
    yield HistoryPage("index", _markdown("All measures", index), ledger.records())
    latest = editions[-1]
    chains = chains_of(latest)
    for measure in history_roots(open_page("index", latest)).itertuples():
        page = open_page(measure.measure_id, latest)
        html = history_html(page, chains, measure.measure_id)
        text = _markdown(f"History: {measure.title}", html)
        yield HistoryPage(measure.measure_id, text, page.ledger.records())


def _markdown(title: str, html: Markup) -> str:
    return f"# {as_markdown_text(title)}\n\n```{{raw}} html\n{html}\n```\n"
