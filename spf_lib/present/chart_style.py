"""What all drawings share: their style, from no settings but these, and their measures."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import matplotlib as mpl
from matplotlib import style

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
# In inches: as wide as a phone leaves it, so that a letter is as large there as the style says.
WIDTH = 4.2
POINTS = 72
# In points: about the width of a letter, the height of a line, and the gap beside a label.
LETTER, LINE, GAP = 7.6, 14.0, 10.0


def drawing_style(otherwise: Mapping[Any, Any] = MappingProxyType({})) -> Any:
    """Return a context in which matplotlib draws in the style of all drawings.

    Parameters
    ----------
    otherwise : mapping
        The settings that are otherwise in this drawing.
    """
    now = mpl.rcParams.copy()
    wanted = {**_style(), **otherwise}
    # To set one of them is checked, which costs more than to compare it.
    return mpl.rc_context({name: value for name, value in wanted.items() if now[name] != value})


@lru_cache(maxsize=1)
def _style() -> dict[Any, Any]:
    """Return every setting, which are matplotlib's own but for the style's."""
    # From its defaults, so that settings in a user's home change no drawing.
    with style.context(("default", _OWN_STYLE)):
        every = mpl.rcParams.copy()
    # Of no drawing, and to ask for the backend would choose one.
    return {name: every[name] for name in every if not name.startswith("backend")}
