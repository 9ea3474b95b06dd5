"""What a PDF says, as plain data: words and blocks, without HTML and without layout."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["strong", "emphasis", "code", "value"]
Voice = Literal["plain", "lead", "quiet", "label", "sublabel", "figure", "badges"]


@dataclass(frozen=True)
class Text:
    """Words, taken literally."""

    text: str


@dataclass(frozen=True)
class Styled:
    """Words set apart: strong, emphasised, as code, or as a card's latest figure."""

    style: Style
    words: "tuple[Inline, ...]"


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere.

    Attributes
    ----------
    page : str
        The page the link stands on.
    target : str
        Where it leads, as that page gives it; if empty, to that page on the site.
    words : tuple of Inline
        What is read.
    """

    page: str
    target: str
    words: "tuple[Inline, ...]"


@dataclass(frozen=True)
class Badge:
    """A rating, a direction or a state: a word with a shape, so that it is read without colour.

    Attributes
    ----------
    word : str
        What it says.
    tone : str
        ``green``, ``amber``, ``red`` or ``grey``.
    shape : str
        The shape as SVG, empty for none.
    """

    word: str
    tone: str
    shape: str


@dataclass(frozen=True)
class Break:
    """The end of a line inside a paragraph."""


Inline = Text | Styled | Link | Badge | Break
Words = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 opens a page. Links lead to it by its anchor, ``page#id`` or empty."""

    level: int
    anchor: str
    words: Words


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and the voice it speaks in."""

    voice: Voice
    words: Words


@dataclass(frozen=True)
class Item:
    """One entry of a list; links lead to it by its anchor, which may be empty."""

    anchor: str
    blocks: "Blocks"


@dataclass(frozen=True)
class Items:
    """A list, numbered or not."""

    numbered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Tile:
    """A count in large figures with what it counts."""

    tone: str
    count: Words
    words: Words


@dataclass(frozen=True)
class Tiles:
    """Counts side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table and over how many columns it reaches."""

    span: int
    blocks: "Blocks"


@dataclass(frozen=True)
class Table:
    """A table with its caption; the first cell of a row heads it.

    Attributes
    ----------
    widths : tuple of int
        The columns' shares of the width.
    whole : bool
        Whether it stands on one page, not to be broken.
    """

    caption: Words
    widths: tuple[int, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    whole: bool


@dataclass(frozen=True)
class Term:
    """A name and what is said of it."""

    name: Words
    blocks: "Blocks"


@dataclass(frozen=True)
class Terms:
    """Names with what is said of each."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Chart:
    """A drawing, its caption, and the text that stands for it."""

    drawing: str
    alternative: str
    caption: Words


@dataclass(frozen=True)
class Section:
    """A part of a card under a small title, which the site folds away."""

    title: Words
    blocks: "Blocks"


@dataclass(frozen=True)
class Card:
    """A measure: its opening is kept on one page, the rest may run on."""

    opening: "Blocks"
    rest: "Blocks"


Block = Heading | Paragraph | Items | Tiles | Table | Terms | Chart | Section | Card
Blocks = tuple[Block, ...]
