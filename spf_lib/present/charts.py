"""Charts of a measure as inline SVG, with direct labels and no legend.

Drawn on a bare matplotlib Figure, without pyplot, so nothing is shared between charts. Text stays
text, ids come from a fixed salt, and no date is written: the same data gives the same bytes.
"""

import gc
import itertools
import math
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import fill

import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from spf_lib.framework.units import format_value
from spf_lib.present.chart_style import GAP, LETTER, LINE, POINTS, WIDTH, drawing_style
from spf_lib.present.colours import DARK_BLUE, DARK_GREY, DARK_PINK, MIDDLE_GREY
from spf_lib.present.drawn_once import drawn_once
from spf_lib.present.svg import shows_figures, svg

_HEIGHT = 3.0
# A label beside the lines folds at so many letters.
_LONG_LABEL = 13
# So many ticks are at hand on each axis; matplotlib adds what else a chart needs.
_TICKS = 6
# In pixels of the drawing: the height of a line of text, and how near columns must be for labels to
# collide.
_LINE_HEIGHT = 19.5
_NEAR = 130.0
# A label stands clear of the lines it crosses.
_CLEAR = {"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.85}


@dataclass(frozen=True)
class Line:
    """One line of a chart: its values at the positions of the axis (NaN for a gap).

    ``figures`` are the ids of the ledger entries that ``end_text`` shows.
    """

    label: str
    values: Sequence[float]
    end_text: str
    figures: Sequence[str] = ()


@dataclass(frozen=True)
class Band:
    """A target drawn as steps: the bounds at each position, NaN where there is none.

    ``figures`` are the ids of the ledger entries that the label shows.
    """

    label: str
    lower: Sequence[float]
    upper: Sequence[float]
    figures: Sequence[str] = ()


@drawn_once
def year_chart(
    name: str, ticks: Sequence[str], current: Line, earlier: Sequence[Line], target: Band, unit: str
) -> Markup:
    """Draw the quarters of this year against earlier years and the target.

    Parameters
    ----------
    name : str
        Makes the ids of the drawing unique on a page.
    ticks : sequence of str
        The quarters, as on the axis.
    current, earlier : Line
        This year, and the years before it, latest first.
    target : Band
        The target of each quarter.
    unit : str
        The measure's unit, for the axis.
    """
    with drawing_style():
        figure, axes = _axes()
        positions = range(len(ticks))
        _draw_target(axes, target, DARK_PINK)
        for line in earlier:
            axes.plot(positions, line.values, color=MIDDLE_GREY, marker="s", markersize=4, lw=1.5)
            _label_end(axes, line, MIDDLE_GREY)
        axes.plot(positions, current.values, color=DARK_BLUE, marker="o", markersize=6, lw=2.5)
        _label_end(axes, current, DARK_BLUE)
        return _finish(figure, axes, name, ticks, unit)


@drawn_once
def annual_chart(name: str, ticks: Sequence[str], line: Line, target: Band, unit: str) -> Markup:
    """Draw a yearly measure as one bar a year, with the target as a mark across its year.

    Parameters
    ----------
    name : str
        Makes the ids of the drawing unique on a page.
    ticks : sequence of str
        The years, as on the axis.
    line : Line
        The value of each year, NaN for a gap; one at least is known.
    target : Band
        The target of each year.
    unit : str
        The measure's unit, for the axis.
    """
    with drawing_style():
        figure, axes = _axes()
        known = _known(line.values)
        axes.bar(known, [line.values[n] for n in known], width=0.55, color=DARK_BLUE)
        _draw_target(axes, target, DARK_PINK)
        axes.axhline(0, color=MIDDLE_GREY, lw=0.8)
        last = known[-1]
        text = axes.annotate(
            line.end_text,
            (last, line.values[last]),
            xytext=(0, 4),
            textcoords="offset points",
            ha="center",
            color=DARK_BLUE,
            weight="bold",
            bbox=_CLEAR,
            zorder=4,
        )
        shows_figures(text, line.figures)
        return _finish(figure, axes, name, ticks, unit)


@dataclass(frozen=True)
class Level:
    """A level across a run chart: the average (solid) or a limit (dashed).

    ``figures`` are the ids of the ledger entries that the label shows.
    """

    label: str
    value: float
    solid: bool
    figures: Sequence[str] = ()


@drawn_once
def run_chart(
    name: str,
    ticks: Sequence[str],
    values: Sequence[float],
    flagged: Sequence[bool],
    limits: Sequence[Level],
    target: Band,
    unit: str,
) -> Markup:
    """Draw quarters in a row with their average and limits; flagged points are squares.

    Parameters
    ----------
    name : str
        Makes the ids of the drawing unique on a page.
    ticks : sequence of str
        The quarters, as on the axis.
    values : sequence of float
        One a quarter, NaN for a gap.
    flagged : sequence of bool
        Which points a rule names.
    limits : sequence of Level
        The average and the limits.
    target : Band
        The target of each quarter, where it is for a quarter taken by itself.
    unit : str
        The measure's unit, for the axis.
    """
    with drawing_style():
        figure, axes = _axes()
        positions = range(len(ticks))
        for level in limits:
            axes.axhline(level.value, color=MIDDLE_GREY, lw=1.2, ls="-" if level.solid else "--")
            text = axes.annotate(
                _folded(level.label),
                (len(ticks) - 0.5, level.value),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                color=DARK_GREY,
                annotation_clip=False,
            )
            shows_figures(text, level.figures)
        _draw_target(axes, target, DARK_PINK)
        axes.plot(positions, values, color=DARK_BLUE, marker="o", markersize=6, lw=2)
        named = [n for n, flag in enumerate(flagged) if flag]
        axes.plot(
            named, [values[n] for n in named], ls="", marker="s", markersize=9, color=DARK_PINK
        )
        return _finish(figure, axes, name, ticks, unit)


def _axes() -> tuple[Figure, Axes]:
    """Return a fresh figure with empty axes, in the style of the charts."""
    copy, _ = _blank()
    figure: Figure = pickle.loads(copy)  # noqa: S301 written below
    return figure, figure.axes[0]


@lru_cache(maxsize=1)
def _blank() -> tuple[bytes, Figure]:
    """Prepare empty axes once: a copy costs a third of making them, and shares nothing.

    A transform of matplotlib knows what follows from it by the places of those in memory, and a
    copy knows it by the places that they had in what it was copied from. So that is held: if
    something new came to stand there, it would take the place of what the copy has to tell of a
    change, and a drawing would be put together from limits of before.
    """
    figure = Figure(figsize=(WIDTH, _HEIGHT))
    axes = figure.add_axes((0.15, 0.1, 0.55, 0.86))
    axes.tick_params(length=0, left=False, bottom=False)
    for axis in (axes.xaxis, axes.yaxis):
        # There is no label of an axis, so nothing need be measured to place it.
        axis.set_label_coords(0, 0)
        first, *others = axis.get_major_ticks(_TICKS)
        first.label1.set_in_layout(False)
        for tick in others:
            tick.label1.set_in_layout(False)
            # Unseen, so one does for all: a copy of the axes is half as heavy.
            tick.label2 = first.label2
            tick.tick1line, tick.tick2line = first.tick1line, first.tick2line
    for tick in axes.xaxis.get_major_ticks():
        tick.gridline = axes.xaxis.get_major_ticks()[0].gridline
    # What was made in between and let go is not to be copied, since it is not held.
    gc.collect()
    return pickle.dumps(figure), figure


def _known(values: Sequence[float]) -> list[int]:
    """Return the positions that have a value."""
    return [n for n, value in enumerate(values) if not pd.isna(value)]


def _draw_target(axes: Axes, target: Band, colour: str) -> None:
    bounds = [target.lower]
    if any(
        not pd.isna(high) and high != low
        for low, high in zip(target.lower, target.upper, strict=True)
    ):
        bounds.append(target.upper)
    for bound in bounds:
        for position, value in enumerate(bound):
            if not pd.isna(value):
                mark = [(position - 0.4, value), (position + 0.4, value)]
                dashes = LineCollection([mark], colors=colour, linewidths=2, linestyles="dashed")
                axes.add_collection(dashes, autolim=False)
                axes.update_datalim(mark)
    known = _known(target.lower)
    if known:
        position, value = known[-1], target.lower[known[-1]]
        text = axes.annotate(
            _folded(target.label),
            (position + 0.42, value),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            bbox=_CLEAR,
            annotation_clip=False,
        )
        shows_figures(text, target.figures)


def _label_end(axes: Axes, line: Line, colour: str) -> None:
    known = _known(line.values)
    if not known:
        return
    text = axes.annotate(
        _folded(f"{line.label}\n{line.end_text}"),
        (known[-1], line.values[known[-1]]),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        color=colour,
        weight="bold" if colour == DARK_BLUE else "normal",
        bbox=_CLEAR,
        zorder=4,
        annotation_clip=False,
    )
    shows_figures(text, line.figures)


def _finish(figure: Figure, axes: Axes, name: str, ticks: Sequence[str], unit: str) -> Markup:
    axes.set_xlim(-0.5, len(ticks) - 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, min_n_ticks=3))
    low, high = axes.get_ylim()
    pad = 0.08 * (high - low)
    axes.set_ylim(low if low == 0 else low - pad, high + pad)
    # Found once, not each time that they are asked for.
    axes.yaxis.set_major_locator(FixedLocator(list(axes.get_yticks())))
    places = _places(list(axes.get_yticks()))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: format_value(value, _axis_unit(unit), places))
    )
    width = _leave_room(figure, axes, ticks)
    axes.set_xticks(range(len(ticks)), _sparse(ticks, width))
    _spread_labels(figure, axes)
    return svg(figure, name)


def _folded(label: str) -> str:
    """Break the lines of a label that are too long to stand beside the drawing."""
    return "\n".join(fill(line, _LONG_LABEL, break_long_words=False) for line in label.split("\n"))


def _letters(texts: Iterable[str]) -> int:
    return max((len(line) for text in texts for line in text.split("\n")), default=0)


def _leave_room(figure: Figure, axes: Axes, ticks: Sequence[str]) -> float:
    """Leave room for the words on each side of the axes; return how wide these are, in points."""
    across, up = (POINTS * inches for inches in figure.get_size_inches())
    scale = axes.yaxis.get_major_formatter().format_ticks(list(axes.get_yticks()))
    beside = [text.get_text() for text in axes.texts if text.get_horizontalalignment() == "left"]
    left = LETTER * _letters(scale) + GAP
    right = LETTER * _letters(beside) + GAP
    below = LINE * max(1 + tick.count("\n") for tick in ticks) + GAP / 2
    width = float(across - left - right)
    axes.set_position((left / across, below / up, width / across, 0.96 - below / up))
    return width


def _sparse(ticks: Sequence[str], width: float) -> list[str]:
    """Leave out every second tick, or more, where they would touch; the last one always stands."""
    room = width / len(ticks)
    step = math.ceil(LETTER * (_letters(ticks) + 0.5) / room)
    last = len(ticks) - 1
    return [tick if (last - n) % step == 0 else "" for n, tick in enumerate(ticks)]


def _spread_labels(figure: Figure, axes: Axes) -> None:
    """Push labels that share a column apart, so that none covers another or leaves the figure."""
    to_pixels = axes.transData.transform
    labels = [text for text in axes.texts if isinstance(text, Annotation)]
    ordered = sorted(labels, key=lambda label: to_pixels(label.xy)[1])
    centres = [to_pixels(label.xy) for label in ordered]
    halves = [_LINE_HEIGHT * (1 + label.get_text().count("\n")) / 2 for label in ordered]
    wanted = [y for _, y in centres]
    for n in range(len(ordered)):
        below = [
            wanted[m] + halves[m] for m in range(n) if abs(centres[m][0] - centres[n][0]) < _NEAR
        ]
        wanted[n] = max([wanted[n], *(top + halves[n] for top in below)])
    for n in reversed(range(len(ordered))):
        above = [
            wanted[m] - halves[m]
            for m in range(n + 1, len(ordered))
            if abs(centres[m][0] - centres[n][0]) < _NEAR
        ]
        ceiling = min([figure.bbox.height, *above])
        wanted[n] = min(wanted[n], ceiling - halves[n])
    for label, (_, y), moved in zip(ordered, centres, wanted, strict=True):
        across, up = label.xyann
        label.xyann = (across, up + (moved - y) * 72 / figure.dpi)


def _axis_unit(unit: str) -> str:
    return unit if unit in ("percent", "GBP") else "GBP" if unit.startswith("GBP") else "count"


def _places(ticks: Sequence[float]) -> int:
    step = min(abs(b - a) for a, b in itertools.pairwise(ticks))
    return next((places for places in range(3) if abs(round(step, places) - step) < 1e-9), 2)
