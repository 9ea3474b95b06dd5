"""What the preview does at each change: execute what changed, write those pages, say so."""

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from spf_lib.framework.tables import BadInput
from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.contents import read_contents
from spf_lib.publish.editions import (
    EditionParameters,
    PageParameters,
    edition_ids,
    read_edition,
)
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.front_pages import FRONT_FILES, front_pages
from spf_lib.publish.history_pages import history_pages, shown_in_history
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.memory import Memory
from spf_lib.publish.preview_book import PreviewBook
from spf_lib.publish.preview_changes import Changes
from spf_lib.publish.preview_order import pages_first
from spf_lib.publish.preview_sources import (
    as_staged,
    copy_static,
    keep_only,
    stage_book,
    stage_file,
    write_changed,
)
from spf_lib.publish.preview_state import PreviewState
from spf_lib.publish.preview_times import Times
from spf_lib.publish.site_editions import SiteEdition, site_editions
from spf_lib.publish.store import Editions, InputsChanged
from spf_lib.publish.surroundings import Surroundings, around_templates
from spf_lib.publish.volume_sources import write_page_facts

Execute = Callable[[Path, EditionParameters, Path, Editions], Iterator[str]]
Say = Callable[[str], object]


class _NewerChange(Exception):
    """Something else was saved: what is under way is begun again with it."""


class _OtherPages(Exception):
    """Pages came or went, so the book has to be opened anew."""


class PreviewWork:
    """The preview of one edition, kept from change to change.

    Parameters
    ----------
    root, folder : Path
        The project, and the folder of the preview.
    edition_id : str
        The edition to execute; others come frozen from ``book/``.
    state : PreviewState
        What the server shows.
    waiting : callable
        Whether something was saved meanwhile.
    execute : callable
        Executes pages into a folder, as :func:`spf_lib.publish.execute.execute_edition`.
    say : callable
        Told each line for the terminal.
    """

    def __init__(
        self,
        root: Path,
        folder: Path,
        edition_id: str,
        state: PreviewState,
        waiting: Callable[[], bool],
        execute: Execute,
        say: Say,
    ) -> None:
        self._root = root
        self._edition_id = edition_id
        self._state = state
        self._waiting = waiting
        self._execute = execute
        self._say = say
        self._folder = folder
        self._stage = folder / "stage"
        self._own = self._stage / BOOK_FOLDER / edition_id
        self._history = self._stage / BOOK_FOLDER / HISTORY_FOLDER
        self._fronts = [self._stage / BOOK_FOLDER / file for file in FRONT_FILES]
        self._book: PreviewBook | None = None
        self._contents: frozenset[str] = frozenset()
        self._shelf: Sequence[SiteEdition] = ()
        self._all_due = False
        self._warned: dict[str, list[str]] = {}
        self._last_warnings = ""
        self._times = Times()
        self._memory = Memory()
        self._editions = Editions(root, self._memory)

    @property
    def page_open(self) -> Path | None:
        """The staged notebook of the page that a reader has open, if it is of the edition."""
        staged = self._stage / f"{self._state.page_read}.ipynb"
        return staged if staged.parent == self._own and staged.is_file() else None

    def close(self) -> None:
        """Let Sphinx go; the next change opens it again."""
        if self._book:
            self._book.__exit__()
        self._book = None

    def follow(self, changes: Changes | None) -> None:
        """Bring the preview up to date, and show on terminal and pages what keeps it from that.

        Parameters
        ----------
        changes : Changes, optional
            What was saved; everything is looked at if left out.
        """
        self._times = Times()
        self._editions = Editions(self._root, self._memory)
        try:
            try:
                self._follow(changes)
            except _OtherPages:
                self.close()
                self._follow(None)
        except (_NewerChange, InputsChanged):
            # What was saved meanwhile is told of next.
            return
        except BadInput as error:
            self._trouble("Something in the input is wrong", str(error))
        except NotebookFailed as error:
            self._trouble("A page could not be executed", str(error))
        except BuildFailed as error:
            # What Sphinx keeps in memory may be half changed.
            self.close()
            self._trouble("A page could not be written", str(error))
        except Exception:
            self.close()
            self._trouble("The preview failed", traceback.format_exc())
        else:
            self._all_is_well()

    def _trouble(self, title: str, text: str) -> None:
        self._say(f"{title}:\n{text}")
        self._state.tell(title, text)

    def _all_is_well(self) -> None:
        warnings = "\n".join(line for _, lines in sorted(self._warned.items()) for line in lines)
        title = "Sphinx warns, so the clean build would fail" if warnings else ""
        if warnings != self._last_warnings:
            self._say(f"{title}:\n{warnings}" if warnings else "Sphinx warns of nothing any more")
        self._last_warnings = warnings
        self._state.tell(title, warnings)

    def _follow(self, changes: Changes | None) -> None:
        if changes is None or changes.of_settings or self._book is None:
            self._open()
            changes = None
        shown = []
        if changes is not None:
            shown = self._book_files(changes)
        if changes is None or changes.of_pages:
            shown += self._executed(changes.measures if changes else ())
        if changes is None or changes.of_data:
            shown += self._fronts_of_data()
            shown += self._histories()
        if self._all_due:
            shown += self._write_all()
        if not shown and changes is not None:
            self._say("  no page changed")

    def _open(self) -> None:
        """Stage the book, with what it lacks executed, and let Sphinx build what is new in it."""
        self.close()
        contents = read_contents(self._root)
        self._contents = frozenset(contents.pages)
        edition = read_edition(self._root, self._edition_id)
        stage_book(self._root, self._stage, (self._own, self._history, *self._fronts))
        keep_only(self._own, [f"{page.name}.ipynb" for page in edition.pages])
        lacking = [p for p in edition.pages if not (self._own / f"{p.name}.ipynb").is_file()]
        for _ in self._newly_staged(edition, lacking):
            pass
        if not self._history.is_dir() and self._has_histories():
            for _ in self._new_histories():
                pass
        for _ in self._new_fronts():
            pass
        write_page_facts(self._root, self._stage, contents.pages, self._shelf)
        templates = around_templates(self._root)

        def around(titles: Mapping[str, str]) -> Surroundings:
            return Surroundings(contents, titles, self._shelf, templates)

        book = PreviewBook(self._stage, self._folder, around)
        with self._times.of("write"):
            book.__enter__()
            self._book = book
            book.build()
        self._warned, self._all_due = self._by_page(book.warnings()), False
        self._say(f"The whole book: {self._times}")
        self._state.renew()

    def _by_page(self, warnings: Iterable[str]) -> dict[str, list[str]]:
        """Sort warnings by the page they begin with, so that they go when it is written again."""
        found: dict[str, list[str]] = {}
        page = ""
        for line in warnings:
            name = str(Path(line.partition(":")[0]).with_suffix(""))
            page = name if name in self._contents else page
            found.setdefault(page, []).append(line)
        return found

    def _book_files(self, changes: Changes) -> list[str]:
        """Bring changed files of the book's own folder to where they are shown."""
        pages: list[str] = []
        for name in changes.book_files():
            if (self._stage / name).parent == self._own:
                continue
            if self._stage / name in self._fronts:
                pages += self._new_fronts()
                continue
            stage_file(self._root, self._stage, name)
            if Path(name).suffix in (".md", ".ipynb"):
                pages.append(name)
        shown = self._write(pages) if pages else []
        for name in changes.book_files("_static", "_root"):
            copy_static(self._stage, self._folder / "html", name)
            shown.append(name)
        if changes.book_files("_static"):
            self._state.renew(looks=_digest(self._stage / BOOK_FOLDER / "_static"))
        self._all_due = self._all_due or bool(changes.book_files("_templates"))
        if shown:
            self._say(f"  {_listed(shown)}: {self._times}")
        return shown

    def _executed(self, measures: Iterable[str]) -> list[str]:
        """Execute the pages of the edition, those waited for first, and write what changed."""
        edition = read_edition(self._root, self._edition_id)
        with self._times.of("assess"):
            assessed = self._editions[self._edition_id]
        names = {f"{page.name}.ipynb" for page in edition.pages}
        if any(path.name not in names for path in self._own.glob("*.ipynb")):
            raise _OtherPages
        first, rest = pages_first(edition, assessed, self._state.page_read, measures)
        front = self._write_executed(edition, first)
        if front:
            self._say(f"  {_listed(front)}: {self._times}")
        more = self._write_executed(edition, rest)
        if more:
            named = _counted(len(more), "further page") if front else _listed(more)
            self._say(f"  {named}: {self._times}")
        return front + more

    def _write_executed(
        self, edition: EditionParameters, pages: Iterable[PageParameters]
    ) -> list[str]:
        shown = []
        for name in self._newly_staged(edition, pages):
            shown += self._write([name])
        return shown

    def _newly_staged(
        self, edition: EditionParameters, pages: Iterable[PageParameters]
    ) -> Iterator[str]:
        """Execute pages, and yield the file of each that is not as it was."""
        chosen = edition.model_copy(update={"pages": tuple(pages)})
        if not chosen.pages:
            return
        folder = self._folder / "pages" / edition.edition
        with closing(
            self._times.each("execute", self._execute(self._root, chosen, folder, self._editions))
        ) as done:
            for page in done:
                name = f"{page}.ipynb"
                if write_changed(self._own / name, as_staged(folder / name)):
                    yield f"{BOOK_FOLDER}/{edition.edition}/{name}"
                self._give_way()

    def _has_histories(self) -> bool:
        return f"{BOOK_FOLDER}/{HISTORY_FOLDER}/index" in self._contents

    def _histories(self) -> list[str]:
        """Write the history pages that changed."""
        if not self._has_histories():
            return []
        self._times = Times()
        shown = [page for name in self._new_histories() for page in self._write([name])]
        if shown:
            self._say(f"  {_counted(len(shown), 'history page')}: {self._times}")
        return shown

    def _new_histories(self) -> Iterator[str]:
        with self._times.of("assess"):
            book = self._stage / BOOK_FOLDER
            in_book = [name for name in edition_ids(self._root) if (book / name).is_dir()]
            editions = [self._editions[name] for name in shown_in_history(self._root, in_book)]
        for page in self._times.each("execute", history_pages(editions)):
            name = f"{page.name}.md"
            if write_changed(self._history / name, page.text.encode()):
                yield f"{BOOK_FOLDER}/{HISTORY_FOLDER}/{name}"
            self._give_way()

    def _fronts_of_data(self) -> list[str]:
        """Write the pages at the front that changed with the data."""
        self._times = Times()
        shown = self._write(self._new_fronts())
        if shown:
            self._say(f"  {_listed(shown)}: {self._times}")
        return shown

    def _new_fronts(self) -> Iterator[str]:
        """Stage the pages at the front, and yield the file of each that is not as it was."""
        book = self._stage / BOOK_FOLDER
        self._shelf = site_editions(self._root, self._editions)
        for page in front_pages(self._shelf, self._root / BOOK_FOLDER):
            if write_changed(book / page.file, page.text.encode()):
                yield f"{BOOK_FOLDER}/{page.file}"

    def _give_way(self) -> None:
        if self._waiting():
            raise _NewerChange

    def _write(self, files: Iterable[str]) -> list[str]:
        """Write the pages of changed sources; return those that stand in the contents."""
        pages = {str(Path(name).with_suffix("")): name for name in files}
        wanted = set(pages) & self._contents
        if self._book is None or wanted - set(self._book.pages()):
            raise _OtherPages
        if any(not (self._stage / pages[page]).is_file() for page in wanted):
            raise _OtherPages
        with self._times.of("write"):
            for page in sorted(wanted):
                self._all_due = self._book.read_pages([page]) or self._all_due
                self._show(page)
        return [page.removeprefix(f"{BOOK_FOLDER}/") for page in sorted(wanted)]

    def _show(self, page: str) -> None:
        if self._book is None:
            raise _OtherPages
        for _ in self._book.write_pages([page]):
            self._warned[page] = self._book.warnings()
        # What was wrong may be mended: if it is not, it is told again at the end.
        self._state.tell("")

    def _write_all(self) -> list[str]:
        """Write every page again as it was read, the one a reader has open first."""
        if self._book is None:
            raise _OtherPages
        pages = sorted(self._book.pages(), key=lambda page: page != self._state.page_read)
        with self._times.of("write"):
            for page in pages:
                self._show(page)
                self._give_way()
        self._all_due = False
        self._say(f"  every page, for what stands on all of them: {self._times}")
        return pages


def _listed(pages: Iterable[str]) -> str:
    names = [Path(page).name for page in pages]
    return ", ".join(names) if len(names) < 5 else _counted(len(names), "page")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
