"""Drawings kept as long as a process lives: what shows the same is drawn once."""

import pickle
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec

from markupsafe import Markup

_MOST = 128
_Shown = ParamSpec("_Shown")


def drawn_once(draw: Callable[_Shown, Markup]) -> Callable[_Shown, Markup]:
    """Let a function draw only what this process has not drawn before.

    It is handed what was unpacked from the very bytes that its drawing is kept under, so nothing
    can come into a drawing that would not tell it apart from another.

    Parameters
    ----------
    draw : callable
        Draws, and follows from nothing but what it is handed.
    """

    @lru_cache(maxsize=_MOST)
    def drawn(asked: bytes) -> Markup:
        shown, named = pickle.loads(asked)  # noqa: S301 written below
        return draw(*shown, **named)

    @wraps(draw)
    def once(*shown: _Shown.args, **named: _Shown.kwargs) -> Markup:
        return drawn(pickle.dumps((shown, named)))

    return once
