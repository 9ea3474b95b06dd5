"""The summary of an edition: counts, matrix, heat map and exceptions."""

import pandas as pd
from markupsafe import Markup

from spf_lib.assess.rules import rules_file
from spf_lib.framework.periods import date_title, period_end, period_title
from spf_lib.present import count_charts, facts, measure_table
from spf_lib.present.badges import rag_badge, travel_badge
from spf_lib.present.colours import RAG_STYLES
from spf_lib.present.edition_counts import RATINGS
from spf_lib.present.ledger import count
from spf_lib.present.links import measure_link
from spf_lib.present.measure_table import Cell, Row
from spf_lib.present.page import Page, Shown, count_table, record_table, render
from spf_lib.present.people import stated_owner
from spf_lib.present.told import as_printed
from spf_lib.present.words import (
    direction_html,
    latest_html,
    reason_html,
    target_html,
    title_of,
)

_SCORECARD = "scorecard.html"
_DIRECTIONS = ("up", "level", "down", "n/a")
_DIRECTION_TITLES = {"up": "Better", "level": "No change", "down": "Worse", "n/a": "Not judged"}


def headline_counts(page: Page) -> Shown:
    """Present how many measures there are and how many of each rating."""
    headlines = page.edition.headlines
    tiles = [
        {
            "badge": rag_badge(rag),
            "count": page.ledger.html(
                count(
                    f"rated {RAG_STYLES[rag].word}",
                    headlines.loc[headlines["rag"] == rag, "measure_id"],
                    f"measures rated {RAG_STYLES[rag].word.lower()}",
                )
            ),
            "css": RAG_STYLES[rag].css,
            "list": measure_table.narrowed_to_rating(_SCORECARD, rag),
        }
        for rag in RATINGS
    ]
    return Shown(
        render(
            "headline_counts.html",
            tiles=tiles,
            total=page.ledger.html(count("all measures", headlines["measure_id"], "measures")),
            period=period_title(page.edition.period),
            ends=date_title(period_end(page.edition.period)),
        )
    )


def counts_by_group(page: Page) -> Shown:
    """Present the ratings of each portfolio, as a heat map and as a table."""
    headlines = page.edition.headlines
    counts = _counts(headlines, page.edition.catalogue.groups)
    titles = headlines["group_id"].map(page.edition.catalogue.groups.set_index("group_id")["title"])
    words = headlines["rag"].map({rag: RAG_STYLES[rag].word for rag in RATINGS})
    facts_shown = [
        [
            count(
                f"{group} {word}",
                headlines.loc[(titles == group) & (words == word), "measure_id"],
                f"measures of {group} rated {word.lower()}",
            )
            for word in counts.columns
        ]
        for group in counts.index
    ]
    ids = [[page.ledger.label(fact).id for fact in row] for row in facts_shown]
    drawing = count_charts.count_heatmap("ratings-by-portfolio", counts, pd.DataFrame(ids))
    rows = [
        [group, *map(page.ledger.html, row)]
        for group, row in zip(counts.index, facts_shown, strict=True)
    ]
    title = "Measures by portfolio and rating"
    return Shown(
        render(
            "heatmap.html",
            drawing=drawing,
            title=title,
            table=count_table(title=title, columns=["Portfolio", *counts.columns], rows=rows),
        )
    )


def _counts(headlines: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Count ratings by group: one row a group in reading order, one column a rating."""
    titles = groups.set_index("group_id")["title"]
    table = pd.crosstab(headlines["group_id"], headlines["rag"])
    table = table.reindex(index=titles.index, columns=list(RATINGS), fill_value=0)
    table = table[table.sum(axis="columns") > 0]
    return table.set_axis(titles[table.index], axis="index").set_axis(
        [RAG_STYLES[rag].word for rag in RATINGS], axis="columns"
    )


def rating_by_direction(page: Page) -> Shown:
    """Present how many measures have each rating and direction."""
    headlines = page.edition.headlines
    rows = []
    for rag in RATINGS:
        cells = [
            page.ledger.html(
                count(
                    f"{RAG_STYLES[rag].word} {_DIRECTION_TITLES[way]}",
                    headlines.loc[
                        (headlines["rag"] == rag) & (headlines["travel"] == way), "measure_id"
                    ],
                    f"measures rated {RAG_STYLES[rag].word.lower()} with direction "
                    f"{_DIRECTION_TITLES[way].lower()}",
                )
            )
            for way in _DIRECTIONS
        ]
        rows.append([rag_badge(rag), *cells])
    columns = ["Rating", *(_DIRECTION_TITLES[way] for way in _DIRECTIONS)]
    return Shown(count_table(title="Measures by rating and direction", columns=columns, rows=rows))


def headline_table(page: Page) -> Shown:
    """Present every headline measure in one table, portfolio by portfolio.

    Owners have a column if the edition states any.
    """
    catalogue, headlines = page.edition.catalogue, page.edition.headlines
    titles = catalogue.groups.set_index("group_id")["title"]
    columns = {
        "measure": "Measure",
        "portfolio": "Portfolio",
        "figure": "Latest figure",
        "target": "Target",
        measure_table.RATING: "Rating",
        "published": "Published",
        measure_table.DIRECTION: "Direction",
    }
    rows = [
        Row(
            cells=[
                Cell(measure_link(row)),
                Cell(titles[row["group_id"]]),
                Cell(latest_html(page, row)),
                Cell(target_html(row, page.ledger)),
                measure_table.rating_cell(row["rag"]),
                measure_table.published_cell(row["published_rag"]),
                measure_table.direction_cell(row["travel"]),
            ],
            filters={
                **measure_table.state_filters(row["rag"], row["travel"]),
                "portfolio": [titles[row["group_id"]]],
            },
        )
        for _, row in headlines.iterrows()
    ]
    if headlines[["lead_member", "lead_officer"]].notna().any(axis=None):
        columns["owner"] = "Owner"
        owners = [stated_owner(row, catalogue.people) for _, row in headlines.iterrows()]
        rows = [
            Row([*row.cells, Cell(owner.words)], {**row.filters, "owner": owner.names})
            for row, owner in zip(rows, owners, strict=True)
        ]
    return Shown(measure_table.measure_table("The scorecard", columns, rows))


def red_measures(page: Page) -> Shown:
    """List the red measures with their worked sums."""
    rows = page.edition.headlines[page.edition.headlines["is_red"]]
    file = rules_file(page.edition.rules_name)
    table = [
        [
            measure_link(row),
            travel_badge(row["travel"]),
            reason_html(
                row,
                page.ledger,
                facts.value_fact(page.edition, row),
                facts.previous_fact(page.edition, row),
                file,
            ),
        ]
        for _, row in rows.iterrows()
    ]
    columns = ["Measure", "Direction", "Worked sum"]
    return Shown(record_table(title="Red measures", columns=columns, rows=table))


def worsening_measures(page: Page) -> Shown:
    """List the measures that did worse than a year before."""
    rows = page.edition.headlines[page.edition.headlines["is_worsening"]]
    table = [
        [
            measure_link(row),
            rag_badge(row["rag"]),
            latest_html(page, row),
            direction_html(
                row,
                page.ledger,
                facts.value_fact(page.edition, row),
                facts.previous_fact(page.edition, row),
            ),
        ]
        for _, row in rows.iterrows()
    ]
    title = "Worse than the same period a year before"
    columns = ["Measure", "Rating", "Latest figure", "Direction"]
    return Shown(record_table(title=title, columns=columns, rows=table))


def missing_measures(page: Page) -> Shown:
    """List the measures whose figure for the edition is missing."""
    rows = page.edition.headlines[page.edition.headlines["is_missing"]]
    table = [
        [measure_link(row), latest_html(page, row), _what_the_return_says(page, row)]
        for _, row in rows.iterrows()
    ]
    title = "Measures without the figure due"
    columns = ["Measure", "Latest figure", "What the return says"]
    return Shown(record_table(title=title, columns=columns, rows=table))


def _what_the_return_says(page: Page, row: pd.Series) -> Markup:
    silent = ("not_due", "not_applicable", "dash")
    said = [
        Markup("{}: {}").format(
            title_of(figure.period),
            "left blank"
            if pd.isna(figure.value_as_printed)
            else as_printed(f"“{figure.value_as_printed}”"),
        )
        for figure in page.edition.figures_of.get(row["measure_id"], ())
        if pd.isna(figure.value) and figure.status not in silent
    ]
    return Markup("; ").join(said) or Markup("Nothing for this quarter")
