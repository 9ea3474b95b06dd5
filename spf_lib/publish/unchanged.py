"""Whether a site follows from the project as it stands: then there is nothing to build.

Asked before anything heavy is imported, so this module imports nothing heavy.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from spf_lib.publish.layout import (
    BUILD_FOLDER,
    INPUT_FOLDERS,
    RUNNING_CODE,
    SETTINGS_FILES,
    SITE_FOLDER,
)
from spf_lib.publish.packages import packages_hash
from spf_lib.publish.whole_files import hash_of_files, replace_file

_RECORD = f"{BUILD_FOLDER}/site.json"


def site_key(root: Path, edition_id: str) -> str:
    """Return the SHA-256 of everything a site follows from.

    That is the edition it is built with, every file of data, parameters, templates and the book,
    the settings, the running library and the packages.
    """
    return hash_of_files(f"{edition_id}\0{packages_hash(root)}".encode(), _inputs(root))


def _inputs(root: Path) -> Iterator[tuple[str, Path]]:
    files = [file for folder in INPUT_FOLDERS for file in sorted((root / folder).rglob("*"))]
    for file in [*(root / name for name in SETTINGS_FILES), *files]:
        if file.is_file():
            yield file.relative_to(root).as_posix(), file
    for file in sorted(RUNNING_CODE.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            yield file.relative_to(RUNNING_CODE.parent).as_posix(), file


def report_of_unchanged(root: Path, key: str) -> str | None:
    """Return what was said when the site was built, if its key was the same."""
    record = root / _RECORD
    if not record.is_file() or not (root / SITE_FOLDER / "index.html").is_file():
        return None
    kept: dict[str, str] = json.loads(record.read_text(encoding="utf-8"))
    return kept["report"] if kept["key"] == key else None


def remember_site(root: Path, key: str, report: str) -> None:
    """Keep what was said of a site that was just built, with the key it had before it was."""
    record = {"key": key, "report": report}
    replace_file(root / _RECORD, json.dumps(record, ensure_ascii=False).encode())
