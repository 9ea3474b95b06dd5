"""Time the ratings, directions and reasons of 5 million measure-quarters, and their memory.

Run from the project's folder: ``python benchmarks/ratings.py``. The cases are generated: every
family of rules and kind of target, missing values, ties and zeros, the same each time; their words
are categories. They are compared with two bare comparisons of value with target:
``value >= target`` alone, and the one that a rating begins with, from below or from above by the
measure's polarity.
Reasons are text, one sentence a row; they are written for some rows, in blocks that are not kept.
The peak of memory is that of a process that only generates and rates.
"""

import argparse
import gc
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from spf_lib.assess.rating import rate, rate_many
from spf_lib.assess.reasons import reason_text
from spf_lib.assess.travel import travel_many
from tests.assess import rating_reference, travel_reference
from tests.assess.generated_cases import as_text, generated_cases

SEED = 20192020
BLOCK = 10_000
SHOWN = {"unit": "percent", "decimals": 1, "value_decimals": 1, "target_decimals": 1}


def best_of(times: int, function: Callable[[], object]) -> float:
    """Return the shortest of several runs, in seconds of processor time."""
    seconds = []
    for _ in range(times):
        gc.collect()
        begin = time.process_time()
        function()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def write_reasons(cases: pd.DataFrame) -> None:
    """Write the reason of each case, block by block."""
    for start in range(0, len(cases), BLOCK):
        rows = cases.iloc[start : start + BLOCK].reset_index(drop=True)
        rated = rows.join(rate(rows)).assign(**SHOWN, previous_decimals=1)
        for case in rated.to_dict("records"):
            reason_text(case)


def peak(rows: int, rated: bool) -> float:
    """Return the most memory, in gigabytes, that a process takes to generate and rate cases."""
    asked = [sys.executable, __file__, "--rows", str(rows), "--peak", "rated" if rated else "bare"]
    return float(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


BARE, SIDED, BOTH = "value >= target", "value against target, by side", "ratings and directions"


def job_seconds(cases: pd.DataFrame) -> dict[str, float]:
    """Return the seconds of each job on generated cases: two bare comparisons, and the library's.

    The library's ratings are compared with the reference's first.
    """
    some = as_text(cases.head(100_000))
    pd.testing.assert_frame_equal(rate(some), rating_reference.rate(some), check_exact=True)
    value, target = cases["value"].to_numpy(), cases["lower"].to_numpy()
    higher = (cases["polarity"] == "higher").to_numpy()

    def both() -> None:
        rate_many(cases)
        travel_many(cases)

    return {
        BARE: best_of(7, lambda: value >= target),
        SIDED: best_of(7, lambda: np.where(higher, value >= target, value <= target)),
        "ratings": best_of(5, lambda: rate_many(cases)),
        "directions of travel": best_of(5, lambda: travel_many(cases)),
        BOTH: best_of(5, both),
    }


def main() -> None:
    """Print seconds, rows per second, ratios and peaks."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=5_000_000)
    arguments.add_argument("--reasons", type=int, default=100_000)
    arguments.add_argument("--peak", choices=["bare", "rated"], help="print one peak only")
    asked = arguments.parse_args()

    cases = generated_cases(asked.rows, SEED)
    if asked.peak:
        if asked.peak == "rated":
            # Kept, as a caller would.
            _kept = rate_many(cases), travel_many(cases)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)
        return

    took = job_seconds(cases)
    print(f"{asked.rows:,} measure-quarters")
    print(f"{'':38}{'seconds':>9}{'rows/s':>15}{'to bare':>9}{'by side':>9}")
    for name, seconds in took.items():
        print(
            f"{name:38}{seconds:9.4f}{asked.rows / seconds:15,.0f}"
            f"{seconds / took[BARE]:9.1f}{seconds / took[SIDED]:9.1f}"
        )
    some = as_text(cases.head(asked.reasons))
    for name, function in (
        ("the reference's ratings, column by column", rating_reference.rate),
        ("the reference's directions", travel_reference.travel),
        ("ratings and reasons as text", write_reasons),
    ):
        seconds = best_of(1, lambda function=function: function(some))
        print(f"{name:41}{seconds:6.2f}{len(some) / seconds:15,.0f}   ({len(some):,} rows)")
    before, after = (peak(asked.rows, rated) for rated in (False, True))
    print(f"peak memory: {before:.2f} GB with the cases, {after:.2f} GB with their ratings")


if __name__ == "__main__":
    main()
