"""``spf watch``: a preview that follows the files while they are edited.

It stands in a folder of its own: the published site and the clean build do not know of it. Pages
have no PDFs, downloads or fresh index of the search, and are otherwise those of the clean build.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from spf_lib.publish.code_used import Code, read_code
from spf_lib.publish.editions import EditionParameters, read_edition
from spf_lib.publish.execute import page_kernels
from spf_lib.publish.garbage import collect_seldom
from spf_lib.publish.kept_pages import execute_what_changed
from spf_lib.publish.kernel_server import KernelServer, ServerLost
from spf_lib.publish.layout import BUILD_FOLDER
from spf_lib.publish.preview_changes import Sources
from spf_lib.publish.preview_process import (
    alone,
    begin_anew,
    ending_at_once,
    why_code_fails,
)
from spf_lib.publish.preview_serve import preview_server
from spf_lib.publish.preview_state import PreviewState
from spf_lib.publish.preview_watch import Watch, watching
from spf_lib.publish.preview_work import PreviewWork, Say
from spf_lib.publish.spare_kernel import SpareKernel
from spf_lib.publish.store import Editions

PREVIEW_FOLDER = f"{BUILD_FOLDER}/preview"


def watch_edition(root: Path, edition_id: str, port: int, say: Say) -> None:
    """Preview an edition until interrupted, and begin anew when the library's code changes.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        The edition to execute; other published editions are shown as they are frozen.
    port : int
        Where to serve it on localhost; 0 takes any free port.
    say : callable
        Told each line for the terminal.

    Raises
    ------
    BadInput
        If there is no such edition. Faults that come later are shown, and waited out.
    PreviewRunning
        If the project is being watched already.
    PortTaken
        If the port cannot be had.
    """
    # A style sheet of the theme (a11y_pygments) would have every package tell all it does.
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    collect_seldom()
    root = root.resolve()
    first_page = read_edition(root, edition_id).pages[0].name
    folder = root / PREVIEW_FOLDER
    state = PreviewState(folder / "html")
    with (
        alone(folder),
        ending_at_once(),
        preview_server(state, port) as address,
        watching(root) as saved,
        page_kernels() as kernels,
    ):
        say(f"{address}/book/{edition_id}/{first_page}.html (Ctrl-C stops it)")
        spare = SpareKernel(kernels) if kernels else None
        execute = partial(_execute, code=read_code(), server=kernels, spare=spare)
        work = PreviewWork(root, folder, edition_id, state, saved.waiting, execute, say)
        sources = Sources(root)
        work.follow(None)
        settle = partial(_settle, spare, folder / "pages" / edition_id, saved, work)
        settle()
        say("Watching: save a file, and the page comes anew")
        _follow_until_code_changes(sources, saved, work, state, say, settle)
        work.close()
    begin_anew(urlsplit(address).port or port)


def _execute(
    root: Path,
    edition: EditionParameters,
    folder: Path,
    editions: Editions,
    code: Code,
    server: KernelServer | None,
    spare: SpareKernel | None,
) -> Iterator[str]:
    with closing(
        execute_what_changed(root, edition, folder, code, server, editions, spare)
    ) as pages:
        for done in pages:
            yield done.page


def _settle(spare: SpareKernel | None, folder: Path, saved: Watch, work: PreviewWork) -> None:
    """Have a kernel ready for the next change, unless that has come already."""
    if spare is None:
        return
    spare.drop()
    # Without a server, the next page that is executed says so.
    with suppress(ServerLost):
        if not saved.waiting():
            spare.start(folder)
        if not saved.waiting() and (page := work.page_open):
            spare.rehearse(page)


def _follow_until_code_changes(
    sources: Sources,
    saved: Watch,
    work: PreviewWork,
    state: PreviewState,
    say: Say,
    settle: Callable[[], object],
    why_not: Callable[[], str] = why_code_fails,
) -> None:
    while True:
        changes = sources.take(saved.take())
        if not changes.files:
            continue
        say(", ".join(changes.files))
        if changes.of_code:
            wrong = why_not()
            if not wrong:
                say("  The code changed: starting again with it")
                return
            say(wrong)
            state.tell("The code cannot run; the preview goes on with what it was", wrong)
        else:
            work.follow(changes)
            settle()
