"""Processes as they are timed: the seconds of the clock, and the memory of all of them together."""

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
_SECONDS_BETWEEN_LOOKS = 0.2
# What no fresh clone holds, and what no build reads.
_NOT_COPIED = ("_build", ".*", "__pycache__", "node_modules", "*.egg-info")


@dataclass(frozen=True)
class Timed:
    """A process that ended well: its seconds, and the most bytes it had with all below it.

    Pages of memory that processes share are counted once (the proportional set size).
    """

    seconds: float
    memory: int


def timed(command: Sequence[str], project: Path) -> Timed:
    """Run a command in a project's folder, with the project's own library.

    Raises
    ------
    RuntimeError
        If it fails, with the end of what it said.
    """
    environment = os.environ | {"PYTHONPATH": str(project)}
    with tempfile.TemporaryFile("w+") as said:
        began = time.monotonic()
        process = psutil.Popen(
            command, cwd=project, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        peak = 0
        while True:
            try:
                process.wait(_SECONDS_BETWEEN_LOOKS)
                break
            except psutil.TimeoutExpired:
                peak = max(peak, _memory(process))
        seconds = time.monotonic() - began
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed:\n{said.read()[-4000:]}")
    return Timed(seconds, peak)


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
