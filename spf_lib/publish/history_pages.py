"""Writing the history pages into a staged book: one Markdown page a measure, and their index."""

import shutil
from pathlib import Path
from typing import Any

from markupsafe import Markup

from spf_lib.assess.edition import AssessedEdition
from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.present.history import history_html, history_index, history_roots
from spf_lib.present.page import open_page
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.kept import kept_folder, key_of
from spf_lib.publish.ledger_files import LEDGER_NAME, ledger_text
from spf_lib.publish.manifest import sha256_of
from spf_lib.publish.store import assessed_edition, assessed_file
from spf_lib.publish.templates import as_markdown_text


def stage_history(root: Path, book: Path) -> None:
    """Put the history pages and their ledger into a staged ``book`` folder.

    They are written again only if the latest edition, which knows every return, is another.

    Raises
    ------
    BadInput
        If the inputs have faults.
    """
    latest = edition_ids(root)[-1]

    def write(folder: Path) -> None:
        records = write_history_pages(assessed_edition(root, latest), folder)
        ledger = folder / HISTORY_FOLDER / LEDGER_NAME
        ledger.write_text(ledger_text(records), encoding="utf-8")

    key = key_of(root, [], sha256_of(assessed_file(root, latest)))
    kept = kept_folder(root, "history", key, write)
    shutil.copytree(kept, book, dirs_exist_ok=True)


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
    index = open_page("index", latest)
    introduction = Markup(
        "<p>Each measure with its figures through the frameworks and editions of this book.</p>"
    )
    _write(folder / "index.md", "Measures through the years", introduction + history_index(index))
    records = []
    for measure in history_roots(index).itertuples():
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
