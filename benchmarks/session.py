"""What the rows of one run of the benchmarks share: a folder, the size, and the clean book."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

from benchmarks.processes import copy_project, spf, timed

EDITION = "2019-20-Q2"
# As long together as the yardstick takes once: a slow minute of the machine counts for both.
_TIMES = 3


@dataclass(frozen=True)
class CleanBook:
    """A book built from nothing some times: the last one's project, and the seconds of each."""

    project: Path
    took: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return median(self.took)


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
        """Build the books of fresh copies of the project, for all rows set against them."""
        took = []
        for number in range(1 if self.quick else _TIMES):
            project = copy_project(self.folder / f"clean-{number}")
            took.append(timed(spf("build", EDITION), project))
        return CleanBook(project, tuple(took))
