"""The preview as a process: alone on a project, gone within a second, and begun anew."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

import psutil
from filelock import FileLock, Timeout

from spf_lib.publish.layout import RUNNING_CODE, python_path

_SECONDS_TO_END = 0.7
_SECONDS_TO_IMPORT = 120
_INTERRUPTED = 128 + signal.SIGINT


class PreviewRunning(Exception):
    """Another preview of the project is open."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the preview's folder.

    Raises
    ------
    PreviewRunning
        If another preview holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=0):
            yield
    except Timeout:
        raise PreviewRunning("this project is being watched already: use that preview") from None


@contextmanager
def ending_at_once() -> Iterator[None]:
    """Let an interrupt end every process below this one first, so that nothing waits for them.

    Kernels have sessions of their own, which Ctrl-C at the terminal does not reach.
    """
    # Whatever waits for what was ended all the same: the lock goes with the process.
    last = threading.Timer(_SECONDS_TO_END, os._exit, (_INTERRUPTED,))
    last.daemon = True

    def interrupt(_: int, __: FrameType | None) -> None:
        end_processes_below()
        if not last.is_alive():
            last.start()
        raise KeyboardInterrupt

    signals = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.signal(one, interrupt) for one in signals}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        end_processes_below()
        last.cancel()


def end_processes_below() -> None:
    """End every process this one started, and those they started."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            process.kill()


def why_code_fails() -> str:
    """Say why the library, as it is saved now, cannot be imported; empty if it can.

    Asking for help imports the module of every command, and with it all that runs.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-m", "spf_lib.cli", "--help"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": python_path(RUNNING_CODE.parent)},
        timeout=_SECONDS_TO_IMPORT,
        check=False,
    )
    return done.stderr.strip() if done.returncode else ""


def begin_anew(port: int) -> NoReturn:
    """Put a new run of the same command, with the code as it is now, in this process's place."""
    sys.stdout.flush()
    arguments = [sys.executable, *sys.orig_argv[1:], "--port", str(port)]
    os.execv(sys.executable, arguments)  # noqa: S606 the command that runs already


def leave_at_once() -> NoReturn:
    """End this process without taking its memory apart, which lasts longer than a second."""
    sys.stdout.flush()
    os._exit(0)
