"""The preview as a process."""

import os
import shutil
import signal
import subprocess
import sys

import psutil
import pytest

from spf_lib.publish import preview_process
from spf_lib.publish.preview_process import (
    PreviewRunning,
    alone,
    begin_anew,
    ending_at_once,
    why_code_fails,
)

# A process that starts a shell, which starts one with a session of its own; and what it does then.
FAMILY = """
import os, signal, subprocess, sys, time
import psutil
from spf_lib.publish.preview_process import end_processes_below, ending_at_once
head = subprocess.Popen(["sh", "-c", "setsid sleep 60 & sleep 60"])
while len(psutil.Process().children(recursive=True)) < 3:
    time.sleep(0.01)
print(*(process.pid for process in psutil.Process().children(recursive=True)), flush=True)
"""


@pytest.fixture(autouse=True)
def others_live_on(monkeypatch):
    """End what a test starts, and not the helpers that the process of all tests has already."""
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    children = psutil.Process.children

    def started_since(process, *, recursive):
        return [one for one in children(process, recursive=recursive) if one.pid not in before]

    monkeypatch.setattr(psutil.Process, "children", started_since)


def left_of_family(then):
    """Run the family, and return how its head ended and who is left a moment later."""
    done = subprocess.run(
        [sys.executable, "-c", FAMILY + then], capture_output=True, text=True, timeout=60
    )
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 3, done.stderr
    found = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    alive = psutil.wait_procs([one for one in found if one.status() != "zombie"], timeout=5)[1]
    return done.returncode, [one for one in alive if one.status() != "zombie"]


def test_a_second_preview_of_a_project_is_refused(tmp_path):
    def open_another():
        with alone(tmp_path / "preview"):
            pass

    with alone(tmp_path / "preview"), pytest.raises(PreviewRunning, match="already"):
        open_another()
    open_another()


def test_processes_below_end_with_their_own_sessions_too():
    assert left_of_family("end_processes_below()") == (0, [])


def test_an_interrupt_ends_processes_before_anything_waits_for_them():
    then = """
try:
    with ending_at_once():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(60)
except KeyboardInterrupt:
    sys.exit(7)
"""
    assert left_of_family(then) == (7, [])


def test_what_will_not_end_is_left_within_a_second():
    then = """
with ending_at_once():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    finally:
        time.sleep(60)
"""
    assert left_of_family(then) == (130, [])


def test_interrupts_are_handled_as_before_afterwards():
    before = signal.getsignal(signal.SIGINT)
    with ending_at_once():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_code_that_can_be_imported_has_nothing_against_it():
    assert why_code_fails() == ""


@pytest.mark.parametrize("file", ["cli/__init__.py", "cli/showing.py", "publish/preview.py"])
def test_code_that_cannot_be_imported_is_told_with_its_place(tmp_path, monkeypatch, file):
    saved = shutil.copytree(preview_process.RUNNING_CODE, tmp_path / "spf_lib")
    (saved / file).write_text("def broken(:\n")
    monkeypatch.setattr(preview_process, "RUNNING_CODE", saved)
    assert file in why_code_fails()
    assert "SyntaxError" in why_code_fails()


def test_beginning_anew_runs_the_same_command_on_the_same_port(monkeypatch):
    ran = []
    monkeypatch.setattr(sys, "orig_argv", ["python", "/bin/spf", "watch", "2019-20-Q2"])
    monkeypatch.setattr(os, "execv", lambda *command: ran.append(command))
    begin_anew(8001)
    command = [sys.executable, "/bin/spf", "watch", "2019-20-Q2", "--port", "8001"]
    assert ran == [(sys.executable, command)]


def test_leaving_at_once_says_what_was_still_to_be_said():
    code = "from spf_lib.publish.preview_process import leave_at_once as go; print('bye'); go()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "bye\n")
