"""A task in a process of its own."""

import os
import pickle
import signal
import subprocess
import sys
import time

import psutil
import pytest

from spf_lib.publish.task_process import run_task_apart
from spf_lib.publish.tasks import EditionTask, Outcome, run_task
from tests.publish.toy_tasks import Die, Fail, Stay, Write

PATIENCE = 60


def waited_for(condition):
    """Whether a condition holds before a test loses its patience."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def runs(pid):
    """Whether a process is there and not merely waiting to be buried."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_task_apart_leaves_what_it_makes_and_tells_its_outcome(tmp_path):
    assert run_task_apart(Write(tmp_path / "a", "made")) == Outcome("ok", "")
    assert (tmp_path / "a").read_text() == "made"


def test_a_task_apart_tells_every_fault_as_it_does_here(tmp_path):
    task = EditionTask(tmp_path, "2019-20-Q2", tmp_path / "x")
    assert run_task_apart(task) == run_task(task)
    assert run_task(task).status == "bad input"


def test_a_process_that_breaks_down_is_told_with_its_last_words():
    with pytest.raises(RuntimeError, match="ZeroDivisionError: nobody expects this"):
        run_task_apart(Fail(ZeroDivisionError("nobody expects this")))


def test_a_process_that_is_killed_is_told_with_the_signal():
    with pytest.raises(RuntimeError, match=f"ended with -{signal.SIGKILL:d}"):
        run_task_apart(Die())


def test_a_task_does_not_outlive_the_worker_that_runs_it(tmp_path):
    told, asked = tmp_path / "told", tmp_path / "asked"
    asked.write_bytes(pickle.dumps(Stay(told)))
    program = (
        "import pickle, sys; from pathlib import Path\n"
        "from spf_lib.publish.task_process import run_task_apart\n"
        "run_task_apart(pickle.loads(Path(sys.argv[1]).read_bytes()))"
    )
    with subprocess.Popen([sys.executable, "-c", program, asked]) as worker:
        assert waited_for(told.is_file)
        task = int(told.read_text())
        assert runs(task)
        worker.send_signal(signal.SIGKILL)
    assert waited_for(lambda: not runs(task))
    assert task != os.getpid()
