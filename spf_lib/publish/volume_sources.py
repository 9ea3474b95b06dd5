"""What Jupyter Book is given to write some volumes of a book: no more than those and the front."""

import json
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import yaml

from spf_lib.publish.book import BuildFailed, without_ledger
from spf_lib.publish.contents import FRONT, Contents, narrowed_contents
from spf_lib.publish.layout import BOOK_FOLDER, CONTENTS_FILE, PAGE_FACTS, SETTINGS_FILE
from spf_lib.publish.pdf_site import link_pdfs
from spf_lib.publish.settings import read_settings
from spf_lib.publish.site_address import read_address
from spf_lib.publish.site_editions import SiteEdition
from spf_lib.publish.site_pages import page_facts
from spf_lib.publish.volume_links import LostPages, link_notebook, link_volumes

# Beside the pages: what stands at the same place in the site.
OF_EVERY_PAGE = ("_static", "_root")
_PAGES = (".ipynb", ".md")
# Ledgers, manifests and their signatures.
_NOT_SHOWN = (".json", ".sig")


def sources_in(book: Path, volume: str, volumes: Collection[str]) -> list[Path]:
    """Return what stands in a volume's folder: its pages, and what they show.

    Parameters
    ----------
    book : Path
        The folder of the book.
    volume : str
        The volume; what stands in no other is the front's.
    volumes : collection of str
        All of the book.
    """
    if volume == FRONT:
        others = [one for one in book.iterdir() if one.name[0] != "_" and one.name not in volumes]
        within = (path for one in others for path in one.rglob("*") if path.suffix not in _PAGES)
        found = [*others, *within]
    else:
        found = [*(book / volume).rglob("*")]
    return sorted(path for path in found if path.is_file() and path.suffix not in _NOT_SHOWN)


def stage_volumes(
    root: Path,
    book: Path,
    source: Path,
    volumes: Collection[str],
    contents: Contents,
    editions: Sequence[SiteEdition],
) -> None:
    """Fill a new folder with the sources of some volumes, as Jupyter Book takes them.

    Parameters
    ----------
    root : Path
        The project's folder.
    book : Path
        The folder with the book as it was executed, history and front pages among it.
    source : Path
        The new folder.
    volumes : collection of str
        The front among them.
    contents : Contents
        Of the book.
    editions : sequence of SiteEdition
        Newest first.

    Raises
    ------
    BuildFailed
        If the contents list a page that does not exist, or one links to a page that they leave out.
    """
    chosen = {name: pages for name, pages in contents.volumes.items() if name in volumes}
    listed = [page for pages in chosen.values() for page in pages]
    lost = [
        page
        for page in listed
        if not any((book.parent / f"{page}{one}").is_file() for one in _PAGES)
    ]
    if lost:
        raise BuildFailed(f"{CONTENTS_FILE} lists pages that do not exist: {', '.join(lost)}")
    target = source / BOOK_FOLDER
    for name in (*OF_EVERY_PAGE, "_templates"):
        if (root / BOOK_FOLDER / name).is_dir():
            shutil.copytree(root / BOOK_FOLDER / name, target / name)
    astray: list[str] = []
    for volume in sorted(volumes):
        for path in sources_in(book, volume, contents.volumes):
            staged = target / path.relative_to(book)
            staged.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix not in _PAGES:
                shutil.copyfile(path, staged)
                continue
            page = staged.relative_to(source).with_suffix("").as_posix()
            try:
                staged.write_text(_as_staged(path, page, contents.pages), encoding="utf-8")
            except LostPages as error:
                astray.append(str(error))
    if astray:
        raise BuildFailed("\n".join(astray))
    for edition in editions:
        if edition.edition_id in volumes:
            link_pdfs(source / f"{edition.document(edition.first_page)}.ipynb", edition.edition_id)
    (source / CONTENTS_FILE).write_text(narrowed_contents(root, volumes), encoding="utf-8")
    write_page_facts(root, source, listed, editions)


def _as_staged(path: Path, page: str, pages: Collection[str]) -> str:
    """Return a page as Jupyter Book takes it: without figure records, its links made ready."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return link_volumes(text, page, pages)
    text = without_ledger(text)
    # A notebook stands in a folder of its volume, and most have no link out of it.
    return link_notebook(text, page, pages) if "](../" in text else text


def write_page_facts(
    root: Path, source: Path, listed: Sequence[str], editions: Sequence[SiteEdition]
) -> None:
    """Write the settings with the site's address, and the facts of some pages beside them.

    Parameters
    ----------
    root : Path
        The project's folder.
    source : Path
        The folder of sources.
    listed : sequence of str
        The pages.
    editions : sequence of SiteEdition
        Newest first.
    """
    settings = read_settings(root)
    # What is empty says to Sphinx: no canonical addresses.
    settings["html"]["baseurl"] = read_address(root).public
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=True)
    (source / SETTINGS_FILE).write_text(text, encoding="utf-8")
    facts = page_facts(listed, editions, source, settings["title"])
    (source / PAGE_FACTS).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
