"""Colours: the UK Government Analysis Function palette for charts, and dark text on tints for RAG.

Source: Analysis Function, "Data visualisation: colours in charts". The usual RAG fills on white
fail the contrast WCAG 2.2 asks for; each pair here passes 4.5:1 (level AA).
"""

from dataclasses import dataclass

DARK_BLUE = "#12436D"
DARK_PINK = "#801650"
DARK_GREY = "#3D3D3D"
MIDDLE_GREY = "#6B6B6B"


@dataclass(frozen=True)
class RagStyle:
    """How a rating looks: its word, its class, and the shape drawn in a 16 by 16 box."""

    word: str
    css: str
    shape: str


RAG_STYLES = {
    "G": RagStyle("Green", "green", '<circle cx="8" cy="8" r="7"/>'),
    "A": RagStyle("Amber", "amber", '<path d="M8 1 L15.5 15 L0.5 15 Z"/>'),
    "R": RagStyle("Red", "red", '<path d="M8 0.5 L15.5 8 L8 15.5 L0.5 8 Z"/>'),
    "": RagStyle("Not rated", "grey", '<rect x="1" y="6" width="14" height="4"/>'),
}

ARROWS = {
    "up": ("Better", '<path d="M8 1 L15 9 L10 9 L10 15 L6 15 L6 9 L1 9 Z"/>'),
    "down": ("Worse", '<path d="M8 15 L1 7 L6 7 L6 1 L10 1 L10 7 L15 7 Z"/>'),
    "level": ("No change", '<path d="M1 5 H15 V7.5 H1 Z M1 9.5 H15 V12 H1 Z"/>'),
    "n/a": ("No direction", '<rect x="1" y="6" width="14" height="4"/>'),
}
