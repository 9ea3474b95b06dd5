"""Addresses in an edition: a chapter's page is named after its group, a card after its measure."""

import pandas as pd
from markupsafe import Markup


def measure_link(row: pd.Series) -> Markup:
    """Return a link to a measure's card from any page of its edition.

    Parameters
    ----------
    row : pandas.Series
        One row of the scorecard.
    """
    return Markup('<a href="{}.html#{}">{}</a>').format(
        row["group_id"],
        row["part_of"] if isinstance(row["part_of"], str) else row["measure_id"],
        row["title"],
    )
