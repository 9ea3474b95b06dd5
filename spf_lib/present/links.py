"""Addresses: a chapter's page is named after its group, a card's anchor after its measure."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.present.told import titled


def measure_link(row: pd.Series) -> Markup:
    """Return a link to a measure's card from any page of its edition.

    Parameters
    ----------
    row : pandas.Series
        One row of the scorecard.
    """
    return _card_link(row, "")


def measure_link_across(row: pd.Series, edition_id: str) -> Markup:
    """Return a link to a measure's card in an edition from any page of another folder.

    Parameters
    ----------
    row : pandas.Series
        One row of the edition's scorecard.
    edition_id : str
        The edition.
    """
    return _card_link(row, f"../{edition_id}/")


def _card_link(row: pd.Series, folder: str) -> Markup:
    anchor = row["part_of"] if isinstance(row["part_of"], str) else row["measure_id"]
    return Markup('<a href="{}{}.html#{}">{}</a>').format(
        folder, row["chapter_id"], anchor, titled(row["title"])
    )


def deliverable_link(row: Any) -> Markup:
    """Return a link to a deliverable from any page of its edition.

    Parameters
    ----------
    row : row of deliverables
        With ``page``, ``deliverable_id``, ``deliverable`` and ``milestone``.
    """
    title = row.deliverable if pd.isna(row.milestone) else f"{row.deliverable} ({row.milestone})"
    return Markup('<a href="{}.html#{}">{}</a>').format(row.page, row.deliverable_id, titled(title))
