"""A Sphinx extension: the contents of the book for its sidebar, and two processes for its pages.

The theme takes the contents apart and puts them together again for every page, which was nearly
half of the time a site took. Here they are plain data, which ``book-contents.html`` writes out.
"""

from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx_external_toc.api import SiteMap

_PROCESSES = 2


@dataclass(frozen=True)
class Entry:
    """A page in the contents, with the pages below it.

    Attributes
    ----------
    name : str
        The page's file from the top of the site, without ending.
    title : str
        As plain text.
    is_open : bool
        Whether the reader is on this page or on one below it.
    pages : tuple of Entry
        The pages below, in reading order.
    """

    name: str
    title: str
    is_open: bool
    pages: "tuple[Entry, ...]"


@dataclass(frozen=True)
class Part:
    """A part of the contents: its caption and its pages."""

    caption: str
    pages: tuple[Entry, ...]


def contents_for(page: str, contents: SiteMap, env: BuildEnvironment) -> list[Part]:
    """Return the contents as a page shows them.

    Parameters
    ----------
    page : str
        The page the reader is on.
    contents : SiteMap
        The contents of the book.
    env : BuildEnvironment
        What Sphinx has read, for the titles of the pages.
    """

    def entry(name: str) -> Entry:
        pages = below(name)
        is_open = name == page or any(one.is_open for one in pages)
        return Entry(name, env.titles[name].astext(), is_open, pages)

    def below(name: str) -> tuple[Entry, ...]:
        return tuple(entry(str(file)) for tree in contents[name].subtrees for file in tree.files())

    return [
        Part(tree.caption or "", tuple(entry(str(file)) for file in tree.files()))
        for tree in contents.root.subtrees
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Let templates ask for ``book_contents``, and let Sphinx read and write in two processes."""

    def add(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        context["book_contents"] = contents_for(page, app.config.external_site_map, app.env)

    app.parallel = _PROCESSES
    # It only counts numbers once everything is read, but does not declare that.
    app.extensions["sphinx_multitoc_numbering"].parallel_read_safe = True
    app.connect("html-page-context", add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
