"""What the rows of one run of the benchmarks share: a folder, the size, and the clean book."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.processes import copy_project, spf, timed

EDITION = "2019-20-Q2"


@dataclass(frozen=True)
class CleanBook:
    """A book built from nothing: its project, and the seconds it took."""

    project: Path
    seconds: float


@dataclass
class Session:
    """One run of the benchmarks.

    Attributes
    ----------
    folder : Path
        An empty folder for all that the rows write.
    quick : bool
        Whether sizes are small, to see that the rows work.
    """

    folder: Path
    quick: bool

    @cached_property
    def clean(self) -> CleanBook:
        """Build the book of a fresh copy of the project, once for all rows set against it."""
        project = copy_project(self.folder / "clean")
        return CleanBook(project, timed(spf("build", EDITION), project))
