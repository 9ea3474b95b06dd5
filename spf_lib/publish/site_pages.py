"""What the head and the furniture of every page say: title, description, edition, neighbours."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.present.edition_counts import is_rated
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
ABOUT = "About this book"
SEARCH = {
    "title": "Search",
    "description": "Search the book of the Council’s performance: measures, portfolios, owners, "
    "commitments and methods.",
}


def page_facts(
    listed: Sequence[str], editions: Sequence[SiteEdition], stage: Path, book_title: str
) -> dict[str, dict[str, Any]]:
    """Return what the furniture says of each page, by its path.

    Parameters
    ----------
    listed : sequence of str
        The pages of the contents, in reading order.
    editions : sequence of SiteEdition
        Newest first.
    stage : Path
        The staged book, for the titles of the pages that are Markdown.
    book_title : str
        Ends every title.

    Returns
    -------
    dict
        Of each page ``title``, ``description``, ``image`` and ``image_alt``; of the page of an
        edition also ``edition`` and ``switch`` (a link to each edition), and ``later`` (the
        latest edition's, if this is none); ``previous_part`` and ``next_part`` where the page
        before or after belongs to another edition.
    """
    by_id = {one.edition_id: one for one in editions}
    parts = [_part(page, by_id) for page in listed]
    pictured = next((one for one in editions if is_rated(one.assessed)), editions[0])
    described = {one.edition_id: describe_pages(one) for one in editions}
    facts = {}
    for at, page in enumerate(listed):
        edition = by_id.get(_edition_id(page))
        own = (
            _of_edition(page, edition, editions)
            | {"description": described[edition.edition_id][page.rsplit("/", 1)[1]]}
            if edition
            else _of_text(page, stage / f"{page}.md")
        )
        named = [own["title"], *([edition.title] if edition else []), book_title]
        shown = edition or pictured
        facts[page] = own | {
            "title": " - ".join([shortened(named[0], _LONGEST_TITLE), *named[1:]]),
            "image": f"{BOOK_FOLDER}/{shown.edition_id}/{PREVIEW_NAME}",
            "image_alt": preview_words(shown),
            "previous_part": parts[at - 1] if at and parts[at - 1] != parts[at] else "",
            "next_part": parts[at + 1] if parts[at + 1 : at + 2] not in ([], [parts[at]]) else "",
        }
    facts["search"] = SEARCH | {"title": f"{SEARCH['title']} - {book_title}"}
    return facts


def preview_words(edition: SiteEdition) -> str:
    """Say in words what the preview of an edition shows."""
    return f"{edition.council}, {edition.full_title}: {edition.holds}"


def _edition_id(page: str) -> str:
    return page.split("/")[1]


def _part(page: str, editions: Mapping[str, SiteEdition]) -> str:
    edition = editions.get(_edition_id(page))
    return edition.full_title if edition else ABOUT


def _of_edition(page: str, edition: SiteEdition, editions: Sequence[SiteEdition]) -> dict[str, Any]:
    name = page.rsplit("/", 1)[1]
    parameters = edition.pages[name]
    latest = editions[0]
    return {
        "title": plain_title(parameters.title, edition.title),
        "edition": edition.full_title,
        "switch": [
            {"title": one.full_title, "page": one.same_kind(name), "here": one is edition}
            for one in editions
        ],
        "later": {}
        if edition is latest
        else {"title": latest.title, "page": latest.same_kind(name)},
    }


def _of_text(page: str, file: Path) -> dict[str, Any]:
    text = file.read_text(encoding="utf-8")
    heading = _HEADING.search(text)
    title = _ESCAPED.sub(r"\1", heading[1]) if heading else page
    if page.startswith(f"{BOOK_FOLDER}/{HISTORY_FOLDER}/") and not page.endswith("/index"):
        return {"title": title, "description": describe_history(title)}
    return {"title": title, "description": describe_text(text)}
