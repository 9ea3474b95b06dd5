"""Run growing numbers of made-up councils through ``spf batch``, and extrapolate to 300.

Run from the project's folder: ``python benchmarks/many_councils.py --councils 1 2 4``. The councils
and all that is made of them stand in a temporary folder. Each has 40 measures and 8 quarters, each
quarter an edition of ten pages. Seconds of the clock hold for the machine under the load printed
beside them; seconds of the processor are those of all processes of the run, whatever else the
machine does. Memory is that of all processes together, shared pages counted in each.
"""

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generated_councils import Size, write_councils
from spf_lib.publish.batch import run_batch
from spf_lib.publish.batch_report import batch_report
from spf_lib.publish.worker_count import WORKERS
from spf_lib.publish.workers import local_workers

ROOT = Path(__file__).parents[1]
ALL_OF_ENGLAND = 300
SECONDS_BETWEEN_LOOKS = 0.5
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Run:
    """One batch: its councils, seconds, peak memory and files in bytes, and the load meanwhile."""

    councils: int
    executed: float
    assembled: float
    processor: float
    memory: int
    written: int
    load: float

    @property
    def seconds(self) -> float:
        """Return the seconds of the whole."""
        return self.executed + self.assembled


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Watch this process and all below it; the list holds the most bytes they had together."""
    peak, over, me = [0], threading.Event(), psutil.Process()

    def watch() -> None:
        while not over.wait(SECONDS_BETWEEN_LOOKS):
            peak[0] = max(peak[0], sum(map(_resident, [me, *me.children(recursive=True)])))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _processor_seconds() -> float:
    """Return the seconds of this process and of all below it that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def run(councils: int, size: Size, workers: int) -> Run:
    """Generate councils and run them; stop if one of them fails."""
    with tempfile.TemporaryDirectory() as scratch, peak_memory() as peak:
        folders = write_councils(Path(scratch) / "councils", councils, size, ROOT)
        output = Path(scratch) / "output"
        ends = {"executed": 0.0}

        def progress(step: str) -> None:
            if not step.endswith(" site"):
                ends["executed"] = time.monotonic()

        began, processor = time.monotonic(), _processor_seconds()
        with local_workers(workers) as submit:
            results = run_batch(folders, ROOT, output, submit, progress)
        ended = time.monotonic()
        if any(result.outcome.status != "ok" for result in results):
            sys.exit(batch_report(results))
        written = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
        return Run(
            councils,
            ends["executed"] - began,
            ended - ends["executed"],
            _processor_seconds() - processor,
            peak[0],
            written,
            os.getloadavg()[2],
        )


def main() -> None:
    """Print a line for each number of councils, the fit, and what 300 councils would take."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--councils", type=int, nargs="+", default=[1, 2, 5, 10])
    arguments.add_argument("--workers", type=int, default=WORKERS)
    arguments.add_argument("--measures", type=int, default=40)
    arguments.add_argument("--quarters", type=int, default=8)
    asked = arguments.parse_args()
    size = Size(measures=asked.measures, quarters=asked.quarters)
    print(
        f"{size.measures} measures, {size.quarters} quarters, {asked.workers} workers, "
        f"{os.cpu_count()} processors"
    )
    print(
        "councils  seconds  a council  an edition  a site  processor s a council  peak MB"
        "  MB a council  load (15 min)"
    )
    runs = []
    for councils in sorted(set(asked.councils)):
        one = run(councils, size, asked.workers)
        runs.append(one)
        print(
            f"{one.councils:8}{one.seconds:9.0f}{one.seconds / councils:11.1f}"
            f"{one.executed / councils / size.quarters:12.2f}{one.assembled / councils:8.1f}"
            f"{one.processor / councils:23.1f}"
            f"{one.memory / MEGABYTE:9.0f}{one.written / councils / MEGABYTE:14.1f}"
            f"{one.load:15.1f}",
            flush=True,
        )
    if len(runs) > 1:
        _extrapolate(runs, asked.workers)


def _extrapolate(runs: list[Run], workers: int) -> None:
    """Fit a line through the runs, and say how steeply they grow."""
    councils = np.array([one.councils for one in runs], dtype=float)
    for name, values, scale, unit in (
        ("clock", [one.seconds for one in runs], 3600, "hours"),
        ("processor, over the workers", [one.processor / workers for one in runs], 3600, "hours"),
        ("memory", [one.memory for one in runs], MEGABYTE, "MB"),
        ("files", [one.written for one in runs], MEGABYTE, "MB"),
    ):
        slope, start = np.polyfit(councils, values, 1)
        power = np.polyfit(np.log(councils), np.log(values), 1)[0]
        print(
            f"{name}: {start / scale:.4g} + {slope / scale:.4g} a council {unit}, growing as the "
            f"number to the power {power:.2f}; {ALL_OF_ENGLAND} councils: "
            f"{(start + slope * ALL_OF_ENGLAND) / scale:,.1f} {unit}"
        )


if __name__ == "__main__":
    main()
