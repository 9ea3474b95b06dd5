"""Reading the blocks of a page's HTML for the PDF: lists, tables, charts, cards."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from bs4 import BeautifulSoup, PageElement, Tag

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
from spf_lib.publish.pdf_widths import column_widths
from spf_lib.publish.pdf_words import classes_of, plain_text, tone_of, words_in

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

    soup = BeautifulSoup(_DRAWING.sub(take_out, html), "html.parser")
    return tuple(_Reader(page, drawings).blocks(soup.children))


class _Reader:
    """Reads one piece of a page; knows the page and the drawings taken out of it."""

    def __init__(self, page: str, drawings: list[str]):
        self._page = page
        self._drawings = drawings
        self._anchor = ""

    def blocks(self, elements: Iterable[PageElement]) -> Iterator[Block]:
        for is_block, run in groupby(elements, _is_block):
            if is_block:
                for element in run:
                    if isinstance(element, Tag) and not _ONLY_ON_THE_SITE & {*classes_of(element)}:
                        yield from self._block(element)
            else:
                words = self._words(run)
                if words:
                    yield Paragraph("plain", words)

    def _words(self, elements: Iterable[PageElement]) -> Words:
        within = list(elements)
        for element in within:
            if isinstance(element, Tag) and "spf-anchor" in classes_of(element):
                self._anchor = str(element["id"])
        return words_in(within, self._page, self._drawings)

    def _block(self, element: Tag) -> Iterator[Block]:
        name, classes = element.name, classes_of(element)
        if _HEADING.fullmatch(name):
            anchor, self._anchor = self._named(self._anchor), ""
            yield Heading(int(name[1]), anchor, self._words(element.children))
        elif name == "p":
            words = self._words(element.children)
            if words:
                voices = [_VOICES[one] for one in classes if one in _VOICES]
                yield Paragraph(voices[0] if voices else "plain", words)
        elif "spf-tiles" in classes:
            yield Tiles(tuple(map(self._tile, element.find_all("li", recursive=False))))
        elif "spf-counts" in classes:
            counts = [self._words(one.children) for one in element.find_all("li")]
            yield Paragraph("badges", tuple(word for one in counts for word in (*one, _APART)))
        elif name in ("ul", "ol"):
            yield Items(
                name == "ol",
                tuple(
                    Item(self._named(str(one.get("id", ""))), tuple(self.blocks(one.children)))
                    for one in element.find_all("li", recursive=False)
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

    def _named(self, anchor: str) -> str:
        return f"{self._page}#{anchor}" if anchor else ""

    def _tile(self, element: Tag) -> Tile:
        counted = element.select_one(".spf-tile-count")
        rest = [child for child in element.children if child is not counted]
        count = self._words(counted.children) if counted else ()
        return Tile(tone_of(element), count, self._words(rest))

    def _terms(self, element: Tag) -> Iterator[Term]:
        for name in element.find_all("dt"):
            said = name.find_next_sibling("dd")
            if isinstance(said, Tag):
                yield Term(self._words(name.children), tuple(self.blocks(said.children)))

    def _table(self, element: Tag) -> Table:
        caption = element.find("caption")
        rows = [
            tuple(map(self._cell, row.find_all(["th", "td"], recursive=False)))
            for row in element.find_all("tr")
        ]
        words = self._words(caption.children) if isinstance(caption, Tag) else ()
        return Table(words, column_widths(rows), rows[0], tuple(rows[1:]))

    def _cell(self, element: Tag) -> Cell:
        return Cell(int(str(element.get("colspan", 1))), tuple(self.blocks(element.children)))

    def _chart(self, element: Tag) -> Iterator[Block]:
        image = element.find(role="img")
        caption = element.find("figcaption")
        drawing = image.find("svg") if isinstance(image, Tag) else None
        if not isinstance(image, Tag) or not isinstance(drawing, Tag):
            yield from self.blocks(element.children)
            return
        told = element.find(id=str(image.get("aria-describedby", "")))
        said = self._words(told.children) if isinstance(told, Tag) else ()
        if not plain_text(said).strip():
            raise ValueError(f"a chart of {self._page} has no text alternative")
        yield Chart(
            self._drawings[int(str(drawing["data-drawing"]))],
            plain_text(said),
            self._words(caption.children) if isinstance(caption, Tag) else (),
        )
        shown = [
            child
            for child in element.find_all(True, recursive=False)
            if child not in (image, caption) and not _only_tells(child, told)
        ]
        yield from self.blocks(shown)

    def _section(self, element: Tag) -> Iterator[Block]:
        summary = element.find("summary", recursive=False)
        title = self._words(summary.children) if isinstance(summary, Tag) else ()
        inside = tuple(self.blocks(child for child in element.children if child is not summary))
        if inside:
            yield Section(title, inside)

    def _card(self, element: Tag) -> Card:
        children = list(element.find_all(True, recursive=False))
        ends = next((at for at, child in enumerate(children) if _runs_on(child)), len(children))
        return Card(
            tuple(self.blocks(children[:ends])),
            tuple(self.blocks(children[ends:])),
        )


def _is_block(element: PageElement) -> bool:
    return isinstance(element, Tag) and element.name in _BLOCKS


def _only_tells(element: Tag, told: object) -> bool:
    """Tell whether an element is the folded text of a chart, which the PDF holds as its alt."""
    return element.name == "details" and isinstance(told, Tag) and told in element.descendants


def _runs_on(element: Tag) -> bool:
    return element.name == "details" or bool(_AFTER_THE_OPENING & {*classes_of(element)})
