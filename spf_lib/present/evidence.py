"""What stands behind the edition: contradictions found, completeness, sources."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.figures import schemas
from spf_lib.framework.catalogue import DISCREPANCIES_FILE
from spf_lib.present.deliverables import with_chapters
from spf_lib.present.ledger import count, line_number, row_keys
from spf_lib.present.links import deliverable_link, measure_link
from spf_lib.present.page import Page, Shown, count_table, record_table, render
from spf_lib.present.prose import contradiction
from spf_lib.present.series import STATUS_WORDS
from spf_lib.present.told import titled


def discrepancy_count(page: Page) -> Shown:
    """Present how many contradictions were found in the edition's sources."""
    rows = page.edition.discrepancies
    return Shown(
        render(
            "discrepancy_count.html",
            found=page.ledger.html(
                count(
                    "discrepancies",
                    row_keys(rows, DISCREPANCIES_FILE),
                    "contradictions found in the sources",
                )
            ),
        )
    )


def discrepancies(page: Page, source_id: str) -> Shown:
    """List the contradictions found in one source, in the order of its lines.

    Parameters
    ----------
    page : Page
        The page.
    source_id : str
        The document.
    """
    rows = page.edition.discrepancies
    own = rows[rows["source_id"] == source_id].sort_values("source_line", kind="stable")
    measures = page.edition.scorecard.set_index("measure_id", drop=False)
    promised = with_chapters(page).set_index("deliverable_id", drop=False)
    items = [
        {
            "about": _about(row, measures, promised),
            "found": contradiction(page.ledger, row),
            "line": line_number(row.source_line),
        }
        for row in own.itertuples()
    ]
    return Shown(render("discrepancies.html", items=items))


def _about(row: Any, measures: pd.DataFrame, promised: pd.DataFrame) -> Markup:
    """Name what a contradiction is about; one about the document as a whole names nothing."""
    if isinstance(row.measure_id, str):
        return measure_link(measures.loc[row.measure_id])
    if isinstance(row.deliverable_id, str):
        return deliverable_link(promised.loc[row.deliverable_id])
    return Markup("")


def completeness(page: Page) -> Shown:
    """Present how many figures of each status every portfolio reported."""
    edition = page.edition
    scorecard = edition.scorecard
    group_of = dict(zip(scorecard["measure_id"], scorecard["group_id"], strict=True))
    found: dict[tuple[str, str], list[str]] = {}
    for row in edition.reported.itertuples():
        cell = f"{row.file}:{line_number(row.file_line)}"
        found.setdefault((group_of.get(row.measure_id, ""), row.status), []).append(cell)
    known = {status for _, status in found}
    statuses = [
        status for status in (*schemas.WITH_VALUE, *schemas.WITHOUT_VALUE) if status in known
    ]
    reporting = {group_id for group_id, _ in found}
    words = {"final": "final"} | STATUS_WORDS
    table = []
    for portfolio in edition.catalogue.groups.itertuples():
        if portfolio.group_id not in reporting:
            continue
        cells = [
            page.ledger.html(
                count(
                    f"figures {portfolio.group_id} {status}",
                    found.get((portfolio.group_id, status), ()),
                    f"figures of {portfolio.title} with status {words[status]}",
                )
            )
            for status in statuses
        ]
        table.append([portfolio.title, *cells])
    columns = ["Portfolio", *(words[status].capitalize() for status in statuses)]
    title = "Figures by portfolio and status"
    return Shown(count_table(title=title, columns=columns, rows=table))


def targets_by_kind(page: Page) -> Shown:
    """Present how many headline measures can be rated, and why the others cannot."""
    headlines = page.edition.headlines
    reasons = {
        "rated": ("Rated", headlines["rag"] != ""),
        "to-be-set": ("Target still to be set", headlines["outcome"] == "target_to_be_set"),
        "no-target": ("No target for the period", headlines["outcome"] == "no_target"),
        "zero": (
            "Target of zero and a tolerance in percent",
            headlines["outcome"] == "zero_target",
        ),
        "no-figure": ("No figure", headlines["outcome"] == "no_figure"),
    }
    rows = [
        [
            title,
            page.ledger.html(
                count(f"measures {name}", headlines.loc[which, "measure_id"], f"measures: {title}")
            ),
        ]
        for name, (title, which) in reasons.items()
    ]
    return Shown(
        count_table(
            title="Which measures can be rated",
            columns=["Reason", "Measures"],
            rows=rows,
        )
    )


def sources(page: Page) -> Shown:
    """List the documents the edition was read from, with the hash of the text that was read."""
    table = [
        [titled(row.title), row.publisher, Markup("<code>{}</code>").format(row.sha256)]
        for row in page.edition.catalogue.sources.itertuples()
    ]
    return Shown(
        record_table(
            title="Documents this edition was read from",
            columns=["Document", "Publisher", "SHA-256 of the text read"],
            rows=table,
        )
    )
