"""The assessed edition, computed once and shared by the pages of a build.

The key is a hash of everything the result follows from: data, parameters and code, but not what
later editions brought, so an added edition lets the earlier ones stand. A changed byte gives
another key, so a stale result cannot be shown; the folder may be deleted at any time. Only the last
result of an edition is kept.
"""

import hashlib
import os
import pickle
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from spf_lib.assess.edition import AssessedEdition
from spf_lib.figures.corrections import CORRECTIONS_FILE
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.editions import edition_ids, editions_until
from spf_lib.publish.inputs import ReturnsSoFar, follow_edition
from spf_lib.publish.kept import of_any_key
from spf_lib.publish.layout import STORE_FOLDER
from spf_lib.publish.manifest import sha256_of
from spf_lib.publish.memory import Memory
from spf_lib.publish.whole_files import made_alone, replace_file

_ENDING = ".pickle"
# Stored beside an edition: what the returns up to its own say.
_RETURNS = "-returns"
# Folders, and how the names of the files in them end.
_INPUTS = (("data", ".csv"), ("params", ""), ("spf_lib", ".py"))


class InputsChanged(BadInput):
    """A file was saved while an edition was assessed from it, so it is not known what was read."""


class Inputs:
    """What the editions of a project follow from, as it stands when first asked for.

    Each file is read once, however many editions follow from it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._hashes: dict[str, str] = {}
        self._stamps: dict[str, tuple[int, int]] = {}

    def hash_of(self, edition_id: str) -> str:
        """Return the SHA-256 over the names and contents of all an edition may follow from.

        That is all code, data and parameters but the returns and parameters of later editions.

        Raises
        ------
        BadInput
            If a file among the parameters is not named after an edition.
        """
        if edition_id not in self._hashes:
            later = set(self._every) - set(editions_until(self._root, edition_id))
            digest = hashlib.sha256(self._corrected.encode())
            for name, parts, content in self._files:
                if not later & parts:
                    digest.update(f"{name}\0".encode())
                    digest.update(content)
            self._hashes[edition_id] = digest.hexdigest()
        return self._hashes[edition_id]

    def refuse_changed(self) -> None:
        """Make sure that all stands as it did when it was first asked for.

        Raises
        ------
        InputsChanged
            If a file was saved since, came or went; names each.
        """
        now = {name: _stamp(path) for name, path in self._paths()}
        changed = {name for name, _ in now.items() ^ self._stamps.items()}
        if changed:
            expected = "as it was when the build began; build again"
            raise InputsChanged(
                Fault(name, 1, "(file)", "saved meanwhile", expected) for name in sorted(changed)
            )

    @cached_property
    def _every(self) -> list[str]:
        return edition_ids(self._root)

    @cached_property
    def _corrected(self) -> str:
        """The editions that corrections name: each must exist, be it a later one."""
        file = self._root / CORRECTIONS_FILE
        text = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
        return "\0".join(name for name in self._every if name in text)

    @cached_property
    def _files(self) -> list[tuple[str, set[str], bytes]]:
        """The name of each file, what may say that it is an edition's, and its SHA-256."""
        found = []
        for name, path in self._paths():
            # Before it is read: what is saved meanwhile is to be noticed.
            self._stamps[name] = _stamp(path)
            content = hashlib.sha256(path.read_bytes()).digest()
            found.append((name, {path.stem, path.parent.name}, content))
        return found

    def _paths(self) -> Iterator[tuple[str, Path]]:
        for folder, ending in _INPUTS:
            # A tenth of what ``rglob`` takes, which would be felt in the preview.
            for top, _, files in sorted(os.walk(self._root / folder)):
                place = Path(top).relative_to(self._root).as_posix()
                for file in sorted(files):
                    if file.endswith(ending):
                        yield f"{place}/{file}", Path(top, file)


def _stamp(path: Path) -> tuple[int, int]:
    """Return when a file was saved, in nanoseconds, and its size in bytes."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def assessed_edition(root: Path, edition_id: str) -> AssessedEdition:
    """Return an assessed edition, from the store if its inputs are unchanged.

    Raises
    ------
    BadInput
        If the inputs have faults.
    """
    return Editions(root)[edition_id]


class Editions:
    """The assessed editions of a project as they stand when first asked for.

    Which inputs an edition follows from is worked out once, however often it is asked for.

    Parameters
    ----------
    root : Path
        The project's folder.
    memory : Memory, optional
        Holds what was read, checked and assessed before, so that what is unchanged is not read
        again; without it, what one edition has read serves the others.
    """

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        self._root = root
        self._memory = memory or Memory()
        self._inputs = Inputs(root)
        self._found: dict[str, AssessedEdition] = {}
        self._contents: dict[str, str] = {}

    def __getitem__(self, edition_id: str) -> AssessedEdition:
        """Return an edition.

        Raises
        ------
        BadInput
            If the inputs have faults.
        """
        if edition_id not in self._found:
            path = self._file(edition_id)
            self._found[edition_id] = self._memory.recall(
                f"edition {edition_id}",
                path,
                lambda: _stored(path) if path.is_file() else self._assess(edition_id),
            )
        return self._found[edition_id]

    def content_of(self, edition_id: str) -> str:
        """Return the SHA-256 of an edition as it is stored, in hexadecimal digits.

        Raises
        ------
        BadInput
            If the inputs have faults.
        """
        if edition_id not in self._contents:
            path = self._file(edition_id)
            if not path.is_file():
                self._found[edition_id] = self._assess(edition_id)
            self._contents[edition_id] = sha256_of(path)
        return self._contents[edition_id]

    def follow_all(self, edition_ids: Sequence[str]) -> None:
        """Assess and store editions, of which another process does the same from the oldest.

        Each goes on from the one before it, so this begins in the middle, and goes back to the
        first when it is through.

        Parameters
        ----------
        edition_ids : sequence of str
            Oldest first.

        Raises
        ------
        BadInput
            If the inputs of one have faults.
        """
        middle = len(edition_ids) // 2
        for edition_id in (*edition_ids[middle:], *edition_ids[:middle]):
            self.content_of(edition_id)

    def inputs_of(self, edition_id: str) -> str:
        """Return the SHA-256 of all an edition may follow from, see :meth:`Inputs.hash_of`.

        Raises
        ------
        BadInput
            If a file among the parameters is not named after an edition.
        """
        return self._inputs.hash_of(edition_id)

    def _file(self, edition_id: str, what: str = "") -> Path:
        """Return the file of an edition, or of what is stored beside it."""
        name = f"{edition_id}{what}-{self.inputs_of(edition_id)}{_ENDING}"
        return self._root / STORE_FOLDER / name

    def _assess(self, edition_id: str) -> AssessedEdition:
        """Assess an edition and store it, or wait for another process that is doing so.

        In an empty store there is none, and faults in the inputs leave it as it is.
        """
        path = self._file(edition_id)
        if not path.parent.is_dir():
            return self._newly_assessed(edition_id)
        with made_alone(path.parent, f"{edition_id}-assessed"):
            return _stored(path) if path.is_file() else self._newly_assessed(edition_id)

    def _newly_assessed(self, edition_id: str) -> AssessedEdition:
        """Assess an edition and store it, in the place of what it was before."""
        before = self._returns_before(edition_id)
        edition, returns = follow_edition(self._root, edition_id, self._memory, before)
        try:
            self._inputs.refuse_changed()
        except InputsChanged:
            self._memory.forget()
            raise
        self._keep(edition_id, "", edition)
        self._keep(edition_id, _RETURNS, returns)
        return edition

    def _keep(self, edition_id: str, what: str, result: object) -> None:
        path = self._file(edition_id, what)
        replace_file(path, pickle.dumps(result))
        for old in of_any_key(path.parent, f"{edition_id}{what}", _ENDING):
            if old != path:
                old.unlink(missing_ok=True)

    def _returns_before(self, edition_id: str) -> ReturnsSoFar | None:
        """Return what the returns before an edition's say, if that is kept."""
        *earlier, _ = editions_until(self._root, edition_id)
        file = self._file(earlier[-1], _RETURNS) if earlier else None
        if file is None or not file.is_file():
            return None
        found: ReturnsSoFar = pickle.loads(file.read_bytes())  # noqa: S301 written by this module
        return found


@lru_cache(maxsize=8)
def held_edition(root: Path, edition_id: str) -> AssessedEdition:
    """Return an assessed edition as this process first found it, or the one it was forked from.

    For pages, each of which has a process of its own: which inputs an edition follows from is
    worked out once for all that are executed together.

    Raises
    ------
    BadInput
        If the inputs have faults.
    """
    return assessed_edition(root, edition_id)


def let_go() -> None:
    """Hold no edition in memory: the next that is asked for is found as it stands by then."""
    held_edition.cache_clear()
    _stored.cache_clear()


@lru_cache(maxsize=4)
def _stored(path: Path) -> AssessedEdition:
    """Read a stored edition, once a process: what a file of this name holds never changes."""
    with path.open("rb") as file:
        edition: AssessedEdition = pickle.load(file)  # noqa: S301 written by this module
    return edition
