"""Print the table of benchmarks: each job, our seconds, the yardstick's, the ratio, the goal.

Run from the project's folder: ``python -m benchmarks.table``, or ``make benchmark``. ``--rows``
chooses rows, each a module of ``benchmarks/rows``; ``--quick`` takes small sizes, to see that they
work: its ratios say nothing of the goals. All is measured in one run on one machine, which is named
with its load. Nothing is fetched. A row that cannot be measured here is skipped with the reason.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import psutil

from benchmarks.row import Row, Skipped, as_markdown
from benchmarks.session import Session

# In the order of the table.
ROWS = (
    "clean_book",
    "twelve_quarters",
    "one_figure",
    "nothing_changed",
    "ratings",
    "spc",
    "start",
    "growth",
)


def measured(name: str, session: Session) -> list[Row]:
    """Measure the rows of one module, saying on the way how long that takes and what is skipped."""
    began = time.monotonic()
    try:
        rows: list[Row] = import_module(f"benchmarks.rows.{name}").measure(session)
        said = f"{time.monotonic() - began:.0f} s"
    except Skipped as reason:
        rows, said = [], f"skipped: {reason}"
    except (RuntimeError, subprocess.CalledProcessError) as error:
        rows, said = [], f"failed: {error}"
    print(f"{name}: {said}", file=sys.stderr, flush=True)
    if not rows:
        print(f"- {name}: {said}", flush=True)
    return rows


def machine() -> str:
    """Say what the numbers were measured on."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB of memory, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    )


def load() -> str:
    """Say how many processes were at work on average in the last 1, 5 and 15 minutes."""
    return ", ".join(f"{average:.1f}" for average in os.getloadavg())


def main(arguments: Iterable[str] | None = None) -> int:
    """Print the table; 1 if a goal is missed, 0 otherwise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=ROWS, metavar="ROW")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--date", default=f"{datetime.now(UTC):%Y-%m-%d}")
    asked = parser.parse_args(None if arguments is None else list(arguments))

    before, began = load(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), asked.quick)
        rows = [row for name in ROWS if name in asked.rows for row in measured(name, session)]
    if asked.quick:
        print("Quick: small sizes, and ratios that say nothing of the goals.\n")
    print(as_markdown(rows))
    print(
        f"\n{asked.date}; {machine()}; load before {before}, after {load()}; "
        f"{(time.monotonic() - began) / 60:.0f} minutes."
    )
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
