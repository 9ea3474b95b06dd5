"""The opening of a portfolio's chapter: its ratings in a line, and its measures in a table."""

from spf_lib.present.badges import rag_badge, travel_badge
from spf_lib.present.colours import RAG_STYLES
from spf_lib.present.ledger import count
from spf_lib.present.links import measure_link
from spf_lib.present.page import Page, Shown, record_table, render
from spf_lib.present.words import latest_html, target_html


def opening(page: Page, group_id: str) -> Shown:
    """Present a group at a glance.

    Parameters
    ----------
    page : Page
        The chapter.
    group_id : str
        The portfolio or theme.
    """
    headlines = page.edition.headlines
    own = headlines[headlines["group_id"] == group_id]
    groups = page.edition.catalogue.groups.set_index("group_id")
    title = groups.at[group_id, "title"]
    counts = [
        (
            page.ledger.html(
                count(
                    f"{group_id} {style.word}",
                    own.loc[own["rag"] == rag, "measure_id"],
                    f"measures of {title} rated {style.word.lower()}",
                )
            ),
            rag_badge(rag),
        )
        for rag, style in RAG_STYLES.items()
        if (own["rag"] == rag).any()
    ]
    rows = [
        [
            measure_link(row),
            latest_html(page, row),
            target_html(row, page.ledger),
            rag_badge(row["rag"]),
            travel_badge(row["travel"]),
        ]
        for _, row in own.iterrows()
    ]
    columns = ["Measure", "Latest figure", "Target", "Rating", "Direction"]
    table = record_table(title=f"{title}: at a glance", columns=columns, rows=rows)
    return Shown(render("opening.html", counts=counts, table=table))
