"""Jupyter Book in a process of its own: it is the command, and never outlives who started it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from spf_lib.publish import book_process
from spf_lib.publish.book import BuildFailed, build_html
from spf_lib.publish.book_process import jupyter_book_ahead, start_jupyter_book
from spf_lib.publish.layout import RUNNING_CODE
from tests.publish.processes import runs, wait_until

# Starts Jupyter Book, tells its process id, and waits to be killed.
DRIVER = """
import time
from spf_lib.publish.book_process import jupyter_book_ahead

with jupyter_book_ahead() as process:
    print(process.pid, flush=True)
    time.sleep(600)
"""


def test_told_its_arguments_it_is_the_command():
    installed = Path(sys.executable).with_name("jupyter-book")
    by_command = subprocess.run([installed, "--version"], capture_output=True, text=True)
    with start_jupyter_book() as process:
        said, _ = process.communicate(json.dumps(["--version"]))
    assert (process.returncode, said) == (0, by_command.stdout)
    assert "Jupyter Book" in said


def test_what_it_says_of_wrong_arguments_reaches_the_user(tmp_path):
    with jupyter_book_ahead() as process, pytest.raises(BuildFailed, match="does not exist"):
        build_html(tmp_path / "no-such-book", tmp_path / "html", process)


def test_without_arguments_it_ends():
    with start_jupyter_book() as process:
        assert process.communicate() == ("", "")
    assert process.returncode == 0


def test_unused_it_ends_with_the_block():
    with jupyter_book_ahead() as process:
        assert process.poll() is None
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_build_leaves_none_running(number):
    environment = os.environ | {"PYTHONPATH": str(RUNNING_CODE.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as driver:
        pid = int(driver.stdout.readline())
        assert runs(pid)
        driver.send_signal(number)
    assert wait_until(lambda: not runs(pid))


@pytest.fixture
def environment(monkeypatch):
    """The environment Jupyter Book would be started in."""
    given = {}
    monkeypatch.setattr(
        book_process.subprocess, "Popen", lambda _command, env, **_: given.update(env)
    )
    monkeypatch.setenv("DOCUTILSCONFIG", "/home/someone/.docutils")
    start_jupyter_book()
    return given


def test_it_takes_nothing_from_the_clock_or_chance(environment):
    assert environment["SOURCE_DATE_EPOCH"].isdigit()
    assert environment["PYTHONHASHSEED"] == "0"


def test_docutils_settings_in_a_user_s_home_are_not_read(environment):
    assert environment["DOCUTILSCONFIG"] == ""
