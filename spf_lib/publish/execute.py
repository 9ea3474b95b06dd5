"""Executing an edition's notebooks with papermill, the only executor."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill
from nbformat import NotebookNode

from spf_lib.publish.editions import EditionParameters, PageParameters
from spf_lib.publish.layout import RUNNING_CODE
from spf_lib.publish.store import assessed_edition
from spf_lib.publish.templates import (
    check_parameters,
    fill_template,
    parameters_of,
    template_file,
)

WORKERS = 2
SECONDS_PER_CELL = 120


class NotebookFailed(Exception):
    """A cell of a notebook raised an error, so there is no page."""


@dataclass(frozen=True)
class _Job:
    page: str
    filled: Path
    executed: Path
    parameters: dict[str, str]
    working_folder: Path


def execute_edition(root: Path, edition: EditionParameters, folder: Path) -> Iterator[str]:
    """Execute every page of an edition into a folder.

    Parameters
    ----------
    root : Path
        The project's folder; notebooks run in a folder inside it.
    edition : EditionParameters
        Whose pages.
    folder : Path
        Where the executed notebooks go, one a page, named after it.

    Yields
    ------
    str
        The name of each page as it is done.

    Raises
    ------
    BadInput
        If a page's parameters are not those of its template, or the data has faults.
    NotebookFailed
        If a cell raises; names the page and the error.
    """
    check_parameters(root, edition)
    assessed = assessed_edition(root, edition.edition)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as scratch:
        jobs = []
        for page in edition.pages:
            template = nbformat.read(root / template_file(page), as_version=4)
            filled = Path(scratch) / f"{page.name}.ipynb"
            nbformat.write(fill_template(template, page, assessed), filled)
            jobs.append(_job(edition, page, filled, folder))
        yield from _run(jobs)


def _job(edition: EditionParameters, page: PageParameters, filled: Path, folder: Path) -> _Job:
    return _Job(
        page=page.name,
        filled=filled,
        executed=folder / f"{page.name}.ipynb",
        parameters=parameters_of(edition, page),
        working_folder=folder,
    )


def _run(jobs: list[_Job]) -> Iterator[str]:
    # A forked child would inherit this process's threads and sockets; spawn starts clean.
    with ProcessPoolExecutor(
        WORKERS, mp_context=get_context("spawn"), initializer=_hand_on_running_code
    ) as pool:
        futures = [pool.submit(_execute, job) for job in jobs]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _hand_on_running_code() -> None:
    """Let a worker's kernels import the library that runs here, whichever is installed."""
    path = [str(RUNNING_CODE.parent), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, path))


def _execute(job: _Job) -> str:
    try:
        executed = papermill.execute_notebook(
            job.filled,
            None,
            parameters=job.parameters,
            cwd=job.working_folder,
            progress_bar=False,
            log_output=False,
            execution_timeout=SECONDS_PER_CELL,
            extra_arguments=_kernel_settings(job.filled.with_suffix("")),
        )
    except papermill.PapermillExecutionError as error:
        raise NotebookFailed(f"{job.page}: {error.ename}: {error.evalue}") from None
    nbformat.write(without_traces(executed), job.executed)
    return job.page


def _kernel_settings(folder: Path) -> list[str]:
    """Give a kernel an empty folder of settings: what stands in a user's home changes no page."""
    folder.mkdir()
    return [
        "--IPKernelApp.log_level=CRITICAL",
        f"--IPKernelApp.ipython_dir={folder}",
        "--IPKernelApp.exec_PYTHONSTARTUP=False",
    ]


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
