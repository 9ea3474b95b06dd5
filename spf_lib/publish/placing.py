"""Putting files in a new site: those that the last site has too need not be copied."""

import filecmp
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

# Takes where a file is and where it is to stand, as :func:`shutil.copytree` calls it.
Place = Callable[[str, str], object]


def placing(site: Path, last: Path) -> Place:
    """Return a function that puts a file in a site, to be called once for each file.

    A file that stands in the last site with the same bytes becomes one file with that, until the
    last site goes: nothing is written, and nothing need be taken from the disk then. So what is put
    in a site this way is not to be changed there.

    Parameters
    ----------
    site : Path
        The new site, or a folder whose files are moved there.
    last : Path
        The last site, if there is one.
    """

    def place(source: str, target: str) -> None:
        before = last / os.path.relpath(target, site)
        # Else it is not there, or the file system knows no links.
        with suppress(OSError):
            if filecmp.cmp(source, before, shallow=False):
                os.link(before, target)
                return
        Path(target).unlink(missing_ok=True)
        shutil.copyfile(source, target)

    return place
