"""Reading the blocks of a page's HTML for the PDF: lists, tables, charts, cards."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from spf_lib.publish.pdf_html import Element, Node, read_html
from spf_lib.publish.pdf_tree import (
    Block,
    Blocks,
    Card,
    Cell,
    Chart,
    Heading,
    Item,
    Items,
    Paragraph,
    Section,
    Table,
    Term,
    Terms,
    Text,
    Tile,
    Tiles,
    Voice,
    Words,
)
from spf_lib.publish.pdf_widths import column_widths, lines_high
from spf_lib.publish.pdf_words import plain_text, tone_of, words_in

_MOST_ROWS_WHOLE = 14
# A page holds 60, and the estimate may be too low. Of a table that is higher, rows would be lost.
_MOST_LINES_WHOLE = 50
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_HEADING = re.compile(r"h[1-6]")
_BLOCKS = {
    *("p", "ul", "ol", "dl", "table", "figure", "details", "article", "section", "div", "pre"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote"),
}
_VOICES: dict[str, Voice] = {
    "spf-lead": "lead",
    "spf-quiet": "quiet",
    "spf-note": "quiet",
    "spf-no-chart": "quiet",
    "spf-label": "label",
    "spf-sublabel": "sublabel",
    "spf-promise": "sublabel",
    "spf-latest": "figure",
    "spf-status": "badges",
}
# The page tells of itself there, or of figures by their place on the page.
_ONLY_ON_THE_SITE = {"spf-ledger", "spf-workings"}
_AFTER_THE_OPENING = {"spf-trend", "spf-parts", "spf-table", "spf-narrative", "spf-before"}
_APART = Text("\N{EN SPACE}\N{EN SPACE}")


def read_blocks(html: str, page: str) -> Blocks:
    """Read the blocks of a piece of a page.

    Parameters
    ----------
    html : str
        As a cell of an executed notebook shows it.
    page : str
        The page's name, which its links and anchors begin with.

    Raises
    ------
    ValueError
        If a chart has no text that stands for it.
    """
    drawings: list[str] = []

    def take_out(drawing: re.Match[str]) -> str:
        # The parser would write the names of SVG, which tell capitals apart, in small letters.
        drawings.append(drawing[0])
        return f'<svg data-drawing="{len(drawings) - 1}"></svg>'

    elements = read_html(_DRAWING.sub(take_out, html))
    return tuple(_Reader(page, drawings).blocks(elements))


class _Reader:
    """Reads one piece of a page; knows the page and the drawings taken out of it."""

    def __init__(self, page: str, drawings: list[str]):
        self._page = page
        self._drawings = drawings
        self._anchor = ""

    def blocks(self, elements: Iterable[Node]) -> Iterator[Block]:
        for is_block, run in groupby(elements, _is_block):
            if is_block:
                for element in run:
                    if isinstance(element, Element) and _ONLY_ON_THE_SITE.isdisjoint(
                        element.classes
                    ):
                        yield from self._block(element)
            else:
                words = self._words(run)
                if words:
                    yield Paragraph("plain", words)

    def _words(self, elements: Iterable[Node]) -> Words:
        within = list(elements)
        for element in within:
            if isinstance(element, Element) and "spf-anchor" in element.classes:
                self._anchor = element.attributes["id"]
        return words_in(within, self._page, self._drawings)

    def _block(self, element: Element) -> Iterator[Block]:
        name, classes = element.name, element.classes
        if _HEADING.fullmatch(name):
            anchor, self._anchor = self._place(self._anchor), ""
            yield Heading(int(name[1]), anchor, self._words(element.children))
        elif name == "p":
            words = self._words(element.children)
            if words:
                voices = [_VOICES[one] for one in classes if one in _VOICES]
                yield Paragraph(voices[0] if voices else "plain", words)
        elif "spf-tiles" in classes:
            yield Tiles(tuple(map(self._tile, _named(element.inside(), "li"))))
        elif "spf-counts" in classes:
            counts = [self._words(one.children) for one in _named(element.below(), "li")]
            yield Paragraph("badges", tuple(word for one in counts for word in (*one, _APART)))
        elif name in ("ul", "ol"):
            yield Items(
                name == "ol",
                tuple(
                    Item(
                        self._place(one.attributes.get("id", "")), tuple(self.blocks(one.children))
                    )
                    for one in _named(element.inside(), "li")
                ),
            )
        elif name == "dl":
            yield Terms(tuple(self._terms(element)))
        elif name == "table":
            yield self._table(element)
        elif name == "figure":
            yield from self._chart(element)
        elif name == "details":
            yield from self._section(element)
        elif name == "article":
            yield self._card(element)
        elif name == "pre":
            yield Paragraph("plain", self._words(element.children))
        else:
            yield from self.blocks(element.children)

    def _place(self, anchor: str) -> str:
        return f"{self._page}#{anchor}" if anchor else ""

    def _tile(self, element: Element) -> Tile:
        counted = next((one for one in element.below() if "spf-tile-count" in one.classes), None)
        rest = [child for child in element.children if child is not counted]
        return Tile(tone_of(element), self._inside(counted), self._words(rest))

    def _terms(self, element: Element) -> Iterator[Term]:
        for parent in (element, *element.below()):
            name: Element | None = None
            for child in parent.inside():
                if child.name == "dt":
                    name = child
                elif child.name == "dd" and name:
                    yield Term(self._inside(name), tuple(self.blocks(child.children)))
                    name = None

    def _table(self, element: Element) -> Table:
        rows = [
            tuple(self._cell(cell) for cell in row.inside() if cell.name in ("th", "td"))
            for row in _named(element.below(), "tr")
        ]
        words = self._inside(element.first("caption"))
        widths = column_widths(rows)
        is_short = len(rows) - 1 <= _MOST_ROWS_WHOLE
        whole = is_short and lines_high(rows, widths) <= _MOST_LINES_WHOLE
        return Table(words, widths, rows[0], tuple(rows[1:]), whole)

    def _cell(self, element: Element) -> Cell:
        return Cell(int(element.attributes.get("colspan", 1)), tuple(self.blocks(element.children)))

    def _chart(self, element: Element) -> Iterator[Block]:
        image = next((one for one in element.below() if one.attributes.get("role") == "img"), None)
        drawing = image.first("svg") if image else None
        if not image or not drawing:
            yield from self.blocks(element.children)
            return
        caption = element.first("figcaption")
        name = image.attributes.get("aria-describedby", "")
        told = next((one for one in element.below() if one.attributes.get("id") == name), None)
        said = plain_text(self._inside(told))
        if not said.strip():
            raise ValueError(f"a chart of {self._page} has no text alternative")
        yield Chart(
            self._drawings[int(drawing.attributes["data-drawing"])], said, self._inside(caption)
        )
        yield from self.blocks(
            child
            for child in element.inside()
            if child is not image and child is not caption and not _only_tells(child, told)
        )

    def _section(self, element: Element) -> Iterator[Block]:
        summary = next(_named(element.inside(), "summary"), None)
        inside = tuple(self.blocks(child for child in element.children if child is not summary))
        if inside:
            yield Section(self._inside(summary), inside)

    def _inside(self, element: Element | None) -> Words:
        return self._words(element.children) if element else ()

    def _card(self, element: Element) -> Card:
        children = list(element.inside())
        ends = next((at for at, child in enumerate(children) if _runs_on(child)), len(children))
        return Card(
            tuple(self.blocks(children[:ends])),
            tuple(self.blocks(children[ends:])),
        )


def _named(elements: Iterable[Element], name: str) -> Iterator[Element]:
    return (element for element in elements if element.name == name)


def _is_block(element: Node) -> bool:
    return isinstance(element, Element) and element.name in _BLOCKS


def _only_tells(element: Element, told: Element | None) -> bool:
    """Tell whether an element is the folded text of a chart, which the PDF holds as its alt."""
    return element.name == "details" and any(one is told for one in element.below())


def _runs_on(element: Element) -> bool:
    return element.name == "details" or not _AFTER_THE_OPENING.isdisjoint(element.classes)
