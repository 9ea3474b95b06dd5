"""What stands around a page and follows from other pages: the contents, the switcher, the ways on.

Sphinx leaves a mark for each, so that what it writes of a volume follows from that volume alone and
can be kept. The marks are filled from ``book/_templates/around/`` when the site is put together.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spf_lib.publish.around import Around, NamedEdition, Way
from spf_lib.publish.contents import Contents, Part, volume_of
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.site_editions import SiteEdition

ABOUT = "About this book"
AROUND_FOLDER = f"{BOOK_FOLDER}/_templates/around"
# How many editions after a page's own, and as many before it, are listed around the page.
_NEAR = 4
_MARK = re.compile(r"<!-- around: ([a-z]+) -->\n?")


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
        """Return what goes in place of each mark of a page, given by its path without ending."""
        return self.around(volume_of(page)).of(page, self.templates)

    def around(self, volume: str) -> Around:
        """Return what stands around the pages of a volume."""
        if volume not in self._known:
            self._known[volume] = self._found(volume)
        return self._known[volume]

    def _found(self, volume: str) -> Around:
        at = self._place_of_volume.get(volume)
        near = self._near(at or 0)
        editions = tuple(self._named[one] for one in near)
        parts = tuple(part for part, of in self._parts if of is None or of in near)
        listed = (page for part in parts for one in part.listed for page in one.pages())
        return Around(
            home=self.contents.root,
            parts=parts,
            titles={page: self.titles[page] for page in (self.contents.root, *listed)},
            ways={
                page: (self._way(page, -1), self._way(page, 1))
                for page in self.contents.volumes.get(volume, ())
            },
            edition=None if at is None else self._named[at],
            editions=editions,
            latest=self._named[0] if 0 in near else None,
        )

    def _near(self, at: int) -> Sequence[int]:
        """Return the places of the editions listed around a page: those near its own.

        A page that listed every edition would grow with each new one, and one that named the latest
        would change with it; the list of all editions does both.
        """
        return range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(self.editions)))

    def _way(self, page: str, step: int) -> Way | None:
        at = self._places[page] + step
        if not 0 <= at < len(self.contents.pages):
            return None
        other = self.contents.pages[at]
        part = self._part(other)
        return Way(other, self.titles[other], "" if part == self._part(page) else part)

    def _part(self, page: str) -> str:
        at = self._place_of_volume.get(volume_of(page))
        return ABOUT if at is None else self._named[at].full_title

    @cached_property
    def _known(self) -> dict[str, Around]:
        return {}

    @cached_property
    def _named(self) -> Sequence[NamedEdition]:
        return [
            NamedEdition(one.edition_id, one.title, one.full_title, tuple(one.pages))
            for one in self.editions
        ]

    @cached_property
    def _parts(self) -> Sequence[tuple[Part, int | None]]:
        """The parts of the contents, each with the place of the edition it is of, if any."""
        of = self._place_of_volume
        return [
            (part, of.get(volume_of(part.listed[0].page)) if part.listed else None)
            for part in self.contents.parts
        ]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {page: at for at, page in enumerate(self.contents.pages)}

    @cached_property
    def _place_of_volume(self) -> Mapping[str, int]:
        """The place of a volume's edition among the editions."""
        return {one.edition_id: at for at, one in enumerate(self.editions)}


def fill(text: str, around: Mapping[str, str]) -> str:
    """Put what stands around a page in place of its marks."""

    def written(found: re.Match[str]) -> str:
        html = around[found[1]].strip()
        return f"{html}\n" if html else ""

    return _MARK.sub(written, text)
