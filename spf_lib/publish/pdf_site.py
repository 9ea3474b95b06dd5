"""The PDFs in the site: written beside the pages of their edition, linked from its first page."""

import json
from pathlib import Path

from markupsafe import Markup

from spf_lib.publish.editions import edition_ids
from spf_lib.publish.pdf import write_pdfs
from spf_lib.publish.pdf_imprint import pdf_names
from spf_lib.publish.pdf_pages import edition_pages

_DOWNLOAD = Markup(
    '<p class="spf-download">Download: <a href="{}">the whole edition (PDF)</a>, '
    '<a href="{}">its summary on two pages (PDF)</a>.</p>'
)


def stage_pdfs(root: Path, book: Path) -> None:
    """Write the PDFs of each edition of the contents into a staged book, and link them.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Path
        The staged ``book`` folder; its executed notebooks are read, and those of the editions'
        first pages get a line that leads to the PDFs.

    Raises
    ------
    BadInput, BuildFailed
        As for :func:`spf_lib.publish.pdf.write_pdfs`.
    """
    for edition_id in edition_ids(root):
        pages = edition_pages(root, edition_id)
        if pages:
            write_pdfs(root, book, edition_id, book / edition_id)
            _link_pdfs(book / edition_id / f"{pages[0]}.ipynb", edition_id)


def _link_pdfs(first_page: Path, edition_id: str) -> None:
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
