"""The peer challenge plan: what the team found, what was done, what changed the programme."""

import pandas as pd

from spf_lib.present.page import Page, Shown, narrative_html, render

_TITLES = {
    "finding": "What the review team found",
    "response": "What was done",
    "change": "What changed the programme since",
}


def group_narrative(page: Page, group_id: str) -> Shown:
    """Present what is said of a theme.

    Parameters
    ----------
    page : Page
        The page.
    group_id : str
        The theme.
    """
    rows = page.edition.returns.group_narrative
    return _told(rows[rows["group_id"] == group_id])


def overall_narrative(page: Page) -> Shown:
    """Present what is said of the plan as a whole."""
    rows = page.edition.returns.group_narrative
    return _told(rows[rows["group_id"].isna()])


def _told(rows: pd.DataFrame) -> Shown:
    said = [
        (title, [narrative_html(text) for text in rows.loc[rows["kind"] == kind, "text"]])
        for kind, title in _TITLES.items()
    ]
    return Shown(render("group_narrative.html", said=[part for part in said if part[1]]))
