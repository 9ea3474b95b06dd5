"""The row of the comparison job: twelve quarter pages, each with a table and three charts.

Ours are twelve notebooks in forked kernels, Jupyter Book's site and the PDF; the yardstick is R
bookdown, twelve chapters in one R session, a gitbook site with charts as SVG, and no PDF. The same
figures, the same table, the same marks on the charts. Both are processes that start from nothing,
run in turn; the medians count.
"""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.processes import ROOT, timed
from benchmarks.row import Row
from benchmarks.session import Session
from benchmarks.twelve_quarters import bookdown
from benchmarks.twelve_quarters.made_up import TOLD
from benchmarks.twelve_quarters.ours import write_project

_TIMES = 3


def measure(session: Session) -> list[Row]:
    """Time both sides.

    Raises
    ------
    Skipped
        If R or what it needs is absent.
    """
    script = bookdown.require_packages()
    times = 1 if session.quick else _TIMES
    turns = [(_ours(session.folder), _bookdown(session.folder, script)) for _ in range(times)]
    ours, theirs = (median(side) for side in zip(*turns, strict=True))
    return [
        Row(
            "12 quarter pages, a table and three charts each, HTML and PDF",
            "R bookdown, one session, HTML only",
            ours,
            theirs,
            at_most=1,
            notes=(f"median of {times}, in turn",),
        )
    ]


def _ours(folder: Path) -> float:
    project = folder / "twelve-quarters"
    write_project(ROOT, project)
    command = [sys.executable, "-m", "benchmarks.twelve_quarters.ours", str(project)]
    seconds = timed(command, ROOT)
    _check((project / "_build/html/_build/html/book/quarters").glob("*.html"), "<svg", 3 * TOLD)
    shutil.rmtree(project)
    return seconds


def _bookdown(folder: Path, script: str) -> float:
    book = folder / "bookdown"
    bookdown.write_book(book)
    seconds = timed(bookdown.render_command(script), book)
    _check((book / "_book").glob("quarter-*.html"), ".svg", 3 * TOLD)
    shutil.rmtree(book)
    return seconds


def _check(pages: Iterable[Path], mark: str, expected: int) -> None:
    found = sum(page.read_text(encoding="utf-8").count(mark) for page in pages)
    if found < expected:
        raise RuntimeError(f"{found} charts instead of {expected}")
