"""What stands around the pages of one volume, and follows from no more than is said here.

So the pages of an old edition stay as they are, to the byte, while new editions are added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from posixpath import dirname, join, relpath, split
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from spf_lib.publish.contents import Listed, Part
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.slim_markup import without_indentation

# The sidebar; the editions; links in the head, and at the end, to the pages before and after.
MARKS = ("contents", "switcher", "ways", "neighbours")


@dataclass(frozen=True)
class NamedEdition:
    """An edition as it is named around a page: its identifier, its titles, its pages by name."""

    edition_id: str
    title: str
    full_title: str
    pages: tuple[str, ...]

    def same_kind(self, page: str) -> str:
        """Return the path of this edition's page of a name, or of its first if it has none."""
        return f"{BOOK_FOLDER}/{self.edition_id}/{page if page in self.pages else self.pages[0]}"


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


@dataclass(frozen=True)
class Around:
    """What stands around the pages of a volume.

    Attributes
    ----------
    home : str
        The first page of the book.
    parts : tuple of Part
        Those of the contents that are listed.
    titles : mapping of str to str
        The title of each page that is listed, as plain text.
    ways : mapping of str to tuple of Way
        Of each page of the volume that the contents list, the pages before and after.
    edition : NamedEdition or None
        The volume's own.
    editions : tuple of NamedEdition
        Those listed, newest first.
    latest : NamedEdition or None
        The latest, if it is listed.
    """

    home: str
    parts: tuple[Part, ...]
    titles: Mapping[str, str]
    ways: Mapping[str, tuple[Way | None, Way | None]]
    edition: NamedEdition | None
    editions: tuple[NamedEdition, ...]
    latest: NamedEdition | None

    def of(self, page: str, templates: Environment) -> dict[str, str]:
        """Return what goes in place of each mark of a page.

        Parameters
        ----------
        page : str
            Its path in the site, without ending.
        templates : Environment
            As :func:`.surroundings.around_templates` returns them.
        """
        folder = dirname(page)
        before, after = self.ways.get(page, (None, None))

        def path_to(other: str) -> str:
            return "#" if other == page else _address(folder, other)

        facts = {
            "page": page,
            "path_to": path_to,
            "home": self._entry(page, Listed(self.home, ())),
            "parts": [self._part(page, at, path_to, templates) for at in range(len(self.parts))],
            "edition": self.edition,
            "editions": self.editions,
            "latest": self.latest,
            "name": page.rsplit("/", 1)[-1],
            "before": before,
            "after": after,
        }
        return {mark: without_indentation(_written(templates, mark, facts)) for mark in MARKS}

    def _part(
        self, page: str, at: int, path_to: Callable[[str], str], templates: Environment
    ) -> Markup:
        """Write a part of the contents: one not open is the same on all pages of a folder."""
        part, key = self.parts[at], (dirname(page), at)
        is_open = any(_is_within(page, one) for one in part.listed)
        if not is_open and key in self._closed_parts:
            return self._closed_parts[key]
        pages = [self._entry(page, one) for one in part.listed]
        facts = {"page": page, "path_to": path_to, "caption": part.caption, "pages": pages}
        written = _written(templates, "part", facts)
        if not is_open:
            self._closed_parts[key] = written
        return written

    def _entry(self, page: str, listed: Listed) -> Entry:
        """Return an entry as a page shows it: whole around the page, elsewhere the first level."""
        is_open = _is_within(page, listed)
        below = tuple(self._entry(page, one) for one in listed.below) if is_open else ()
        return Entry(listed.page, self.titles[listed.page], is_open, below)

    @cached_property
    def _closed_parts(self) -> dict[tuple[str, int], Markup]:
        """What was written of the parts that are not open, by folder of the page and place."""
        return {}


def _written(templates: Environment, name: str, facts: Mapping[str, Any]) -> Markup:
    return Markup(templates.get_template(f"{name}.html").render(facts))  # noqa: S704


def _is_within(page: str, listed: Listed) -> bool:
    return page == listed.page or any(_is_within(page, one) for one in listed.below)


def _address(folder: str, page: str) -> str:
    other, name = split(page)
    return join(_between(folder, other), f"{name}.html")


@cache
def _between(folder: str, other: str) -> str:
    """Return the path from a folder to another, which to itself is empty."""
    return "" if folder == other else relpath(other or ".", folder or ".")
