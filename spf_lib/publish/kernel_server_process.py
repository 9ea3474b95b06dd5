"""The process that kernels are forked from: ``python -m`` this module, with two sockets inherited.

It imports once what every page imports, draws one chart so that fonts are found, and then forks a
kernel for each connection. It starts no thread and no ZeroMQ, which do not survive a fork (the
threads of numpy's linear algebra do: it stops them before a fork). It ends when its lifeline
closes, that is when the process that started it closes it or is killed, and takes its kernels with
it; a kernel also ends with its connection.

Over the lifeline come lines of JSON: ``{"root": …, "editions": […]}`` asks to hold these editions
ready, ``{}`` to end all kernels. Over a connection come the kernel's command, environment and
working folder as one line, then signals for it, a byte each; back go ``{"pid": …}`` when it runs
and ``{"status": …}`` when it has ended.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import selectors
import shutil
import signal
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LAUNCHER = "ipykernel_launcher"
_INLINE = "module://matplotlib_inline.backend_inline"
# What ipykernel imports only once a kernel starts or runs its first cell.
_KERNEL_MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.parentpoller",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "faulthandler",
    "pdb",
    "psutil",
    "resource",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
)


@dataclass(frozen=True)
class Request:
    """A kernel asked for over a connection: its command, its environment, where it runs."""

    connection: socket.socket
    command: list[str]
    environment: dict[str, str]
    folder: str


@dataclass
class _Server:
    lifeline: socket.socket
    listener: socket.socket
    selector: selectors.BaseSelector
    wakeup: socket.socket
    orders: bytearray = field(default_factory=bytearray)
    kernels: dict[int, socket.socket] = field(default_factory=dict)


def main(lifeline: int, listener: int) -> None:
    """Prepare, then serve until the lifeline closes; a forked child becomes a kernel here."""
    # As the launcher of kernels does: a page imports from its own folder, not from this one's.
    sys.path.pop(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # matplotlib reads it when imported, and a kernel sets it before that.
    os.environ.setdefault("MPLBACKEND", _INLINE)
    # Else the debugger that ipykernel imports warns on each start; no kernel's own setting changes.
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    before = dict(os.environ)
    prepare()
    set_by_imports = {name: os.environ[name] for name in os.environ.keys() - before.keys()}
    door = socket.socket(fileno=listener)
    folder = Path(door.getsockname()).parent
    request = serve(socket.socket(fileno=lifeline), door)
    if request:
        become_kernel(request, set_by_imports)
        return
    # Who started it may have been killed before it could tidy up.
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def prepare() -> None:
    """Import what pages and kernels need, compile templates, and find fonts by drawing a chart."""
    import spf_lib.present as room

    for module in sorted(found.name for found in pkgutil.iter_modules(room.__path__)):
        importlib.import_module(f"{room.__name__}.{module}")
    for module in ("spf_lib.publish.pages", *_KERNEL_MODULES):
        importlib.import_module(module)
    from spf_lib.present.charts import Band, Line, year_chart
    from spf_lib.present.page import compile_templates

    compile_templates()
    year_chart("none", ["Q1", "Q2"], Line("", [1, 2], "2"), [], Band("", [1, 1], [2, 2]), "number")


def serve(lifeline: socket.socket, listener: socket.socket) -> Request | None:
    """Fork a kernel for each connection.

    Returns
    -------
    Request or None
        In a forked child, what it was asked to be; in the server, nothing, once the lifeline has
        closed.
    """
    wakeup, woken = socket.socketpair()
    for end in (wakeup, woken):
        end.setblocking(False)
    signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    server = _Server(lifeline, listener, selectors.DefaultSelector(), wakeup)
    for end in (lifeline, listener, wakeup):
        server.selector.register(end, selectors.EVENT_READ)
    gc.collect()
    gc.freeze()
    while True:
        ready = [key.fileobj for key, _ in server.selector.select()]
        if lifeline in ready and not _follow_orders(server):
            _kill_all(server)
            # Else their ends are told to a socket that goes with this function.
            signal.set_wakeup_fd(-1)
            return None
        if wakeup in ready:
            wakeup.recv(4096)
            _report_ended(server)
        for connection in [end for pid, end in server.kernels.items() if end in ready]:
            _pass_signal(server, connection)
        if listener in ready:
            request = _fork(server, woken)
            if request:
                return request


def _follow_orders(server: _Server) -> bool:
    """Do what is asked over the lifeline; return whether it still stands."""
    received = server.lifeline.recv(65536)
    server.orders.extend(received)
    while b"\n" in server.orders:
        line, _, rest = server.orders.partition(b"\n")
        server.orders[:] = rest
        order = json.loads(line)
        if order:
            _hold_ready(**order)
        else:
            _kill_all(server)
    return bool(received)


def _hold_ready(root: str, editions: list[str]) -> None:
    from spf_lib.framework.tables import BadInput
    from spf_lib.publish.store import held_edition, let_go

    # What was held before may have changed since.
    let_go()
    for edition in editions:
        # A page that needs it meets the same faults, and says so.
        with contextlib.suppress(BadInput):
            held_edition(Path(root), edition)
    gc.freeze()


def _fork(server: _Server, woken: socket.socket) -> Request | None:
    connection, _ = server.listener.accept()
    with connection.makefile("r", encoding="utf-8") as reader:
        line = reader.readline()
    if not line:
        connection.close()
        return None
    request = Request(connection, **json.loads(line))
    pid = os.fork()
    if pid:
        server.kernels[pid] = connection
        server.selector.register(connection, selectors.EVENT_READ)
        return None
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    server.selector.close()
    ends = (server.lifeline, server.listener, server.wakeup, woken)
    for end in (*ends, *server.kernels.values()):
        end.close()
    return request


def _pass_signal(server: _Server, connection: socket.socket) -> None:
    """Send a kernel the signal that is asked for; a connection that closed means: end it."""
    pid = next(pid for pid, end in server.kernels.items() if end is connection)
    try:
        asked = connection.recv(1)
    except ConnectionError:
        asked = b""
    if asked:
        _signal(pid, asked[0])
    else:
        _signal(pid, signal.SIGKILL)
        server.selector.unregister(connection)


def _report_ended(server: _Server) -> None:
    while server.kernels:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        connection = server.kernels.pop(pid, None)
        if connection is None:
            continue
        with contextlib.suppress(KeyError):
            server.selector.unregister(connection)
        with contextlib.suppress(ConnectionError):
            connection.sendall(_line(status=os.waitstatus_to_exitcode(status)))
        connection.close()


def _kill_all(server: _Server) -> None:
    for pid in server.kernels:
        _signal(pid, signal.SIGKILL)


def _signal(pid: int, number: int) -> None:
    """Signal a kernel and what it started; one just forked has no group of its own yet."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        os.kill(pid, number)


def _line(**message: int) -> bytes:
    return json.dumps(message).encode() + b"\n"


def become_kernel(request: Request, set_by_imports: Mapping[str, str]) -> None:
    """Be the kernel that the command would have started, until it is told to end.

    Parameters
    ----------
    request : Request
        The kernel asked for.
    set_by_imports : mapping
        What libraries add to the environment when they are imported, in any kernel.
    """
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update({**set_by_imports, **request.environment})
    os.chdir(request.folder)
    time.tzset()
    # Python's own generator is seeded anew in a fork; numpy's is not.
    np.random.seed()
    sys.argv = [str(importlib.import_module(LAUNCHER).__file__), *request.command]
    kernel = IPKernelApp.instance()
    kernel.initialize([*request.command, f"--IPKernelApp.parent_handle={os.getppid()}"])
    # Told only now, so that nobody knocks before the kernel listens, and then waits to try again.
    request.connection.sendall(_line(pid=os.getpid()))
    request.connection.close()
    kernel.start()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
