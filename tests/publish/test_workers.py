"""Who does the tasks: processes of this machine, or of a Dask cluster."""

import importlib.util
import os
import re
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest

from benchmarks.generated_councils import Size, write_councils
from spf_lib.publish import workers
from spf_lib.publish.batch import run_batch
from spf_lib.publish.tasks import Outcome, run_task
from spf_lib.publish.workers import (
    ClusterUnavailable,
    cluster_workers,
    local_workers,
    open_workers,
    run_tasks,
)
from tests.publish.toy_tasks import Die, Fail, Write, in_turn

OK = Outcome("ok", "")
ONE_CARD = Size(measures=1, quarters=1, front_pages=(), back_pages=())
PATIENCE = 300
# Waits inside a notebook until a file is there, so that what happens meanwhile happens midway.
GATE = """
import time
from pathlib import Path

gate = Path({gate!r})
with (gate / "begun").open("a") as begun:
    _ = begun.write(f"{{edition}}\\n")
while not (gate / "open").exists():
    time.sleep(0.05)
"""


def test_outcomes_stand_in_the_order_of_the_tasks_not_of_their_ends(tmp_path):
    tasks = [Write(tmp_path / "slow", "1", 0.5), Write(tmp_path / "quick", "2")]
    ended = []
    with ThreadPoolExecutor(2) as pool:
        outcomes = run_tasks(lambda task: pool.submit(run_task, task), tasks, ended.append)
    assert outcomes == [OK, OK]
    assert ended == tasks[::-1]


def test_a_task_that_breaks_down_is_told_and_stops_no_other(tmp_path):
    tasks = [Fail(KeyError("measure")), Write(tmp_path / "a", "made")]
    assert run_tasks(in_turn, tasks, str) == [Outcome("failed", "KeyError: 'measure'"), OK]
    assert (tmp_path / "a").read_text() == "made"


def test_processes_of_this_machine_do_tasks(tmp_path):
    tasks = [Write(tmp_path / name, name) for name in "ab"]
    with open_workers(2, None) as submit:
        assert run_tasks(submit, tasks, str) == [OK, OK]
    assert [(tmp_path / name).read_text() for name in "ab"] == ["a", "b"]


def test_a_process_of_this_machine_that_dies_is_a_failure_in_words():
    with local_workers(1) as submit:
        [outcome] = run_tasks(submit, [Die()], str)
    assert outcome.status == "failed"
    assert outcome.said.startswith("BrokenProcessPool: ")


def test_leaving_early_drops_the_tasks_not_yet_begun(tmp_path):
    class Interrupted(Exception):
        pass

    tasks = [Write(tmp_path / str(number), "", 0.2) for number in range(20)]

    def interrupt(_):
        raise Interrupted

    with pytest.raises(Interrupted), local_workers(1) as submit:
        run_tasks(submit, tasks, interrupt)
    assert len(list(tmp_path.iterdir())) < len(tasks)


def test_without_the_package_the_way_to_get_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ClusterUnavailable, match=re.escape("pip install 'spf-book[cluster]'")),
        cluster_workers("tcp://127.0.0.1:8786"),
    ):
        pass


needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="the extra `cluster` is not installed"
)


@needs_dask
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{}", "carrier-pigeon://127.0.0.1:{}"])
def test_a_scheduler_that_does_not_answer_is_told_with_its_address(monkeypatch, address):
    monkeypatch.setattr(workers, "_SECONDS_TO_ANSWER", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        silent = address.format(taken.getsockname()[1])
        with pytest.raises(ClusterUnavailable, match=silent), cluster_workers(silent):
            pass


@needs_dask
def test_a_scheduler_without_a_worker_is_told(monkeypatch):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(workers, "_SECONDS_TO_ANSWER", 1)
    with (
        distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as idle,
        pytest.raises(ClusterUnavailable, match="has no worker"),
        cluster_workers(idle.scheduler_address),
    ):
        pass


@pytest.fixture
def cluster():
    """A real cluster of this machine: a scheduler, and two worker processes.

    Either of them has room for both tasks, should the other die.
    """
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=":0"
    ) as made:
        yield made


def gated_councils(folder, gate, root):
    """Two councils of one card, whose notebooks wait at a gate."""
    councils = write_councils(folder, 2, ONE_CARD, root)
    template = nbformat.read(root / "notebooks/portfolio.ipynb", as_version=4)
    wait = nbformat.v4.new_code_cell(GATE.format(gate=str(gate)), id="gate")
    wait.metadata["tags"] = ["remove-input"]
    template.cells.insert(-1, wait)
    for council in councils:
        (council / "notebooks").mkdir()
        nbformat.write(template, council / "notebooks/portfolio.ipynb")
    return councils


def made_by(output):
    """The editions and sites a batch made, by council."""
    folders = [path / made for path in output.glob("council-*") for made in ("book", "_build/site")]
    return {
        (folder.relative_to(output).as_posix(), path.relative_to(folder).as_posix()): (
            path.read_bytes()
        )
        for folder in folders
        for path in folder.glob("**/*")
        if path.is_file()
    }


def begun(gate):
    return (gate / "begun").read_text().splitlines() if (gate / "begun").is_file() else []


def busiest(cluster):
    """Return the worker that has most tasks at hand."""
    known = cluster.scheduler.workers
    return max(cluster.workers.values(), key=lambda one: len(known[one.worker_address].processing))


def wait_until(condition):
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


@needs_dask
def test_a_batch_on_a_cluster_that_loses_a_worker_midway_makes_what_a_local_one_makes(
    root, tmp_path, cluster
):
    gate = tmp_path / "gate"
    gate.mkdir()
    councils = gated_councils(tmp_path / "councils", gate, root)

    def batch(opened, output):
        with opened as submit:
            return run_batch(councils, root, output, submit, str)

    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(
            batch, cluster_workers(cluster.scheduler_address), tmp_path / "cluster"
        )
        # Both editions are inside their notebooks.
        wait_until(lambda: len(begun(gate)) == 2 or running.done())
        assert not running.done()
        os.kill(busiest(cluster).pid, signal.SIGKILL)
        wait_until(lambda: len(begun(gate)) > 2 or running.done())
        assert not running.done()
        (gate / "open").touch()
        results = running.result()

    assert [(one.council, one.made, one.outcome) for one in results] == [
        ("council-001", "2018-19-Q1", OK),
        ("council-001", "site", OK),
        ("council-002", "2018-19-Q1", OK),
        ("council-002", "site", OK),
    ]
    assert batch(local_workers(2), tmp_path / "local") == results
    made, here = made_by(tmp_path / "cluster"), made_by(tmp_path / "local")
    for expected in (("book", "2018-19-Q1/chapter-1.ipynb"), ("_build/site", "index.html")):
        assert (f"council-002/{expected[0]}", expected[1]) in made
    assert sorted(made) == sorted(here)
    assert [name for name in sorted(made) if made[name] != here[name]] == []
