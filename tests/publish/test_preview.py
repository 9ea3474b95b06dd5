"""``spf watch`` as an analyst meets it: a process, a saved file, a page asked for over HTTP."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from spf_lib.publish.preview import _settle
from spf_lib.publish.preview_watch import Watch
from tests.publish.projects import amend, copy_preview_project

EDITION = "2019-20-Q2"
FIGURES = f"data/returns/{EDITION}/figures.csv"
ROW = "kpi-active-volunteers,2019-20-Q2,"
SECONDS = 400


@dataclass
class Watching:
    project: Path
    process: subprocess.Popen
    said: list[str] = field(default_factory=list)

    def listen(self):
        for line in self.process.stdout:
            self.said.append(line)

    def until(self, done):
        """Wait until something holds, and return it."""
        last = time.monotonic() + SECONDS
        while time.monotonic() < last:
            if found := done():
                return found
            assert self.process.poll() is None, "\n".join(self.said)
            time.sleep(0.1)
        raise TimeoutError("\n".join(self.said))

    def addresses(self):
        return [found[0] for line in self.said if (found := re.findall(r"http://\S+", line))]

    def page(self, name):
        address = self.addresses()[-1].rsplit("/", 1)[0]
        try:
            with urllib.request.urlopen(f"{address}/{name}.html", timeout=30) as answer:  # noqa: S310
                return answer.read().decode()
        except urllib.error.URLError:
            return ""

    def shows(self, text):
        return self.until(lambda: text in self.page("scorecard"))


def watch(project, *arguments):
    return subprocess.Popen(
        [sys.executable, "-u", "-P", "-m", "spf_lib.cli", "watch", EDITION, *arguments],
        cwd=project,
        # The copy of the library in the project runs, so that a test may change it.
        env=os.environ | {"PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def watching(root, tmp_path_factory):
    project = copy_preview_project(root, tmp_path_factory.mktemp("watched") / "project")
    running = Watching(project, watch(project, "--port", "0"))
    reader = threading.Thread(target=running.listen)
    reader.start()
    running.until(lambda: any("The whole book" in line for line in running.said))
    yield running
    running.process.kill()
    running.process.wait()
    reader.join()
    running.process.stdout.close()


def test_a_saved_figure_is_seen_on_its_page(watching):
    watching.shows("202")
    amend(watching.project / FIGURES, f"{ROW}202,,,final,202", f"{ROW}20299,,,final,20299")
    watching.shows("20299")


def test_nothing_of_it_reaches_the_published_site(watching):
    assert not (watching.project / "_build/site").exists()


def test_a_second_watch_of_the_project_is_refused(watching):
    second = watch(watching.project, "--port", "0")
    said, _ = second.communicate(timeout=SECONDS)
    assert second.returncode == 1
    assert "watched already" in said


def test_changed_code_is_taken_up_at_the_same_address(watching):
    before = watching.addresses()
    with (watching.project / "spf_lib/__init__.py").open("a") as code:
        code.write("# changed\n")
    watching.until(lambda: len(watching.addresses()) > len(before))
    assert watching.addresses()[-1] == before[-1]
    assert any("starting again" in line for line in watching.said)
    watching.shows("20299")


def test_an_interrupt_ends_it_within_a_second_with_all_it_started(watching):
    below = psutil.Process(watching.process.pid).children(recursive=True)
    began = time.monotonic()
    watching.process.send_signal(signal.SIGINT)
    watching.process.wait(SECONDS)
    assert time.monotonic() - began < 5, "a second, on a machine with nothing else to do"
    assert psutil.wait_procs(below, timeout=5)[1] == []


@dataclass
class FakeSpare:
    done: list[str] = field(default_factory=list)

    def drop(self):
        self.done.append("dropped")

    def start(self, _folder):
        self.done.append("started")

    def rehearse(self, executed):
        self.done.append(f"rehearses {executed}")


@dataclass
class FakeWork:
    page_open: str | None


def settled(tmp_path, *saved, page_open=None):
    spare, watch = FakeSpare(), Watch()
    for one in saved:
        watch.add(frozenset([tmp_path / one]))
    _settle(spare, tmp_path, watch, FakeWork(page_open))
    return spare.done


def test_a_kernel_of_an_earlier_change_is_dropped_and_another_made_ready(tmp_path):
    assert settled(tmp_path) == ["dropped", "started"]


def test_a_kernel_made_ready_rehearses_the_page_that_is_open(tmp_path):
    assert settled(tmp_path, page_open="a.ipynb") == ["dropped", "started", "rehearses a.ipynb"]


def test_a_change_that_has_come_already_does_not_wait_for_a_kernel(tmp_path):
    assert settled(tmp_path, "figures.csv", page_open="a.ipynb") == ["dropped"]
