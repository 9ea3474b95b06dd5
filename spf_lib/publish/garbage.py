"""How often a process looks for garbage."""

import gc

# Python's own are 700, 10 and 10: a build makes millions of objects, nearly all of which it keeps.
_THRESHOLDS = (100_000, 50, 100)


def collect_seldom() -> None:
    """Look for garbage seldom, in a process that needs most of what it has read until it ends."""
    gc.set_threshold(*_THRESHOLDS)
