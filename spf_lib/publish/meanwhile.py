"""What is made at the same time as something else: by a forked process, or by a thread."""

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Thread

from spf_lib.publish.garbage import collect_seldom
from spf_lib.publish.kernel_server import why_not_fork

# A way to let something be made until a context is left.
Meanwhile = Callable[[Callable[[], object]], AbstractContextManager[None]]
# Of those that are not input, output and errors.
_FIRST_FILE = 3
_SECONDS_BETWEEN_LOOKS = 0.1


def stand_apart(build: int) -> None:
    """Let a process begun by a build share nothing with it that either may change, and end with it.

    A build that is killed cannot end it, and what it then went on to write would get in the way of
    the next build.

    Parameters
    ----------
    build : int
        The number of the build's process.
    """
    # A lock of the build that stood open here would outlast a build that is killed, and what waits
    # for the end of a file would wait for this process too.
    os.closerange(_FIRST_FILE, os.sysconf("SC_OPEN_MAX"))
    # To look through what the build has loaded would copy it.
    gc.freeze()
    # The build, which is interrupted too, ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    Thread(target=_end_with, args=(build,), daemon=True).start()


def _end_with(build: int) -> None:
    while os.getppid() == build:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    os._exit(1)


@contextmanager
def running(process: BaseProcess) -> Iterator[None]:
    """Start a process and wait for it at the end; it is ended if something goes wrong beside it."""
    process.start()
    try:
        yield
        process.join()
    finally:
        process.terminate()
        process.join()


@contextmanager
def in_a_thread(make: Callable[[], object]) -> Iterator[None]:
    """Let a thread make something until the context is left: it is made then.

    Parameters
    ----------
    make : callable
        Makes files.

    Raises
    ------
    Exception
        What ``make`` raises.
    """
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(make)
        yield
        made.result()


@contextmanager
def in_a_process(make: Callable[[], object]) -> Iterator[None]:
    """Let a forked process make something until the context is left, or a thread if none can be.

    Threads wait for one another to run Python, processes do not; but to fork the process of a build
    costs 0.3 s of processor.

    Parameters
    ----------
    make : callable
        Makes files and no more, and makes all of them again if it is called again.

    Raises
    ------
    Exception
        What ``make`` raises.
    """
    if why_not_fork():
        with in_a_thread(make):
            yield
        return
    process = get_context("fork").Process(target=_make, args=(make, os.getpid()))
    with running(process):
        yield
    if process.exitcode:
        # What was wrong is raised here, where it can be told.
        make()


def _make(make: Callable[[], object], build: int) -> None:
    stand_apart(build)
    try:
        make()
    except BaseException:
        os._exit(1)
