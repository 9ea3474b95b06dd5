"""Whether a site follows from the project as it stands: then there is nothing to build.

Asked before anything heavy is imported, so this module imports nothing heavy.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from spf_lib.publish.layout import (
    BOOK_FOLDER,
    BUILD_FOLDER,
    RUNNING_CODE,
    SETTINGS_FILES,
    SITE_FOLDER,
    TEMPLATES_FOLDER,
)
from spf_lib.publish.packages import packages_hash

_RECORD = f"{BUILD_FOLDER}/site.json"
_FOLDERS = ("data", "params", TEMPLATES_FOLDER, BOOK_FOLDER)


def site_key(root: Path, edition_id: str) -> str:
    """Return the SHA-256 of everything a site follows from.

    That is the edition it is built with, every file of data, parameters, templates and the book,
    the settings, the running library and the packages.
    """
    digest = hashlib.sha256(f"{edition_id}\0{packages_hash(root)}".encode())
    for name, file in _inputs(root):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _inputs(root: Path) -> Iterator[tuple[str, Path]]:
    files = [file for folder in _FOLDERS for file in sorted((root / folder).rglob("*"))]
    for file in [*(root / name for name in SETTINGS_FILES), *files]:
        if file.is_file():
            yield file.relative_to(root).as_posix(), file
    for file in sorted(RUNNING_CODE.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            yield file.relative_to(RUNNING_CODE.parent).as_posix(), file


def report_of_unchanged(root: Path, edition_id: str) -> str | None:
    """Return what was said when the site was built, if it would be built the same again."""
    record = root / _RECORD
    if not record.is_file() or not (root / SITE_FOLDER / "index.html").is_file():
        return None
    kept: dict[str, str] = json.loads(record.read_text(encoding="utf-8"))
    return kept["report"] if kept["key"] == site_key(root, edition_id) else None


def remember_site(root: Path, key: str, report: str) -> None:
    """Keep what was said of a site that was just built, with the key it had before it was."""
    record = root / _RECORD
    record.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=record.parent, delete=False
    ) as fresh:
        json.dump({"key": key, "report": report}, fresh, ensure_ascii=False)
    Path(fresh.name).replace(record)
