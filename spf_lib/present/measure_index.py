"""All measures: one table of every measure of every framework, as its latest edition has it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.assess.edition import AssessedEdition
from spf_lib.framework.periods import period_title
from spf_lib.present import measure_table, words
from spf_lib.present.history import history_roots
from spf_lib.present.ledger import count
from spf_lib.present.links import measure_link_across
from spf_lib.present.measure_table import Cell, Row
from spf_lib.present.page import Page, render
from spf_lib.present.people import owner_of
from spf_lib.present.target_lists import target_html
from spf_lib.present.told import titled

_COLUMNS = {
    "measure": "Measure",
    measure_table.EDITION: "Edition",
    "group": "Portfolio or theme",
    "owner": "Owner",
    "figure": "Latest figure",
    "target": "Target",
    measure_table.RATING: "Rating",
    measure_table.DIRECTION: "Direction",
}


def latest_of_each_framework(editions: Iterable[AssessedEdition]) -> list[AssessedEdition]:
    """Choose the latest edition of each framework that has measures, oldest edition first.

    Parameters
    ----------
    editions : iterable of AssessedEdition
        Oldest first.
    """
    latest: dict[str, AssessedEdition] = {}
    for edition in editions:
        for framework_id in edition.catalogue.measures["framework_id"].unique():
            latest.pop(framework_id, None)
            latest[framework_id] = edition
    return list(latest.values())


def measure_index(pages: Sequence[Page]) -> Markup:
    """Present every headline measure of some editions in one table.

    Parameters
    ----------
    pages : sequence of Page
        The page as each edition writes its part of it: all of one name, with one ledger. The last
        one's edition knows every return.

    Raises
    ------
    ValueError
        If there is no edition.
    """
    if not pages:
        raise ValueError("an index of measures needs an edition")
    # Figures enter the ledger in the order of the page.
    keys = [key for page in pages for key in page.edition.headlines["measure_id"]]
    total = pages[-1].ledger.html(count("index all", keys, "measures of every framework"))
    frameworks = [_counted(page) for page in pages]
    histories = _history_pages(pages[-1])
    rows = [row for page in pages for row in _rows(page, histories)]
    return render(
        "measure_index.html",
        total=total,
        frameworks=frameworks,
        table=measure_table.measure_table("All measures", _COLUMNS, rows),
    )


def _counted(page: Page) -> Markup:
    """Count the measures of a framework, and name it and its edition."""
    frameworks = page.edition.whole.frameworks.set_index("framework_id")["title"]
    keys = page.edition.headlines["measure_id"]
    framework_id = page.edition.catalogue.measures["framework_id"].iloc[0]
    return Markup("{} of the {}, as of {}").format(
        page.ledger.html(count(f"index {framework_id}", keys, f"measures of {framework_id}")),
        titled(frameworks[framework_id]),
        period_title(page.edition.period),
    )


def _rows(page: Page, histories: Mapping[str, str]) -> list[Row]:
    edition = page.edition
    groups = {group.group_id: group for group in edition.catalogue.groups.itertuples()}
    return [_row(page, groups, row, histories) for _, row in edition.headlines.iterrows()]


def _row(
    page: Page, groups: Mapping[str, Any], row: pd.Series, histories: Mapping[str, str]
) -> Row:
    edition = page.edition
    quarter = period_title(edition.period)
    owner = owner_of(row, edition.whole)
    above, chapter, below = _place(groups, row)
    topic = titled(row["topic"]) if isinstance(row["topic"], str) else Markup("")
    return Row(
        cells=[
            Cell(_with_more(measure_link_across(row, edition.edition_id), topic)),
            measure_table.edition_cell(
                edition, _with_more(escape(quarter), _history(histories, row))
            ),
            Cell(_with_more(*map(titled, filter(None, [above, chapter, below])))),
            Cell(owner.words),
            Cell(words.latest_html(page, row)),
            Cell(_target(page, row)),
            measure_table.rating_cell(row["rag"]),
            measure_table.direction_cell(row["travel"]),
        ],
        filters={
            **measure_table.state_filters(row["rag"], row["travel"]),
            "portfolio": [] if above else [chapter],
            "priority": [above] if above else [],
            "owner": owner.names,
            measure_table.EDITION: [quarter],
        },
    )


def _place(groups: Mapping[str, Any], row: pd.Series) -> tuple[str, str, str]:
    """Return the titles of a measure's priority, its portfolio or theme, and its sub-theme."""
    chapter, own = groups[row["chapter_id"]], groups[row["group_id"]]
    return (
        groups[chapter.parent_id].title if isinstance(chapter.parent_id, str) else "",
        chapter.title,
        "" if own is chapter else own.title,
    )


def _with_more(said: Markup, *more: Markup) -> Markup:
    """Write words, and below them what is less important."""
    below = [Markup(' <span class="spf-below">{}</span>').format(one) for one in more if one]
    return said + Markup("").join(below)


def _history_pages(page: Page) -> dict[str, str]:
    """Return the history page of each headline measure that begins or continues one."""
    roots = set(history_roots(page)["measure_id"])
    measures = page.edition.whole.measures
    heads = dict(
        zip(
            measures["measure_id"],
            measures["part_of"].fillna(measures["measure_id"]),
            strict=True,
        )
    )
    continuity = page.edition.whole.continuity
    later = zip(continuity["measure_id"], continuity["continues"], strict=True)
    continued = {heads[one]: heads[before] for one, before in later if heads[before] in roots}
    return continued | {root: root for root in roots}


def _history(histories: Mapping[str, str], row: pd.Series) -> Markup:
    if row["measure_id"] not in histories:
        return Markup("")
    return Markup('<a href="{}.html">History</a>').format(histories[row["measure_id"]])


def _target(page: Page, row: pd.Series) -> Markup:
    """Say the target of the latest figure; every target of a measure that has no figure."""
    if not pd.isna(row["period"]):
        return words.target_html(row, page.ledger)
    own = page.edition.targets_of.get(row["measure_id"], ())
    said = [target_html(page, row, target) for target in own]
    return Markup("; ").join(said) or Markup("None printed")
