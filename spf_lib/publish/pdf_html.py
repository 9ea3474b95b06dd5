"""The HTML of a page as a tree with no more in it than the PDF asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

# Possessive, so that a tag that never ends takes no longer to be passed over than to be read.
_TAG = re.compile(
    r"<(?:(?:script|style)\b.*?</(?:script|style)\s*+|!--.*?--|[!?][^>]*+"
    r"|(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+))>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s=/]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?")
_EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


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
    nothing is passed over. The pages are the book's own, so tags are found by one pattern; the
    standard library's parser, which is made for any page, takes twice as long.
    """
    top = Element("", {}, [])
    # The last of them is the one that is being filled.
    filled = [top]
    read_to = 0
    for tag in _TAG.finditer(html):
        if tag.start() > read_to:
            filled[-1].children.append(unescape(html[read_to : tag.start()]))
        read_to = tag.end()
        closes, name, written = tag.groups()
        if closes:
            _close(filled, name.lower())
        elif name:
            element = _element(name.lower(), written)
            filled[-1].children.append(element)
            if element.name not in _EMPTY and not written.endswith("/"):
                filled.append(element)
    if read_to < len(html):
        filled[-1].children.append(unescape(html[read_to:]))
    return top.children


def _element(name: str, written: str) -> Element:
    if not written:
        return Element(name, {}, [])
    attributes = {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(written)
    }
    return Element(name, attributes, attributes.get("class", "").split())


def _close(filled: list[Element], name: str) -> None:
    for at in range(len(filled) - 1, 0, -1):
        if filled[at].name == name:
            del filled[at:]
            break
