"""The row of statistical process control: many series, against a loop of the same rules."""

from benchmarks import spc
from benchmarks.row import Row
from benchmarks.session import Session

_SERIES, _QUICK_SERIES, _QUARTERS = 100_000, 5_000, 20


def measure(session: Session) -> list[Row]:
    """Time both sides, from frame to frame; that of the rules alone goes into the note."""
    count = _QUICK_SERIES if session.quick else _SERIES
    rules, read, frames = spc.compared(count, _QUARTERS, (spc.RULES, spc.READ, spc.TEXT))
    return [
        Row(
            f"SPC for {count:,} series of {_QUARTERS} quarters, frame to frame",
            "a plain Python loop of the same rules",
            frames.fast,
            frames.slow,
            at_most=1 / 50,
            notes=(
                f"rules alone, arrays against lists: 1/{rules.slow / rules.fast:.0f}; "
                f"text read from CSV, equal names one object: 1/{read.slow / read.fast:.0f}; "
                "seconds of one processor",
            ),
        )
    ]
