"""What is made at the same time as something else is there when that is done, or says why not."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from spf_lib.publish import meanwhile
from spf_lib.publish.meanwhile import in_a_process, in_a_thread
from tests.publish.processes import runs, wait_until

WAYS = pytest.mark.parametrize("way", [in_a_thread, in_a_process])


@WAYS
def test_what_is_made_meanwhile_is_there_at_the_end(way, tmp_path):
    made = tmp_path / "made"
    with way(made.touch):
        pass
    assert made.exists()


@WAYS
def test_it_is_made_while_something_else_is_done(way, tmp_path):
    made = tmp_path / "made"
    with way(made.touch):
        assert wait_until(made.exists)


@WAYS
def test_what_goes_wrong_meanwhile_is_raised_at_the_end(way):
    def fail():
        raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"), way(fail):
        pass


@WAYS
def test_a_failure_beside_it_is_what_is_raised(way, tmp_path):
    with pytest.raises(ValueError, match="first"), way((tmp_path / "made").touch):
        raise ValueError("first")


def test_a_process_is_another_one(tmp_path):
    told = tmp_path / "told"
    with in_a_process(lambda: told.write_text(str(os.getpid()))):
        pass
    assert told.read_text() != str(os.getpid())


def test_a_process_does_not_outlive_a_failure_beside_it(tmp_path):
    began = tmp_path / "began"

    def dawdle():
        began.write_text(str(os.getpid()))
        time.sleep(60)

    with pytest.raises(KeyError), in_a_process(dawdle):
        assert wait_until(lambda: began.is_file() and began.read_text())
        raise KeyError
    assert not Path(f"/proc/{began.read_text()}").exists()


def test_a_process_does_not_hold_the_files_that_are_open_beside_it(tmp_path):
    told, lock = tmp_path / "told", tmp_path / "lock"

    def tell():
        with suppress(OSError):
            told.write_text(str(Path(f"/proc/self/fd/{held.fileno()}").readlink()))

    with lock.open("w") as held, in_a_process(tell):
        pass
    assert not told.exists() or told.read_text() != str(lock)


def test_a_process_ends_with_a_build_that_is_killed(tmp_path):
    began = tmp_path / "began"
    build = (
        "import os, time\n"
        "from pathlib import Path\n"
        "from spf_lib.publish.meanwhile import in_a_process\n"
        "def dawdle():\n"
        f"    Path({str(began)!r}).write_text(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "with in_a_process(dawdle): time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", build]) as process:
        assert wait_until(lambda: began.is_file() and began.read_text())
        process.kill()
    assert wait_until(lambda: not runs(began.read_text()))


def test_where_no_process_can_be_forked_a_thread_makes_it(tmp_path, monkeypatch):
    told = tmp_path / "told"
    monkeypatch.setattr(meanwhile, "why_not_fork", lambda: "no fork here")
    with in_a_process(lambda: told.write_text(str(os.getpid()))):
        pass
    assert told.read_text() == str(os.getpid())
