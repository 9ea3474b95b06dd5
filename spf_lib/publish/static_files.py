"""The theme's files in a built site: those no page asks for are left out."""

import re
import shutil
from collections.abc import Iterable
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

STATIC_FOLDER = "_static"
# What a browser fetches for an element, and the attribute that says so.
_FETCHED = {
    "link": "href",
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "embed": "src",
    "object": "data",
    "use": "href",
    "image": "href",
}
_NO_REQUEST = {"next", "prev", "search", "index", "canonical", "alternate", "license", "author"}
# Only these tags are read: a parser of every tag took seconds, most of them for the charts' SVG.
_FETCHING = re.compile(
    rf"""<({"|".join(_FETCHED)})\b((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_STYLE_ELEMENT = re.compile(r"<style\b[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
# Charts have thousands: to look for them in either case would take ten times as long.
_STYLE = re.compile(r"""style=("[^"]*"|'[^']*')""")
_CSS_REFERENCE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")


def addresses_in_page(text: str) -> list[str]:
    """Return the addresses a browser fetches while it shows a page, as they are written there.

    Those of elements come first, then those of styles. Links that a reader may follow are not among
    them.
    """
    addresses = [
        given[_FETCHED[tag.lower()]]
        for tag, attributes in _FETCHING.findall(text)
        if _FETCHED[tag.lower()] in (given := _given(attributes))
        and not _NO_REQUEST & {*given.get("rel", "").split()}
    ]
    for rules in _STYLE_ELEMENT.findall(text):
        addresses += addresses_in_styles(rules)
    for style in _STYLE.findall(text):
        if "url(" in style:
            addresses += addresses_in_styles(unescape(style[1:-1]))
    return [address for address in addresses if not address.startswith("#")]


def _given(attributes: str) -> dict[str, str]:
    """Return the values of the attributes of a tag by their names."""
    found = _ATTRIBUTE.findall(attributes)
    return {
        name.lower(): unescape(double or single or bare) for name, double, single, bare in found
    }


def addresses_in_styles(text: str) -> list[str]:
    """Return the addresses in ``url()`` and ``@import`` of a stylesheet, without ``data:`` ones."""
    return [
        address
        for address in _CSS_REFERENCE.findall(text)
        if not address.startswith(("data:", "#", "%23"))
    ]


def files_in_use(site: Path, asked: Iterable[str]) -> set[Path]:
    """Return the files that pages ask for, and those that stylesheets among them ask for in turn.

    Parameters
    ----------
    site : Path
        A built site.
    asked : iterable of str
        What its pages ask for, by path in the site.
    """
    used = {(site / name).resolve() for name in asked}
    waiting = [file for file in sorted(used) if file.suffix == ".css"]
    while waiting:
        style = waiting.pop()
        text = style.read_text(encoding="utf-8")
        found = {_file(style, address) for address in addresses_in_styles(text)} - used
        used |= found
        waiting += [file for file in sorted(found) if file.suffix == ".css"]
    return used


def copy_files_in_use(source: Path, site: Path, asked: Iterable[str]) -> None:
    """Copy from one static folder to another what pages ask for, see :func:`files_in_use`.

    The theme brings source maps, fonts, icons and translations for features that are off here.

    Parameters
    ----------
    source, site : Path
        Built sites, each with its static folder.
    asked : iterable of str
        What the pages ask for, by path in the site.
    """
    origin = source.resolve()
    for file in sorted(files_in_use(source, asked)):
        name = file.relative_to(origin)
        if name.parts[0] == STATIC_FOLDER:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, site / name)


def drop_unused_files(site: Path, asked: Iterable[str]) -> list[str]:
    """Delete from a site's static folder what is not in use, see :func:`files_in_use`.

    Returns
    -------
    list of str
        The deleted files, relative to the site.
    """
    used = files_in_use(site, asked)
    folder = site.resolve() / STATIC_FOLDER
    dropped = [file for file in sorted(folder.rglob("*")) if file.is_file() and file not in used]
    for file in dropped:
        file.unlink()
    for empty in sorted((one for one in folder.rglob("*") if one.is_dir()), reverse=True):
        if not any(empty.iterdir()):
            empty.rmdir()
    return [file.relative_to(site.resolve()).as_posix() for file in dropped]


def _file(of: Path, address: str) -> Path:
    parts = PurePosixPath(unquote(urlsplit(address).path))
    return (of.parent / parts).resolve()
