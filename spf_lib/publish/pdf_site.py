"""The PDFs in the site: written beside the pages of their edition, linked from its first page."""

import json
import shutil
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
from spf_lib.publish.placing import Place

_DOWNLOAD = Markup(
    '<p class="spf-download">Download: <a href="{}">the whole edition (PDF)</a>, '
    '<a href="{}">its summary on two pages (PDF)</a>.</p>'
)


def write_site_pdfs(root: Path, book: Path, site: Path, place: Place = shutil.copyfile) -> None:
    """Write the PDFs of each edition of the contents to where they stand in a site.

    Those whose pages have not changed since the last build are not typeset again.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Path
        The folder with the editions' executed notebooks, as they were executed.
    site : Path
        The folder of the site, or one whose files are moved there.
    place : callable, optional
        Puts files that are kept there, see :mod:`.placing`.

    Raises
    ------
    BadInput, BuildFailed
        As for :func:`spf_lib.publish.pdf.write_pdfs`.
    """
    for edition_id in edition_ids(root):
        if edition_pages(root, edition_id):
            kept = keep_pdfs(root, book, edition_id)
            shutil.copytree(
                kept, site / BOOK_FOLDER / edition_id, copy_function=place, dirs_exist_ok=True
            )


def keep_pdfs(root: Path, book: Path, edition_id: str) -> Path:
    """Return a folder with the PDFs of an edition, typeset unless its pages are unchanged.

    Raises
    ------
    BadInput, BuildFailed
        As for :func:`spf_lib.publish.pdf.write_pdfs`.
    """
    key = pdf_key(root, book, edition_id)
    make = partial(write_pdfs, root, book, edition_id)
    return kept_folder(root, f"{edition_id}-pdf", key, make)


def pdf_key(root: Path, book: Path, edition_id: str) -> str:
    """Return the key of an edition's PDFs, from all that is read for them."""
    files = [
        *(book / edition_id).glob("*.ipynb"),
        root / BOOK_FOLDER / "welcome.md",
        root / parameters_file(edition_id),
        root / SETTINGS_FILE,
        *(root / FRAMEWORK_FOLDER).rglob("*.csv"),
    ]
    return key_of(root, files, edition_id, *edition_pages(root, edition_id))


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
