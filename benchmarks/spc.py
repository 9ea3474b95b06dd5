"""Time the XmR charts of 100,000 series of 20 quarters against a plain Python loop.

Run from the project's folder: ``python benchmarks/spc.py``. Both sides take the same frame, one row
a point, and give back a frame with the same columns; the loop uses the reference implementation
that the tests hold the library to. The first line times the rules alone, without sorting and
without building a frame. The results are compared before any time is printed.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from spf_lib.assess.spc import xmr_many
from spf_lib.assess.spc_batches import read_series
from tests.assess.spc_reference import reference_xmr, reference_xmr_many

FLAGS = ["outside", "trend", "two_in_three", "shift", "label", "judgement", "grade"]


def generated(series: int, quarters: int) -> pd.DataFrame:
    """Generate series to one decimal, some with a drift or a step; same numbers each time."""
    random = np.random.default_rng(20192020)
    values = random.normal(80, 5, (series, quarters))
    values += random.choice([0.0, 0.0, 0.5, -0.5], (series, 1)) * np.arange(quarters)
    values[:, quarters // 2 :] += random.choice([0.0, 0.0, 6.0], (series, 1))
    dates = pd.period_range("2015Q1", periods=quarters, freq="Q-MAR").to_timestamp()
    names = [f"measure-{number:06d}" for number in range(series)]
    polarity = random.choice(["higher", "lower", "none"], series)
    return pd.DataFrame(
        {
            "series": np.repeat(names, quarters),
            "date": np.tile(dates, series),
            "value": values.round(1).ravel(),
            "polarity": np.repeat(polarity, quarters),
        }
    )


def best_of(times: int, function: Callable[[], object]) -> float:
    """Return the shortest of several runs, in seconds of processor time.

    Both sides keep to one processor. Pauses to collect garbage are left out, and so is whatever
    else the computer does meanwhile.
    """
    seconds = []
    for _ in range(times):
        gc.collect()
        gc.disable()
        begin = time.process_time()
        function()
        seconds.append(time.process_time() - begin)
        gc.enable()
    return min(seconds)


def main() -> None:
    """Print seconds, series per second and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--series", type=int, default=100_000)
    arguments.add_argument("--quarters", type=int, default=20)
    asked = arguments.parse_args()

    frame = generated(asked.series, asked.quarters)
    shuffled = frame.sample(frac=1.0, random_state=1, ignore_index=True)
    categories = frame.astype({"series": "category", "polarity": "category"})
    pd.testing.assert_frame_equal(
        xmr_many(frame)[FLAGS].astype({"label": str, "judgement": str, "grade": str}),
        reference_xmr_many(frame)[FLAGS],
    )

    values = frame["value"].to_numpy()
    lists = values.reshape(asked.series, asked.quarters).tolist()
    starts = np.arange(asked.series) * asked.quarters
    direct = np.ones(len(values), dtype=bool)
    direct[starts] = False
    print(f"{asked.series:,} series of {asked.quarters} quarters")
    _compare(
        "rules alone, arrays against lists",
        lambda: read_series(values, direct, starts, screen=True, fix_after=None),
        lambda: [reference_xmr(points) for points in lists],
        asked.series,
    )
    for name, given, looped in (
        ("frame to frame, names as categories", categories, frame),
        ("frame to frame, names as text", frame, frame),
        ("frame to frame, text, rows shuffled", shuffled, shuffled),
    ):
        _compare(
            name,
            partial(xmr_many, given),
            partial(reference_xmr_many, looped),
            asked.series,
        )


def _compare(
    name: str, vectorised: Callable[[], object], loop: Callable[[], object], series: int
) -> None:
    fast, slow = best_of(7, vectorised), best_of(2, loop)
    print(
        f"{name:38}{fast:8.3f} s{series / fast:12,.0f} series/s"
        f"   loop{slow:8.3f} s{series / slow:10,.0f} series/s   ratio {slow / fast:5.1f}"
    )


if __name__ == "__main__":
    main()
