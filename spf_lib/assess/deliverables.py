"""Where a deliverable stands at an edition's date: from its update, else from its due date."""

from datetime import date

import numpy as np
import pandas as pd

STATUSES = {
    "complete": "Complete",
    "in_progress": "In progress",
    "not_started": "Not started",
    "not_stated": "Progress not stated",
    "due_this_quarter": "Due this quarter, no update received",
    "overdue": "Overdue, no update received",
    "not_yet_due": "Not yet due, no update received",
    "ongoing": "Ongoing, no update received",
    "no_date": "No date, no update received",
}


def deliverable_status(
    deliverables: pd.DataFrame, updates: pd.DataFrame, starts: date, ends: date
) -> pd.DataFrame:
    """Say where every deliverable stands.

    What an update says goes first. Without one nothing is guessed: the status says only how the
    printed date lies to the quarter, and that no update was received.

    Parameters
    ----------
    deliverables : pandas.DataFrame
        One row is a deliverable: ``due_from``, ``due_to`` (ISO dates or missing), ``recurrence``.
    updates : pandas.DataFrame
        One row is an update of an edition's return: ``deliverable_id``, ``status``.
    starts, ends : datetime.date
        The edition's quarter.

    Returns
    -------
    pandas.DataFrame
        The deliverables with ``status`` (a key of ``STATUSES``), ``status_as_printed``,
        ``update`` and ``revised_due``.
    """
    rows = deliverables.merge(
        updates.drop(columns="source_line"), on="deliverable_id", how="left", validate="one_to_one"
    )
    due = rows["revised_due"].fillna(rows["due_to"])
    first, last = starts.isoformat(), ends.isoformat()
    status = np.select(
        [
            rows["status"].notna(),
            due.notna() & (due < first),
            due.notna() & (due <= last),
            due.notna(),
            rows["recurrence"].notna(),
            rows["due_from"].notna() & (rows["due_from"] > last),
            rows["due_from"].notna(),
        ],
        [
            rows["status"],
            "overdue",
            "due_this_quarter",
            "not_yet_due",
            "ongoing",
            "not_yet_due",
            "ongoing",
        ],
        "no_date",
    )
    return rows.assign(status=status)
