"""The sources of the preview: a staged book in which only what differs is ever written again.

Sphinx reads a page again when its file is newer, so a file whose bytes stay is left alone.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from spf_lib.publish.book import without_ledger
from spf_lib.publish.layout import BOOK_FOLDER, SETTINGS_FILES
from spf_lib.publish.whole_files import replace_file


def write_changed(path: Path, content: bytes) -> bool:
    """Write a file in one step unless it holds these bytes already; say whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    replace_file(path, content)
    return True


def stage_file(root: Path, stage: Path, name: str) -> bool:
    """Bring one source of the book into the stage, or take it out if it is gone.

    Parameters
    ----------
    root, stage : Path
        The project's folder and the staged book.
    name : str
        The file, relative to both.

    Returns
    -------
    bool
        Whether the stage changed.
    """
    source, staged = root / name, stage / name
    if not source.is_file():
        stood = staged.is_file()
        staged.unlink(missing_ok=True)
        return stood
    return write_changed(staged, as_staged(source))


def as_staged(source: Path) -> bytes:
    """Return a source as it stands in the stage: a notebook without its figure records."""
    if source.suffix == ".ipynb":
        return without_ledger(source.read_text(encoding="utf-8")).encode()
    return source.read_bytes()


def stage_book(root: Path, stage: Path, own: Iterable[Path]) -> None:
    """Bring the whole book into the stage, and take out what it no longer holds.

    Parameters
    ----------
    root, stage : Path
        The project's folder and the staged book.
    own : iterable of Path
        Folders and files of the stage that the preview itself fills. A file that is there is left
        alone; one that is not is taken from the book, as the page last published.
    """
    filled = frozenset(own)
    names = {*SETTINGS_FILES, *_files(root, BOOK_FOLDER)}
    for name in sorted(names):
        staged = stage / name
        if not (staged.is_file() and filled & {staged, staged.parent}):
            stage_file(root, stage, name)
    for name in sorted(_files(stage, BOOK_FOLDER) - names):
        if (stage / name).parent not in filled:
            (stage / name).unlink()


def keep_only(folder: Path, names: Iterable[str]) -> None:
    """Take the pages out of a staged folder that are not among these file names."""
    kept = set(names)
    for path in sorted(folder.glob("*")):
        if path.name not in kept and path.is_file():
            path.unlink()


def _files(base: Path, folder: str) -> set[str]:
    return {
        path.relative_to(base).as_posix() for path in (base / folder).rglob("*") if path.is_file()
    }


def copy_static(stage: Path, site: Path, name: str) -> None:
    """Bring a changed style, script or picture of the book to the place Sphinx gives it."""
    relative = Path(name).relative_to(BOOK_FOLDER)
    target = {"_static": site / "_static", "_root": site}[relative.parts[0]]
    target = target.joinpath(*relative.parts[1:])
    if (stage / name).is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(stage / name, target)
    else:
        target.unlink(missing_ok=True)
