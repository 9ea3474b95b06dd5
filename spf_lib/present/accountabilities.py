"""Key accountabilities: what was promised, who answers for it, and the update."""

import pandas as pd

from spf_lib.framework.catalogue import FOLDER
from spf_lib.present.ledger import count
from spf_lib.present.page import Page, Shown, count_table, narrative_html, render

_STATUS_TITLES = {
    "complete": "Complete",
    "in_progress": "In progress",
    "not_stated": "Progress not stated",
}


def accountability_counts(page: Page) -> Shown:
    """Present how many accountabilities each portfolio has, by progress."""
    rows = _with_updates(page)
    groups = page.edition.catalogue.groups
    table = []
    for group in groups.itertuples():
        own = rows[rows["group_id"] == group.group_id]
        if own.empty:
            continue
        cells = [
            page.ledger.html(
                count(
                    f"accountabilities {group.group_id} {status}",
                    (own["status"] == status).sum(),
                    f"accountabilities of {group.title}: {title.lower()}",
                )
            )
            for status, title in _STATUS_TITLES.items()
        ]
        table.append([group.title, *cells])
    columns = ["Portfolio", *_STATUS_TITLES.values()]
    title = "Key accountabilities by portfolio and progress"
    return Shown(count_table(title=title, columns=columns, rows=table))


def accountabilities(page: Page, group_id: str) -> Shown:
    """Present the accountabilities of one portfolio with their updates.

    Parameters
    ----------
    page : Page
        The page.
    group_id : str
        The portfolio.
    """
    rows = _with_updates(page)
    people = page.edition.catalogue.people.set_index("person_id")["name"]
    items = [
        {
            "id": row.deliverable_id,
            "title": row.deliverable,
            "leads": " and ".join(people[lead] for lead in row.lead_officer.split(";")),
            "status": _STATUS_TITLES[row.status],
            "status_css": row.status.replace("_", "-"),
            "report": narrative_html(row.update) if isinstance(row.update, str) else "",
            "line": row.source_line,
        }
        for row in rows[rows["group_id"] == group_id].itertuples()
    ]
    return Shown(render("accountabilities.html", items=items, file=f"{FOLDER}/deliverables.csv"))


def _with_updates(page: Page) -> pd.DataFrame:
    """Join the updates on: one row is an accountability."""
    deliverables = page.edition.catalogue.deliverables
    updates = page.edition.returns.deliverables.drop(columns="source_line")
    return deliverables.merge(updates, on="deliverable_id", how="left", validate="one_to_one")
