"""The card of a measure: everything an edition says of it."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.assess.rules import rules_file
from spf_lib.figures.returns import figures_file, returns_folder
from spf_lib.figures.schemas import NARRATIVE_KINDS
from spf_lib.framework.fact import Fact
from spf_lib.present import facts
from spf_lib.present.badges import published_badge, rag_badge, travel_badge
from spf_lib.present.chart_cards import chart_html
from spf_lib.present.continuity import history_link
from spf_lib.present.figure_tables import breakdown_tables, figure_tables
from spf_lib.present.ledger import line_number
from spf_lib.present.page import Page, Shown, narrative_html, record_table, render
from spf_lib.present.prose import contradiction, measure_prose
from spf_lib.present.revised import figure_remarks
from spf_lib.present.series import STATUS_WORDS
from spf_lib.present.told import Origin, row_origin, titled, told
from spf_lib.present.trend_cards import trend_html
from spf_lib.present.words import direction_html, reason_html, target_html, title_of
from spf_lib.present.workings import workings_html

_NARRATIVE_TITLES = {
    "performance": "Performance",
    "actions": "Actions",
    "issues": "Issues to consider",
    "history": "Background",
    "benchmarking": "Benchmarking notes",
}
_UNSETTLED = ("provisional", "forecast")


def card(page: Page, measure_id: str) -> Shown:
    """Present one measure.

    Parameters
    ----------
    page : Page
        The page it stands on.
    measure_id : str
        A headline measure of the edition; its further series come with it.
    """
    edition = page.edition
    scorecard = edition.scorecard.set_index("measure_id", drop=False)
    row = scorecard.loc[measure_id]
    value = facts.value_fact(edition, row)
    previous = facts.previous_fact(edition, row)
    begins = len(page.ledger.entries)
    return Shown(
        render(
            "card.html",
            row=row,
            series="" if pd.isna(row["series"]) else row["series"],
            period=title_of(row["period"]),
            status=STATUS_WORDS.get(row["figure_status"], ""),
            unsettled=row["figure_status"] in _UNSETTLED,
            value=page.ledger.html(value) if value else None,
            remarks=_remarks(page, row),
            note=told(page.ledger, row["note"], _figure_origin(page, row)),
            prose=measure_prose(page, row),
            target=target_html(row, page.ledger),
            target_period=title_of(row["target_period"]),
            rag=rag_badge(row["rag"]),
            published=published_badge(row["published_rag"]),
            travel=travel_badge(row["travel"]),
            direction=direction_html(row, page.ledger, value, previous),
            reason=reason_html(row, page.ledger, value, previous, rules_file(edition.rules_name)),
            chart=_chart(page, row),
            parts=[
                _part(page, part)
                for _, part in edition.scorecard[
                    edition.scorecard["part_of"] == measure_id
                ].iterrows()
            ],
            tables=figure_tables(page, row),
            breakdowns=breakdown_tables(page, row),
            trend=trend_html(page, row),
            narrative=_narrative(page, measure_id),
            benchmarks=_benchmarks(page, row),
            discrepancies=_discrepancies(page, measure_id),
            history=history_link(measure_id, edition.whole),
            sources=_sources(page, row),
            workings=workings_html(page, begins),
        )
    )


def _remarks(page: Page, row: pd.Series) -> list[Markup]:
    """Say that the latest figure is revised in this edition, or corrected."""
    return [
        remark
        for figure in page.edition.figures_of.get(row["measure_id"], ())
        if figure.period == row["period"]
        for remark in figure_remarks(page, row, figure)
    ]


def _part(page: Page, part: pd.Series) -> dict[str, Any]:
    value = facts.value_fact(page.edition, part)
    return {
        "series": part["series"],
        "period": title_of(part["period"]),
        "value": page.ledger.html(value) if value else Markup("No figure"),
        "travel": travel_badge(part["travel"]),
        "direction": direction_html(
            part, page.ledger, value, facts.previous_fact(page.edition, part)
        ),
        "tables": figure_tables(page, part),
        "chart": _chart(page, part),
    }


def _chart(page: Page, row: pd.Series) -> Markup:
    edition, measure_id = page.edition, row["measure_id"]
    figures = edition.figures_of.get(measure_id, ())
    return chart_html(page.ledger, row, figures, edition.targets_of.get(measure_id, ()))


def _narrative(page: Page, measure_id: str) -> list[tuple[str, list[Markup]]]:
    own = sorted(page.edition.narrative_of.get(measure_id, ()), key=lambda row: row.position)
    said = {
        kind: [narrative_html(row.text) for row in own if row.kind == kind]
        for kind in NARRATIVE_KINDS
    }
    return [(_NARRATIVE_TITLES[kind], texts) for kind, texts in said.items() if texts]


def _benchmarks(page: Page, measure: pd.Series) -> Markup:
    """Lay out the benchmarks printed for a measure; nothing for one without any."""
    own = page.edition.benchmarks_of.get(measure["measure_id"], ())
    if not own:
        return Markup("")
    file = f"{returns_folder(page.edition.edition_id)}/benchmarks.csv"
    table = [
        [
            titled(row.comparator),
            title_of(row.period) or "Not stated",
            "Not given"
            if pd.isna(row.value)
            else page.ledger.html(facts.quoted(row, measure, "benchmark", row.comparator, file)),
            _rank(page, row, measure, file),
            told(
                page.ledger,
                row.note,
                row_origin(row, measure["measure_id"], file, measure["source_id"]),
            ),
        ]
        for row in own
    ]
    columns = ["Comparator", "Period", "As printed", "Rank", "Note"]
    return record_table(f"{measure['title']}: benchmarks", columns, table)


def _rank(page: Page, row: Any, measure: pd.Series, file: str) -> Markup:
    if pd.isna(row.rank):
        return Markup("")

    def written(column: str) -> Markup:
        return page.ledger.html(
            Fact(
                name=f"{measure['measure_id']}--{column}",
                kind="benchmark",
                value=getattr(row, column),
                period="" if pd.isna(row.period) else row.period,
                file=file,
                line=line_number(row.Index),
                source_id=measure["source_id"],
                source_line=line_number(row.source_line),
            )
        )

    rank = written("rank")
    return rank if pd.isna(row.rank_of) else Markup("{} of {}").format(rank, written("rank_of"))


def _figure_origin(page: Page, row: pd.Series) -> Origin:
    return Origin(
        row["measure_id"],
        figures_file(page.edition.edition_id),
        line_number(row["file_line"]),
        row["source_id"],
        line_number(row["figure_line"]),
    )


def _discrepancies(page: Page, measure_id: str) -> list[dict[str, Any]]:
    rows, scorecard = page.edition.discrepancies, page.edition.scorecard
    heads = zip(scorecard["measure_id"], scorecard["part_of"], strict=True)
    own = {measure_id, *(part for part, head in heads if head == measure_id)}
    return [
        contradiction(page.ledger, found) for found in rows.itertuples() if found.measure_id in own
    ]


def _sources(page: Page, row: pd.Series) -> dict[str, Any]:
    documents = page.edition.catalogue.sources.set_index("source_id")
    own = page.edition.figures_of.get(row["measure_id"], ())
    return {
        "document": documents.at[row["source_id"], "title"],
        "title_line": row["source_line"],
        "figure_lines": ", ".join(sorted({figure.source_line for figure in own}, key=int)),
        "files": sorted({figure.file for figure in own}) or [figures_file(page.edition.edition_id)],
    }
