"""Charts of counts as inline SVG: a heat map of ratings, and bars of what falls due."""

from collections.abc import Iterable, Sequence
from textwrap import fill

import numpy as np
import pandas as pd
from markupsafe import Markup
from matplotlib import style
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from spf_lib.present.chart_style import GAP, LINE, POINTS, STYLE, WIDTH
from spf_lib.present.colours import DARK_BLUE, MIDDLE_GREY
from spf_lib.present.svg import shows_figures, svg

# The heads of a heat map's rows and columns fold at so many letters.
_LONG_TITLE, _LONG_WORD = 18, 5
# A ground this dark takes white letters at 4.5:1; a lighter one takes black.
_DARK = 0.18
# What seaborn calls a light palette of the blue. Its import costs as much as drawing forty charts,
# in each process that kernels are forked from.
_LIGHT_BLUE = (0.9398, 0.9438, 0.9512)
_PALETTE = LinearSegmentedColormap.from_list("light", [_LIGHT_BLUE, to_rgb(DARK_BLUE)])


def count_heatmap(name: str, counts: pd.DataFrame, figures: pd.DataFrame) -> Markup:
    """Draw counts as a heat map: one row a portfolio, one column a rating, each cell labelled.

    ``figures`` holds the id of each cell's ledger entry.
    """
    with style.context([*STYLE, {"axes.grid": False}]):
        counts = counts.rename(
            index=lambda title: fill(title, _LONG_TITLE),
            columns=lambda word: fill(word, _LONG_WORD),
        )
        lines = max(1 + title.count("\n") for title in counts.index)
        height = len(counts) * (LINE * lines + GAP) / POINTS + 0.6
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.add_subplot()
        grounds = axes.pcolormesh(counts, cmap=_PALETTE, linewidths=1, edgecolor="white")
        grounds.update_scalarmappable()
        for ((row, column), count), ground, entry_id in zip(
            np.ndenumerate(counts),
            np.asarray(grounds.get_facecolor()),
            figures.to_numpy().flat,
            strict=True,
        ):
            colour = "white" if _luminance(ground) < _DARK else "black"
            text = axes.text(
                column + 0.5, row + 0.5, str(count), color=colour, ha="center", va="center"
            )
            shows_figures(text, [entry_id])
        rows, columns = counts.shape
        axes.set(xlim=(0, columns), ylim=(rows, 0))
        axes.set_xticks(np.arange(columns) + 0.5, counts.columns)
        axes.set_yticks(np.arange(rows) + 0.5, counts.index, va="center")
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.tick_params(length=0)
        axes.xaxis.tick_top()
        return svg(figure, name)


def _luminance(colour: Iterable[float]) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in list(colour)[:3]
    ]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def due_chart(name: str, counts: pd.Series, now: str, figures: Sequence[str]) -> Markup:
    """Draw how many deliverables fall due in each quarter; those up to now are darker.

    Parameters
    ----------
    name : str
        Makes the ids of the drawing unique on a page.
    counts : pandas.Series
        Number by quarter, as in files, in order.
    now : str
        The edition's quarter.
    figures : sequence of str
        The id of each count's ledger entry.
    """
    with style.context([*STYLE, {"axes.grid.axis": "x"}]):
        figure = Figure(figsize=(WIDTH, 0.3 * len(counts) + 0.5), layout="constrained")
        axes = figure.add_subplot()
        positions = range(len(counts))
        colours = [DARK_BLUE if quarter <= now else MIDDLE_GREY for quarter in counts.index]
        bars = axes.barh(positions, counts.to_numpy(), color=colours)
        for text, entry_id in zip(axes.bar_label(bars, padding=3), figures, strict=True):
            shows_figures(text, [entry_id])
        axes.set_yticks(positions, list(counts.index))
        axes.invert_yaxis()
        axes.tick_params(length=0)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        axes.margins(x=0.12)
        return svg(figure, name)
