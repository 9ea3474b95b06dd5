"""A task in a process of its own, as a worker of a cluster does it.

A worker runs tasks in threads, may have no children of multiprocessing, and may be killed at any
time; without more ado the processes its task had started would go on, or hang.
"""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from spf_lib.publish.layout import RUNNING_CODE, python_path
from spf_lib.publish.tasks import Outcome, Task, run_task

_LAST_WORDS = 2000


def run_task_apart(task: Task) -> Outcome:
    """Do a task in a fresh process, which ends when this one does.

    Raises
    ------
    RuntimeError
        If it ends without an outcome; with the last of what it wrote.
    """
    with tempfile.TemporaryDirectory() as own:
        asked, outcome, written = (Path(own) / name for name in ("task", "outcome", "written"))
        asked.write_bytes(pickle.dumps(task))
        # Its input stays open, and empty, for as long as this process lives.
        with (
            written.open("wb") as output,
            subprocess.Popen(
                [sys.executable, "-m", __name__, str(asked), str(outcome)],
                env=os.environ | {"PYTHONPATH": python_path(RUNNING_CODE.parent)},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                start_new_session=True,
            ) as process,
        ):
            status = process.wait()
        if not outcome.is_file():
            words = written.read_text(encoding="utf-8", errors="replace")[-_LAST_WORDS:]
            raise RuntimeError(f"the process of {task} ended with {status}:\n{words}")
        done: Outcome = pickle.loads(outcome.read_bytes())  # noqa: S301 written by main
        return done


def main(asked: Path, outcome: Path) -> None:
    """Do the task in one file and write its outcome to another."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    task: Task = pickle.loads(asked.read_bytes())  # noqa: S301 written by run_task_apart
    outcome.write_bytes(pickle.dumps(run_task(task)))


def _end_with_parent() -> None:
    """Kill this process and those it started once its input closes, as by the parent's death."""
    os.read(sys.stdin.fileno(), 1)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
