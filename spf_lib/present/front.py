"""The front of the book: how the Council does at a glance, and the editions there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.framework.periods import date_title, period_end
from spf_lib.present.edition_counts import Counted, EditionCounts
from spf_lib.present.ledger import Ledger
from spf_lib.present.measure_table import narrowed_to_direction, narrowed_to_rating
from spf_lib.present.page import render
from spf_lib.present.told import titled


@dataclass(frozen=True)
class Download:
    """A file of an edition: its address from the pages at the front, name and format."""

    address: str
    name: str
    format: str


@dataclass(frozen=True)
class Shelved:
    """An edition as the archive lists it.

    Attributes
    ----------
    counts : EditionCounts
        What it holds.
    period : Period
        Its quarter.
    title, framework : str
        Such as ``Quarter 2 2019/20``, and the framework's title.
    first_page, all_measures : str
        Addresses, from the pages at the front, of its first page and of the page that lists all
        its measures.
    downloads : sequence of Download
        Its files.
    """

    counts: EditionCounts
    period: pd.Period
    title: str
    framework: str
    first_page: str
    all_measures: str
    downloads: Sequence[Download]


def at_a_glance(ledger: Ledger, shelf: Sequence[Shelved]) -> Markup:
    """Present the ratings and directions of the latest edition that has any, as tiles.

    Parameters
    ----------
    ledger : Ledger
        Of the page.
    shelf : sequence of Shelved
        The editions, newest first.

    Returns
    -------
    Markup
        Nothing if no edition has ratings yet.
    """
    rated = next((one for one in shelf if one.counts.is_rated), None)
    if rated is None:
        return Markup("")
    newest = shelf[0]
    return render(
        "at_a_glance.html",
        shelved=rated,
        ends=date_title(period_end(rated.period)),
        total=ledger.html(rated.counts.measures.fact),
        ratings=[
            _tile(ledger, one, narrowed_to_rating(rated.all_measures, one.key))
            for one in rated.counts.ratings
        ],
        directions=[
            _tile(ledger, one, narrowed_to_direction(rated.all_measures, one.key))
            for one in rated.counts.directions
        ],
        newest=None if newest is rated else newest,
        newest_holds=None if newest is rated else newest.counts.in_words(ledger.html),
    )


def _tile(ledger: Ledger, counted: Counted, address: str) -> dict[str, Any]:
    return {"number": ledger.html(counted.fact), "counted": counted, "address": address}


def edition_list(ledger: Ledger, shelf: Sequence[Shelved]) -> Markup:
    """List the editions in a line each: title, framework, what it holds."""
    return render("edition_list.html", rows=[_row(ledger, one) for one in shelf])


def archive(ledger: Ledger, shelf: Sequence[Shelved]) -> Markup:
    """List the editions with everything to read and to take away."""
    return render("archive.html", rows=[_row(ledger, one) for one in shelf])


def _row(ledger: Ledger, shelved: Shelved) -> dict[str, Any]:
    period = shelved.period
    return {
        "edition_id": shelved.counts.edition_id,
        "title": shelved.title,
        "framework": titled(shelved.framework),
        "first_page": shelved.first_page,
        "starts": date_title(period.start_time.date()),
        "ends": date_title(period_end(period)),
        "holds": shelved.counts.in_words(ledger.html),
        "downloads": shelved.downloads,
    }
