"""Charts of counts as inline SVG: a heat map of ratings, and bars of what falls due."""

from collections.abc import Sequence
from textwrap import fill

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from spf_lib.present.chart_style import GAP, LINE, POINTS, WIDTH, drawing_style
from spf_lib.present.colours import DARK_BLUE, MIDDLE_GREY
from spf_lib.present.svg import shows_figures, svg

# The heads of a heat map's rows and columns fold at so many letters.
_LONG_TITLE, _LONG_WORD = 18, 5
# A ground this dark takes white letters at 4.5:1; a lighter one takes black.
_DARK = 0.18


def count_heatmap(name: str, counts: pd.DataFrame, figures: pd.DataFrame) -> Markup:
    """Draw counts as a heat map: one row a portfolio, one column a rating, each cell labelled.

    ``figures`` holds the id of each cell's ledger entry.
    """
    # Imported late: it takes as long as forty charts, and one page alone draws this one.
    import seaborn as sns
    from seaborn.utils import relative_luminance

    with drawing_style({"axes.grid": False}):
        counts = counts.rename(
            index=lambda title: fill(title, _LONG_TITLE),
            columns=lambda word: fill(word, _LONG_WORD),
        )
        lines = max(1 + title.count("\n") for title in counts.index)
        height = len(counts) * (LINE * lines + GAP) / POINTS + 0.6
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.add_subplot()
        palette = sns.light_palette(DARK_BLUE, as_cmap=True)
        sns.heatmap(counts, ax=axes, annot=True, fmt="d", cmap=palette, cbar=False, linewidths=1)
        grounds = axes.collections[0].get_facecolor()
        for text, ground, entry_id in zip(
            axes.texts, grounds, figures.to_numpy().flat, strict=True
        ):
            text.set_color("white" if relative_luminance(ground) < _DARK else "black")
            shows_figures(text, [entry_id])
        axes.set(xlabel="", ylabel="")
        axes.tick_params(length=0)
        axes.xaxis.tick_top()
        return svg(figure, name)


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
    with drawing_style({"axes.grid.axis": "x"}):
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
