"""Assembling the site with Jupyter Book: from a clean folder, swapped in when it is whole."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from spf_lib.present.page import LEDGER_MIME
from spf_lib.publish.book_process import start_jupyter_book
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.layout import BOOK_FOLDER, BUILD_FOLDER, SITE_FOLDER

_LOCK_SECONDS = 600


class BuildFailed(Exception):
    """The site could not be built; the last good one stands."""


@contextmanager
def build_lock(root: Path) -> Iterator[None]:
    """Hold the project's build folder, waiting for a build that is under way.

    Raises
    ------
    BuildFailed
        If another build holds it for longer than ten minutes.
    """
    folder = root / BUILD_FOLDER
    folder.mkdir(exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout:
        raise BuildFailed(f"another build has held {folder} for ten minutes") from None


def stage_sources(root: Path, stage: Path, fresh: Collection[str]) -> None:
    """Put the book's own pages and its frozen editions into a new folder.

    Parameters
    ----------
    root : Path
        The project's folder.
    stage : Path
        The new folder. A frozen edition is a link there: it is to be read, not changed.
    fresh : collection of str
        The editions that are executed anew: of them nothing is staged.

    Raises
    ------
    BadInput
        If a file among the parameters is not named after an edition.
    """
    editions = edition_ids(root)
    shutil.rmtree(stage, ignore_errors=True)
    book, staged = root / BOOK_FOLDER, stage / BOOK_FOLDER

    def left_out(folder: str, _names: Sequence[str]) -> Sequence[str]:
        return editions if Path(folder) == book else ()

    shutil.copytree(book, staged, ignore=left_out)
    for edition_id in editions:
        if edition_id not in fresh and (book / edition_id).is_dir():
            (staged / edition_id).symlink_to((book / edition_id).resolve())


def build_html(stage: Path, output: Path, loaded: subprocess.Popen[str] | None = None) -> Path:
    """Run Jupyter Book on a staged folder, warnings as errors.

    Parameters
    ----------
    stage : Path
        The staged folder.
    output : Path
        The folder it writes into.
    loaded : Popen, optional
        A process as :func:`.book_process.start_jupyter_book` starts it; without it, or if it was
        used before or has ended, there is a new one.

    Returns
    -------
    Path
        The folder of the built site.

    Raises
    ------
    BuildFailed
        With Jupyter Book's own words.
    """
    arguments = ["build", str(stage), "--path-output", str(output)]
    arguments += ["--all", "-W", "-n", "--keep-going", "-q"]
    process = loaded if loaded and loaded.poll() is None else start_jupyter_book()
    said, wrong = process.communicate(json.dumps(arguments))
    site = output / "_build" / "html"
    if process.returncode != 0 or not site.is_dir():
        raise BuildFailed(f"Jupyter Book failed:\n{said}\n{wrong}")
    return site


def swap_in(site: Path, root: Path) -> Path:
    """Put a built site in the place of the last one, in one step.

    The site's folder is a link; replacing a link cannot be half done, so a build killed at any
    moment leaves either the old site or the new one.
    """
    target = root / SITE_FOLDER
    sites = target.with_name("sites")
    sites.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=sites))
    site.rename(place / "html")
    link = place / "link"
    link.symlink_to((place / "html").relative_to(target.parent))
    link.replace(target)
    for old in sites.iterdir():
        if old != place:
            shutil.rmtree(old)
    return target


def ledger_of(executed: Path) -> list[dict[str, object]]:
    """Return the figure records that an executed notebook hands over in its last cell.

    Raises
    ------
    BuildFailed
        If the notebook has no ledger.
    """
    notebook = json.loads(executed.read_text(encoding="utf-8"))
    for cell in reversed(notebook["cells"]):
        for output in cell.get("outputs", []):
            if LEDGER_MIME in output.get("data", {}):
                records: list[dict[str, object]] = output["data"][LEDGER_MIME]
                return records
    raise BuildFailed(f"{executed.name} shows no ledger in its last cell")


def without_ledger(text: str) -> str:
    """Return the text of an executed notebook without its figure records."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LEDGER_MIME, None)
    return json.dumps(notebook, ensure_ascii=False)
