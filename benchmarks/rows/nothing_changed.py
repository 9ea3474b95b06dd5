"""The row of a build of which nothing changed: ``spf build`` again, against the clean book."""

from statistics import median

from benchmarks.processes import spf, timed
from benchmarks.row import Row, as_spread
from benchmarks.session import EDITION, Session

_TIMES = 5


def measure(session: Session) -> list[Row]:
    """Build the clean book's project again, some times; the median counts."""
    clean = session.clean
    times = 1 if session.quick else _TIMES
    took = [timed(spf("build", EDITION), clean.project) for _ in range(times)]
    return [
        Row(
            "nothing changed: the same build again",
            "full clean book",
            median(took),
            clean.seconds,
            at_most=1 / 50,
            notes=(as_spread(took),),
        )
    ]
