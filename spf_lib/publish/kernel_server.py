"""Starting the process that kernels are forked from, and asking it for kernels."""

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from spf_lib.publish.layout import RUNNING_CODE, python_path

_SOCKET_NAME = "kernels"
# In bytes; sun_path of unix(7), less its closing zero.
_LONGEST_ADDRESS = 107
# As long as what stands in the folder beside the server's own socket: those of kernels.
_LONGEST_NAME = f"{uuid4().hex}-12345"
_PROCESS = "spf_lib.publish.kernel_server_process"
_FORKING_SYSTEMS = ("linux",)
_SECONDS_TO_END = 10
# The first kernel waits until the server has loaded the library.
_SECONDS_TO_BE_BORN = 120


class ServerLost(Exception):
    """The process that kernels are forked from has ended."""


def why_not_fork() -> str:
    """Say why kernels cannot be forked here; empty where they can.

    macOS has ``os.fork``, but its system libraries do not survive one.
    """
    if sys.platform not in _FORKING_SYSTEMS or not hasattr(os, "fork"):
        return f"forking is not safe on this system ({sys.platform})"
    return ""


@dataclass(frozen=True)
class KernelServer:
    """A running server of kernels, by its address in the file system."""

    address: Path
    process: subprocess.Popen[bytes]
    lifeline: socket.socket

    def hold_ready(self, root: Path, editions: Iterable[str]) -> None:
        """Let kernels forked from now on find these assessed editions in memory."""
        self._order({"root": str(root), "editions": list(editions)})

    def end_kernels(self) -> None:
        """End every kernel at once."""
        self._order({})

    def _order(self, order: Mapping[str, object]) -> None:
        # A server that is gone is reported by whoever asks it for a kernel.
        with suppress(ConnectionError):
            self.lifeline.sendall(json.dumps(order).encode() + b"\n")


@contextmanager
def kernel_server() -> Iterator[KernelServer]:
    """Run a server of kernels: it loads the library as it stands now, and ends with the block.

    It is a process of its own, started without :mod:`multiprocessing`, so it can be had in a
    worker process and beside threads. Killed, whoever started it leaves nothing running.
    """
    folder = _socket_folder()
    address = folder / _SOCKET_NAME
    lifeline, far_end = socket.socketpair()
    try:
        with far_end, socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(address))
            listener.listen(64)
            sockets = (far_end.fileno(), listener.fileno())
            process = subprocess.Popen(
                [sys.executable, "-m", _PROCESS, *map(str, sockets)],
                cwd=RUNNING_CODE.parent,
                env=os.environ | {"PYTHONPATH": python_path(RUNNING_CODE.parent)},
                stdin=subprocess.DEVNULL,
                pass_fds=sockets,
                # Ctrl-C is for the build, which ends its server.
                start_new_session=True,
            )
        try:
            yield KernelServer(address, process, lifeline)
        finally:
            lifeline.close()
            _end(process)
    finally:
        lifeline.close()
        shutil.rmtree(folder, ignore_errors=True)


def _socket_folder() -> Path:
    """Make a folder whose sockets have addresses that Linux takes: they may not be long."""
    folder = Path(tempfile.mkdtemp(prefix="spf-"))
    if len(os.fsencode(folder / _LONGEST_NAME)) <= _LONGEST_ADDRESS:
        return folder
    folder.rmdir()
    return Path(tempfile.mkdtemp(prefix="spf-", dir="/tmp"))


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def socket_files(address: Path) -> str:
    """Return how the names of a kernel's sockets begin, in the folder of its server.

    A port would be chosen before the kernel starts, and may be another's by then.

    Parameters
    ----------
    address : Path
        Where the server listens; the folder goes with it.
    """
    return str(address.parent / uuid4().hex)


class ForkedKernel:
    """A kernel forked by a server, as :class:`subprocess.Popen` shows a process."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._answers = connection.makefile("r", encoding="utf-8")
        self.returncode: int | None = None
        connection.settimeout(_SECONDS_TO_BE_BORN)
        try:
            self.pid = self._answer("pid")
        except ServerLost:
            self._answers.close()
            raise
        connection.settimeout(None)

    def _answer(self, name: str) -> int:
        try:
            line = self._answers.readline()
        except TimeoutError:
            raise ServerLost(f"no kernel was born in {_SECONDS_TO_BE_BORN} s") from None
        except ConnectionError:
            line = ""
        if not line:
            raise ServerLost("the process that kernels are forked from has ended")
        message = json.loads(line)
        if name not in message:
            raise ServerLost(f"a kernel ended at its birth, with status {message['status']}")
        answer: int = message[name]
        return answer

    def poll(self) -> int | None:
        """Return the exit status, or minus the signal that ended it; ``None`` while it runs."""
        if self.returncode is None and select.select([self._connection], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self) -> int:
        """Wait for its end and return its status, as :meth:`poll` does."""
        if self.returncode is None:
            try:
                self.returncode = self._answer("status")
            except ServerLost:
                # Its kernels end with it, by this signal.
                self.returncode = -signal.SIGKILL
            self._answers.close()
            self._connection.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal the kernel and what it started; nothing happens once it has ended."""
        if self.poll() is None:
            with suppress(ConnectionError):
                self._connection.sendall(bytes([number]))

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def leave(self) -> None:
        """End the kernel at once, and do not wait until the system has taken its memory apart."""
        if self.poll() is None:
            self.returncode = -signal.SIGKILL
            self._answers.close()
            self._connection.close()

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)


def fork_kernel(
    address: Path, command: Sequence[str], environment: Mapping[str, str], folder: str
) -> ForkedKernel:
    """Ask a server for a kernel.

    Parameters
    ----------
    address : Path
        Where the server listens.
    command : sequence of str
        The arguments of the kernel, without interpreter and launcher.
    environment : mapping
        The kernel's environment.
    folder : str
        The folder it runs in.

    Raises
    ------
    ServerLost
        If the server has ended, or the kernel did not come to life.
    """
    request = {"command": list(command), "environment": dict(environment), "folder": folder}
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(address))
        connection.sendall(json.dumps(request).encode() + b"\n")
        return ForkedKernel(connection)
    except OSError as error:
        connection.close()
        raise ServerLost(f"the process that kernels are forked from has ended: {error}") from None
    except ServerLost:
        connection.close()
        raise
