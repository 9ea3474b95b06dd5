"""What was saved since the preview last looked: files by what follows from them, and measures."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from spf_lib.publish.layout import (
    BOOK_FOLDER,
    INPUT_FOLDERS,
    RUNNING_CODE,
    SETTINGS_FILES,
    TEMPLATES_FOLDER,
)

_CODE_ENDINGS = {".py", ".html", ".typ", ".js"}
# What editors and office programs write beside a file while it is open.
_PASSING_ENDINGS = ("~", "#", ".tmp", ".swp", ".swx", ".bak", ".pyc", ".part", ".orig")


@dataclass(frozen=True)
class Changes:
    """Files that differ from what they were, and the measures whose rows differ in tables.

    Attributes
    ----------
    files : tuple of str
        Relative to the project's folder, or absolute for code that stands elsewhere; sorted.
    measures : frozenset of str
        Measures with a row added, changed or taken away.
    """

    files: tuple[str, ...] = ()
    measures: frozenset[str] = frozenset()

    @property
    def of_code(self) -> bool:
        """Whether the library changed, which runs here and in every kernel."""
        return any(Path(name).suffix in _CODE_ENDINGS and _is_code(name) for name in self.files)

    @property
    def of_settings(self) -> bool:
        """Whether the contents or settings of the book changed."""
        return bool(set(self.files) & set(SETTINGS_FILES))

    @property
    def of_data(self) -> bool:
        """Whether data or parameters changed, from which the history follows too."""
        return any(name.startswith(("data/", "params/")) for name in self.files)

    @property
    def of_pages(self) -> bool:
        """Whether anything changed from which the edition's pages are executed."""
        return self.of_data or any(name.startswith(f"{TEMPLATES_FOLDER}/") for name in self.files)

    def book_files(self, *below: str) -> list[str]:
        """Return the changed files of the book's own folder, or of folders in it."""
        folders = tuple(f"{BOOK_FOLDER}/{one}/" for one in below) or (f"{BOOK_FOLDER}/",)
        return [name for name in self.files if name.startswith(folders)]


def watched_folders(root: Path) -> list[Path]:
    """Return the folders whose files, at any depth, the preview follows."""
    return [*(root / name for name in INPUT_FOLDERS if (root / name).is_dir()), RUNNING_CODE]


def is_source(root: Path, path: Path) -> bool:
    """Say whether a path is one the preview follows, not a passing file of an editor."""
    name = path.name
    if name.startswith((".", "~$")) or name.endswith(_PASSING_ENDINGS):
        return False
    if path.parent == root:
        return name in SETTINGS_FILES
    if path.is_relative_to(RUNNING_CODE):
        return path.suffix in _CODE_ENDINGS
    parts = path.relative_to(root).parts if path.is_relative_to(root) else ("",)
    return parts[0] in INPUT_FOLDERS and not any(part.startswith((".", "__")) for part in parts)


class Sources:
    """The followed files as they were when last looked at."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._digests: dict[Path, str] = {}
        self._tables: dict[Path, frozenset[tuple[str, ...]]] = {}
        self.take(_all_files(root))

    def take(self, paths: Iterable[Path]) -> Changes:
        """Look at files, or all in a folder, again; return what changed, came or went."""
        files, measures = [], set[str]()
        for path in sorted({file for one in paths for file in self._within(one)}):
            content = path.read_bytes() if path.is_file() else None
            digest = "" if content is None else hashlib.sha256(content).hexdigest()
            if digest == self._digests.get(path, ""):
                continue
            self._digests[path] = digest
            files.append(_name(self._root, path))
            if path.suffix == ".csv":
                rows = frozenset(_measure_rows(content or b""))
                before = self._tables.get(path, frozenset())
                measures |= {row[0] for row in rows ^ before}
                self._tables[path] = rows
        return Changes(tuple(files), frozenset(measures))

    def _within(self, path: Path) -> Iterator[Path]:
        """Yield a file, or those of a folder that came or went as a whole."""
        if path.is_dir():
            yield from (file for file in path.rglob("*") if is_source(self._root, file))
        elif path not in self._digests:
            yield from (file for file in self._digests if file.is_relative_to(path))
        if not path.is_dir():
            yield path


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _is_code(name: str) -> bool:
    return not name.startswith(tuple(f"{folder}/" for folder in INPUT_FOLDERS))


def _all_files(root: Path) -> Iterator[Path]:
    for folder in watched_folders(root):
        yield from (path for path in folder.rglob("*") if path.is_file() and is_source(root, path))
    yield from (root / name for name in SETTINGS_FILES)


def _measure_rows(content: bytes) -> Iterator[tuple[str, ...]]:
    """Yield each row of a table that names a measure, the measure first."""
    lines = csv.reader(StringIO(content.decode("utf-8", errors="replace")))
    header = next(lines, [])
    if "measure_id" in header:
        place = header.index("measure_id")
        yield from ((row[place], *row) for row in lines if len(row) > place)
