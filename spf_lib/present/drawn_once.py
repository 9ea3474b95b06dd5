"""Drawings kept as long as a process lives: what shows the same is drawn once."""

import pickle
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

_MOST = 128


def drawn_once(draw: Callable[..., Markup], *shown: object) -> Markup:
    """Return a drawing, which is drawn only if this process has not drawn the same before.

    It is drawn from the very bytes that it is kept under, so nothing can come into it that would
    not tell it apart from another.

    Parameters
    ----------
    draw : callable
        Draws, and follows from nothing but what it is handed; a function of a module.
    *shown : object
        What it is handed: all that the drawing is to show.
    """
    return _drawn(pickle.dumps((draw, shown)))


@lru_cache(maxsize=_MOST)
def _drawn(asked: bytes) -> Markup:
    draw, shown = pickle.loads(asked)  # noqa: S301 written above
    drawing: Markup = draw(*shown)
    return drawing
