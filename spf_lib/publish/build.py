"""The whole way from data to site, and to the frozen notebooks of a published edition."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from spf_lib.assess.edition import AssessedEdition
from spf_lib.publish.ahead import making_ahead
from spf_lib.publish.bind import bind_site
from spf_lib.publish.book import BuildFailed, build_lock, ledger_of, stage_sources, swap_in
from spf_lib.publish.code_used import read_code
from spf_lib.publish.contents import read_contents
from spf_lib.publish.downloads import write_downloads
from spf_lib.publish.editions import EditionParameters, read_edition
from spf_lib.publish.execute import execute_edition
from spf_lib.publish.furniture import stage_front, write_furniture
from spf_lib.publish.history_pages import stage_history
from spf_lib.publish.inspect_site import missing_from_site
from spf_lib.publish.kept_pages import PageDone, execute_what_changed
from spf_lib.publish.kernel_server import KernelServer
from spf_lib.publish.layout import (
    BOOK_FOLDER,
    BUILD_FOLDER,
    RUNNING_CODE,
    STAGE_FOLDER,
)
from spf_lib.publish.ledger_files import LEDGER_NAME, ledger_text
from spf_lib.publish.manifest import MANIFEST_NAME, make_manifest, manifest_text
from spf_lib.publish.meanwhile import Meanwhile, in_a_process, in_a_thread
from spf_lib.publish.memory import Memory
from spf_lib.publish.pdf_site import write_site_pdfs
from spf_lib.publish.published_returns import refuse_edited_return
from spf_lib.publish.site_editions import SiteEdition, site_editions
from spf_lib.publish.site_manifest import hashes_of, write_site_manifest
from spf_lib.publish.site_parts import LastSite, NewSite, Part, remember_parts
from spf_lib.publish.store import Editions
from spf_lib.publish.volumes import plan_volumes, volumes_of, write_volumes

Progress = Callable[[str], object]
# Of what stands in a site beside its pages: the files, and a record of them.
_FILES, _RECORD = "files", "record.json"


@dataclass(frozen=True)
class Built:
    """A built site: where it is, the edition it was built with, and how many figures it shows.

    ``pages`` are those of the edition, each with what made it be executed again.
    """

    site: Path
    edition: AssessedEdition
    figures_shown: int
    pages: Sequence[PageDone]


def build_site(
    root: Path,
    edition_id: str,
    progress: Progress,
    kernels: KernelServer | None = None,
    loaded: subprocess.Popen[str] | None = None,
) -> Built:
    """Execute an edition's notebooks, assemble the site around them, check it, swap it in.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        The edition to execute; other published editions come frozen from ``book/``.
    progress : callable
        Told the name of each step: each page, ``PDF``, then ``site``.
    kernels : KernelServer, optional
        Forks the kernels of pages; without it there is one as soon as a page needs it.
    loaded : Popen, optional
        Jupyter Book, as :func:`.book_process.start_jupyter_book` starts it; without it there is
        one as soon as there are volumes to write.

    Raises
    ------
    BadInput
        If the data, rules or parameters have faults.
    NotebookFailed
        If a cell raises.
    BuildFailed
        If Jupyter Book warns or fails, a PDF is not accessible, or the site lacks a page or a
        measure.
    """
    edition = read_edition(root, edition_id)
    memory = Memory()
    held = Editions(root, memory)
    # Nothing is written if the data have faults.
    assessed = held[edition_id]
    with build_lock(root), making_ahead(root, edition_id, memory) as is_made_ahead:
        stage = root / STAGE_FOLDER
        stage_sources(root, stage, fresh=[edition_id])
        own = stage / BOOK_FOLDER / edition_id
        pages = []
        for done in execute_what_changed(root, edition, own, read_code(), kernels, held):
            pages.append(done)
            progress(done.page)
        records = collect_ledger(edition, own)
        (own / LEDGER_NAME).write_text(ledger_text(records), encoding="utf-8")
        # A third process would only take the time of the two.
        meanwhile = in_a_thread if is_made_ahead else in_a_process
        target = assemble_site(root, stage, [edition_id], progress, memory, loaded, meanwhile)
    return Built(target, assessed, len(records), pages)


def assemble_site(
    root: Path,
    stage: Path,
    fresh: Sequence[str],
    progress: Progress,
    memory: Memory | None = None,
    loaded: subprocess.Popen[str] | None = None,
    meanwhile: Meanwhile = in_a_thread,
) -> Path:
    """Assemble the site from a staged book, check it, swap it in; the caller holds the build lock.

    Parameters
    ----------
    root : Path
        The project's folder.
    stage : Path
        The staged sources, each edition with its executed notebooks and ledger; used up.
    fresh : sequence of str
        The editions executed just now: each of their pages and measures must be on the site.
    progress : callable
        Told ``PDF``, then ``site``.
    memory : Memory, optional
        What was read to execute them.
    loaded : Popen, optional
        As for :func:`build_site`.
    meanwhile : callable, optional
        How what stands beside the pages is made while they are written.

    Returns
    -------
    Path
        The site's folder.

    Raises
    ------
    BuildFailed
        If Jupyter Book warns or fails, a PDF is not accessible, or the site lacks a page or a
        measure.
    """
    book, beside, site = stage / BOOK_FOLDER, *_empty_folders(root)
    held = Editions(root, memory)
    contents, editions = read_contents(root), site_editions(root, held)
    held.follow_all([edition.edition_id for edition in reversed(editions)])
    stage_history(root, held, book)
    front = stage_front(editions, book)
    planned = plan_volumes(root, book, contents, editions)
    last = LastSite(root)
    new = NewSite(site, last)
    with meanwhile(partial(_write_beside, root, book, editions, held, front, beside, last)):
        write_volumes(root, contents, planned, loaded)
        bind_site(root, contents, volumes_of(root, contents, planned), editions, new)
    progress("PDF")
    made = _Beside.model_validate_json((beside / _RECORD).read_bytes())
    _move_into(beside / _FILES, site)
    write_site_manifest(site, {**new.hashes, **made.hashes})
    missing = [
        fault
        for edition_id in fresh
        for fault in missing_from_site(root, site, read_edition(root, edition_id), held[edition_id])
    ]
    if missing:
        raise BuildFailed("The site is not whole:\n" + "\n".join(dict.fromkeys(missing)))
    remember_parts(root, site, {**new.parts, **made.parts})
    target = swap_in(site, root)
    shutil.rmtree(stage)
    _empty_folders(root)
    progress("site")
    return target


class _Beside(BaseModel):
    """What was written beside the pages: the hash of each file, and the parts of the site."""

    hashes: dict[str, str]
    parts: dict[str, Part]


def _write_beside(
    root: Path,
    book: Path,
    editions: Sequence[SiteEdition],
    held: Editions,
    front: list[dict[str, Any]],
    folder: Path,
    last: LastSite,
) -> None:
    """Write what stands in a site beside its pages into a folder, and a record of it."""
    shutil.rmtree(folder, ignore_errors=True)
    files = folder / _FILES
    site = NewSite(files, last)
    _collect_ledgers(book, site)
    write_furniture(root, editions, files, front)
    write_downloads(root, held, site)
    # Last: what is made ahead begins with PDFs, and they alone use more than one processor.
    write_site_pdfs(root, book, site)
    record = _Beside(hashes=hashes_of(files, site.hashes), parts=site.parts)
    (folder / _RECORD).write_text(record.model_dump_json(), encoding="utf-8")


def _move_into(folder: Path, site: Path) -> None:
    """Move every file of a folder to its place in a site."""
    for path in sorted(folder.iterdir()):
        target = site / path.name
        if target.is_dir():
            _move_into(path, target)
        else:
            path.replace(target)


def _empty_folders(root: Path) -> list[Path]:
    """Drop what an earlier build left in the folders a site is assembled in, and return them.

    The first is for what stands in the site beside its pages, the second for the site.
    """
    folders = [root / BUILD_FOLDER / name for name in ("beside", "bound")]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    return folders


def _collect_ledgers(book: Path, site: NewSite) -> None:
    """Put the ledger of each edition, and that of the history, where it stands in a site."""
    for ledger in sorted(book.glob(f"*/{LEDGER_NAME}")):
        volume = ledger.parent.name
        site.put_file(f"{volume}-ledger", ledger, f"{BOOK_FOLDER}/{volume}/{LEDGER_NAME}")


def publish_edition(root: Path, edition_id: str, progress: Progress) -> Path:
    """Freeze an edition: put its executed notebooks, ledger and manifest under ``book/<edition>/``.

    A signature of the manifest it replaces goes with that manifest.

    Returns
    -------
    Path
        The edition's folder.

    Raises
    ------
    BadInput, NotebookFailed
        As for :func:`build_site`; nothing is replaced then.
    ReturnEdited
        If the edition is published, and its return is not the one it was published from.
    """
    edition = read_edition(root, edition_id)
    refuse_edited_return(root, edition)
    with build_lock(root):
        fresh = root / BUILD_FOLDER / "publish" / edition_id
        shutil.rmtree(fresh, ignore_errors=True)
        freeze_edition(root, edition_id, fresh, progress)
        target = root / BOOK_FOLDER / edition_id
        shutil.rmtree(target, ignore_errors=True)
        shutil.move(fresh, target)
    return target


def freeze_edition(root: Path, edition_id: str, folder: Path, progress: Progress) -> None:
    """Execute an edition into a new folder inside the project, with its ledger and manifest.

    Raises
    ------
    BadInput, NotebookFailed
        As for :func:`build_site`.
    """
    edition = read_edition(root, edition_id)
    for page in execute_edition(root, edition, folder):
        progress(page)
    text = ledger_text(collect_ledger(edition, folder))
    (folder / LEDGER_NAME).write_text(text, encoding="utf-8")
    manifest = make_manifest(root, edition_id, folder, RUNNING_CODE)
    (folder / MANIFEST_NAME).write_text(manifest_text(manifest), encoding="utf-8")


def collect_ledger(edition: EditionParameters, folder: Path) -> list[dict[str, object]]:
    """Gather the ledgers of all pages of an edition, in the order of its pages."""
    return [record for page in edition.pages for record in ledger_of(folder / f"{page.name}.ipynb")]
