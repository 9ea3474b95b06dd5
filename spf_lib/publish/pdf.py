"""The PDFs of an edition, written: the whole as a book, and its summary on two pages."""

from pathlib import Path

from spf_lib.publish.layout import BOOK_FOLDER, BUILD_FOLDER
from spf_lib.publish.pdf_compile import typeset
from spf_lib.publish.pdf_imprint import Imprint, document, pdf_names, read_imprint
from spf_lib.publish.pdf_pages import read_pages
from spf_lib.publish.pdf_summary import summary_pdf
from spf_lib.publish.pdf_tree import Blocks, Heading

_PROGRAM = "edition.typ"
_PDF_FOLDER = f"{BUILD_FOLDER}/pdf"
# More than this many lines of contents are no overview; the bookmarks still hold every heading.
_MOST_CONTENTS = 120


def write_pdfs(root: Path, book: Path, edition_id: str, folder: Path) -> list[Path]:
    """Write the PDFs of an edition.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Path
        The folder with the editions' executed notebooks.
    edition_id : str
        The edition.
    folder : Path
        Where the two files go; it is made if need be.

    Raises
    ------
    BadInput
        If the edition's parameters or the framework's tables have faults.
    BuildFailed
        If a page is not executed, or the PDF would not meet PDF/UA-1; nothing is written then.
    """
    pages = read_pages(root, book, edition_id)
    imprint = read_imprint(root, book, edition_id)
    # First the summary: it is typeset many times, and each time the typesetter looks through all
    # it remembers, which is much once the book is done.
    summary = summary_pdf(pages, imprint, edition_id)
    documents = (book_pdf(pages, imprint, edition_id), summary)
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name for name in pdf_names(edition_id)]
    for file, written in zip(files, documents, strict=True):
        file.write_bytes(written)
    return files


def write_frozen_pdfs(root: Path, edition_id: str) -> list[Path]:
    """Write the PDFs of a published edition, from its frozen notebooks, to the build folder.

    Raises
    ------
    BadInput, BuildFailed
        As for :func:`write_pdfs`.
    """
    return write_pdfs(root, root / BOOK_FOLDER, edition_id, root / _PDF_FOLDER)


def book_pdf(pages: list[Blocks], imprint: Imprint, edition_id: str) -> bytes:
    """Typeset all pages of an edition as a book with a cover and contents."""
    levels = [block.level for page in pages for block in page if isinstance(block, Heading)]
    two_levels = sum(level <= 2 for level in levels)
    contents = {"contents-depth": 2 if two_levels <= _MOST_CONTENTS else 1}
    return typeset(_PROGRAM, document(pages, imprint, edition_id) | contents)
