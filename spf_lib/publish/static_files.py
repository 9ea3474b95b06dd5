"""The theme's files in a built site: those no page asks for are left out."""

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

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
_CSS_REFERENCE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")


def addresses_in_page(page: BeautifulSoup) -> list[str]:
    """Return the addresses a browser fetches while it shows a page, as they are written there.

    Links that a reader may follow are not among them.
    """
    found = [
        str(element[attribute])
        for name, attribute in _FETCHED.items()
        for element in page.find_all(name, attrs={attribute: True})
        if not _NO_REQUEST & set(element.get_attribute_list("rel"))
    ]
    for style in page.find_all("style"):
        found += addresses_in_styles(style.get_text())
    for element in page.find_all(style=True):
        found += addresses_in_styles(str(element["style"]))
    return [address for address in found if not address.startswith("#")]


def addresses_in_styles(text: str) -> list[str]:
    """Return the addresses in ``url()`` and ``@import`` of a stylesheet, without ``data:`` ones."""
    return [
        address
        for address in _CSS_REFERENCE.findall(text)
        if not address.startswith(("data:", "#", "%23"))
    ]


def drop_unused_files(site: Path) -> list[str]:
    """Delete what no page and no stylesheet in use asks for from a site's static folder.

    The theme brings source maps, fonts, icons and translations for features that are off here.

    Returns
    -------
    list of str
        The deleted files, relative to the site.
    """
    used: set[Path] = set()
    for file in sorted(site.rglob("*.html")):
        if STATIC_FOLDER not in file.relative_to(site).parts:
            page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
            used |= {_file(file, address) for address in addresses_in_page(page)}
    waiting = [file for file in sorted(used) if file.suffix == ".css"]
    while waiting:
        style = waiting.pop()
        text = style.read_text(encoding="utf-8")
        found = {_file(style, address) for address in addresses_in_styles(text)} - used
        used |= found
        waiting += [file for file in sorted(found) if file.suffix == ".css"]
    folder = site / STATIC_FOLDER
    dropped = [file for file in sorted(folder.rglob("*")) if file.is_file() and file not in used]
    for file in dropped:
        file.unlink()
    for empty in sorted((one for one in folder.rglob("*") if one.is_dir()), reverse=True):
        if not any(empty.iterdir()):
            empty.rmdir()
    return [file.relative_to(site).as_posix() for file in dropped]


def _file(of: Path, address: str) -> Path:
    parts = PurePosixPath(unquote(urlsplit(address).path))
    return (of.parent / parts).resolve()
