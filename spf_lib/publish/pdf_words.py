"""Reading the words of a page's HTML for the PDF: text, links, badges."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from bs4 import NavigableString, PageElement, Tag

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


def classes_of(element: Tag) -> list[str]:
    """Return the classes of an element."""
    return [name for name in element.get_attribute_list("class") if name]


def tone_of(element: Tag) -> str:
    """Return the tone a badge or tile is coloured in."""
    return next((_TONES[name] for name in classes_of(element) if name in _TONES), "grey")


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


def words_in(elements: Iterable[PageElement], page: str, drawings: list[str]) -> Words:
    """Read words as they stand in a line, white space run together, none at either end.

    Parameters
    ----------
    elements : iterable of PageElement
        The parts of a line.
    page : str
        The page they stand on, for its links.
    drawings : list of str
        The SVG drawings taken out of the page, which its ``svg`` elements name by number.
    """
    found = [word for element in elements for word in _words_of(element, page, drawings)]
    return _trimmed(_joined(found))


def _words_of(element: PageElement, page: str, drawings: list[str]) -> Iterator[Inline]:
    if isinstance(element, Tag):
        inside = [word for child in element.children for word in _words_of(child, page, drawings)]
        classes = classes_of(element)
        if "spf-badge" in classes:
            yield _badge(element, drawings)
        elif "spf-value" in classes:
            yield Styled("value", _joined(inside))
        elif element.name == "br":
            yield Break()
        elif element.name in _STYLES:
            yield Styled(_STYLES[element.name], _joined(inside))
        elif element.name == "a" and element.has_attr("href"):
            yield Link(page, str(element["href"]), _joined(inside))
        else:
            yield from inside
    elif type(element) is NavigableString:
        yield Text(_SPACE.sub(" ", str(element)))


def _badge(element: Tag, drawings: list[str]) -> Badge:
    shape = element.find("svg")
    drawing = drawings[int(str(shape["data-drawing"]))] if isinstance(shape, Tag) else ""
    return Badge(_SPACE.sub(" ", element.get_text()).strip(), tone_of(element), drawing)


def _joined(words: Iterable[Inline]) -> Words:
    """Join neighbouring texts, so that two spaces of two elements become one."""
    joined: list[Inline] = []
    for is_text, run in groupby(words, lambda word: isinstance(word, Text)):
        if is_text:
            joined.append(Text(_SPACE.sub(" ", plain_text(run))))
        else:
            joined.extend(run)
    return tuple(joined)


def _trimmed(words: Words) -> Words:
    trimmed = list(words)
    if trimmed and isinstance(trimmed[0], Text):
        trimmed[0] = Text(trimmed[0].text.lstrip(" "))
    if trimmed and isinstance(trimmed[-1], Text):
        trimmed[-1] = Text(trimmed[-1].text.rstrip(" "))
    return tuple(word for word in trimmed if word != Text(""))
