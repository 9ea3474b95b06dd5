"""What waits for nothing, begun before its turn.

A process of its own fills the store with what needs no page, at a lower priority than the pages'.
It is forked where that is safe, since the build has loaded what it needs, and assessed its edition.
The build then asks the store for everything in its turn: what is there it takes, what is being made
it waits for, and what has not been begun it makes itself.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from spf_lib.framework.tables import BadInput
from spf_lib.publish.archive import key_of_archives
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.downloads import keep_downloads
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.history_pages import KEPT_HISTORY, keep_history
from spf_lib.publish.kept import is_kept
from spf_lib.publish.kernel_server import why_not_fork
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.meanwhile import running, stand_apart
from spf_lib.publish.memory import Memory
from spf_lib.publish.pdf_pages import edition_pages
from spf_lib.publish.pdf_site import keep_pdfs, key_of_pdfs
from spf_lib.publish.store import Editions
from spf_lib.publish.told_editions import told_edition

_NICENESS = 10
_PROCESSES = get_context("spawn") if why_not_fork() else get_context("fork")


@contextmanager
def making_ahead(root: Path, edition_id: str, memory: Memory) -> Iterator[bool]:
    """Let a process fill an empty store while an edition's pages are executed.

    Where something is kept already, little is to be made, and there is no such process.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        The edition that is executed; the others stand frozen under ``book/``.
    memory : Memory
        What the build has read already.

    Yields
    ------
    bool
        Whether there is one.

    Raises
    ------
    BuildFailed
        If the process breaks down; it says why itself.
    """
    if is_kept(root, KEPT_HISTORY):
        yield False
        return
    process = _PROCESSES.Process(target=_in_a_process, args=(root, edition_id, memory, os.getpid()))
    with running(process):
        yield True
    if process.exitcode:
        raise BuildFailed(f"what is made beside the pages ended with {process.exitcode}")


def _in_a_process(root: Path, edition_id: str, memory: Memory, build: int) -> None:
    stand_apart(build)
    os.nice(_NICENESS)
    make_ahead(root, edition_id, memory)


def make_ahead(root: Path, edition_id: str, memory: Memory) -> None:
    """Put the history, the frozen editions' PDFs and all downloads into the store.

    So is what lists tell of each edition, which the build then need not read whole.

    The build takes up the downloads from the oldest edition, and then the PDFs, so the newest PDFs
    are begun here first, and of the downloads what it has left; it assesses editions from the
    middle on, so that is begun here from the oldest.
    """
    book, held = root / BOOK_FOLDER, Editions(root, memory)
    in_book = [name for name in edition_ids(root) if name == edition_id or (book / name).is_dir()]
    try:
        # Each edition goes on from what the returns before it say.
        for name in in_book:
            told_edition(root, name, held)
        keep_history(root, held, in_book)
        of_pdfs = key_of_pdfs(root)
        for name in reversed(in_book):
            if name != edition_id and edition_pages(root, name):
                keep_pdfs(root, book, name, of_pdfs)
        of_all = key_of_archives(root)
        for name in reversed(in_book):
            keep_downloads(root, name, held, of_all)
    except (BadInput, BuildFailed):
        # The build meets the same in its turn, and says so.
        return
