"""The parts that a site is put together from; those that the last site has already are its own.

A part is what stands in a site under one key, such as the pages of a volume or the PDFs of an
edition. Of a part that has the same key nothing is made or written again: its files are linked from
the last site, if they still have the bytes they had there. The record of parts may be deleted at
any time, and the site is the same.
"""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from spf_lib.publish.byte_differences import files_of
from spf_lib.publish.layout import BUILD_FOLDER, SITE_FOLDER
from spf_lib.publish.manifest import MANIFEST_NAME, Sha256, sha256_of
from spf_lib.publish.site_manifest import SiteManifest
from spf_lib.publish.whole_files import replace_file

_RECORD = f"{BUILD_FOLDER}/site-parts.json"


class Part(BaseModel):
    """A part of a site.

    Attributes
    ----------
    key : str
        Stands for everything it follows from.
    files : tuple of str
        Its files, by their path in the site.
    names : tuple of str
        The classes and ids that it brings, where a part is asked for those.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    files: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class _Record(BaseModel):
    """The parts of the site that has a manifest of this SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    manifest: Sha256
    parts: dict[str, Part]


class LastSite:
    """The site that stands, and its parts; none if there is no site, or no record of it.

    Parameters
    ----------
    root : Path
        The project's folder.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / SITE_FOLDER
        self._hashes: Mapping[str, str] = {}
        self._parts: Mapping[str, Part] = {}
        try:
            manifest = (self.folder / MANIFEST_NAME).read_bytes()
            record = _Record.model_validate_json((root / _RECORD).read_bytes())
            if record.manifest == hashlib.sha256(manifest).hexdigest():
                self._hashes = SiteManifest.model_validate_json(manifest).files
                self._parts = record.parts
        except (OSError, ValidationError):
            # Without them everything is made, which is the same but for the time it takes.
            return

    def part(self, name: str, key: str) -> Part | None:
        """Return a part of the site if it has this key."""
        found = self._parts.get(name)
        return found if found and found.key == key else None

    def hashes_of(self, part: Part) -> dict[str, str] | None:
        """Return the SHA-256 of each file of a part, or nothing if one is not as it was built."""
        hashes = {}
        for name in part.files:
            try:
                hashes[name] = sha256_of(self.folder / name)
            except OSError:
                return None
            if hashes[name] != self._hashes.get(name):
                return None
        return hashes


class NewSite:
    """A site that is being put together, or some of it.

    Parameters
    ----------
    folder : Path
        Where its files go.
    last : LastSite
        Whose files it takes over.

    Attributes
    ----------
    parts : dict of str to Part
        Those it has so far, by name.
    hashes : dict of str to str
        The SHA-256 of each file that was read whole, by its path in the site.
    """

    def __init__(self, folder: Path, last: LastSite) -> None:
        self.folder = folder
        self.last = last
        self.parts: dict[str, Part] = {}
        self.hashes: dict[str, str] = {}

    def carried(self, name: str, key: str) -> bool:
        """Take a part over from the last site; return whether it was there, whole and the same.

        Its files are one with those of the last site, until that goes: they are not to be changed.
        """
        part = self.last.part(name, key)
        hashes = part and self.last.hashes_of(part)
        if part is None or hashes is None:
            return False
        self._make_folders(part.files)
        for file in part.files:
            before, target = self.last.folder / file, self.folder / file
            try:
                target.hardlink_to(before)
            except OSError:
                # The file system knows no links, or no more of this file.
                shutil.copyfile(before, target)
        self.parts[name] = part
        self.hashes |= hashes
        return True

    def add(
        self, name: str, key: str, files: Iterable[str] = (), names: Iterable[str] = ()
    ) -> None:
        """Note a part that was written."""
        self.parts[name] = Part(key=key, files=tuple(sorted(files)), names=tuple(sorted(names)))

    def put_file(self, name: str, source: Path, at: str) -> None:
        """Put a file into the site, at some path, as a part."""
        key = sha256_of(source)
        if self.carried(name, key):
            return
        self._make_folders([at])
        shutil.copyfile(source, self.folder / at)
        self.add(name, key, [at])
        self.hashes[at] = key

    def _make_folders(self, files: Iterable[str]) -> None:
        for folder in {(self.folder / file).parent for file in files}:
            folder.mkdir(parents=True, exist_ok=True)

    def put(self, name: str, kept: Path, at: str) -> None:
        """Put a folder that is kept into the site, at some path, as a part.

        Parameters
        ----------
        name : str
            Of the part.
        kept : Path
            The folder, as :func:`.kept.kept_folder` returns it: its name tells what it holds.
        at : str
            Where its files go.
        """
        if self.carried(name, kept.name):
            return
        shutil.copytree(kept, self.folder / at, dirs_exist_ok=True)
        self.add(name, kept.name, (f"{at}/{file}" for file in files_of(kept)))


def remember_parts(root: Path, site: Path, parts: Mapping[str, Part]) -> None:
    """Keep what the parts of a site are, which is otherwise done, for the one after it."""
    record = _Record(manifest=sha256_of(site / MANIFEST_NAME), parts=dict(parts))
    replace_file(root / _RECORD, record.model_dump_json().encode())
