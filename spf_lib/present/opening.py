"""The opening edition of a framework: what is promised, what can be rated, what is awaited."""

from datetime import date

import pandas as pd

from spf_lib.assess.promises import RATABLE_REASONS
from spf_lib.framework.catalogue import FOLDER
from spf_lib.framework.fact import Fact
from spf_lib.framework.groups import chapters
from spf_lib.framework.periods import date_title
from spf_lib.present.deliverables import with_chapters
from spf_lib.present.ledger import count
from spf_lib.present.links import measure_link
from spf_lib.present.page import Page, Shown, count_table, record_table, render
from spf_lib.present.promise_cards import POLARITY_WORDS, SECTION_TITLES
from spf_lib.present.told import row_origin, told

GROUPS_FILE = f"{FOLDER}/groups.csv"


def _promised(page: Page) -> pd.DataFrame:
    """Join promises to headlines: one row is a headline measure."""
    columns = ["measure_id", "ratable", "ratable_reason", "first_return_due", "returns_in_year"]
    promised = page.edition.promises[[*columns, "baseline"]].rename(
        columns={"baseline": "baseline_value"}
    )
    return page.edition.headlines.merge(promised, on="measure_id", validate="one_to_one")


def opening_counts(page: Page) -> Shown:
    """Present how much the framework promises, and how much of it can be rated."""
    rows = _promised(page)
    keys, scorecard = rows["measure_id"], page.edition.scorecard
    counted = {
        "measures": (keys, "headline measures"),
        "parts": (
            scorecard.loc[scorecard["part_of"].notna(), "measure_id"],
            "parts of measures that hold several metrics",
        ),
        "ratable": (keys[rows["ratable"]], "measures that can be rated once a figure comes"),
        "baselines": (keys[rows["baseline_value"].notna()], "measures with a numeric baseline"),
        "continued": (
            keys[keys.isin(page.edition.whole.continuity["measure_id"])],
            "measures that continue a 2019/20 indicator",
        ),
        "deliverables": (
            page.edition.deliverables["deliverable_id"],
            "deliverables and dated milestones",
        ),
    }
    items = [
        (page.ledger.html(count(f"opening {name}", own, of)), of)
        for name, (own, of) in counted.items()
    ]
    return Shown(render("opening_counts.html", items=items))


def theme_counts(page: Page) -> Shown:
    """Present the measures and deliverables of every theme, priority by priority."""
    rows, promised = _promised(page), with_chapters(page)
    groups = page.edition.catalogue.groups.set_index("group_id")
    table = []
    for chapter in chapters(page.edition.catalogue.groups).itertuples():
        own = rows[rows["chapter_id"] == chapter.group_id]
        keys = own["measure_id"]
        counted = {
            "measures": keys,
            "ratable": keys[own["ratable"]],
            "baselines": keys[own["baseline_value"].notna()],
            "deliverables": promised.loc[
                promised["chapter_id"] == chapter.group_id, "deliverable_id"
            ],
        }
        cells = [
            page.ledger.html(
                count(f"{chapter.group_id} {name}", which, f"{name} of {chapter.title}")
            )
            for name, which in counted.items()
        ]
        table.append([f"{groups.at[chapter.parent_id, 'title']}: {chapter.title}", *cells])
    columns = ["Theme", "Measures", "Can be rated", "With a baseline", "Deliverables"]
    return Shown(count_table("Measures and deliverables by theme", columns, table))


def theme_opening(page: Page, group_id: str) -> Shown:
    """Present a theme at a glance: its goal and its measures.

    Parameters
    ----------
    page : Page
        The chapter.
    group_id : str
        The theme.
    """
    rows = _promised(page)
    own = rows[rows["chapter_id"] == group_id]
    groups = page.edition.catalogue.groups
    tree = groups[(groups["group_id"] == group_id) | (groups["parent_id"] == group_id)]
    titles = groups.set_index("group_id")["title"]
    table = [
        [
            measure_link(row),
            titles[row["group_id"]]
            if row["group_id"] != group_id
            else SECTION_TITLES.get(row["section"], ""),
            "Yes" if row["ratable"] else f"No: {RATABLE_REASONS[row['ratable_reason']].lower()}",
        ]
        for _, row in own.iterrows()
    ]
    columns = ["Measure", "Part of the theme", "Can it be rated?"]
    title = f"{titles[group_id]}: measures"
    return Shown(
        render(
            "theme_opening.html",
            goals=[
                told(page.ledger, group.goal, row_origin(group, group.group_id, GROUPS_FILE))
                for group in tree.itertuples()
                if isinstance(group.goal, str)
            ],
            table=record_table(title, columns, table),
        )
    )


def ratable_counts(page: Page) -> Shown:
    """Present how many measures can be rated at all, and why the rest cannot."""
    rows = _promised(page)
    table = [
        [
            words,
            page.ledger.html(
                count(
                    f"ratable {reason}",
                    rows.loc[rows["ratable_reason"] == reason, "measure_id"],
                    words.lower(),
                )
            ),
        ]
        for reason, words in RATABLE_REASONS.items()
    ]
    return Shown(count_table("Which measures can be rated", ["Reason", "Measures"], table))


def returns_expected(page: Page) -> Shown:
    """Present when first returns are expected, by printed frequency."""
    rows = _promised(page)
    table = []
    for frequency, own in rows.groupby("frequency", sort=True):
        due = own["first_return_due"].iloc[0]
        measures = count(f"frequency {frequency}", own["measure_id"], f"measures {frequency}")
        each = Fact(
            name=f"returns a year {frequency}",
            kind="parameter",
            value=float(own["returns_in_year"].iloc[0]),
            formula=f"returns expected in the year from a measure {frequency}",
        )
        returns = Fact(
            name=f"returns {frequency}",
            kind="recomputed",
            value=measures.value * each.value,
            formula="measures x returns a year",
            computed_from=(measures, each),
        )
        cells = [
            page.ledger.html(measures),
            "Not known" if pd.isna(due) else date_title(date.fromisoformat(due)),
            page.ledger.html(returns),
        ]
        table.append([str(frequency).replace("_", " ").capitalize(), *cells])
    columns = ["Frequency", "Measures", "First return covers the period to", "Returns in the year"]
    return Shown(count_table("Returns expected", columns, table))


def without_polarity(page: Page) -> Shown:
    """List the measures of which nothing says whether higher or lower is better."""
    rows = page.edition.headlines
    table = [
        [measure_link(row), POLARITY_WORDS["none"]]
        for _, row in rows[rows["polarity"] == "none"].iterrows()
    ]
    return Shown(
        record_table("Measures without a stated direction", ["Measure", "Direction"], table)
    )
