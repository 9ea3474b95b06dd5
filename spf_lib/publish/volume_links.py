"""Links of Markdown from one volume into another, for which Sphinx may not have the other side."""

import json
import re
from collections.abc import Collection
from posixpath import dirname, join, normpath, relpath

from spf_lib.publish.contents import volume_of

_FENCE = re.compile(r"^(```.*?^```|~~~.*?^~~~)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s#:]+)\.(?:md|ipynb)(#[^)\s]*)?\)")


class LostPages(Exception):
    """A page links to pages that the contents do not list; the message names them."""


def link_volumes(text: str, page: str, pages: Collection[str]) -> str:
    """Write links into other volumes as HTML, and leave those within the volume to Sphinx.

    Parameters
    ----------
    text : str
        The Markdown of a page; what is fenced stays as it is.
    page : str
        Its path in the site, without ending.
    pages : collection of str
        Every page of the contents.

    Raises
    ------
    LostPages
        If a link leads to a page of another volume that the contents do not list.
    """
    lost: list[str] = []

    def linked(found: re.Match[str]) -> str:
        target = normpath(join(dirname(page), found[2]))
        if volume_of(target) == volume_of(page):
            return found[0]
        if target not in pages:
            lost.append(target)
        address = f"{relpath(target, dirname(page))}.html{found[3] or ''}"
        return f'<a href="{address}">{found[1]}</a>'

    # Every second part is fenced.
    parts = _FENCE.split(text)
    written = "".join(
        part if number % 2 else _LINK.sub(linked, part) for number, part in enumerate(parts)
    )
    if lost:
        raise LostPages(f"{page} links to pages that are not in the contents: {', '.join(lost)}")
    return written


def link_notebook(text: str, page: str, pages: Collection[str]) -> str:
    """Do the same with the Markdown cells of a notebook, given and returned as JSON.

    Raises
    ------
    LostPages
        As for :func:`link_volumes`.
    """
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = link_volumes("".join(cell["source"]), page, pages)
    return json.dumps(notebook, ensure_ascii=False)
