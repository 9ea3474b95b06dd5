"""Tasks that do next to nothing, and can be sent to another process; and a worker that is here."""

import os
import signal
import time
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from spf_lib.publish.tasks import run_task


@dataclass(frozen=True)
class Write:
    """Write a text to a file after a while."""

    file: Path
    text: str
    seconds: float = 0.0

    def make(self):
        time.sleep(self.seconds)
        self.file.write_text(self.text)


@dataclass(frozen=True)
class Fail:
    """Raise an error."""

    error: Exception

    def make(self):
        raise self.error


@dataclass(frozen=True)
class Die:
    """End the process, as when memory runs out."""

    def make(self):
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Stay:
    """Tell one's process, then stay for as long as a test may last."""

    told: Path

    def make(self):
        fresh = self.told.with_suffix(".fresh")
        fresh.write_text(str(os.getpid()))
        fresh.rename(self.told)
        time.sleep(600)


def in_turn(task):
    """Do a task at once, here."""
    future = Future()
    try:
        future.set_result(run_task(task))
    except Exception as error:
        future.set_exception(error)
    return future
