"""The volumes of the site, each kept until something it follows from changes.

What stands on a page and follows from other volumes is put in later (:mod:`.bind`), so a new
edition leaves the pages of all others as they were written.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spf_lib.publish.book import BuildFailed, build_html
from spf_lib.publish.contents import FRONT, Contents
from spf_lib.publish.editions import parameters_file
from spf_lib.publish.kept import kept_folder, key_of, of_key
from spf_lib.publish.layout import BOOK_FOLDER, BUILD_FOLDER, PAGE_TITLES, SETTINGS_FILE
from spf_lib.publish.search_index import INDEX_NAME, pages_of, read_index
from spf_lib.publish.site_editions import SiteEdition
from spf_lib.publish.site_pages import pictured_by, preview_words
from spf_lib.publish.surroundings import AROUND_FOLDER
from spf_lib.publish.volume_files import pages_written, write_files_of_all, write_volume
from spf_lib.publish.volume_sources import OF_EVERY_PAGE, sources_in, stage_volumes

# More make Jupyter Book need memory without end, and a page more time than the one before.
PAGES_AT_ONCE = 150
_SOURCES = f"{BUILD_FOLDER}/sources"


@dataclass(frozen=True)
class Volume:
    """A volume that is written: its name, the pages Sphinx wrote of it, the folder it is kept in.

    See :mod:`.volume_files` for what the folder holds.
    """

    name: str
    pages: tuple[str, ...]
    folder: Path


@dataclass(frozen=True)
class Planned:
    """What is to be done for the volumes of a book.

    Attributes
    ----------
    keys : mapping of str to str
        The key of every volume.
    sources : mapping of Path to sequence of str
        The folders that Jupyter Book is to be given, each with the volumes it then writes.
    """

    keys: Mapping[str, str]
    sources: Mapping[Path, Sequence[str]]


def plan_volumes(
    root: Path, book: Path, contents: Contents, editions: Sequence[SiteEdition]
) -> Planned:
    """Find which volumes are not kept, and stage their sources.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Path
        The folder with the book as it was executed, history and front pages among it.
    contents : Contents
        Of the book.
    editions : sequence of SiteEdition
        Newest first.

    Raises
    ------
    BuildFailed
        If a page is missing, or links to one that is.
    BadInput
        If the inputs of an edition have faults.
    """
    of_all = key_of_volumes(root)
    keys = {
        name: volume_key(root, book, name, contents, editions, of_all) for name in contents.volumes
    }
    missing = [name for name, key in keys.items() if not of_key(root, _kept(name), key).is_dir()]
    top = root / _SOURCES
    shutil.rmtree(top, ignore_errors=True)
    sources = {}
    for names in in_batches({name: len(contents.volumes[name]) for name in missing}):
        source = top / names[0]
        stage_volumes(root, book, source, {FRONT, *names}, contents, editions)
        sources[source] = names
    return Planned(keys, sources)


def volumes_of(root: Path, contents: Contents, planned: Planned) -> list[Volume]:
    """Return every volume of the contents, those among them that are to be written yet."""
    return [
        Volume(name, pages_written(name, pages), of_key(root, _kept(name), planned.keys[name]))
        for name, pages in contents.volumes.items()
    ]


def write_volumes(
    root: Path,
    contents: Contents,
    planned: Planned,
    loaded: subprocess.Popen[str] | None = None,
) -> None:
    """Let Jupyter Book write the volumes that are not kept.

    Parameters
    ----------
    root : Path
        The project's folder.
    contents : Contents
        Of the book.
    planned : Planned
        As :func:`plan_volumes` returns it; the sources are used up.
    loaded : Popen, optional
        Jupyter Book, as :func:`.book_process.start_jupyter_book` starts it; the first batch is
        written by it.

    Raises
    ------
    BuildFailed
        If Jupyter Book warns or fails.
    """
    for source, names in planned.sources.items():
        _write(root, contents, source, {name: planned.keys[name] for name in names}, loaded)
    shutil.rmtree(root / _SOURCES, ignore_errors=True)


def key_of_volumes(root: Path) -> str:
    """Return the key of what the pages of all volumes follow from alike."""
    templates = (root / BOOK_FOLDER / "_templates").rglob("*")
    around = root / AROUND_FOLDER
    own = [path for path in templates if not path.is_relative_to(around)]
    return key_of(root, [root / SETTINGS_FILE, *own])


def volume_key(
    root: Path,
    book: Path,
    name: str,
    contents: Contents,
    editions: Sequence[SiteEdition],
    of_all: str,
) -> str:
    """Return the key of a volume, from all that its pages follow from.

    Parameters
    ----------
    root, book, contents, editions
        As for :func:`plan_volumes`.
    name : str
        The volume.
    of_all : str
        As :func:`key_of_volumes` returns it, worked out once for all volumes.

    Raises
    ------
    BadInput
        If the inputs of an edition have faults.
    """
    pages = contents.volumes[name]
    files = sources_in(book, name, contents.volumes)
    words = [name, of_all, *pages]
    edition = next((one for one in editions if one.edition_id == name), None)
    if edition:
        files.append(root / parameters_file(name))
        words.append(edition.content)
    else:
        pictured = pictured_by(editions)
        words += [pictured.edition_id, preview_words(pictured)]
    if name == FRONT:
        files += _files_of_every_page(root)
    return key_of(root, files, *words)


def in_batches(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Share volumes out, so that Jupyter Book has no more pages in memory than it does well with.

    Parameters
    ----------
    sizes : mapping of str to int
        How many pages each volume has.

    Yields
    ------
    list of str
        Volumes in their order; one that is larger than a batch is alone.
    """
    batch: list[str] = []
    for name, pages in sizes.items():
        if batch and sum(sizes[one] for one in batch) + pages > PAGES_AT_ONCE:
            yield batch
            batch = []
        batch.append(name)
    if batch:
        yield batch


def _files_of_every_page(root: Path) -> Iterator[Path]:
    for folder in OF_EVERY_PAGE:
        yield from (root / BOOK_FOLDER / folder).rglob("*")


def _kept(name: str) -> str:
    return f"{name}-pages"


def _write(
    root: Path,
    contents: Contents,
    source: Path,
    keys: Mapping[str, str],
    loaded: subprocess.Popen[str] | None,
) -> None:
    """Let Jupyter Book write some volumes, and keep each under its key."""
    output = root / BUILD_FOLDER / "html"
    shutil.rmtree(output, ignore_errors=True)
    html = build_html(source, output, loaded)
    written = {name: pages_written(name, contents.volumes[name]) for name in keys}
    lost = [page for pages in written.values() for page in pages if not _page(html, page).is_file()]
    if lost:
        raise BuildFailed(f"Jupyter Book wrote no page for {', '.join(sorted(lost))}")
    titles = json.loads((html / PAGE_TITLES).read_text(encoding="utf-8"))
    index = read_index((html / INDEX_NAME).read_text(encoding="utf-8"))
    for name, key in keys.items():
        listed = contents.volumes[name]

        def write(folder: Path, name: str = name, listed: Sequence[str] = listed) -> None:
            own = {page: titles[page] for page in listed}
            write_volume(html, written[name], own, pages_of(index, listed), folder)
            if name == FRONT:
                write_files_of_all(html, folder)

        kept_folder(root, _kept(name), key, write)
    for folder in (source, output):
        shutil.rmtree(folder)


def _page(html: Path, page: str) -> Path:
    return html / f"{page}.html"
