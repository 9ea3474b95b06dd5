"""What the head of every page says: its title, its description, the picture that stands for it."""

import re
from collections.abc import Sequence
from pathlib import Path

from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.publish.contents import volume_of
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.page_descriptions import (
    describe_history,
    describe_pages,
    describe_text,
    plain_title,
    shortened,
)
from spf_lib.publish.site_editions import SiteEdition
from spf_lib.publish.social_preview import PREVIEW_NAME

_LONGEST_TITLE = 70
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([^\w\s])")
SEARCH = {
    "title": "Search",
    "description": "Search the book of the Council’s performance: measures, portfolios, owners, "
    "commitments and methods.",
}


def page_facts(
    listed: Sequence[str], editions: Sequence[SiteEdition], source: Path, book_title: str
) -> dict[str, dict[str, str]]:
    """Return what Sphinx's templates say of each page, by its path.

    Parameters
    ----------
    listed : sequence of str
        The pages.
    editions : sequence of SiteEdition
        Newest first.
    source : Path
        The folder of sources, for the titles of the pages that are Markdown.
    book_title : str
        Ends every title.

    Returns
    -------
    dict
        Of each page, and of the search, ``title`` and ``description``; of a page also ``image`` and
        ``image_alt``.
    """
    by_id = {one.edition_id: one for one in editions}
    pictured = pictured_by(editions)
    volumes = {volume_of(page) for page in listed}
    described = {name: describe_pages(one) for name, one in by_id.items() if name in volumes}
    facts = {}
    for page in listed:
        edition = by_id.get(volume_of(page))
        if edition:
            name = page.rsplit("/", 1)[1]
            titled = [plain_title(edition.pages[name].title, edition.title), edition.title]
            description = described[edition.edition_id][name]
        else:
            title, description = _of_text(page, source / f"{page}.md")
            titled = [title]
        shown = edition or pictured
        facts[page] = {
            "title": " - ".join([shortened(titled[0], _LONGEST_TITLE), *titled[1:], book_title]),
            "description": description,
            "image": f"{BOOK_FOLDER}/{shown.edition_id}/{PREVIEW_NAME}",
            "image_alt": preview_words(shown),
        }
    facts["search"] = SEARCH | {"title": f"{SEARCH['title']} - {book_title}"}
    return facts


def pictured_by(editions: Sequence[SiteEdition]) -> SiteEdition:
    """Return the edition whose preview stands for a page of none: the latest that has ratings."""
    return next((one for one in editions if one.counts.is_rated), editions[0])


def preview_words(edition: SiteEdition) -> str:
    """Say in words what the preview of an edition shows."""
    return f"{edition.council}, {edition.full_title}: {edition.holds}"


def _of_text(page: str, file: Path) -> tuple[str, str]:
    """Return the title and the description of a page that is Markdown."""
    text = file.read_text(encoding="utf-8")
    heading = _HEADING.search(text)
    title = _ESCAPED.sub(r"\1", heading[1]) if heading else page
    if volume_of(page) == HISTORY_FOLDER and not page.endswith("/index"):
        return title, describe_history(title)
    return title, describe_text(text)
