"""The Atom feed of editions.

An edition's id is a tag URI (RFC 4151) of the council and the quarter: it stays if the site moves.
Its date is the last day of its quarter, the only one that the data give.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.pdf_imprint import pdf_names
from spf_lib.publish.site_address import SiteAddress
from spf_lib.publish.site_editions import SiteEdition

FEED_NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
# A reserved name: nobody else can mint ids under it.
_AUTHORITY = "spf-book.example,2020"


def feed(editions: Sequence[SiteEdition], address: SiteAddress, book: str, question: str) -> str:
    """Write the feed, newest edition first.

    Parameters
    ----------
    editions : sequence of SiteEdition
        At least one, newest first.
    address : SiteAddress
        Where the site stands; without a real address, links are relative to the feed.
    book, question : str
        The book's name, and the question it answers.
    """
    council = editions[0].council
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    _add(root, "id", _tag(council, "editions"))
    _add(root, "title", f"{book}: {question}")
    _add(root, "subtitle", f"Editions of the performance report of {council}, dated by quarter")
    _add(root, "updated", _moment(max(one.ends for one in editions)))
    _link(root, "self", address.public + FEED_NAME, "application/atom+xml")
    _link(root, "alternate", f"{address.public}{BOOK_FOLDER}/editions.html", "text/html")
    _add(ET.SubElement(root, "author"), "name", council)
    for edition in editions:
        entry = ET.SubElement(root, "entry")
        folder = f"{BOOK_FOLDER}/{edition.edition_id}"
        _add(entry, "id", _tag(council, edition.edition_id))
        _add(entry, "title", edition.full_title)
        _add(entry, "updated", _moment(edition.ends))
        first = f"{address.public}{edition.document(edition.first_page)}.html"
        _link(entry, "alternate", first, "text/html")
        whole = f"{address.public}{folder}/{pdf_names(edition.edition_id)[0]}"
        _link(entry, "related", whole, "application/pdf")
        _add(entry, "summary", f"{edition.full_title}: {edition.holds}.")
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _tag(council: str, of: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", council.lower()).strip("-")
    return f"tag:{_AUTHORITY}:{slug}/{of}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
