"""Executing an edition's notebooks with papermill, the only executor."""

import asyncio
import logging
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from spf_lib.publish.editions import EditionParameters, editions_told_of
from spf_lib.publish.fork_engine import ENGINE, PromptClient, register
from spf_lib.publish.kernel_server import KernelServer, ServerLost, kernel_server, why_not_fork
from spf_lib.publish.kernel_specs import ForkedSpecs, RunningCodeManager, kernel_settings
from spf_lib.publish.spare_kernel import SpareKernel
from spf_lib.publish.store import Editions
from spf_lib.publish.templates import FilledPage, filled_pages, read_templates
from spf_lib.publish.worker_count import WORKERS

SECONDS_PER_CELL = 120
_LOG = logging.getLogger(__name__)


class NotebookFailed(Exception):
    """A notebook's cell raised an error, hung or ended its kernel, so there is no page."""


@dataclass(frozen=True)
class PageJob:
    """A page to execute: its filled template, and what papermill sets in it.

    ``executed`` is the file of the executed notebook; its folder is where the notebook runs.
    """

    page: str
    filled: Path
    executed: Path
    parameters: dict[str, str]


def execute_edition(
    root: Path, edition: EditionParameters, folder: Path, server: KernelServer | None = None
) -> Iterator[str]:
    """Execute every page of an edition into a folder.

    Parameters
    ----------
    root : Path
        The project's folder; notebooks run in a folder inside it.
    edition : EditionParameters
        Whose pages.
    folder : Path
        Where the executed notebooks go, one a page, named after it.
    server : KernelServer, optional
        Forks the kernels; without it they come from :func:`edition_kernels`.

    Yields
    ------
    str
        The name of each page as it is done.

    Raises
    ------
    BadInput
        If a page's parameters are not those of its template, or the data has faults.
    NotebookFailed
        If a cell raises, hangs or ends its kernel; names the page and the error.
    """
    templates = read_templates(root, edition)
    assessed = Editions(root)[edition.edition]
    with nullcontext(server) if server else edition_kernels(root, edition) as kernels:
        yield from execute_pages(filled_pages(templates, edition, assessed), folder, kernels)


def execute_pages(
    pages: Iterable[FilledPage],
    folder: Path,
    kernels: KernelServer | None,
    spare: SpareKernel | None = None,
) -> Iterator[str]:
    """Execute pages into a folder; the first begin while further ones are still being asked for.

    Parameters
    ----------
    pages : iterable of FilledPage
        What to execute.
    folder : Path
        As for :func:`execute_edition`.
    kernels : KernelServer or None
        Forks the kernels; without one, papermill's own engine starts them.
    spare : SpareKernel, optional
        A kernel of the server that was started ahead, for the first page.

    Yields
    ------
    str
        The name of each page as it is done.

    Raises
    ------
    NotebookFailed
        As for :func:`execute_edition`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as scratch:
        yield from run_jobs(page_jobs(pages, folder, Path(scratch)), kernels, spare)


@contextmanager
def edition_kernels(root: Path, edition: EditionParameters) -> Iterator[KernelServer | None]:
    """Run :func:`page_kernels` that hold ready what the pages of an edition show."""
    with page_kernels() as kernels:
        if kernels:
            kernels.hold_ready(root, editions_told_of(root, edition))
        yield kernels


@contextmanager
def page_kernels() -> Iterator[KernelServer | None]:
    """Run a server that forks the kernels of pages, to be shared by all that is executed in it.

    Where kernels cannot be forked there is none, which is said, and papermill's own engine starts
    them.
    """
    reason = why_not_fork()
    if reason:
        _LOG.warning("Pages are executed by papermill's own engine, which is slower: %s.", reason)
        yield None
        return
    with kernel_server() as server:
        yield server


def page_jobs(pages: Iterable[FilledPage], folder: Path, scratch: Path) -> Iterator[PageJob]:
    """Make pages ready to be run, each as it is asked for.

    Parameters
    ----------
    pages : iterable of FilledPage
        The pages.
    folder : Path
        Where the executed notebooks are to go.
    scratch : Path
        Where the filled templates go; it must stand until the jobs have run.
    """
    for one in pages:
        name = f"{one.page.name}.ipynb"
        (scratch / name).write_text(one.text, encoding="utf-8")
        yield PageJob(one.page.name, scratch / name, folder / name, one.parameters)


def run_jobs(
    jobs: Iterable[PageJob], server: KernelServer | None, spare: SpareKernel | None = None
) -> Iterator[str]:
    """Execute pages, two at a time, each in a kernel of its own.

    Parameters
    ----------
    jobs : iterable of PageJob
        What to execute.
    server : KernelServer or None
        Forks the kernels; without one, papermill's own engine starts them.
    spare : SpareKernel, optional
        A kernel of the server that was started ahead.

    Yields
    ------
    str
        The name of each page as it is done.

    Raises
    ------
    NotebookFailed
        As for :func:`execute_edition`; pages not yet done are given up.
    """
    if server:
        register()
        kernels: dict[str, Any] = {
            "engine_name": ENGINE,
            "address": str(server.address),
            "ready": spare.take if spare else None,
        }
    else:
        kernels = {"kernel_manager_class": RunningCodeManager}
    make_ready_for_threads()
    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            futures = [pool.submit(_execute, job, kernels) for job in jobs]
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            if server:
                server.end_kernels()
            raise


def make_ready_for_threads() -> None:
    """Make each thing of a page's kernel once, where one thread runs.

    A class of traitlets finds the classes that it names when its first instance is made, and two
    threads that make one at once can fail.
    """
    NotebookClient(new_notebook())
    AsyncKernelManager(client_factory=PromptClient, kernel_spec_manager=ForkedSpecs()).client()


class _CellClock:
    """Which cell of a notebook runs, and since when."""

    def __init__(self) -> None:
        self._cell = "before its first cell"
        self._began = time.monotonic()

    def start(self, cell: NotebookNode, cell_index: int) -> None:
        line = (cell.source.strip().splitlines() or [""])[0]
        self._cell = f"cell {cell_index + 1} ({line})"
        self._began = time.monotonic()

    def report(self) -> str:
        return f"{self._cell}, {time.monotonic() - self._began:.0f} s after it began"


@contextmanager
def _loop_of_this_thread() -> Iterator[None]:
    """Tidy up the event loop nbclient uses: a kernel that ended leaves tasks waiting for it."""
    loop = ensure_event_loop()
    try:
        yield
    finally:
        waiting = asyncio.all_tasks(loop)
        for task in waiting:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
        loop.close()


def _execute(job: PageJob, kernels: dict[str, Any]) -> str:
    clock = _CellClock()
    try:
        with _loop_of_this_thread():
            executed = papermill.execute_notebook(
                job.filled,
                None,
                parameters=job.parameters,
                # Not papermill's ``cwd``, which would move this whole process.
                resources={"metadata": {"path": str(job.executed.parent)}},
                progress_bar=False,
                log_output=False,
                execution_timeout=SECONDS_PER_CELL,
                extra_arguments=kernel_settings(job.filled.with_suffix("")),
                on_cell_execute=clock.start,
                **kernels,
            )
    except papermill.PapermillExecutionError as error:
        raise NotebookFailed(f"{job.page}: {error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        raise NotebookFailed(
            f"{job.page}: the time limit of {SECONDS_PER_CELL} s a cell passed in {clock.report()}"
        ) from None
    except DeadKernelError as error:
        died = f"the kernel died ({error})"
        raise NotebookFailed(f"{job.page}: {died} in {clock.report()}") from None
    except (ServerLost, RuntimeError) as error:
        raise NotebookFailed(f"{job.page}: no kernel to execute it: {error}") from error
    nbformat.write(without_traces(executed), job.executed)
    return job.page


def without_traces(notebook: NotebookNode) -> NotebookNode:
    """Drop what differs from run to run: timings, paths, versions, random cell ids."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for number, cell in enumerate(notebook.cells, start=1):
        for trace in ("papermill", "execution"):
            cell.metadata.pop(trace, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = f"parameters-{number:03d}"
            cell.metadata["tags"] = [*cell.metadata["tags"], "remove-input"]
    return notebook
