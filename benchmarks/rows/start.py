"""The row of the start: a fresh process to one edition's scorecard, against importing pandas."""

from benchmarks import start
from benchmarks.row import Row
from benchmarks.session import EDITION, Session


def measure(session: Session) -> list[Row]:
    """Time both sides."""
    times = 3 if session.quick else 10
    took = start.shortest_seconds(EDITION, times)
    from_store = took[start.FROM_STORE] / took[start.PANDAS]
    return [
        Row(
            "catalogue, returns, scorecard of one edition, import included",
            "importing pandas",
            took[start.FROM_DATA],
            took[start.PANDAS],
            at_most=2,
            notes=(f"shortest of {times}, seconds of processor; from the store: {from_store:.2f}",),
        )
    ]
