"""An edition's archive: all it was made from and all that came out, in one ZIP file.

It is enough to verify the edition without the git history. The same files give the same bytes:
names are sorted, dates, permissions and compression fixed.
"""

import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from spf_lib.publish.contents import narrowed, narrowed_contents
from spf_lib.publish.edition_differences import file_differences
from spf_lib.publish.kept import key_of, what_runs
from spf_lib.publish.layout import (
    BOOK_FOLDER,
    BUILD_FOLDER,
    CODE_FOLDER,
    CONTENTS_FILE,
    LOCK_FILES,
    SETTINGS_FILES,
    TEMPLATES_FOLDER,
)
from spf_lib.publish.manifest import MANIFEST_NAME, flat, read_manifest
from spf_lib.publish.same_zip import write_zip
from spf_lib.publish.signing import SIGNATURE_ENDING
from spf_lib.publish.store import Editions

ARCHIVES_FOLDER = f"{BUILD_FOLDER}/archives"
# Beside the inputs: what sets up an environment, and what says what this is.
_ALONG = ("Makefile", "pyproject.toml", "README.md", "CHANGELOG.md", *LOCK_FILES, *SETTINGS_FILES)
_MOST_FILES, _MOST_BYTES = 20_000, 1_000_000_000


class NotAsPublished(Exception):
    """An edition's data, rules or pages are not those of its manifest, so it is not archived."""


class BadArchive(Exception):
    """A file is not the archive of one edition."""


def archive_edition(root: Path, edition_id: str) -> Path:
    """Write the archive of a published edition where `spf archive` leaves it.

    Returns
    -------
    Path
        ``_build/archives/<edition>.zip``.

    Raises
    ------
    BadInput, NotAsPublished
        As for :func:`write_archive`.
    """
    target = root / ARCHIVES_FOLDER / f"{edition_id}.zip"
    write_archive(root, edition_id, target)
    return target


def write_archive(root: Path, edition_id: str, target: Path) -> None:
    """Write the archive of a published edition to a file.

    Raises
    ------
    BadInput
        If the edition has no manifest.
    NotAsPublished
        If its data, rules or pages differ from its manifest.
    """
    manifest = read_manifest(root, edition_id)
    differences = file_differences(manifest, root)
    spoilt = [one for one in differences if one.fails]
    if spoilt:
        listed = "\n".join(f"  {one.kind:<12}{one.name}: {one.how}" for one in spoilt)
        raise NotAsPublished(f"{edition_id} is not as it was published:\n{listed}")
    # What stands in the project now: as in the manifest, but for what differs since.
    names = {*_ALONG, *flat(manifest.inputs), *flat(manifest.outputs)}
    names |= {one.name for one in differences if one.how == "added"}
    names -= {one.name for one in differences if one.how == "missing"}
    frozen = f"{BOOK_FOLDER}/{edition_id}/{MANIFEST_NAME}"
    names |= {frozen, frozen + SIGNATURE_ENDING}
    names |= {path.name for path in root.glob("LICEN[CS]E*")}
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".fresh")
    files = {name: (root / name).read_bytes() for name in names if (root / name).is_file()}
    # The pages of the edition alone: later editions do not change them.
    files[CONTENTS_FILE] = narrowed_contents(root, {edition_id}).encode()
    with fresh.open("wb") as file:
        top = top_folder(edition_id)
        write_zip(file, {f"{top}/{name}": content for name, content in files.items()})
    fresh.replace(target)


def key_of_archives(root: Path) -> str:
    """Return the key of what the archives of all editions hold beside their own files."""
    files = [*(root / TEMPLATES_FOLDER).rglob("*.*"), *root.glob("LICEN[CS]E*")]
    files += [root / name for name in _ALONG if name != CONTENTS_FILE]
    return key_of(root, files, what_runs(root, root / CODE_FOLDER))


def archive_key(root: Path, edition_id: str, held: Editions, of_all: str) -> str:
    """Return the key of an edition's archive, from all that it may hold or that decides if it is.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        The edition.
    held : Editions
        Of the project: they know the data, parameters and code it follows from.
    of_all : str
        As :func:`key_of_archives` returns it, worked out once for all editions.

    Raises
    ------
    BadInput
        If a file among the parameters is not named after an edition.
    """
    files = (root / BOOK_FOLDER / edition_id).rglob("*.*")
    contents = json.dumps(narrowed(root, {edition_id}))
    return key_of(root, files, held.inputs_of(edition_id), of_all, contents)


def top_folder(edition_id: str) -> str:
    """Return the folder an archive unpacks into."""
    return f"spf-book-{edition_id}"


def unpack_archive(file: Path, folder: Path) -> tuple[Path, str]:
    """Unpack an archive that may come from anywhere.

    Parameters
    ----------
    file : Path
        The archive.
    folder : Path
        An empty folder.

    Returns
    -------
    tuple of Path and str
        The project's folder in it, and its edition.

    Raises
    ------
    BadArchive
        If it is no ZIP file, too large, holds a name that leads out of the folder, stands twice or
        is a link, or not exactly one edition. Nothing is unpacked then but for the last.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            faults = list(_faults(archive.infolist()))
            if faults:
                raise BadArchive(f"{file} is not unpacked:\n" + "\n".join(faults))
            archive.extractall(folder)
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise BadArchive(f"{file} cannot be read as an archive: {error}") from None
    found = sorted(folder.glob(f"*/{BOOK_FOLDER}/*/{MANIFEST_NAME}"))
    if len(found) != 1:
        raise BadArchive(f"{file} holds {len(found)} published editions, not one")
    return found[0].parents[2], found[0].parent.name


def _faults(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    if len(members) > _MOST_FILES or sum(one.file_size for one in members) > _MOST_BYTES:
        yield f"  more than {_MOST_FILES} files or {_MOST_BYTES} bytes"
    names = set()
    for member in members:
        name = member.filename
        if name in names:
            yield f"  {name!r} stands twice"
        names.add(name)
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            yield f"  {name!r} leads out of the folder"
        if stat.S_ISLNK(member.external_attr >> 16):
            yield f"  {name!r} is a link"
