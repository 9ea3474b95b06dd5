"""The PDFs in the site: written beside the pages of their edition, linked from its first page."""

import json
from functools import partial
from pathlib import Path

from markupsafe import Markup

from spf_lib.framework.catalogue import FOLDER as FRAMEWORK_FOLDER
from spf_lib.publish.editions import edition_ids, parameters_file
from spf_lib.publish.kept import kept_folder, key_of
from spf_lib.publish.layout import BOOK_FOLDER, SETTINGS_FILE
from spf_lib.publish.pdf import write_pdfs
from spf_lib.publish.pdf_imprint import pdf_names
from spf_lib.publish.pdf_pages import edition_pages
from spf_lib.publish.site_parts import NewSite

_DOWNLOAD = Markup(
    '<p class="spf-download">Download: <a href="{}">the whole edition (PDF)</a>, '
    '<a href="{}">its summary on two pages (PDF)</a>.</p>'
)


def write_site_pdfs(root: Path, book: Path, site: NewSite) -> None:
    """Put the PDFs of each edition of the contents where they stand in a site.

    Those whose pages have not changed since the last build are not typeset again.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Path
        The folder with the editions' executed notebooks, as they were executed.
    site : NewSite
        The site, or some of it.

    Raises
    ------
    BadInput, BuildFailed
        As for :func:`spf_lib.publish.pdf.write_pdfs`.
    """
    of_all = key_of_pdfs(root)
    for edition_id in edition_ids(root):
        if edition_pages(root, edition_id):
            kept = keep_pdfs(root, book, edition_id, of_all)
            site.put(f"{edition_id}-pdf", kept, f"{BOOK_FOLDER}/{edition_id}")


def keep_pdfs(root: Path, book: Path, edition_id: str, of_all: str) -> Path:
    """Return a folder with the PDFs of an edition, typeset unless its pages are unchanged.

    Parameters
    ----------
    root, book, edition_id, of_all
        As for :func:`pdf_key`.

    Raises
    ------
    BadInput, BuildFailed
        As for :func:`spf_lib.publish.pdf.write_pdfs`.
    """
    key = pdf_key(root, book, edition_id, of_all)
    make = partial(write_pdfs, root, book, edition_id)
    return kept_folder(root, f"{edition_id}-pdf", key, make)


def key_of_pdfs(root: Path) -> str:
    """Return the key of what is read for the PDFs of all editions alike."""
    files = [root / BOOK_FOLDER / "welcome.md", root / SETTINGS_FILE]
    return key_of(root, [*files, *(root / FRAMEWORK_FOLDER).rglob("*.csv")])


def pdf_key(root: Path, book: Path, edition_id: str, of_all: str) -> str:
    """Return the key of an edition's PDFs, from all that is read for them.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Path
        The folder with the editions' executed notebooks, as they were executed.
    edition_id : str
        The edition.
    of_all : str
        As :func:`key_of_pdfs` returns it, worked out once for all editions.
    """
    files = [*(book / edition_id).glob("*.ipynb"), root / parameters_file(edition_id)]
    return key_of(root, files, edition_id, of_all, *edition_pages(root, edition_id))


def link_pdfs(first_page: Path, edition_id: str) -> None:
    """Give the staged first page of an edition a line that leads to its PDFs."""
    notebook = json.loads(first_page.read_text(encoding="utf-8"))
    cell = {
        "cell_type": "markdown",
        "id": "download",
        "metadata": {},
        "source": str(_DOWNLOAD.format(*pdf_names(edition_id))),
    }
    # After the page's title.
    notebook["cells"].insert(1, cell)
    first_page.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
