"""Time a changed figure from the save to the page seen in the preview.

Run from the project's folder: ``python benchmarks/preview.py``. A copy of the project is watched by
``spf watch`` in a process of its own, as an analyst has it, with one page open. A figure of that
page is changed again and again; the page is told that it changed and asked for, as its own script
does, until it shows the new figure. The split is what the preview itself says; what is left of the
time is the noticing of the file and the sending of the page.

Each change is made a second after the one before was shown, since who edits looks at the page
first; by then the preview has made itself ready for the next. Changes made at once are timed too.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
PARTS = ("_config.yml", "_toc.yml", "data", "params", "notebooks", "book", "spf_lib")
EDITION = "2019-20-Q2"
PAGE = "kpi-public-realm"
ADDRESS = f"/book/{EDITION}/{PAGE}.html"
FIGURES = f"data/returns/{EDITION}/figures.csv"
ROW = "kpi-fly-tipped-material,2019-20-Q2,{0},,,final,{0} tonnes,table,"
SHOWN = ">{} tonnes</data>"
# The figure as reported, and numbers that stand nowhere else on the page.
FIGURE, OTHERS = 417, range(501, 600)
LIMIT = 1800
# In seconds, between a page that was shown and the next change.
PAUSE = 1.0


@dataclass(frozen=True)
class Seen:
    """One change: seconds until it was seen, and those the preview says it spent on each step."""

    seconds: float
    steps: dict[str, float]


def preview_seconds(changes: int = 5, pause: float = PAUSE) -> list[Seen]:
    """Change a figure of a copy of the project some times, and return how long each took.

    Before each there is a pause, in seconds.

    The first change after the start is made, seen and not counted: code is compiled and templates
    are read then, once in a session.
    """
    with tempfile.TemporaryDirectory() as folder:
        project = _copy(Path(folder) / "project")
        with _preview(project) as preview:
            preview.until(lambda: preview.said_any("Watching:"))
            figures = [FIGURE, *OTHERS[: changes + 1]]
            return [preview.change(project / FIGURES, *one, pause) for one in pairwise(figures)][1:]


def median_split(seen: list[Seen]) -> dict[str, float]:
    """Return the median seconds of each step, of what is left and of the whole."""
    split = {name: median(one.steps.get(name, 0) for one in seen) for name in _STEPS}
    split["notice and show"] = median(one.seconds - sum(one.steps.values()) for one in seen)
    return split | {"whole": median(one.seconds for one in seen)}


_STEPS = ("assess", "execute", "write")


def _copy(project: Path) -> Path:
    project.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, project / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, project / name)
    for lock in ROOT.glob("requirements*.txt"):
        shutil.copy(lock, project)
    return project


@dataclass
class _Preview:
    """A running preview, and what it said."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        for line in self.process.stdout or ():
            self.said.append(line)

    def said_any(self, words: str) -> list[str]:
        return [line for line in self.said if words in line]

    def until(self, done: Callable[[], object]) -> None:
        last = time.monotonic() + LIMIT
        while not done():
            if time.monotonic() > last or self.process.poll() is not None:
                raise RuntimeError("the preview failed:\n" + "".join(self.said))
            time.sleep(0.02)

    @property
    def address(self) -> str:
        return re.findall(r"http://[^/]+", "".join(self.said))[-1]

    def page(self) -> str:
        try:
            with urllib.request.urlopen(f"{self.address}{ADDRESS}") as answer:  # noqa: S310
                return answer.read().decode()
        except urllib.error.URLError:
            return ""

    @contextmanager
    def versions(self) -> Iterator[Iterator[bytes]]:
        """Listen as an open page does, which is told whenever it would be shown otherwise."""
        events = f"{self.address}/_preview/events?page={ADDRESS}"
        with urllib.request.urlopen(events, timeout=LIMIT) as stream:  # noqa: S310
            told = (line for line in stream if line.startswith(b"data:"))
            next(told)
            yield told

    def change(self, file: Path, old: int, new: int, pause: float) -> Seen:
        """Change a figure after a pause, and time it until the page shows it."""
        self.until(lambda: SHOWN.format(old) in self.page())
        time.sleep(pause)
        text = file.read_text(encoding="utf-8").replace(ROW.format(old), ROW.format(new))
        before = len(self.said)
        with self.versions() as versions:
            began = time.monotonic()
            file.write_text(text, encoding="utf-8")
            if not any(SHOWN.format(new) in self.page() for _ in versions):
                raise RuntimeError("the preview failed:\n" + "".join(self.said))
            seconds = time.monotonic() - began
        # The history pages come last.
        self.until(lambda: [line for line in self.said[before:] if "history page" in line])
        told = next(line for line in self.said[before:] if line.startswith(f"  {PAGE}"))
        return Seen(seconds, {step: float(n) for step, n in re.findall(r"(\w+) ([\d.]+)", told)})


@contextmanager
def _preview(project: Path) -> Iterator[_Preview]:
    preview = _Preview(
        subprocess.Popen(
            [sys.executable, "-u", "-P", "-m", "spf_lib.cli", "watch", EDITION, "--port", "0"],
            cwd=project,
            env=os.environ | {"PYTHONPATH": str(project)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    )
    listener = threading.Thread(target=preview.listen)
    listener.start()
    try:
        yield preview
    finally:
        preview.process.send_signal(signal.SIGINT)
        preview.process.wait()
        listener.join()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--changes", type=int, default=5)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    for words, pause in ((f"{PAUSE:g} s after the last page", PAUSE), ("at once", 0.0)):
        split = median_split(preview_seconds(arguments.changes, pause))
        print(f"one figure changed {words}, to its page seen: {split.pop('whole'):.2f} s")
        print("  of which " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in split.items()))
    print(
        f"  medians of {arguments.changes}; load before {load:.1f}, after {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
