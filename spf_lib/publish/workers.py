"""Who does the tasks: processes of this machine, or a Dask cluster. Optional: extra ``cluster``.

Both are executors of :mod:`concurrent.futures`. The cluster's scheduler gives the task of a worker
that died to another, as often as its own setting ``allowed-failures`` says. Its workers must have
the project's folders under the same paths, and the same library.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from multiprocessing import get_context

from spf_lib.publish.task_process import run_task_apart
from spf_lib.publish.tasks import Outcome, Task, run_task

_SECONDS_TO_ANSWER = 30

Submit = Callable[[Task], Future[Outcome]]


class ClusterUnavailable(Exception):
    """The package for a cluster is not installed, or no scheduler with a worker answers."""


def open_workers(count: int, scheduler: str | None) -> AbstractContextManager[Submit]:
    """Open the workers of the cluster whose scheduler is named, else processes of this machine."""
    return cluster_workers(scheduler) if scheduler else local_workers(count)


@contextmanager
def local_workers(count: int) -> Iterator[Submit]:
    """Open worker processes on this machine; left early, tasks not yet begun are dropped."""
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        try:
            yield lambda task: pool.submit(run_task, task)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def cluster_workers(address: str) -> Iterator[Submit]:
    """Open the workers of a Dask cluster; left early, its tasks are dropped.

    Parameters
    ----------
    address : str
        The scheduler's, such as ``tcp://10.0.0.5:8786``.

    Raises
    ------
    ClusterUnavailable
        If ``distributed`` is not installed, or no scheduler with a worker answers.
    """
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise ClusterUnavailable(
            "a cluster needs the package distributed: pip install 'spf-book[cluster]'"
        ) from None
    try:
        client = distributed.Client(address, timeout=_SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise ClusterUnavailable(f"no scheduler answers at {address}: {error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS_TO_ANSWER)
        except TimeoutError:
            raise ClusterUnavailable(f"the scheduler at {address} has no worker") from None
        # Each run does its work: what an earlier run's tasks gave is not theirs.
        executor = client.get_executor(pure=False)
        try:
            yield lambda task: executor.submit(run_task_apart, task)
        except BaseException:
            executor.shutdown(wait=False)
            raise


def run_tasks(
    submit: Submit, tasks: Iterable[Task], progress: Callable[[Task], object]
) -> Sequence[Outcome]:
    """Do tasks and wait for all of them.

    Parameters
    ----------
    submit : callable
        From :func:`local_workers` or :func:`cluster_workers`.
    tasks : iterable of Task
        Each different from the others.
    progress : callable
        Told each task as it ends, in any order.

    Returns
    -------
    sequence of Outcome
        In the order of the tasks. One whose worker broke down has failed.
    """
    futures = {submit(task): task for task in tasks}
    for future in as_completed(futures):
        progress(futures[future])
    return [_outcome(future) for future in futures]


def _outcome(future: Future[Outcome]) -> Outcome:
    error = future.exception()
    # Whatever broke one council's task, the others are to be told of theirs.
    return Outcome("failed", f"{type(error).__name__}: {error}") if error else future.result()
