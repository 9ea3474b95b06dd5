"""What stands around a page and follows from other pages: the contents, the switcher, the ways on.

Sphinx leaves a mark for each, so that what it writes of a volume follows from that volume alone and
can be kept. The marks are filled from ``book/_templates/around/`` when the site is put together.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from posixpath import dirname, join, relpath, split
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from spf_lib.publish.contents import Contents, Listed, Part
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.site_editions import SiteEdition
from spf_lib.publish.slim_markup import without_indentation

ABOUT = "About this book"
AROUND_FOLDER = f"{BOOK_FOLDER}/_templates/around"
# The sidebar; the editions; links in the head, and at the end, to the pages before and after.
MARKS = ("contents", "switcher", "ways", "neighbours")
# How many editions after a page's own, and as many before it, are listed around the page.
_NEAR = 4
_MARK = re.compile(r"<!-- around: ([a-z]+) -->\n?")


@dataclass(frozen=True)
class Entry:
    """A page in the contents, with the pages below it.

    Attributes
    ----------
    page : str
        Its path in the site, without ending.
    title : str
        As plain text.
    is_open : bool
        Whether the reader is on this page or on one below it.
    below : tuple of Entry
        The pages below, in reading order, if it is open.
    """

    page: str
    title: str
    is_open: bool
    below: "tuple[Entry, ...]"


@dataclass(frozen=True)
class Way:
    """The page before or after: its path, its title, and its part if that is another."""

    page: str
    title: str
    part: str


def around_templates(root: Path) -> Environment:
    """Return the templates of what stands around a page."""
    loader = FileSystemLoader(root / AROUND_FOLDER)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True)
class Surroundings:
    """What stands around the pages of a site.

    Attributes
    ----------
    contents : Contents
        Of the book.
    titles : mapping of str to str
        The title of each page, as plain text.
    editions : sequence of SiteEdition
        Newest first.
    templates : Environment
        As :func:`around_templates` returns them.
    """

    contents: Contents
    titles: Mapping[str, str]
    editions: Sequence[SiteEdition]
    templates: Environment

    def of(self, page: str) -> dict[str, str]:
        """Return what goes in place of each mark of a page.

        Parameters
        ----------
        page : str
            Its path in the site, without ending.
        """
        facts = self._facts(page)
        return {mark: without_indentation(self._written(mark, facts)) for mark in MARKS}

    def _written(self, template: str, facts: Mapping[str, Any]) -> Markup:
        return Markup(self.templates.get_template(f"{template}.html").render(facts))  # noqa: S704

    def _facts(self, page: str) -> dict[str, Any]:
        folder = dirname(page)
        at = self._place_of_edition.get(page)
        near = self._near(at or 0)

        def path_to(other: str) -> str:
            return "#" if other == page else _address(folder, other)

        return {
            "page": page,
            "path_to": path_to,
            "home": self._entry(page, Listed(self.contents.root, ())),
            "parts": [
                self._part_html(page, at, path_to)
                for at, (_, of) in enumerate(self._parts)
                if of is None or of in near
            ],
            "edition": None if at is None else self.editions[at],
            "editions": [self.editions[one] for one in near],
            "name": page.rsplit("/", 1)[-1],
            "before": self._way(page, -1),
            "after": self._way(page, 1),
        }

    def _part_html(self, page: str, at: int, path_to: Callable[[str], str]) -> Markup:
        """Write a part of the contents: one not open is the same on all pages of a folder."""
        part, _ = self._parts[at]
        is_open = any(self._is_within(page, one) for one in part.listed)
        key = (dirname(page), at)
        if not is_open and key in self._closed_parts:
            return self._closed_parts[key]
        pages = [self._entry(page, one) for one in part.listed]
        facts = {"page": page, "path_to": path_to, "caption": part.caption, "pages": pages}
        written = self._written("part", facts)
        if not is_open:
            self._closed_parts[key] = written
        return written

    def _near(self, at: int) -> Sequence[int]:
        """Return the places of the editions listed around a page: the latest, and those near.

        A page that listed every edition would grow with each new one; the archive lists them all.
        """
        near = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(self.editions)))
        return near if at <= _NEAR else (0, *near)

    def _entry(self, page: str, listed: Listed) -> Entry:
        """Return an entry as a page shows it: whole around the page, elsewhere the first level."""
        is_open = self._is_within(page, listed)
        below = tuple(self._entry(page, one) for one in listed.below) if is_open else ()
        return Entry(listed.page, self.titles[listed.page], is_open, below)

    def _is_within(self, page: str, listed: Listed) -> bool:
        return page == listed.page or any(self._is_within(page, one) for one in listed.below)

    def _way(self, page: str, step: int) -> Way | None:
        at = self._places.get(page, -2) + step
        if not 0 <= at < len(self.contents.pages):
            return None
        other = self.contents.pages[at]
        part = self._part(other)
        return Way(other, self.titles[other], "" if part == self._part(page) else part)

    def _part(self, page: str) -> str:
        at = self._place_of_edition.get(page)
        return ABOUT if at is None else self.editions[at].full_title

    @cached_property
    def _parts(self) -> Sequence[tuple[Part, int | None]]:
        """The parts of the contents, each with the place of the edition it is of, if any."""
        of = self._place_of_edition
        return [
            (part, of.get(part.listed[0].page) if part.listed else None)
            for part in self.contents.parts
        ]

    @cached_property
    def _closed_parts(self) -> dict[tuple[str, int], Markup]:
        """What was written of the parts that are not open, by folder of the page and place."""
        return {}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {page: at for at, page in enumerate(self.contents.pages)}

    @cached_property
    def _place_of_edition(self) -> Mapping[str, int]:
        """The place of a page's edition among the editions."""
        known = enumerate(self.editions)
        return {one.document(name): at for at, one in known for name in one.pages}


def _address(folder: str, page: str) -> str:
    other, name = split(page)
    return join(_between(folder, other), f"{name}.html")


@cache
def _between(folder: str, other: str) -> str:
    """Return the path from a folder to another, which to itself is empty."""
    return "" if folder == other else relpath(other or ".", folder or ".")


def fill(text: str, around: Mapping[str, str]) -> str:
    """Put what stands around a page in place of its marks."""

    def written(found: re.Match[str]) -> str:
        html = around[found[1]].strip()
        return f"{html}\n" if html else ""

    return _MARK.sub(written, text)
