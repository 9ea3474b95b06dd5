"""The tasks a batch is made of: an edition to execute, or a site to assemble.

A task knows nothing but where things stand, and leaves its result as files, put in their place in
one step. Done twice, it leaves the same bytes, so whoever hands it out may do so again when a
worker is lost. What is wrong with the input is its outcome, not an exception: the faults of one
council stop no other.
"""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spf_lib.framework.tables import BadInput
from spf_lib.publish.book import BuildFailed, build_lock, stage_sources
from spf_lib.publish.build import assemble_site, freeze_edition
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.layout import BUILD_FOLDER, STAGE_FOLDER

SCRATCH_FOLDER = f"{BUILD_FOLDER}/scratch"


@dataclass(frozen=True)
class Outcome:
    """How a task ended, and everything that is wrong if it is not ok."""

    status: Literal["ok", "bad input", "failed"]
    said: str


@dataclass(frozen=True)
class EditionTask:
    """Execute an edition: its notebooks, ledger and manifest.

    Attributes
    ----------
    project : Path
        The project's folder, absolute.
    edition_id : str
        Such as ``2019-20-Q2``.
    folder : Path
        Where the edition goes, inside the project; what stands there is the result already.
    """

    project: Path
    edition_id: str
    folder: Path

    def make(self) -> None:
        """Execute the edition in a folder of its own, then put it in its place."""
        scratch = self.project / SCRATCH_FOLDER
        scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=scratch) as own:
            fresh = Path(own) / self.edition_id
            freeze_edition(self.project, self.edition_id, fresh, str)
            put_in_place(fresh, self.folder)


@dataclass(frozen=True)
class SiteTask:
    """Assemble the site of a project of which every edition has been executed."""

    project: Path

    def make(self) -> None:
        """Assemble the site around the editions under ``book/``, and swap it in."""
        with build_lock(self.project):
            stage = self.project / STAGE_FOLDER
            stage_sources(self.project, stage, fresh=[])
            assemble_site(self.project, stage, edition_ids(self.project), str)


Task = EditionTask | SiteTask


def run_task(task: Task) -> Outcome:
    """Do a task in this process; faults in the input and failed checks are its outcome."""
    try:
        task.make()
    except (BadInput, FileNotFoundError) as error:
        return Outcome("bad input", str(error))
    except (NotebookFailed, BuildFailed) as error:
        return Outcome("failed", str(error))
    return Outcome("ok", "")


def put_in_place(fresh: Path, target: Path) -> None:
    """Move a folder to its place in one step, unless another run of its task has done so."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        fresh.rename(target)
    except OSError:
        if not target.is_dir():
            raise
        shutil.rmtree(fresh)
