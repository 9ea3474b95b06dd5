"""One stylesheet for a page, in place of the theme's and the book's own one after another.

A phone on a slow line waits once for each: what a page shows first cannot be drawn before all of
its stylesheets are there.
"""

import re
from hashlib import sha256
from itertools import chain
from pathlib import Path
from posixpath import normpath, relpath
from urllib.parse import unquote, urlsplit

from spf_lib.publish.static_files import STATIC_FOLDER

# Links in a line of their own: one within <noscript> stays as it is.
_LINKS = re.compile(r'(?:^[ \t]*<link rel="stylesheet"[^>]* href="[^":]+" ?/?>\n)+', re.MULTILINE)
_HREF = re.compile(r'href="([^"]+)"')
_IMPORT = re.compile(r"""@import (?:url\()?["']?([^"')]+)["']?\)?;""")
_URL = re.compile(r"""url\((["']?)(?!data:|#|%23)([^"')]+)\1\)""")
_CHARSET = re.compile(r'@charset "[^"]*";\s*')


def join_styles(site: Path) -> None:
    """Write each page of a site again, with one stylesheet where it had several in a row.

    The file's name holds a digest of its content, so that a browser may keep it for good.
    """
    joined: dict[tuple[Path, ...], str] = {}
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        found = _LINKS.search(text)
        if found is None:
            continue
        addresses = (unquote(urlsplit(one).path) for one in _HREF.findall(found[0]))
        styles = tuple((page.parent / one).resolve() for one in addresses)
        if styles not in joined:
            joined[styles] = _write_joined(site, styles)
        address = relpath(joined[styles], page.parent.relative_to(site).as_posix())
        link = f'    <link rel="stylesheet" href="{address}" />\n'
        page.write_text(text[: found.start()] + link + text[found.end() :], encoding="utf-8")


def _write_joined(site: Path, styles: tuple[Path, ...]) -> str:
    """Write some stylesheets as one; return its place in the site."""
    root = site.resolve()
    text = "".join(chain.from_iterable(_with_imports(root, style) for style in styles))
    digest = sha256(text.encode()).hexdigest()[:12]
    name = f"{STATIC_FOLDER}/styles-{digest}.css"
    (site / name).write_text(text, encoding="utf-8")
    return name


def _with_imports(root: Path, style: Path) -> list[str]:
    text = _CHARSET.sub("", style.read_text(encoding="utf-8"))
    imported = [
        part
        for address in _IMPORT.findall(text)
        for part in _with_imports(root, (style.parent / address).resolve())
    ]
    folder = style.parent.relative_to(root).as_posix()
    rebased = _URL.sub(
        lambda found: f"url({relpath(normpath(f'{folder}/{found[2]}'), STATIC_FOLDER)})",
        _IMPORT.sub("", text),
    )
    return [*imported, rebased]
