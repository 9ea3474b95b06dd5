"""What all drawings share: their style, from no settings but these, and their measures."""

from typing import Any

from spf_lib.present.colours import DARK_GREY, MIDDLE_GREY

_OWN_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "spf-book",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MIDDLE_GREY,
    "xtick.color": DARK_GREY,
    "ytick.color": DARK_GREY,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#D9D9D9",
    "axes.axisbelow": True,
}
# From matplotlib's own defaults, so that settings in a user's home change no drawing.
STYLE = ("default", _OWN_STYLE)
# In inches: as wide as a phone leaves it, so that a letter is as large there as the style says.
WIDTH = 4.2
POINTS = 72
# In points: about the width of a letter, the height of a line, and the gap beside a label.
LETTER, LINE, GAP = 7.6, 14.0, 10.0
