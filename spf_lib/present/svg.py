"""A matplotlib figure as SVG to stand in a page: scalable, without style sheet, dates or idle ids.

A text that shows figures of the ledger names their entries in ``data-figures``; an axis, whose
ticks are a scale and no figures, has the class ``spf-axis``.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from io import StringIO
from typing import Any, Literal

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

_MARK = "figures:"
# Of SVG: a point is a pixel.
_DPI = 72
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
# matplotlib's own style sheet would apply to the whole page the drawing is set in.
_STYLE_SHEET = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_AXIS = re.compile(r' id="matplotlib\.axis_\d+"')
_PLACE = re.compile(r'\s(?:d|x|y|transform)="[^"]+"')
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_TURNED_BY_NOTHING = re.compile(r' transform="rotate\(-?0 [^"]*"')
# Not after a text: what reads two lines of a label aloud needs the space between them.
_GAP = re.compile(r"(?<!</text)>\s+<")
_UNSEEN = re.compile(r'<g/>|<g></g>|<path d="[^"]*" style="fill: none"/>')


def shows_figures(text: Artist, ids: Iterable[str]) -> None:
    """Name the ledger entries whose figures a text of a drawing shows."""
    named = " ".join(ids)
    if named:
        text.set_gid(_MARK + named)


class _Renderer(RendererSVG):
    """Draws SVG, and measures a text once a process: scales and many words come on each chart."""

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | Literal["TeX"]
    ) -> tuple[float, float, float]:
        """Return the size of a text in points."""
        return _measured(s, prop, ismath)


@lru_cache(maxsize=4096)
def _measured(
    text: str, font: FontProperties, ismath: bool | Literal["TeX"]
) -> tuple[float, float, float]:
    size: tuple[float, float, float] = TextToPath().get_text_width_height_descent(
        text, font, ismath
    )
    return size


def svg(figure: Figure, name: str) -> Markup:
    """Write a drawing; ``name`` makes its ids unique on a page."""
    drawing = _drawn(figure, name)
    drawing = _STYLE_SHEET.sub("", drawing[drawing.index("<svg") :], count=1).strip()
    drawing = drawing.replace(f' id="{_MARK}', ' data-figures="')
    drawing = _AXIS.sub(' class="spf-axis"', drawing)
    return Markup(_light(_without_idle_ids(_scalable(drawing))))  # noqa: S704 our own drawing


def _drawn(figure: Figure, salt: str) -> str:
    """Draw a figure on no ground, as its ``savefig`` does with more ado."""
    for patch in (figure.patch, *(axes.patch for axes in figure.axes)):
        patch.set(facecolor="none", edgecolor="none")
    # Its layout, if it has one, is worked out by the canvas.
    FigureCanvasSVG(figure)
    figure.set_dpi(_DPI)
    across, up = (_DPI * inches for inches in figure.get_size_inches())
    buffer = StringIO()
    with mpl.rc_context({"svg.hashsalt": salt}):
        renderer: Any = _Renderer(across, up, buffer, metadata=_NO_METADATA)  # type: ignore[no-untyped-call]
        figure.draw(renderer)
        renderer.finalize()
    return buffer.getvalue()


def _scalable(drawing: str) -> str:
    """Drop the fixed size: the view box stays and the page's width decides."""
    return re.sub(r'\s(?:width|height)="[\d.]+pt"', "", drawing, count=2)


def _without_idle_ids(drawing: str) -> str:
    """Drop ids that nothing in the drawing points at; matplotlib numbers them anew each chart."""
    return _ID.sub(lambda found: found[0] if f"#{found[1]}" in drawing else "", drawing)


def _light(drawing: str) -> str:
    """Drop what nobody sees: places finer than a hundredth of a point, turns by nothing, gaps."""
    drawing = _TURNED_BY_NOTHING.sub("", drawing)
    drawing = _PLACE.sub(lambda found: f" {' '.join(_rounded(found[0]).split())}", drawing)
    drawing = _GAP.sub("><", drawing)
    while (lighter := _UNSEEN.sub("", drawing)) != drawing:
        drawing = lighter
    return drawing


def _rounded(places: str) -> str:
    return _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), places)
