"""A Sphinx extension: the contents of the book for its sidebar, and processes that share its pages.

The theme takes the contents apart and puts them together again for every page, which was nearly
half of the time a site took. Here they are plain data, which ``book-contents.html`` writes out.
"""

from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx_external_toc.api import SiteMap

from spf_lib.publish.garbage import collect_seldom
from spf_lib.publish.worker_count import WORKERS

# The setting that says how many processes write pages.
WRITERS = "writers"


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
        The pages below, in reading order, if it is open.
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
    """Return the contents as a page shows them: whole around the page, elsewhere the first level.

    A page that listed every page of every edition would grow with each new one.

    Parameters
    ----------
    page : str
        The page the reader is on.
    contents : SiteMap
        The contents of the book.
    env : BuildEnvironment
        What Sphinx has read, for the titles of the pages.
    """

    def below(name: str) -> list[str]:
        return [str(file) for tree in contents[name].subtrees for file in tree.files()]

    def is_within(name: str) -> bool:
        return name == page or any(is_within(one) for one in below(name))

    def entry(name: str) -> Entry:
        is_open = is_within(name)
        pages = tuple(entry(one) for one in below(name)) if is_open else ()
        return Entry(name, env.titles[name].astext(), is_open, pages)

    return [
        Part(tree.caption or "", tuple(entry(str(file)) for file in tree.files()))
        for tree in contents.root.subtrees
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Let templates ask for ``book_contents``, and let Sphinx write in as many as share the work.

    To read in several takes a quarter more of their time: all that was read is sent to the first.
    """
    collect_seldom()

    def add(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        context["book_contents"] = contents_for(page, app.config.external_site_map, app.env)

    def share(app: Sphinx, _env: BuildEnvironment) -> list[str]:
        app.parallel = app.config[WRITERS]
        return []

    app.add_config_value(WRITERS, WORKERS, "")
    app.connect("env-updated", share)
    app.connect("html-page-context", add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
