"""What a PDF says of itself: its cover, its properties, its name."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spf_lib.framework.catalogue import read_catalogue
from spf_lib.framework.tables import BadInput
from spf_lib.present.colours import RAG_STYLES
from spf_lib.publish.editions import read_edition
from spf_lib.publish.pdf_data import anchors_of, as_data, resolver
from spf_lib.publish.pdf_tree import Badge, Blocks, Link, Text, Words
from spf_lib.publish.settings import read_settings
from spf_lib.publish.site_address import read_address

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
    settings = read_settings(root)
    welcome = _TITLE.search((book / "welcome.md").read_text(encoding="utf-8"))
    frameworks = catalogue.frameworks.set_index("framework_id")["title"]
    return Imprint(
        book=settings["title"],
        question=welcome[1] if welcome else settings["title"],
        author=settings["author"],
        licence=settings["copyright"],
        site=read_address(root).public,
        edition=edition.title,
        framework=frameworks[edition.framework],
    )


def document(pages: list[Blocks], imprint: Imprint, edition_id: str) -> dict[str, Any]:
    """Return what the typesetter reads: pages with what stands around them."""
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
