"""Every edition of a project, and every edition of every council in a folder."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.book import build_lock, stage_sources
from spf_lib.publish.build import assemble_site
from spf_lib.publish.councils import prepare_project
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.layout import BOOK_FOLDER, BUILD_FOLDER, STAGE_FOLDER
from spf_lib.publish.store import assessed_edition
from spf_lib.publish.tasks import SCRATCH_FOLDER, EditionTask, Outcome, SiteTask, Task
from spf_lib.publish.workers import Submit, run_tasks

BATCH_FOLDER = f"{BUILD_FOLDER}/batch"

Progress = Callable[[str], object]


@dataclass(frozen=True)
class Result:
    """What became of an edition, or of the site, of a council.

    Attributes
    ----------
    council : str
        The council's folder; empty if there is but one project.
    made : str
        An edition, ``site``, or ``input`` for what is wrong before any edition.
    outcome : Outcome
        How it ended.
    """

    council: str
    made: str
    outcome: Outcome


def build_all(root: Path, submit: Submit, progress: Progress) -> Sequence[Result]:
    """Execute every edition of a project afresh and assemble the site once, if all went well.

    Parameters
    ----------
    root : Path
        The project's folder.
    submit : callable
        Hands a task to a worker; see :mod:`spf_lib.publish.workers`.
    progress : callable
        Told each edition as it is done, then ``PDF`` and ``site``.

    Returns
    -------
    sequence of Result
        One an edition, oldest first.

    Raises
    ------
    BadInput
        If the inputs of any edition have faults, with all of them; nothing is executed then.
    BuildFailed
        As for :func:`spf_lib.publish.build.assemble_site`; the last site stands.
    """
    editions = edition_ids(root)
    _check_inputs(root, editions)
    with build_lock(root):
        stage = root / STAGE_FOLDER
        stage_sources(root, stage, fresh=editions)
        tasks = [
            EditionTask(root, edition_id, stage / BOOK_FOLDER / edition_id)
            for edition_id in editions
        ]
        outcomes = run_tasks(submit, tasks, lambda task: progress(_made(task)))
        shutil.rmtree(root / SCRATCH_FOLDER, ignore_errors=True)
        results = [
            Result("", edition_id, outcome)
            for edition_id, outcome in zip(editions, outcomes, strict=True)
        ]
        if all(outcome.status == "ok" for outcome in outcomes):
            assemble_site(root, stage, editions, progress)
    return results


def _check_inputs(root: Path, editions: Iterable[str]) -> None:
    faults: list[Fault] = []
    for edition_id in editions:
        try:
            assessed_edition(root, edition_id)
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(faults)


def run_batch(
    councils: Iterable[Path], product: Path, output: Path, submit: Submit, progress: Progress
) -> Sequence[Result]:
    """Execute every edition of every council, and assemble the site of each that went well.

    Parameters
    ----------
    councils : iterable of Path
        The councils' folders.
    product : Path
        The project that lends what a council leaves out.
    output : Path
        Gets a project for each council, with its executed editions under ``book/`` and its site.
    submit : callable
        Hands a task to a worker; see :mod:`spf_lib.publish.workers`.
    progress : callable
        Told each council and edition, or site, as it is done.

    Returns
    -------
    sequence of Result
        By council, in it the editions, oldest first, then the site.

    Raises
    ------
    BuildFailed
        If another batch holds the output for longer than ten minutes.
    """
    output.mkdir(parents=True, exist_ok=True)
    with build_lock(output):
        results: list[Result] = []
        executions: list[EditionTask] = []
        for council in sorted(councils, key=lambda path: path.name):
            project = output.resolve() / council.name
            try:
                editions = prepare_project(council, product, project)
            except (BadInput, OSError) as error:
                outcome = Outcome("bad input", str(error))
                results.append(Result(council.name, "input", outcome))
                continue
            executions += [
                EditionTask(project, edition_id, project / BOOK_FOLDER / edition_id)
                for edition_id in editions
            ]
        executed = _done(submit, executions, progress)
        spoilt = {one.council for one in executed if one.outcome.status != "ok"}
        projects = dict.fromkeys(task.project for task in executions)
        for project in projects:
            shutil.rmtree(project / SCRATCH_FOLDER, ignore_errors=True)
        sites = [SiteTask(project) for project in projects if project.name not in spoilt]
        results += [*executed, *_done(submit, sites, progress)]
    # Stable: editions stay in their order, and a site follows its editions.
    return sorted(results, key=lambda result: result.council)


def _done(submit: Submit, tasks: Sequence[Task], progress: Progress) -> list[Result]:
    outcomes = run_tasks(submit, tasks, lambda task: progress(f"{task.project.name} {_made(task)}"))
    return [
        Result(task.project.name, _made(task), outcome)
        for task, outcome in zip(tasks, outcomes, strict=True)
    ]


def _made(task: Task) -> str:
    return task.edition_id if isinstance(task, EditionTask) else "site"
