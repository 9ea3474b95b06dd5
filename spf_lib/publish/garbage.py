"""How often a process looks for garbage."""

import atexit
import gc

# Python's own are 700, 10 and 10: a build makes millions of objects, nearly all of which it keeps.
_THRESHOLDS = (100_000, 50, 100)


def collect_seldom() -> None:
    """Look for garbage seldom, in a process that needs most of what it has read until it ends."""
    gc.set_threshold(*_THRESHOLDS)
    _end_at_once()


def collect_never() -> None:
    """Look for no garbage, in a process that reads so much and no more, and then ends."""
    gc.disable()
    _end_at_once()


def _end_at_once() -> None:
    # Python looks through everything twice as it ends, and a build waits 0.3 s for that.
    atexit.register(gc.freeze)
