"""The HTML of a page as a tree with no more in it than the PDF asks for.

HTML as our templates write it is read by one pattern; whatever else there is, by the standard
library's parser, which takes three times as long and gives the same tree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

_EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NOT_READ = {"script", "style"}
# What stands in these is no HTML, or not to every parser.
_OTHERWISE = _NOT_READ | {"iframe", "noembed", "noframes", "plaintext", "textarea", "title", "xmp"}
_ATTRIBUTE = re.compile(r'\s+([a-z][a-z0-9:._-]*)(?:="([^"]*)")?')
# A text, or a tag in small letters with its values in double quotes.
_PIECE = re.compile(
    r'([^<]+)|<(/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9:._-]*(?:="[^"]*")?)*)\s*(/?)>'
)


@dataclass(eq=False, slots=True)
class Element:
    """An element with what stands in it, in the order of the page.

    Attributes
    ----------
    name : str
        The tag's name, in small letters.
    attributes : dict
        By name; one without a value has an empty one.
    classes : list of str
        The names in its ``class``.
    children : list of Element or str
        Elements and text, which has no references such as ``&amp;`` any more; no comments.
    """

    name: str
    attributes: dict[str, str]
    classes: list[str]
    children: "list[Node]" = field(default_factory=list)

    def inside(self) -> "Iterator[Element]":
        """Return the elements that stand directly in this one."""
        return (child for child in self.children if isinstance(child, Element))

    def below(self) -> "Iterator[Element]":
        """Return the elements at any depth, in the order of the page."""
        for child in self.inside():
            yield child
            yield from child.below()

    def first(self, name: str) -> "Element | None":
        """Return the first element of a name at any depth."""
        return next((one for one in self.below() if one.name == name), None)

    def text(self) -> str:
        """Return the text at any depth."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


Node = Element | str


def read_html(html: str) -> list[Node]:
    """Read a piece of a page.

    An element that is not closed ends with the one it stands in; a closing tag that closes
    nothing is passed over.
    """
    read = _read_plain(html)
    return _read_any(html) if read is None else read


def _read_plain(html: str) -> list[Node] | None:
    """Read HTML as our templates write it; return nothing if there is anything else."""
    tree, at = _Tree(), 0
    for piece in _PIECE.finditer(html):
        text, closes, tag, attributes, empty = piece.groups()
        if piece.start() != at or tag in _OTHERWISE:
            return None
        at = piece.end()
        if text:
            tree.add(unescape(text))
        elif closes:
            if attributes or empty:
                return None
            tree.end(tag)
        else:
            values = _ATTRIBUTE.findall(attributes) if attributes else ()
            tree.start(tag, {name: unescape(value) for name, value in values})
            if empty:
                tree.end(tag)
    return tree.top.children if at == len(html) else None


def _read_any(html: str) -> list[Node]:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.tree.top.children


class _Tree:
    """A tree being built; the last of the open elements is the one that is being filled."""

    def __init__(self) -> None:
        self.top = Element("", {}, [])
        self._open = [self.top]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, attributes.get("class", "").split())
        self._open[-1].children.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def end(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].name == tag:
                del self._open[at:]
                break

    def add(self, text: str) -> None:
        if self._open[-1].name not in _NOT_READ:
            self._open[-1].children.append(text)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = _Tree()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.tree.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tree.end(tag)

    def handle_data(self, data: str) -> None:
        self.tree.add(data)
