"""How often a process looks for garbage."""

import atexit
import gc

# Python's own are 700, 10 and 10: a build makes millions of objects, nearly all of which it keeps.
_THRESHOLDS = (100_000, 50, 100)


def collect_seldom() -> None:
    """Look for garbage seldom, in a process that needs most of what it has read until it ends.

    Python looks through all of it once more as it ends, for nothing: the system takes it back.
    """
    gc.set_threshold(*_THRESHOLDS)
    atexit.register(gc.freeze)
