"""The PDFs of an edition: the whole as a book, and two pages for those who have five minutes."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from spf_lib.framework.catalogue import read_catalogue
from spf_lib.framework.tables import BadInput
from spf_lib.present.colours import RAG_STYLES
from spf_lib.publish.editions import read_edition
from spf_lib.publish.layout import BOOK_FOLDER, BUILD_FOLDER
from spf_lib.publish.pdf_compile import page_count, typeset
from spf_lib.publish.pdf_data import anchors_of, as_data, resolver
from spf_lib.publish.pdf_pages import read_pages
from spf_lib.publish.pdf_tree import (
    Badge,
    Block,
    Blocks,
    Chart,
    Heading,
    Items,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
    Tiles,
    Words,
)

BOOK_PROGRAM, SUMMARY_PROGRAM = "edition.typ", "leaflet.typ"
PDF_FOLDER = f"{BUILD_FOLDER}/pdf"
SUMMARY_PAGES = 2
_MOST_MISFITS = 4
# More than this many lines of contents are no overview; the bookmarks still hold every heading.
_MOST_CONTENTS = 120
# An opening of a chapter that has none of these only introduces what follows.
_TELLING = Items | Table | Tiles
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Imprint:
    """What stands on the cover and in the document's properties.

    Attributes
    ----------
    book, question : str
        The book's name and the question it answers.
    author, licence : str
        Whose figures they are, and how they may be used.
    site : str
        The site's address, empty if it has none yet.
    edition, framework : str
        Their titles.
    """

    book: str
    question: str
    author: str
    licence: str
    site: str
    edition: str
    framework: str


def pdf_names(edition_id: str) -> tuple[str, str]:
    """Return the file names of an edition's PDFs: the whole, and the summary."""
    return f"{edition_id}.pdf", f"{edition_id}-summary.pdf"


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
    documents = (
        book_pdf(pages, imprint, edition_id),
        summary_pdf(pages, imprint, edition_id),
    )
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name for name in pdf_names(edition_id)]
    for file, document in zip(files, documents, strict=True):
        file.write_bytes(document)
    return files


def write_frozen_pdfs(root: Path, edition_id: str) -> list[Path]:
    """Write the PDFs of a published edition, from its frozen notebooks, to the build folder.

    Raises
    ------
    BadInput, BuildFailed
        As for :func:`write_pdfs`.
    """
    return write_pdfs(root, root / BOOK_FOLDER, edition_id, root / PDF_FOLDER)


def read_imprint(root: Path, book: Path, edition_id: str) -> Imprint:
    """Read what stands on the cover from the book's settings, its welcome page and the data.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Path
        The folder with the welcome page.
    edition_id : str
        The edition.

    Raises
    ------
    BadInput
        If the edition's parameters or the framework's tables have faults.
    """
    edition = read_edition(root, edition_id)
    catalogue, faults = read_catalogue(root)
    if faults:
        raise BadInput(faults)
    settings = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    welcome = _TITLE.search((book / "welcome.md").read_text(encoding="utf-8"))
    frameworks = catalogue.frameworks.set_index("framework_id")["title"]
    return Imprint(
        book=settings["title"],
        question=welcome[1] if welcome else settings["title"],
        author=settings["author"],
        licence=settings["copyright"],
        site=settings.get("html", {}).get("baseurl", ""),
        edition=edition.title,
        framework=frameworks[edition.framework],
    )


def book_pdf(pages: list[Blocks], imprint: Imprint, edition_id: str) -> bytes:
    """Typeset all pages of an edition as a book with a cover and contents."""
    levels = [block.level for page in pages for block in page if isinstance(block, Heading)]
    two_levels = sum(level <= 2 for level in levels)
    contents = {"contents-depth": 2 if two_levels <= _MOST_CONTENTS else 1}
    return typeset(BOOK_PROGRAM, _document(pages, imprint, edition_id) | contents)


def summary_pdf(pages: list[Blocks], imprint: Imprint, edition_id: str) -> bytes:
    """Typeset what fits of an edition's summary on two pages.

    The parts of its first page come first, in their order and without what the site folds away;
    then the openings of the chapters. A part that does not fit as a whole is left out, and
    after some such parts the pages count as full.
    """
    first, *others = _summary_parts(pages)
    taken, closing = [first], _closing(edition_id)
    misfits = 0
    for part in others:
        data = _document([*taken, part, closing], imprint, edition_id)
        if page_count(SUMMARY_PROGRAM, data) <= SUMMARY_PAGES:
            taken.append(part)
        else:
            misfits += 1
        if misfits == _MOST_MISFITS:
            break
    return typeset(SUMMARY_PROGRAM, _document([*taken, closing], imprint, edition_id))


def _document(pages: list[Blocks], imprint: Imprint, edition_id: str) -> dict[str, Any]:
    resolve = resolver(edition_id, anchors_of(pages), imprint.site)
    return {
        "title": f"{imprint.question} {imprint.edition}",
        "author": imprint.author,
        "book": imprint.book,
        "question": imprint.question,
        "edition": imprint.edition,
        "framework": imprint.framework,
        "short-title": f"{imprint.book}, {imprint.edition}",
        "notes": as_data(_notes(imprint), resolve),
        "pages": as_data(pages, resolve),
    }


def _notes(imprint: Imprint) -> tuple[Words, ...]:
    ratings = [
        Badge(style.word, style.css, f'<svg viewBox="0 0 16 16">{style.shape}</svg>')
        for style in RAG_STYLES.values()
    ]
    separated = [word for rating in ratings for word in (rating, Text(" "))]
    site = Link("summary", "", (Text("on the site"),))
    return (
        (Text("A rating is a word and a shape, never a colour alone: "), *separated),
        (
            Text("Every figure here can be followed to the line of the public document it came "),
            Text("from, "),
            site,
            Text("."),
        ),
        (Text(f"{imprint.author}. {imprint.licence}."),),
    )


def _summary_parts(pages: list[Blocks]) -> list[Blocks]:
    """Cut an edition into parts for its summary, what matters most first."""
    first, *others = [_for_the_summary(page[:-1]) for page in pages]
    parts: list[list[Block]] = []
    for block in first:
        if isinstance(block, Heading) or not parts:
            parts.append([])
        parts[-1].append(block)
    openings = [
        [replace(page[0], level=2), *takewhile(lambda one: not isinstance(one, Heading), page[1:])]
        for page in others
        if isinstance(page[0], Heading)
    ]
    telling = [one for one in openings if any(isinstance(block, _TELLING) for block in one)]
    return [tuple(part) for part in [*parts, *telling]]


def _closing(edition_id: str) -> Blocks:
    whole = Link("summary", pdf_names(edition_id)[0], (Text("the whole edition"),))
    return (Paragraph("quiet", (Text("All measures, and what officers report, are in "), whole, Text("."))),)


def _for_the_summary(blocks: Blocks) -> Blocks:
    """Leave out what the site folds away, with the words that lead to it, charts and asides.

    The figures of a chart stand in the table beside it.
    """
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Section():
                labels = [at for at, one in enumerate(kept) if _is_label(one)]
                del kept[labels[-1] if labels else len(kept) :]
            case Chart() | Paragraph("quiet"):
                pass
            case _:
                kept.append(block)
    return tuple(kept)


def _is_label(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.voice == "label"
