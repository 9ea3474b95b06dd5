"""Time the XmR charts of 100,000 series of 20 quarters against a plain Python loop.

Run from the project's folder: ``python benchmarks/spc.py``. Both sides take the same frame, one row
a point, and give back a frame with the same columns; the loop uses the reference implementation
that the tests hold the library to. The first line times the rules alone, without sorting and
without building a frame. The results are compared before any time is printed.
"""

import argparse
import gc
import io
import sys
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
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


RULES, CATEGORIES, READ, TEXT, SHUFFLED = (
    "rules alone, arrays against lists",
    "frame to frame, names as categories",
    "frame to frame, text read from CSV",
    "frame to frame, names as text",
    "frame to frame, text, rows shuffled",
)
WAYS = (RULES, CATEGORIES, READ, TEXT, SHUFFLED)


@dataclass(frozen=True)
class Compared:
    """Seconds of one way to ask for the charts: of the library, and of the loop."""

    way: str
    fast: float
    slow: float


def compared(series: int, quarters: int, ways: Collection[str]) -> Iterator[Compared]:
    """Time some ways to ask for the charts of many series, once both sides are seen to agree."""
    frame = generated(series, quarters)
    pd.testing.assert_frame_equal(
        xmr_many(frame)[FLAGS].astype({"label": str, "judgement": str, "grade": str}),
        reference_xmr_many(frame)[FLAGS],
    )
    shuffled = frame.sample(frac=1.0, random_state=1, ignore_index=True)
    categories = frame.astype({"series": "category", "polarity": "category"})
    # Of a file's text, equal names are one object; in the generated frame each row has its own.
    file = io.StringIO(frame.to_csv(index=False))
    read = pd.read_csv(file, parse_dates=["date"])
    values = frame["value"].to_numpy()
    lists = values.reshape(series, quarters).tolist()
    starts = np.arange(series) * quarters
    direct = np.ones(len(values), dtype=bool)
    direct[starts] = False
    jobs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        RULES: (
            lambda: read_series(values, direct, starts, screen=True, fix_after=None),
            lambda: [reference_xmr(points) for points in lists],
        ),
        CATEGORIES: (partial(xmr_many, categories), partial(reference_xmr_many, frame)),
        READ: (partial(xmr_many, read), partial(reference_xmr_many, read)),
        TEXT: (partial(xmr_many, frame), partial(reference_xmr_many, frame)),
        SHUFFLED: (partial(xmr_many, shuffled), partial(reference_xmr_many, shuffled)),
    }
    for way in ways:
        vectorised, loop = jobs[way]
        yield Compared(way, best_of(7, vectorised), best_of(2, loop))


def main() -> None:
    """Print seconds, series per second and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--series", type=int, default=100_000)
    arguments.add_argument("--quarters", type=int, default=20)
    asked = arguments.parse_args()
    print(f"{asked.series:,} series of {asked.quarters} quarters")
    for one in compared(asked.series, asked.quarters, WAYS):
        print(
            f"{one.way:38}{one.fast:8.3f} s{asked.series / one.fast:12,.0f} series/s"
            f"   loop{one.slow:8.3f} s{asked.series / one.slow:10,.0f} series/s"
            f"   ratio {one.slow / one.fast:5.1f}"
        )


if __name__ == "__main__":
    main()
