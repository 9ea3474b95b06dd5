"""Deliverables: what was promised, by when, who answers for it, and where it stands."""

from typing import Any

import pandas as pd

from spf_lib.assess.deliverables import STATUSES
from spf_lib.framework.catalogue import FOLDER
from spf_lib.framework.groups import chapter_ids, chapters
from spf_lib.framework.periods import date_title, parse_period, period_end, period_id, period_title
from spf_lib.present import count_charts
from spf_lib.present.ledger import count, line_number
from spf_lib.present.links import deliverable_link
from spf_lib.present.page import Page, Shown, count_table, narrative_html, record_table, render
from spf_lib.present.people import names
from spf_lib.present.told import Origin, as_printed, told


def with_chapters(page: Page) -> pd.DataFrame:
    """Return the edition's deliverables with their chapter and the page they stand on.

    The deliverables of a portfolio stand together on one page, those of a theme in its chapter.
    """
    rows, groups = page.edition.deliverables, page.edition.catalogue.groups
    chapter = rows["group_id"].map(chapter_ids(groups))
    kind = chapter.map(groups.set_index("group_id")["kind"])
    return rows.assign(chapter_id=chapter, page=chapter.where(kind == "theme", "accountabilities"))


def deliverable_counts(page: Page) -> Shown:
    """Present how many deliverables each chapter has, by where they stand."""
    rows = with_chapters(page)
    statuses = [status for status in STATUSES if (rows["status"] == status).any()]
    table = []
    for chapter in chapters(page.edition.catalogue.groups).itertuples():
        own = rows[rows["chapter_id"] == chapter.group_id]
        cells = [
            page.ledger.html(
                count(
                    f"deliverables {chapter.group_id} {status}",
                    own.loc[own["status"] == status, "deliverable_id"],
                    f"deliverables of {chapter.title}: {STATUSES[status].lower()}",
                )
            )
            for status in statuses
        ]
        table.append([chapter.title, *cells])
    columns = ["Chapter", *(STATUSES[status] for status in statuses)]
    title = "Deliverables by chapter and where they stand"
    return Shown(count_table(title=title, columns=columns, rows=table))


def deliverables(page: Page, group_id: str) -> Shown:
    """Present the deliverables of one chapter, in the order they are printed.

    Parameters
    ----------
    page : Page
        The page.
    group_id : str
        The chapter: a portfolio or a theme.
    """
    rows = with_chapters(page)
    catalogue = page.edition.catalogue
    printed = catalogue.deliverables
    lines = dict(zip(printed["deliverable_id"], printed.index, strict=True))
    items = [
        _item(page, row, catalogue.people, lines[row.deliverable_id])
        for row in rows[rows["chapter_id"] == group_id].itertuples()
    ]
    return Shown(render("deliverables.html", items=items))


def _item(page: Page, row: Any, people: pd.DataFrame, line: int) -> dict[str, Any]:
    facts = [
        ("Milestone", row.milestone, "title"),
        ("Due", row.due_as_printed, "as-printed"),
        ("Lead member", names(row.lead_member, people), "title"),
        ("Lead officer", names(row.lead_officer, people), "title"),
        ("Programme", row.programme, "title"),
        ("Progress printed", row.status_as_printed, "as-printed"),
    ]
    return {
        "id": row.deliverable_id,
        "topic": "" if pd.isna(row.topic) else row.topic,
        "wording": row.deliverable,
        "aim": told(page.ledger, row.aim, _origin(row, line)),
        "status": STATUSES[row.status],
        "css": row.status.replace("_", "-"),
        "facts": [fact for fact in facts if isinstance(fact[1], str) and fact[1]],
        "report": narrative_html(row.update) if isinstance(row.update, str) else "",
        "same_as": row.duplicate_of if isinstance(row.duplicate_of, str) else "",
        "line": row.source_line,
    }


def _origin(row: Any, line: int) -> Origin:
    return Origin(
        row.deliverable_id,
        f"{FOLDER}/deliverables.csv",
        line_number(line),
        source_line=line_number(row.source_line),
    )


def due_timeline(page: Page) -> Shown:
    """Draw how many deliverables fall due in each quarter, and lay the counts out in a table."""
    rows = page.edition.deliverables
    dated = rows[rows["due_to"].notna()]
    quarters = dated["due_to"].map(lambda day: period_id(pd.Period(day, freq="D").asfreq("Q-MAR")))
    due = {quarter: list(own) for quarter, own in dated["deliverable_id"].groupby(quarters)}
    counts = pd.Series({quarter: len(own) for quarter, own in due.items()}, dtype="int64")
    now = period_id(page.edition.period)
    facts = [
        count(f"due {quarter}", own, f"deliverables due in {quarter}")
        for quarter, own in due.items()
    ]
    ids = [page.ledger.label(fact).id for fact in facts]
    titles = [period_title(parse_period(quarter)) for quarter in counts.index]
    undated = page.ledger.html(
        count(
            "no due date",
            rows.loc[rows["due_to"].isna(), "deliverable_id"],
            "deliverables without a due date",
        )
    )
    ends = date_title(period_end(page.edition.period))
    return Shown(
        render(
            "timeline.html",
            drawing=count_charts.due_chart("due-by-quarter", counts, now, ids),
            title="Deliverables by the quarter they fall due",
            ends=ends,
            undated=undated,
            table=count_table(
                title="Deliverables by the quarter they fall due: counts",
                columns=["Quarter", "Deliverables"],
                rows=[
                    [title, page.ledger.html(fact)]
                    for title, fact in zip(titles, facts, strict=True)
                ],
            ),
        )
    )


def fallen_due(page: Page) -> Shown:
    """List the deliverables that fell due by the end of the quarter, with or without an update."""
    last = period_end(page.edition.period).isoformat()
    return _due_list(page, "Fell due by the end of the quarter", lambda due: due <= last)


def falling_due(page: Page) -> Shown:
    """List the deliverables that fall due in the quarter after the edition's."""
    last = period_end(page.edition.period).isoformat()
    then = period_end(page.edition.period + 1).isoformat()
    title = f"Fall due in {period_title(page.edition.period + 1)}"
    return _due_list(page, title, lambda due: (due > last) & (due <= then))


def _due_list(page: Page, title: str, chosen: Any) -> Shown:
    rows = with_chapters(page)
    dated = rows[rows["due_to"].notna()]
    own = dated[chosen(dated["due_to"])].sort_values(["due_to", "source_line"], kind="stable")
    return Shown(deliverable_table(page, title, own))


def deliverable_table(page: Page, title: str, rows: pd.DataFrame) -> Any:
    """Lay deliverables out in a table with a link to each.

    Parameters
    ----------
    page : Page
        The page.
    title : str
        The table's caption.
    rows : pandas.DataFrame
        One row is a deliverable with its ``chapter_id``.
    """
    people = page.edition.catalogue.people
    table = [
        [
            deliverable_link(row),
            "" if pd.isna(row.due_as_printed) else as_printed(row.due_as_printed),
            names(row.lead_member, people) or names(row.lead_officer, people) or "None named",
            STATUSES[row.status],
        ]
        for row in rows.itertuples()
    ]
    columns = ["Deliverable", "Due", "Lead", "Where it stands"]
    return record_table(title=title, columns=columns, rows=table)
