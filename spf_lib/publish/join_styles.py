"""One stylesheet for a page, in place of the theme's and the book's own one after another.

A phone on a slow line waits once for each: what a page shows first cannot be drawn before all of
its stylesheets are there.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from posixpath import normpath, relpath

from spf_lib.publish.static_files import STATIC_FOLDER

_IMPORT = re.compile(r"""@import (?:url\()?["']?([^"')]+)["']?\)?;""")
_URL = re.compile(r"""url\((["']?)(?!data:|#|%23)([^"')]+)\1\)""")
_CHARSET = re.compile(r'@charset "[^"]*";\s*')


def join_styles(site: Path, styles: Iterable[str]) -> str:
    """Write the stylesheets of a site as one, in their order.

    Parameters
    ----------
    site : Path
        A built site.
    styles : iterable of str
        Their paths in the site.

    Returns
    -------
    str
        Its path in the site. The name holds a digest of the content, so that a browser may keep it
        for good.
    """
    root = site.resolve()
    text = "".join(part for style in styles for part in _with_imports(root, root / style))
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
