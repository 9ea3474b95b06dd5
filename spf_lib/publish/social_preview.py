"""The social preview of an edition: a picture of 1200 by 630, drawn from its counts."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, Patch, Polygon, Rectangle

from spf_lib.present.colours import DARK_BLUE
from spf_lib.present.edition_counts import Counted
from spf_lib.publish.site_editions import SiteEdition

PREVIEW_NAME = "preview.png"
WIDTH, HEIGHT = 1200, 630
_FONTS = Path(__file__).parent / "fonts"
_MARGIN = 64
_GAP = 24
# The tints and text colours of the site's badges.
_TINTS = {
    "green": ("#cce2d8", "#005a30"),
    "amber": ("#fff7bf", "#594d00"),
    "red": ("#f6d7d2", "#942514"),
    "grey": ("#eeefef", "#383f43"),
}
_INK, _QUIET = "#1d2327", "#4a5358"


def preview_png(edition: SiteEdition, book_title: str) -> bytes:
    """Draw the preview of an edition; the same bytes each time.

    Parameters
    ----------
    edition : SiteEdition
        Its council, quarter, framework and counts are shown.
    book_title : str
        The name of the book.
    """
    # One unit is one pixel, from the lower left corner.
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.set_axis_off()
    patches: list[Patch] = [Rectangle((0, 0), 20, HEIGHT, color=DARK_BLUE, linewidth=0)]
    words = [
        (_MARGIN, 552, edition.council, 30, _QUIET, False),
        (_MARGIN, 462, edition.title, 66, _INK, True),
        (_MARGIN, 392, edition.framework, 34, _INK, False),
        (_MARGIN, 48, book_title, 28, _QUIET, True),
    ]
    tiles, labels = _tiles(edition.counts.at_a_glance())
    for patch in [*patches, *tiles]:
        axes.add_patch(patch)
    for x, y, text, size, colour, bold in [*words, *labels]:
        axes.text(x, y, text, color=colour, fontproperties=_font(bold, size), va="baseline")
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=100, metadata={"Software": None})
    return buffer.getvalue()


_Words = tuple[float, float, str, float, str, bool]


def _tiles(counted: Sequence[Counted]) -> tuple[list[Patch], list[_Words]]:
    width = (WIDTH - 2 * _MARGIN - _GAP * (len(counted) - 1)) / len(counted)
    patches: list[Patch] = []
    words: list[_Words] = []
    for at, one in enumerate(counted):
        tint, ink = _TINTS[one.css]
        left, bottom, height = _MARGIN + at * (width + _GAP), 120.0, 210.0
        box = FancyBboxPatch(
            (left + 12, bottom + 12),
            width - 24,
            height - 24,
            boxstyle="round,pad=12,rounding_size=14",
            color=tint,
            linewidth=0,
        )
        patches.append(box)
        words.append((left + 26, bottom + 98, one.fact.text, 84, ink, True))
        shape = _shape(one.key, left + 28, bottom + 34, ink) if one.shape else []
        patches += shape
        text_at = left + (64 if shape else 28)
        size = _fitting(one.words, width)
        words.append((text_at, bottom + 36, one.words.capitalize(), size, ink, True))
    return patches, words


def _fitting(words: str, width: float) -> float:
    """Return the size, in pixels, at which words fit into a tile."""
    return min(32.0, (width - 56) / (0.58 * len(words)))


def _shape(key: str, x: float, y: float, colour: str) -> list[Patch]:
    """Draw the shape of a rating: circle, triangle, diamond, bar."""
    side = 26.0
    middle = (x + side / 2, y + side / 2)
    if key == "G":
        return [Circle(middle, side / 2, color=colour, linewidth=0)]
    if key == "A":
        return [Polygon([(x, y), (x + side, y), (middle[0], y + side)], color=colour, linewidth=0)]
    if key == "R":
        corners = [(middle[0], y), (x + side, middle[1]), (middle[0], y + side), (x, middle[1])]
        return [Polygon(corners, color=colour, linewidth=0)]
    return [Rectangle((x, middle[1] - 4), side, 8, color=colour, linewidth=0)]


def _font(bold: bool, pixels: float) -> FontProperties:
    file = _FONTS / ("OpenSans-Bold.ttf" if bold else "OpenSans-Regular.ttf")
    # At 100 dots an inch, 72 points are 100 pixels.
    return FontProperties(fname=str(file), size=pixels * 0.72)
