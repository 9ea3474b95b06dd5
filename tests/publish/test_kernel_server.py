"""The process that kernels are forked from: it answers, and never outlives who started it."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile

import pytest

from spf_lib.publish import kernel_server as served
from spf_lib.publish.kernel_server import (
    ServerLost,
    fork_kernel,
    kernel_server,
    socket_files,
    why_not_fork,
)
from spf_lib.publish.layout import RUNNING_CODE
from tests.publish.processes import runs, wait_until

# Starts a server and two kernels, tells their process ids, and waits to be killed.
DRIVER = """
import os, sys, time
from pathlib import Path
from spf_lib.publish.kernel_server import fork_kernel, kernel_server

if __name__ == "__main__":
    with kernel_server() as server:
        folder = sys.argv[1]
        kernels = [
            fork_kernel(server.address, ["-f", f"{folder}/{n}.json"], os.environ, folder)
            for n in (1, 2)
        ]
        pids = [server.process.pid, *(kernel.pid for kernel in kernels)]
        print(*pids, server.address.parent, flush=True)
        time.sleep(600)
"""
QUIET = "--IPKernelApp.log_level=CRITICAL"


@pytest.fixture(scope="module")
def server():
    with kernel_server() as running:
        yield running


@pytest.fixture
def fork(server, tmp_path):
    kernels = []

    def one():
        command = ["-f", str(tmp_path / f"{len(kernels)}.json"), QUIET]
        kernels.append(fork_kernel(server.address, command, os.environ, str(tmp_path)))
        return kernels[-1]

    yield one
    for kernel in kernels:
        kernel.kill()
        kernel.wait()


def test_a_kernel_runs_in_a_session_of_its_own_until_it_is_killed(fork):
    kernel = fork()
    assert kernel.poll() is None
    assert os.getsid(kernel.pid) == kernel.pid
    kernel.kill()
    assert kernel.wait() == kernel.poll() == -signal.SIGKILL
    assert not runs(kernel.pid)


def test_a_kernel_can_be_asked_to_end(fork):
    kernel = fork()
    kernel.terminate()
    assert kernel.wait() == -signal.SIGTERM


def test_a_signal_to_a_kernel_that_has_ended_goes_nowhere(fork):
    kernel = fork()
    kernel.kill()
    kernel.wait()
    kernel.send_signal(signal.SIGTERM)
    assert kernel.poll() == -signal.SIGKILL


def test_a_kernel_whose_connection_closes_ends(fork):
    kernel = fork()
    kernel._connection.shutdown(socket.SHUT_WR)
    assert wait_until(lambda: not runs(kernel.pid))


def test_all_kernels_can_be_ended_and_the_server_serves_on(server, fork):
    kernels = [fork(), fork()]
    server.end_kernels()
    assert [kernel.wait() for kernel in kernels] == [-signal.SIGKILL] * 2
    assert fork().poll() is None


def test_kernel_and_server_end_with_the_block(tmp_path):
    with kernel_server() as server:
        command = ["-f", str(tmp_path / "kernel.json"), QUIET]
        kernel = fork_kernel(server.address, command, os.environ, str(tmp_path))
    assert kernel.wait() == -signal.SIGKILL
    assert wait_until(lambda: not runs(kernel.pid))
    assert server.process.returncode == 0
    assert not server.address.parent.exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_build_leaves_nothing_running(tmp_path, number):
    environment = os.environ | {"PYTHONPATH": str(RUNNING_CODE.parent)}
    command = [sys.executable, "-c", DRIVER, str(tmp_path)]
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as driver:
        *pids, folder = driver.stdout.readline().split()
        assert all(runs(int(pid)) for pid in pids)
        os.killpg(driver.pid, number)
    assert wait_until(lambda: not any(runs(int(pid)) for pid in pids))
    assert wait_until(lambda: not os.path.exists(folder))  # noqa: PTH110


def test_kernels_end_with_a_server_that_is_killed(tmp_path):
    with kernel_server() as server:
        command = ["-f", str(tmp_path / "kernel.json"), QUIET]
        kernel = fork_kernel(server.address, command, os.environ, str(tmp_path))
        server.process.kill()
        assert kernel.wait() == -signal.SIGKILL
        assert wait_until(lambda: not runs(kernel.pid))
        with pytest.raises(ServerLost, match="has ended"):
            fork_kernel(server.address, command, os.environ, str(tmp_path))


def test_a_kernel_that_cannot_begin_is_reported(server, tmp_path):
    with pytest.raises(ServerLost, match="at its birth, with status 1"):
        fork_kernel(server.address, [], os.environ, str(tmp_path / "no such folder"))


def _fork_one(folder, status):
    with kernel_server() as server:
        command = ["-f", f"{folder}/kernel.json", QUIET]
        kernel = fork_kernel(server.address, command, os.environ, folder)
        kernel.kill()
        status.value = kernel.wait()


def test_a_daemonic_worker_process_can_have_a_server(tmp_path):
    context = multiprocessing.get_context("spawn")
    status = context.Value("i", 0)
    worker = context.Process(target=_fork_one, args=(str(tmp_path), status), daemon=True)
    worker.start()
    worker.join()
    assert status.value == -signal.SIGKILL


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_kernels_are_not_forked_where_that_is_not_safe(monkeypatch, system):
    monkeypatch.setattr(served.sys, "platform", system)
    assert system in why_not_fork()


def test_kernels_are_not_forked_where_there_is_no_fork(monkeypatch):
    assert not why_not_fork()
    monkeypatch.delattr(served.os, "fork")
    assert why_not_fork()


@pytest.mark.parametrize("length", [70, 100])
def test_sockets_have_short_addresses_where_the_folder_of_temporary_files_has_a_long_name(
    length, tmp_path, monkeypatch
):
    long = tmp_path / ("a" * max(1, length - len(str(tmp_path))))
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with kernel_server() as server:
        assert server.address.exists()
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(f"{socket_files(server.address)}-12345")
    assert not server.address.parent.exists()
