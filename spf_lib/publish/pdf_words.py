"""Reading the words of a page's HTML for the PDF: text, links, badges."""

import re
from collections.abc import Iterable, Iterator

from spf_lib.publish.pdf_html import Element, Node
from spf_lib.publish.pdf_tree import Badge, Break, Inline, Link, Style, Styled, Text, Words

_SPACE = re.compile(r"[ \t\r\n]+")
_STYLES: dict[str, Style] = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "code": "code",
}
_TONES = {
    "spf-green": "green",
    "spf-travel-up": "green",
    "spf-progress-complete": "green",
    "spf-amber": "amber",
    "spf-progress-overdue": "amber",
    "spf-red": "red",
    "spf-travel-down": "red",
}


def tone_of(element: Element) -> str:
    """Return the tone a badge or tile is coloured in."""
    return next((_TONES[name] for name in element.classes if name in _TONES), "grey")


def plain_text(words: Iterable[Inline]) -> str:
    """Return words without links and styles."""
    return "".join(map(_plain, words))


def _plain(word: Inline) -> str:
    match word:
        case Text(text):
            return text
        case Badge(text, _, _):
            return text
        case Styled(_, words) | Link(_, _, words):
            return plain_text(words)
        case Break():
            return " "


def words_in(elements: Iterable[Node], page: str, drawings: list[str]) -> Words:
    """Read words as they stand in a line, white space run together, none at either end.

    Parameters
    ----------
    elements : iterable of Element or str
        The parts of a line.
    page : str
        The page they stand on, for its links.
    drawings : list of str
        The SVG drawings taken out of the page, which its ``svg`` elements name by number.
    """
    found = [word for element in elements for word in _words_of(element, page, drawings)]
    return _trimmed(_joined(found))


def _words_of(element: Node, page: str, drawings: list[str]) -> Iterator[Inline]:
    if isinstance(element, str):
        yield Text(_SPACE.sub(" ", element))
        return
    inside = [word for child in element.children for word in _words_of(child, page, drawings)]
    if "spf-badge" in element.classes:
        yield _badge(element, drawings)
    elif "spf-value" in element.classes:
        yield Styled("value", _joined(inside))
    elif element.name == "br":
        yield Break()
    elif element.name in _STYLES:
        yield Styled(_STYLES[element.name], _joined(inside))
    elif element.name == "a" and "href" in element.attributes:
        yield Link(page, element.attributes["href"], _joined(inside))
    else:
        yield from inside


def _badge(element: Element, drawings: list[str]) -> Badge:
    shape = element.first("svg")
    drawing = drawings[int(shape.attributes["data-drawing"])] if shape else ""
    return Badge(_SPACE.sub(" ", element.text()).strip(), tone_of(element), drawing)


def _joined(words: Iterable[Inline]) -> Words:
    """Join neighbouring texts, so that two spaces of two elements become one."""
    joined: list[Inline] = []
    for word in words:
        before = joined[-1] if joined else None
        if isinstance(word, Text) and isinstance(before, Text):
            joined[-1] = Text(_SPACE.sub(" ", before.text + word.text))
        else:
            joined.append(word)
    return tuple(joined)


def _trimmed(words: Words) -> Words:
    trimmed = list(words)
    if trimmed and isinstance(trimmed[0], Text):
        trimmed[0] = Text(trimmed[0].text.lstrip(" "))
    if trimmed and isinstance(trimmed[-1], Text):
        trimmed[-1] = Text(trimmed[-1].text.rstrip(" "))
    return tuple(word for word in trimmed if not isinstance(word, Text) or word.text)
