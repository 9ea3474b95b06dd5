"""The row of the preview: a figure is changed, and its page seen, against the clean book."""

from importlib import import_module
from statistics import median

from benchmarks.row import Row, Skipped, as_spread
from benchmarks.session import Session

_CHANGES = 5


def measure(session: Session) -> list[Row]:
    """Change a figure some times in a copy of the project that ``spf watch`` follows.

    Raises
    ------
    Skipped
        If this version of the project has no preview.
    """
    try:
        preview = import_module("benchmarks.preview")
    except ModuleNotFoundError:
        raise Skipped("there is no benchmarks/preview.py") from None
    clean = session.clean.seconds
    changes = 1 if session.quick else _CHANGES
    took = [seen.seconds for seen in preview.preview_seconds(changes)]
    return [
        Row(
            "one figure changed, from the save to its page seen in the preview",
            "full clean book",
            median(took),
            clean,
            at_most=1 / 20,
            notes=(as_spread(took),),
        )
    ]
