"""Files taken whole: replaced in one step, made by one process alone, hashed with their names."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock


def replace_file(path: Path, content: bytes) -> None:
    """Put bytes in a file in one step, so that a reader finds the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as fresh:
        fresh.write(content)
    Path(fresh.name).replace(path)


@contextmanager
def made_alone(folder: Path, name: str) -> Iterator[None]:
    """Make something in a folder alone: another process that would make the same waits.

    A process that dies lets go of it.
    """
    locks = folder / ".locks"
    locks.mkdir(parents=True, exist_ok=True)
    with FileLock(locks / name):
        yield


def hash_of_files(head: bytes, named: Iterable[tuple[str, Path]]) -> str:
    """Return the SHA-256, in hexadecimal digits, of some bytes and then of files with their names.

    Parameters
    ----------
    head : bytes
        What comes before the files.
    named : iterable of (str, Path)
        The name a file counts by, and the file, in the order they count.
    """
    digest = hashlib.sha256(head)
    for name, file in named:
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
