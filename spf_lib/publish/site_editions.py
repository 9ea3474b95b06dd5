"""The editions that a site holds, as its furniture names and links them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from spf_lib.assess.edition import AssessedEdition
from spf_lib.framework.periods import period_end
from spf_lib.present.edition_counts import EditionCounts
from spf_lib.publish.contents import toc_pages
from spf_lib.publish.editions import EditionParameters, PageParameters, edition_ids, read_edition
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.store import Editions
from spf_lib.publish.told_editions import ToldEdition, told_edition


@dataclass(frozen=True)
class SiteEdition:
    """An edition of the site.

    Attributes
    ----------
    root : Path
        The project's folder.
    held : Editions
        Of the project.
    parameters : EditionParameters
        Of the edition.
    pages : mapping of str to PageParameters
        Its pages by name, in the order of the contents.
    """

    root: Path
    held: Editions
    parameters: EditionParameters
    pages: Mapping[str, PageParameters]

    @cached_property
    def assessed(self) -> AssessedEdition:
        """What it holds.

        Raises
        ------
        BadInput
            If its inputs have faults.
        """
        return self.held[self.edition_id]

    @property
    def content(self) -> str:
        """The SHA-256 of what it holds, in hexadecimal digits.

        Raises
        ------
        BadInput
            If its inputs have faults.
        """
        return self.held.content_of(self.edition_id)

    @cached_property
    def _told(self) -> ToldEdition:
        return told_edition(self.root, self.edition_id, self.held)

    @property
    def edition_id(self) -> str:
        """Such as ``2019-20-Q2``."""
        return self.parameters.edition

    @property
    def title(self) -> str:
        """Such as ``Quarter 2 2019/20``."""
        return self.parameters.title

    @property
    def framework(self) -> str:
        """The framework's title."""
        return self._told.framework

    @property
    def counts(self) -> EditionCounts:
        """What it holds, counted."""
        return self._told.counts

    @property
    def full_title(self) -> str:
        """Such as ``Quarter 2 2019/20: Key performance indicators 2019/20``."""
        return f"{self.title}: {self.framework}"

    @property
    def council(self) -> str:
        """Whose performance it reports."""
        return self._told.council

    @cached_property
    def holds(self) -> str:
        """What it holds, in plain words: "49 measures (10 green, …), 59 deliverables"."""
        return str(self.counts.in_words(lambda fact: fact.text))

    @property
    def ends(self) -> str:
        """The last day of its quarter, ISO 8601."""
        return period_end(self.parameters.period).isoformat()

    @property
    def first_page(self) -> str:
        """The name of its first page."""
        return next(iter(self.pages))

    def document(self, page: str) -> str:
        """Return a page's path in the site, without ending."""
        return f"{BOOK_FOLDER}/{self.edition_id}/{page}"

    def page_made_from(self, template: str) -> str:
        """Return the path of the page made from a template, or of the first if none is."""
        made = (name for name, page in self.pages.items() if page.template == template)
        return self.document(next(made, self.first_page))


def site_editions(root: Path, held: Editions) -> list[SiteEdition]:
    """Return the editions whose pages stand in the contents, newest first.

    Raises
    ------
    BadInput
        If the parameters of an edition have faults.
    """
    listed = toc_pages(root)
    found = []
    for edition_id in reversed(edition_ids(root)):
        parameters = read_edition(root, edition_id)
        known = {page.name: page for page in parameters.pages}
        folder = f"{BOOK_FOLDER}/{edition_id}/"
        names = [page.removeprefix(folder) for page in listed if page.startswith(folder)]
        pages = {name: known[name] for name in names if name in known}
        if pages:
            found.append(SiteEdition(root, held, parameters, pages))
    return found
