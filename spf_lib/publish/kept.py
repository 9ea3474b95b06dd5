"""Results kept from build to build, each under the hash of everything it follows from.

What changes gives another key, so nothing stale is ever used; the folder may be deleted at any
time, and the results are the same.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from spf_lib.publish.layout import RUNNING_CODE, STORE_FOLDER
from spf_lib.publish.packages import packages_hash
from spf_lib.publish.whole_files import hash_of_files, made_alone

_KEY_LETTERS = 64


def key_of(root: Path, files: Iterable[Path], *words: str) -> str:
    """Return the key of a result: a SHA-256 in hexadecimal digits.

    Parameters
    ----------
    root : Path
        The project's folder, for the versions of the installed packages.
    files : iterable of Path
        What the result is made from, beside the running library and those packages. A file counts
        by its name and the name of its folder, so the key is the same wherever the project stands.
    *words : str
        What else it is made from.
    """
    head = json.dumps(words) + what_runs(root, RUNNING_CODE)
    return hash_of_files(head.encode(), _named(root, files))


@cache
def what_runs(root: Path, code: Path) -> str:
    """Return the SHA-256 of a library and of the packages beside it.

    It is worked out once a process, which runs what it began with.
    """
    files = (path for path in code.rglob("*.*") if path.suffix != ".pyc")
    return hash_of_files(packages_hash(root).encode(), _named(root, files))


def _named(root: Path, files: Iterable[Path]) -> list[tuple[str, Path]]:
    return sorted(
        (path.name if path.parent == root else f"{path.parent.name}/{path.name}", path)
        for path in files
        if path.is_file()
    )


def kept_folder(root: Path, name: str, key: str, make: Callable[[Path], object]) -> Path:
    """Return a folder with a result, which is made only if it is not kept.

    If another process is making it, it is waited for.

    Parameters
    ----------
    root : Path
        The project's folder.
    name : str
        What the result is, such as ``2019-20-Q2-pdf``. Only the last one of a name is kept.
    key : str
        As :func:`key_of` gives it.
    make : callable
        Writes the result into an empty folder. Nothing is kept if it raises.

    Returns
    -------
    Path
        The folder; it is to be read, not changed.
    """
    store = root / STORE_FOLDER
    found = of_key(root, name, key)
    # It is put there in one step, so where it is, it is whole.
    if found.is_dir():
        return found
    with made_alone(store, name):
        if not found.is_dir():
            with tempfile.TemporaryDirectory(dir=store) as scratch:
                fresh = Path(scratch) / name
                fresh.mkdir()
                make(fresh)
                for old in of_any_key(store, name):
                    shutil.rmtree(old)
                fresh.rename(found)
    return found


def of_key(root: Path, name: str, key: str) -> Path:
    """Return the folder that a result has if it is kept."""
    return root / STORE_FOLDER / f"{name}-{key}"


def is_kept(root: Path, name: str) -> bool:
    """Tell whether a result of this name is kept, whatever its key."""
    return any(of_any_key(root / STORE_FOLDER, name))


def of_any_key(store: Path, name: str, ending: str = "") -> Iterator[Path]:
    """Return what is kept under a name, whatever its key; ``ending`` is that of a file."""
    return store.glob(f"{name}-{'?' * _KEY_LETTERS}{ending}")
