"""The manifest of a built site: the SHA-256 of every file, so that any copy can be checked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.byte_differences import FolderDifference, changes, files_of
from spf_lib.publish.manifest import MANIFEST_NAME, Sha256, manifest_text, sha256_of


class SiteManifest(BaseModel):
    """Every file of a site, relative to it, with its SHA-256; itself excepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1]
    files: dict[str, Sha256]


def write_site_manifest(site: Path, known: Mapping[str, str]) -> None:
    """Write ``manifest.json`` at the root of a site that is otherwise done.

    Parameters
    ----------
    site : Path
        The site.
    known : mapping of str to str
        Files of the site that were hashed already, as :func:`hashes_of` returns them.
    """
    text = manifest_text(SiteManifest(format=1, files=hashes_of(site, known)))
    (site / MANIFEST_NAME).write_text(text, encoding="utf-8")


def site_differences(site: Path) -> list[FolderDifference]:
    """Compare the files of a copy of a site with its manifest.

    Returns
    -------
    list of FolderDifference
        One is a file that is changed, missing or added, sorted by name.

    Raises
    ------
    BadInput
        If the folder has no manifest, or it is not one.
    """
    file = site / MANIFEST_NAME
    try:
        then = SiteManifest.model_validate_json(file.read_bytes()).files
    except (OSError, ValidationError) as error:
        expected = "the manifest of a built site"
        raise BadInput([Fault(str(file), 1, "(file)", type(error).__name__, expected)]) from None
    differing = changes(then, hashes_of(site, {}))
    return [FolderDifference(name, how) for name, how in differing.items()]


def site_report(site: Path, differences: list[FolderDifference]) -> str:
    """Say of each file how it differs, or that all are as built."""
    if not differences:
        count = len(files_of(site) - {MANIFEST_NAME})
        return f"{count} of {count} files as built"
    return "\n".join(f"{difference.file}: {difference.how}" for difference in differences)


def hashes_of(site: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Return the SHA-256 of each file of a site, or of some of one, by its path in it.

    Parameters
    ----------
    site : Path
        The folder.
    known : mapping of str to str
        Files that were hashed already, with their SHA-256.

    Returns
    -------
    dict of str to str
        Of every file but the manifest, sorted by path.
    """
    names = files_of(site) - {MANIFEST_NAME, *known}
    hashes = {**{name: sha256_of(site / name) for name in names}, **known}
    return dict(sorted(hashes.items()))
