"""The pages at the front of a staged book: what the data say is put where the page has a mark."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from spf_lib.present.front import Download, Shelved, archive, at_a_glance, edition_list
from spf_lib.present.ledger import Ledger
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.downloads import DATA_FOLDER, archive_name, spreadsheet_name
from spf_lib.publish.downloads_csv import PACKAGE
from spf_lib.publish.ledger_files import LEDGER_NAME
from spf_lib.publish.manifest import MANIFEST_NAME
from spf_lib.publish.pdf_imprint import pdf_names
from spf_lib.publish.site_editions import SiteEdition

# Of each page, its marks and what is written in their place. A mark is a comment: the page reads
# well without it.
_PARTS: dict[str, dict[str, Callable[[Ledger, Sequence[Shelved]], Markup]]] = {
    "welcome": {"at a glance": at_a_glance, "editions": edition_list},
    "editions": {"archive": archive},
}


def write_front_pages(editions: Sequence[SiteEdition], book: Path) -> list[dict[str, Any]]:
    """Fill in the marks of the pages at the front.

    Parameters
    ----------
    editions : sequence of SiteEdition
        Newest first.
    book : Path
        The staged ``book`` folder.

    Returns
    -------
    list of dict
        The figure records of the pages, for their ledger.

    Raises
    ------
    BuildFailed
        If a page has lost a mark.
    """
    shelf = [_shelved(edition) for edition in editions]
    records: list[dict[str, Any]] = []
    for name, parts in _PARTS.items():
        path, ledger = book / f"{name}.md", Ledger(name)
        text = path.read_text(encoding="utf-8")
        for words, write in parts.items():
            mark = f"<!-- {words} -->"
            if text.count(mark) != 1:
                raise BuildFailed(f"{path.name} has no single line {mark}")
            html = write(ledger, shelf)
            text = text.replace(mark, f"```{{raw}} html\n{html}\n```" if html else "")
        path.write_text(text, encoding="utf-8")
        records += ledger.records()
    return records


def _shelved(edition: SiteEdition) -> Shelved:
    folder = edition.edition_id
    return Shelved(
        edition=edition.assessed,
        title=edition.title,
        framework=edition.framework,
        first_page=_address(edition.document(edition.first_page)),
        all_measures=_address(edition.page_made_from("scorecard")),
        downloads=[Download(f"{folder}/{file}", *said) for file, *said in _files(edition)],
    )


def _files(edition: SiteEdition) -> list[tuple[str, str, str]]:
    edition_id = edition.edition_id
    whole, summary = pdf_names(edition_id)
    files = [
        (whole, "The whole edition", "PDF"),
        (summary, "Summary on two pages", "PDF"),
        (f"{DATA_FOLDER}/{spreadsheet_name(edition_id)}", "Spreadsheet", "XLSX"),
        (f"{edition.page_made_from('downloads').rsplit('/', 1)[1]}.html", "Data", "CSV and JSON"),
        (f"{DATA_FOLDER}/{PACKAGE}", "Data package", "JSON"),
        (LEDGER_NAME, "Ledger of every figure", "JSON"),
    ]
    if edition.parameters.status == "published":
        files.append((f"{DATA_FOLDER}/{archive_name(edition_id)}", "Archive to verify", "ZIP"))
        files.append((MANIFEST_NAME, "Manifest with checksums", "JSON"))
    return files


def _address(document: str) -> str:
    return f"{document.split('/', 1)[1]}.html"
