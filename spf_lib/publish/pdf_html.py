"""The HTML of a page as a tree with no more in it than the PDF asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NOT_READ = {"script", "style"}


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
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.top.children


class _Parser(HTMLParser):
    """Builds the tree; the last of the open elements is the one that is being filled."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {}, [])
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, attributes.get("class", "").split())
        self._open[-1].children.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].name == tag:
                del self._open[at:]
                break

    def handle_data(self, data: str) -> None:
        if self._open[-1].name not in _NOT_READ:
            self._open[-1].children.append(data)
