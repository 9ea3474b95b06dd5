"""A PDF's blocks as data for the typesetter.

The typesetter's program (``book.typ``) is fixed and reads these data; no word of a page is ever
part of a program, so none can be taken for one, whatever signs it holds.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.pdf_tree import Badge, Blocks, Chart, Heading, Item, Link, Paragraph, Text

Resolve = Callable[[Link], str]

TONES = {"green": "#005a30", "amber": "#594d00", "red": "#942514", "grey": "#383f43"}
_FONT = re.compile(r"font-family:[^;\"]*")
_SAFE = ("http", "https", "mailto")


def as_data(node: Any, resolve: Resolve) -> Any:
    """Turn blocks or words into dictionaries and lists, each dictionary with its ``kind``."""
    if isinstance(node, Text):
        return {"kind": "text", "text": node.text}
    if isinstance(node, (tuple, list)):
        return [as_data(one, resolve) for one in node]
    if isinstance(node, (str, int)):
        return node
    kind = type(node).__name__.lower()
    if isinstance(node, Link):
        return {"kind": kind, "to": resolve(node), "words": as_data(node.words, resolve)}
    data = {name: as_data(getattr(node, name), resolve) for name in node.__match_args__}
    if isinstance(node, Badge) and node.shape:
        data["shape"] = _standing_alone(node.shape, TONES[node.tone])
    if isinstance(node, Chart):
        data["drawing"] = _FONT.sub("font-family: 'Open Sans'", node.drawing)
    return {"kind": kind, **data}


def _standing_alone(shape: str, colour: str) -> str:
    """Write a shape as an SVG file of its own, in its badge's colour."""
    return shape.replace("<svg", f'<svg xmlns="http://www.w3.org/2000/svg" fill="{colour}"', 1)


def anchors_of(pages: Iterable[Blocks]) -> frozenset[str]:
    """Return the places that links can lead to."""
    return frozenset(anchor for page in pages for anchor in _anchors(page))


def _anchors(node: Any) -> Iterator[str]:
    if isinstance(node, tuple):
        for one in node:
            yield from _anchors(one)
    elif not isinstance(node, (str, int, Text, Paragraph)):
        if isinstance(node, (Heading, Item)) and node.anchor:
            yield node.anchor
        for name in node.__match_args__:
            yield from _anchors(getattr(node, name))


def resolver(edition_id: str, anchors: frozenset[str], site: str) -> Resolve:
    """Return what tells where a link leads.

    Parameters
    ----------
    edition_id : str
        The edition of the PDF, which stands in the site beside the edition's pages.
    anchors : frozenset of str
        The places of the PDF.
    site : str
        The site's address; empty if it has none, and links then start at the PDF itself.

    Returns
    -------
    callable
        Gives ``#`` and a place of the PDF, an address, or nothing for a link that is not safe.
    """
    here = f"{BOOK_FOLDER}/{edition_id}"

    def resolve(link: Link) -> str:
        parts = urlsplit(link.target)
        if parts.scheme or parts.netloc:
            return link.target if parts.scheme in _SAFE else ""
        file = parts.path or f"{link.page}.html"
        stem, ending = posixpath.splitext(file)
        path = posixpath.normpath(f"{here}/{stem}")
        page = path.removeprefix(f"{here}/")
        for place in (f"{page}#{unquote(parts.fragment)}", page):
            if link.target and place in anchors:
                return f"#{place}"
        ending = ".html" if ending in (".ipynb", ".md") else ending
        query = f"?{parts.query}" if parts.query else ""
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        start = f"{site.rstrip('/')}/{path}" if site else posixpath.relpath(path, here)
        return f"{start}{ending}{query}{fragment}"

    return resolve
