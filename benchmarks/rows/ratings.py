"""The row of the ratings: 5 million of them with their directions, against a bare comparison.

The reasons are coded; their sentences, written when a page shows them, are not counted.
"""

from benchmarks import ratings
from benchmarks.row import Row
from benchmarks.session import Session
from tests.assess.generated_cases import generated_cases

_ROWS, _QUICK_ROWS = 5_000_000, 200_000
_MOST_GIGABYTES = 2.0


def measure(session: Session) -> list[Row]:
    """Time both sides, and see how much memory a process takes that generates and rates."""
    count = _QUICK_ROWS if session.quick else _ROWS
    gigabytes = ratings.peak(count, rated=True)
    took = ratings.job_seconds(generated_cases(count, ratings.SEED))
    by_side = took[ratings.BOTH] / took[ratings.SIDED]
    return [
        Row(
            f"ratings, travel and reasons of {count:,} measure-quarters",
            "numpy's `value >= target`",
            took[ratings.BOTH],
            took[ratings.BARE],
            at_most=10,
            also=gigabytes < _MOST_GIGABYTES,
            notes=(
                f"without the reasons' text; peak memory {gigabytes:.2f} GiB with the cases "
                f"(goal: under {_MOST_GIGABYTES:g}); {by_side:.1f} times the comparison from "
                "below or above by polarity; seconds of one processor",
            ),
        )
    ]
