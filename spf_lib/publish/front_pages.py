"""The pages at the front of the book: what the data say is put where the page has a mark."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from spf_lib.present.front import Download, Shelved, archive, at_a_glance, edition_list
from spf_lib.present.ledger import Ledger
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.downloads_csv import PACKAGE
from spf_lib.publish.downloads_names import DATA_FOLDER, archive_name, spreadsheet_name
from spf_lib.publish.ledger_files import LEDGER_NAME
from spf_lib.publish.manifest import MANIFEST_NAME
from spf_lib.publish.pdf_imprint import pdf_names
from spf_lib.publish.site_editions import SiteEdition

# Of each page, its marks and what is written in their place. A mark is a comment: the page reads
# well without it.
_PARTS: dict[str, dict[str, Callable[[Ledger, Sequence[Shelved]], Markup]]] = {
    "welcome.md": {"at a glance": at_a_glance, "editions": edition_list},
    "editions.md": {"archive": archive},
}
FRONT_FILES = tuple(_PARTS)


@dataclass(frozen=True)
class FrontPage:
    """A page at the front as it is to be staged: its file, its text and its figure records."""

    file: str
    text: str
    records: Sequence[dict[str, Any]]


def front_pages(editions: Sequence[SiteEdition], book: Path) -> Iterator[FrontPage]:
    """Fill in the marks of those pages at the front that the book has.

    Parameters
    ----------
    editions : sequence of SiteEdition
        Newest first.
    book : Path
        The ``book`` folder the pages stand in with their marks.

    Raises
    ------
    BuildFailed
        If a page has lost a mark.
    """
    shelf = [_shelved(edition) for edition in editions]
    for file in FRONT_FILES:
        if not (book / file).is_file():
            continue
        ledger = Ledger(Path(file).stem)
        text = (book / file).read_text(encoding="utf-8")
        for words, write in _PARTS[file].items():
            mark = f"<!-- {words} -->"
            if text.count(mark) != 1:
                raise BuildFailed(f"{file} has no single line {mark}")
            html = write(ledger, shelf)
            text = text.replace(mark, f"```{{raw}} html\n{html}\n```" if html else "")
        yield FrontPage(file, text, ledger.records())


def _shelved(edition: SiteEdition) -> Shelved:
    folder = edition.edition_id
    return Shelved(
        counts=edition.counts,
        period=edition.parameters.period,
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
