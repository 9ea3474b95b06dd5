"""The assessed edition, computed once and shared by the pages of a build.

The key is a hash of everything the result follows from: data, parameters and code, but not what
later editions brought, so an added edition lets the earlier ones stand. A changed byte gives
another key, so a stale result cannot be shown; the folder may be deleted at any time. Only the last
result of an edition is kept.
"""

import pickle
from functools import lru_cache
from pathlib import Path

from spf_lib.assess.edition import AssessedEdition
from spf_lib.figures.corrections import CORRECTIONS_FILE
from spf_lib.publish.editions import edition_ids, editions_until
from spf_lib.publish.inputs import load_edition
from spf_lib.publish.layout import STORE_FOLDER
from spf_lib.publish.memory import Memory
from spf_lib.publish.whole_files import hash_of_files, replace_file

_INPUTS = (("data", "*.csv"), ("params", "*"), ("spf_lib", "*.py"))


def input_hash(root: Path, edition_id: str) -> str:
    """Return the SHA-256 over the names and contents of all an edition may follow from.

    That is all code, data and parameters but the returns and parameters of later editions.

    Raises
    ------
    BadInput
        If a file among the parameters is not named after an edition.
    """
    every = edition_ids(root)
    later = set(every) - set(editions_until(root, edition_id))
    # A correction must name an edition that there is, be it a later one.
    corrections = root / CORRECTIONS_FILE
    text = corrections.read_text(encoding="utf-8", errors="replace") if corrections.exists() else ""
    corrected = "\0".join(name for name in every if name in text)
    named = (
        (path.relative_to(root).as_posix(), path)
        for folder, pattern in _INPUTS
        for path in sorted((root / folder).rglob(pattern))
        if path.is_file() and not later & {path.stem, path.parent.name}
    )
    return hash_of_files(corrected.encode(), named)


def assessed_edition(root: Path, edition_id: str, memory: Memory | None = None) -> AssessedEdition:
    """Return an assessed edition, from the store if its inputs are unchanged.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        Such as ``2019-20-Q2``.
    memory : Memory, optional
        Spares the reading of what is unchanged, if the edition is to be assessed again.

    Raises
    ------
    BadInput
        If the inputs have faults.
    """
    path = _file(root, edition_id)
    return _stored(path) if path.is_file() else _assess(root, edition_id, path, memory)


class Editions:
    """The assessed editions of a project as they stand when first asked for.

    Which inputs an edition follows from is worked out once, however often it is asked for.
    """

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        self._root = root
        self._memory = memory
        self._found: dict[str, AssessedEdition] = {}

    def __getitem__(self, edition_id: str) -> AssessedEdition:
        """Return an edition.

        Raises
        ------
        BadInput
            If the inputs have faults.
        """
        if edition_id not in self._found:
            self._found[edition_id] = assessed_edition(self._root, edition_id, self._memory)
        return self._found[edition_id]


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


def assessed_file(root: Path, edition_id: str) -> Path:
    """Return the file of an assessed edition in the store, which is written if need be.

    Raises
    ------
    BadInput
        If the inputs have faults; nothing is written then.
    """
    path = _file(root, edition_id)
    if not path.is_file():
        _assess(root, edition_id, path, None)
    return path


def _file(root: Path, edition_id: str) -> Path:
    return root / STORE_FOLDER / f"{edition_id}-{input_hash(root, edition_id)}.pickle"


def _assess(root: Path, edition_id: str, path: Path, memory: Memory | None) -> AssessedEdition:
    """Assess an edition and store it, in the place of what it was before."""
    edition = load_edition(root, edition_id, memory or Memory())
    replace_file(path, pickle.dumps(edition))
    for old in path.parent.glob(f"{edition_id}-*.pickle"):
        if old != path:
            old.unlink(missing_ok=True)
    return edition


@lru_cache(maxsize=4)
def _stored(path: Path) -> AssessedEdition:
    """Read a stored edition, once a process: what a file of this name holds never changes."""
    with path.open("rb") as file:
        edition: AssessedEdition = pickle.load(file)  # noqa: S301 written by this module
    return edition
