"""Is the built site whole? Every page of the contents, every measure on its page."""

import re
from pathlib import Path

from spf_lib.assess.edition import AssessedEdition
from spf_lib.publish.contents import toc_pages
from spf_lib.publish.editions import EditionParameters
from spf_lib.publish.layout import BOOK_FOLDER

# A parser of every tag of a page took ten times as long, most of them tags of charts.
_CARD = re.compile(r'<article\b[^>]* data-measure="([^"]+)"')


def missing_from_site(
    root: Path, site: Path, edition: EditionParameters, assessed: AssessedEdition
) -> list[str]:
    """Say what a built site lacks.

    Returns
    -------
    list of str
        One sentence for each page of the contents that does not exist, each page of the edition
        that the contents leave out, and each measure whose card is not on its page.
    """
    listed = toc_pages(root)
    missing = [f"No page for {page}" for page in listed if not (site / f"{page}.html").is_file()]
    folder = f"{BOOK_FOLDER}/{edition.edition}"
    missing += [
        f"{folder}/{page.name} is not in _toc.yml"
        for page in edition.pages
        if f"{folder}/{page.name}" not in listed
    ]
    if missing:
        return missing
    for chapter_id, measures in assessed.headlines.groupby("chapter_id", sort=False):
        page = site / folder / f"{chapter_id}.html"
        if not page.is_file():
            missing.append(f"No page for the measures of {chapter_id}")
            continue
        cards = _cards_of(page)
        missing += [
            f"{measure_id} is not on {page.name}"
            for measure_id in measures["measure_id"]
            if measure_id not in cards
        ]
    return missing


def _cards_of(page: Path) -> set[str]:
    """Return the measures that have a card on a page."""
    return set(_CARD.findall(page.read_text(encoding="utf-8")))
