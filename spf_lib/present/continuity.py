"""A measure through frameworks: what it continues, and what continues it."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.framework.catalogue import FOLDER, Catalogue
from spf_lib.framework.groups import chapter_ids
from spf_lib.framework.periods import parse_period, period_title
from spf_lib.present.ledger import Ledger
from spf_lib.present.told import row_origin, titled, told

HISTORY_FOLDER = "history"


def continues(measure_id: str, whole: Catalogue) -> list[Any]:
    """Return the continuity rows of the measures that a measure continues."""
    rows = whole.continuity
    is_own = rows["measure_id"] == measure_id
    return list(rows[is_own].itertuples()) if is_own.any() else []


def note_html(link: Any, ledger: Ledger) -> Markup:
    """Write the note of a continuity row: what is the same, and what is not."""
    return told(ledger, link.note, row_origin(link, link.measure_id, f"{FOLDER}/continuity.csv"))


def card_link(measure_id: str, edition_id: str, whole: Catalogue) -> Markup:
    """Return a link from any edition's page to the card of a measure in an edition."""
    return CardLinks(whole).to(measure_id, edition_id)


class CardLinks:
    """Links to the cards of all measures, for which the catalogue is looked through once."""

    def __init__(self, whole: Catalogue) -> None:
        measures = whole.measures
        ids = measures["measure_id"]
        self._titles = dict(zip(ids, measures["title"], strict=True))
        self._headlines = dict(zip(ids, measures["part_of"].fillna(ids), strict=True))
        self._groups = dict(zip(ids, measures["group_id"], strict=True))
        self._chapters = chapter_ids(whole.groups).to_dict()

    def to(self, measure_id: str, edition_id: str) -> Markup:
        """Return a link from any edition's page to the card of a measure in an edition.

        A measure that is part of another leads to the card of that one.
        """
        return self._link(measure_id, edition_id, titled(self._titles[measure_id]))

    def by_edition(self, measure_id: str, edition_id: str) -> Markup:
        """Return the same link, in the words of the edition: for a page of the measure alone."""
        return self._link(measure_id, edition_id, period_title(parse_period(edition_id)))

    def _link(self, measure_id: str, edition_id: str, words: str) -> Markup:
        headline = self._headlines[measure_id]
        chapter = self._chapters[self._groups[headline]]
        return Markup('<a href="../{}/{}.html#{}">{}</a>').format(
            edition_id, chapter, headline, words
        )


def history_link(measure_id: str, whole: Catalogue) -> Markup:
    """Return a link to the history page of the measure a chain begins with."""
    heads = dict(zip(whole.measures["measure_id"], whole.measures["part_of"], strict=True))
    root = measure_id if pd.isna(heads[measure_id]) else heads[measure_id]
    return Markup('<a href="../{}/{}.html">{}</a>').format(
        HISTORY_FOLDER, root, "Its history through frameworks and editions"
    )
