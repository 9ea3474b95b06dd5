"""Executed pages that are kept: a page is executed again only if what it follows from changed.

Kept are the last notebook of each page and its key (see :mod:`.page_keys`), in one file, replaced
in one step. The folder may be deleted at any time; the result is the same.
"""

import json
from collections.abc import Generator, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from spf_lib.publish.code_used import Code
from spf_lib.publish.editions import EditionParameters, editions_told_of
from spf_lib.publish.execute import edition_kernels, execute_pages
from spf_lib.publish.kernel_server import KernelServer
from spf_lib.publish.layout import KEPT_PAGES_FOLDER
from spf_lib.publish.page_keys import PageKey, PageKeys
from spf_lib.publish.spare_kernel import SpareKernel
from spf_lib.publish.store import Editions
from spf_lib.publish.templates import FilledPage, filled_pages, read_templates
from spf_lib.publish.whole_files import replace_file

NOTHING_KEPT = ("nothing kept",)


@dataclass(frozen=True)
class PageDone:
    """A page that stands in its folder.

    ``changed`` names what it follows from that changed since it was kept; it is empty for a page
    that is as it was, and :data:`NOTHING_KEPT` for one that was not kept.
    """

    page: str
    changed: tuple[str, ...]


def execute_what_changed(
    root: Path,
    edition: EditionParameters,
    folder: Path,
    code: Code,
    server: KernelServer | None = None,
    editions: Editions | None = None,
    spare: SpareKernel | None = None,
) -> Generator[PageDone, None, None]:
    """Put every page of an edition into a folder, executing those that changed since kept.

    A page of which nothing is kept, or for which a kernel waits, begins before its key is known.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition : EditionParameters
        Whose pages.
    folder : Path
        Where the executed notebooks go, one a page, named after it.
    code : Code
        The library that makes the pages.
    server : KernelServer, optional
        Forks the kernels; it is told which editions to hold ready.
    editions : Editions, optional
        The project's editions, if some were asked for already.
    spare : SpareKernel, optional
        A kernel of the server that was started ahead, for the first page that is executed.

    Yields
    ------
    PageDone
        Each page as it is done, those not executed last.

    Raises
    ------
    BadInput, NotebookFailed
        As for :func:`spf_lib.publish.execute.execute_edition`; pages taken by then are kept.
    """
    templates = read_templates(root, edition)
    # They load them while the keys are worked out.
    has_spare = spare is not None and spare.hold_ready(root, edition.edition)
    if server and not (has_spare and len(edition.pages) == 1):
        server.hold_ready(root, editions_told_of(root, edition))
    editions = editions or Editions(root)
    folder.mkdir(parents=True, exist_ok=True)
    key_of = PageKeys(root, edition, code, editions).of
    changed: dict[str, tuple[str, ...]] = {}
    keys: dict[str, PageKey] = {}
    untouched: list[str] = []

    def to_be_executed() -> Iterator[FilledPage]:
        kernel_waits = has_spare
        for filled in filled_pages(templates, edition, editions[edition.edition]):
            page = filled.page.name
            kept_key, notebook = _kept(root, edition.edition, page)
            # If it turns out not to have changed, the same comes out again.
            at_once, kernel_waits = notebook is None or kernel_waits, False
            if at_once:
                yield filled
            key = key_of(filled)
            if notebook is None or kept_key != key:
                keys[page] = key
                changed[page] = NOTHING_KEPT if notebook is None else differences(kept_key, key)
                if not at_once:
                    yield filled
            elif not at_once:
                (folder / f"{page}.ipynb").write_text(notebook, encoding="utf-8")
                untouched.append(page)

    due = to_be_executed()
    first = next(due, None)
    if first is not None:
        with nullcontext(server) if server else edition_kernels(root, edition) as kernels:
            for page in execute_pages(chain([first], due), folder, kernels, spare):
                yield PageDone(page, changed.get(page, ()))
                # Not before: if the input became another one meanwhile, whoever asks takes no more
                # pages, and what a kernel may have read of the new must not be kept under the old
                # key.
                if page in keys:
                    _keep(root, edition.edition, page, keys[page], folder / f"{page}.ipynb")
    for page in untouched:
        yield PageDone(page, ())


def differences(then: PageKey, now: PageKey) -> tuple[str, ...]:
    """Name what a page follows from that differs between two of its keys."""
    return tuple(name for name in sorted({*then, *now}) if then.get(name) != now.get(name))


def _file(root: Path, edition_id: str, page: str) -> Path:
    return root / KEPT_PAGES_FOLDER / edition_id / f"{page}.json"


def _kept(root: Path, edition_id: str, page: str) -> tuple[PageKey, str | None]:
    file = _file(root, edition_id, page)
    if not file.is_file():
        return {}, None
    kept = json.loads(file.read_text(encoding="utf-8"))
    return kept["key"], kept["notebook"]


def _keep(root: Path, edition_id: str, page: str, key: PageKey, executed: Path) -> None:
    kept = {"key": key, "notebook": executed.read_text(encoding="utf-8")}
    text = json.dumps(kept, ensure_ascii=False)
    replace_file(_file(root, edition_id, page), text.encode())
