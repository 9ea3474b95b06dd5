"""Processes as they are timed: the seconds of the clock, and the memory of all of them together."""

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
_SECONDS_BETWEEN_LOOKS = 0.5
# What no fresh clone holds, and what no build reads.
_NOT_COPIED = ("_build", ".*", "__pycache__", "node_modules", "*.egg-info")


@dataclass(frozen=True)
class Watched:
    """A process that ended well: its seconds, and the most bytes it had with all below it.

    Pages of memory that processes share are counted once (the proportional set size).
    """

    seconds: float
    memory: int


def timed(command: Sequence[str], project: Path) -> float:
    """Run a command in a project's folder, with the project's own library; return its seconds.

    Raises
    ------
    RuntimeError
        If it fails, with the end of what it said.
    """
    with _running(command, project) as process:
        began = time.monotonic()
        process.wait()
        return time.monotonic() - began


def watched(command: Sequence[str], project: Path) -> Watched:
    """Do the same, and look at its memory twice a second, which itself takes some time.

    Raises
    ------
    RuntimeError
        As for :func:`timed`.
    """
    peak, running = 0, True
    with _running(command, project) as process:
        began = time.monotonic()
        while running:
            try:
                process.wait(_SECONDS_BETWEEN_LOOKS)
                running = False
            except psutil.TimeoutExpired:
                peak = max(peak, _memory(process))
        return Watched(time.monotonic() - began, peak)


@contextmanager
def _running(command: Sequence[str], project: Path) -> Iterator[psutil.Popen]:
    environment = os.environ | {"PYTHONPATH": str(project)}
    # What was written to set it up would otherwise go to the disk beside it, in its time.
    os.sync()
    with tempfile.TemporaryFile("w+") as said:
        process = psutil.Popen(
            command, cwd=project, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        yield process
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed:\n{said.read()[-4000:]}")


def _memory(process: psutil.Process) -> int:
    total = 0
    for one in (process, *_below(process)):
        try:
            total += one.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def _below(process: psutil.Process) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = process.children(recursive=True)
    except psutil.Error:
        return []
    return found


def spf(*arguments: str) -> list[str]:
    """Return the command that runs ``spf`` with the library of the folder it is run in."""
    return [sys.executable, "-P", "-m", "spf_lib.cli", *arguments]


def copy_project(folder: Path) -> Path:
    """Copy the project as a fresh clone has it, its library compiled as an installer does."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    compile_library(folder)
    return folder


def compile_library(project: Path) -> None:
    """Compile a project's library, so that no timed process need do so."""
    compileall.compile_dir(project / "spf_lib", quiet=1)
