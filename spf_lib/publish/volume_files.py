"""What is kept of a volume: its pages as Sphinx wrote them, made lighter, and what they ask for."""

import re
import shutil
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import quote, unquote, urlsplit

from pydantic import BaseModel, ConfigDict

from spf_lib.publish.contents import FRONT
from spf_lib.publish.filter_room import with_filters
from spf_lib.publish.layout import BOOK_FOLDER, PAGE_TITLES
from spf_lib.publish.search_index import INDEX_NAME, SearchedPages
from spf_lib.publish.slim_drawings import slim_page, styles_in
from spf_lib.publish.slim_markup import without_hidden_contents, without_indentation
from spf_lib.publish.slim_styles import names_in, properties_in
from spf_lib.publish.static_files import addresses_in_page

# In a page, where the link to its stylesheet goes.
STYLES_MARK = "<!-- stylesheet -->"
# Links in a line of their own: one within <noscript> stays as it is.
_LINKS = re.compile(r'(?:^[ \t]*<link rel="stylesheet"[^>]* href="[^":]+" ?/?>\n)+', re.MULTILINE)
_HREF = re.compile(r'href="([^"]+)"')
# Sphinx puts pictures in the first, files to take away in the second.
_PICTURES, _FILES = "_images", "_downloads"
_MEDIA = re.compile(rf'\b(src|href)="((?:\.\./)*({_PICTURES}|{_FILES})/[^"]+)"')
_ABOUT, _SITE, _SOURCES = "volume.json", "site", "_sources"
# What Sphinx writes of all pages at once, or for itself.
_OF_ALL = (
    *(INDEX_NAME, PAGE_TITLES, "objects.inv", ".buildinfo"),
    *(_SOURCES, _PICTURES, _FILES, BOOK_FOLDER),
)
# Pages of the front that the contents do not list.
_UNLISTED = ("index", "search")


class AboutVolume(BaseModel):
    """What the site needs to know of a volume.

    Attributes
    ----------
    titles : dict of str to str
        The title of each page, as plain text.
    stylesheets : tuple of str
        Those its pages ask for, by their path in the site, in the order they ask.
    drawn : tuple of str
        The styles of its drawings, each of which has a class.
    names, properties : tuple of str
        The classes and ids of its pages, and the custom properties they ask for.
    asked : tuple of str
        The other files a browser fetches for its pages, by their path in the site.
    searched : SearchedPages
        What the search finds in it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: dict[str, str]
    stylesheets: tuple[str, ...]
    drawn: tuple[str, ...]
    names: tuple[str, ...]
    properties: tuple[str, ...]
    asked: tuple[str, ...]
    searched: SearchedPages


def pages_written(volume: str, listed: Sequence[str]) -> tuple[str, ...]:
    """Return the pages Sphinx writes of a volume: those listed, and the front's own."""
    return (*listed, *_UNLISTED) if volume == FRONT else tuple(listed)


def write_volume(
    html: Path, pages: Sequence[str], titles: dict[str, str], searched: SearchedPages, folder: Path
) -> None:
    """Write the pages of a volume, and what is to be known of them, into an empty folder.

    Parameters
    ----------
    html : Path
        What Sphinx wrote.
    pages : sequence of str
        The pages of the volume, as :func:`pages_written` returns them.
    titles : dict of str to str
        Of those that are listed.
    searched : SearchedPages
        What the search finds in them.
    folder : Path
        Where it all goes.
    """
    site = folder / _SITE
    lists: dict[str, set[str]] = {"drawn": set(), "names": set(), "properties": set()}
    asked: set[str] = set()
    stylesheets: dict[str, None] = {}
    for page in pages:
        text = (html / f"{page}.html").read_text(encoding="utf-8")
        text, links = _without_stylesheets(text)
        stylesheets |= dict.fromkeys(_places(page, links))
        text = _with_own_media(text, page, html, site)
        text = with_filters(without_hidden_contents(text))
        lists["drawn"] |= styles_in(text)
        text = without_indentation(slim_page(text))
        lists["names"] |= names_in(text)
        lists["properties"] |= properties_in(text)
        asked |= {*_places(page, addresses_in_page(text))}
        target = site / f"{page}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        for source in (html / _SOURCES / page).parent.glob(f"{Path(page).name}.*"):
            target = site / source.relative_to(html)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    about = AboutVolume(
        titles=titles,
        stylesheets=tuple(stylesheets),
        asked=tuple(sorted(asked)),
        searched=searched,
        **{name: tuple(sorted(found)) for name, found in lists.items()},
    )
    (folder / _ABOUT).write_text(about.model_dump_json(), encoding="utf-8")


def write_files_of_all(html: Path, folder: Path) -> None:
    """Add to a volume what Sphinx wrote for every page: styles, scripts, and the book's own."""
    for path in sorted(html.iterdir()):
        if path.name in _OF_ALL or path.suffix == ".html":
            continue
        if path.is_dir():
            shutil.copytree(path, folder / _SITE / path.name)
        else:
            shutil.copyfile(path, folder / _SITE / path.name)


def read_about(folder: Path) -> AboutVolume:
    """Read what is to be known of a volume that was kept."""
    return AboutVolume.model_validate_json((folder / _ABOUT).read_bytes())


def kept_site(folder: Path) -> Path:
    """Return the folder of a volume's files, each at its path in the site."""
    return folder / _SITE


def _with_own_media(text: str, page: str, html: Path, site: Path) -> str:
    """Copy the pictures and files that a page shows or hands out, and name them by their content.

    Sphinx names those of all pages it writes in one run, so a name follows from other volumes.
    """

    def renamed(found: re.Match[str]) -> str:
        file = html / normpath(join(dirname(page), unquote(found[2])))
        digest = sha256(file.read_bytes()).hexdigest()[:12]
        name = (
            f"{found[3]}/{digest}/{file.name}"
            if found[3] == _FILES
            else (f"{found[3]}/{digest}{file.suffix}")
        )
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, site / name)
        return f'{found[1]}="{quote(relpath(name, dirname(page)))}"'

    # Most pages have none, and to look for either end of an address takes long.
    asked = any(f"{folder}/" in text for folder in (_PICTURES, _FILES))
    return _MEDIA.sub(renamed, text) if asked else text


def _without_stylesheets(text: str) -> tuple[str, list[str]]:
    """Put a mark in place of a page's links to stylesheets; return it, and where they lead."""
    found = _LINKS.search(text)
    if found is None:
        return text, []
    marked = f"{text[: found.start()]}{STYLES_MARK}\n{text[found.end() :]}"
    return marked, _HREF.findall(found[0])


def _places(page: str, addresses: Iterable[str]) -> list[str]:
    """Return the paths in the site of files that a page names."""
    folder = dirname(page)
    return [normpath(join(folder, unquote(urlsplit(one).path))) for one in addresses]
