"""Views across the framework: by Cabinet member, by cross-cutting issue, by programme."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.framework.catalogue import FOLDER
from spf_lib.framework.groups import chapters
from spf_lib.present.deliverables import deliverable_table, with_chapters
from spf_lib.present.ledger import count, line_number
from spf_lib.present.links import deliverable_link, measure_link
from spf_lib.present.page import Page, Shown, record_table, render
from spf_lib.present.people import names
from spf_lib.present.told import Origin, row_origin, titled, told


def _row_of(rows: pd.DataFrame, column: str, key: str) -> Any:
    """Return the one row with a key; its ``Index`` is its line in the file."""
    return next(rows[rows[column] == key].itertuples())


def _origin(row: Any, name: str, table: str) -> Origin:
    return row_origin(row, name, f"{FOLDER}/{table}.csv")


def _reason(page: Page, row: Any) -> Markup:
    about = row.measure_id if isinstance(row.measure_id, str) else row.deliverable_id
    return told(page.ledger, row.reason, _origin(row, about, "cross_cutting"))


def _holds(cells: pd.Series, key: str) -> pd.Series:
    """Tell which cells list a key among those parted by semicolons."""
    return cells.fillna("").str.split(";").map(lambda keys: key in keys).astype(bool)


def _own_portfolios(portfolio: Any, portfolios: pd.DataFrame) -> pd.DataFrame:
    """Return the portfolios that those who share one hold alone; none unless each of them does."""
    people = portfolio.person_id.split(";")
    own = portfolios[portfolios["person_id"].isin(people)]
    return own if len(people) > 1 and {*own["person_id"]} == {*people} else own.iloc[:0]


def portfolio_view(page: Page, portfolio_id: str) -> Shown:
    """Present a Cabinet portfolio: its member, top priorities, deliverables and measures.

    What those lead who share a portfolio is listed once, with the portfolios of their own.

    Parameters
    ----------
    page : Page
        The page.
    portfolio_id : str
        The portfolio.
    """
    catalogue = page.edition.catalogue
    portfolio = _row_of(catalogue.portfolios, "portfolio_id", portfolio_id)
    priorities = catalogue.portfolio_priorities
    people = portfolio.person_id.split(";")
    promised, headlines = with_chapters(page), page.edition.headlines
    led = pd.concat([promised[_holds(promised["lead_member"], person)] for person in people])
    owned = pd.concat([headlines[_holds(headlines["lead_member"], person)] for person in people])
    own = _own_portfolios(portfolio, catalogue.portfolios)
    return Shown(
        render(
            "portfolio_view.html",
            member=names(portfolio.person_id, catalogue.people),
            text=told(page.ledger, portfolio.text, _origin(portfolio, portfolio_id, "portfolios")),
            priorities=[
                told(page.ledger, row.priority, _origin(row, portfolio_id, "portfolio_priorities"))
                for row in priorities[priorities["portfolio_id"] == portfolio_id].itertuples()
            ],
            listed_with=[
                titled(f"{row.title} ({names(row.person_id, catalogue.people)})")
                for row in own.itertuples()
            ],
            deliverables=deliverable_table(
                page,
                f"{portfolio.title}: deliverables led",
                led.drop_duplicates("deliverable_id"),
            ),
            led=page.ledger.html(
                count(
                    f"{portfolio_id} deliverables",
                    led["deliverable_id"].unique(),
                    "deliverables led",
                )
            ),
            measures=_measure_table(page, f"{portfolio.title}: measures led", owned),
        )
    )


def _measure_table(page: Page, title: str, rows: pd.DataFrame) -> Markup:
    groups = page.edition.catalogue.groups.set_index("group_id")["title"]
    table = [
        [measure_link(row), groups[row["chapter_id"]]]
        for _, row in rows.drop_duplicates("measure_id").iterrows()
    ]
    return record_table(title, ["Measure", "Theme"], table)


def issue_view(page: Page, frame_id: str) -> Shown:
    """Present a cross-cutting issue: its measures and deliverables, with the reason of each.

    Parameters
    ----------
    page : Page
        The page.
    frame_id : str
        The issue.
    """
    catalogue = page.edition.catalogue
    issue = _row_of(catalogue.frame, "frame_id", frame_id)
    rows = catalogue.cross_cutting[catalogue.cross_cutting["issue_id"] == frame_id]
    measures = page.edition.scorecard.set_index("measure_id", drop=False)
    promised = with_chapters(page).set_index("deliverable_id", drop=False)
    of_measures = rows[rows["measure_id"].notna()]
    of_deliverables = rows[rows["deliverable_id"].notna()]
    return Shown(
        render(
            "issue_view.html",
            text=told(page.ledger, issue.text, _origin(issue, frame_id, "frame")),
            measures=record_table(
                f"{issue.title}: measures",
                ["Measure", "Why it is here"],
                [
                    [measure_link(measures.loc[row.measure_id]), _reason(page, row)]
                    for row in of_measures.itertuples()
                ],
            ),
            deliverables=record_table(
                f"{issue.title}: deliverables",
                ["Deliverable", "Why it is here"],
                [
                    [deliverable_link(promised.loc[row.deliverable_id]), _reason(page, row)]
                    for row in of_deliverables.itertuples()
                ],
            ),
        )
    )


def programme_view(page: Page, frame_id: str) -> Shown:
    """Present an improvement programme: its deliverables, and the measures of their themes.

    The framework prints no programme for a measure, so the measures are those of the themes in
    which the programme has a deliverable.

    Parameters
    ----------
    page : Page
        The page.
    frame_id : str
        The programme.
    """
    catalogue = page.edition.catalogue
    programme = _row_of(catalogue.frame, "frame_id", frame_id)
    printed = catalogue.programmes.loc[_holds(catalogue.programmes["frame_id"], frame_id)]
    promised = with_chapters(page)
    own = promised[promised["programme"].isin(printed["programme"])]
    headlines = page.edition.headlines
    of_themes = headlines[headlines["chapter_id"].isin(own["chapter_id"])]
    return Shown(
        render(
            "programme_view.html",
            text=told(page.ledger, programme.text, _origin(programme, frame_id, "frame")),
            deliverables=deliverable_table(page, f"{programme.title}: deliverables", own),
            measures=_measure_table(page, f"{programme.title}: measures of its themes", of_themes),
        )
    )


def frame_view(page: Page) -> Shown:
    """Present the frame: golden thread, priorities and themes, principles, reporting, facts."""
    catalogue = page.edition.catalogue
    frame = catalogue.frame.sort_values("position", kind="stable")
    themes = chapters(catalogue.groups)

    def of_kind(kind: str) -> list[dict[str, Any]]:
        return [
            {
                "frame_id": row.frame_id,
                "title": row.title,
                "text": told(page.ledger, row.text, _origin(row, row.frame_id, "frame")),
            }
            for row in frame[frame["kind"] == kind].itertuples()
        ]

    return Shown(
        render(
            "frame.html",
            golden_thread=of_kind("golden_thread"),
            priorities=[
                (priority, list(themes[themes["parent_id"] == priority["frame_id"]].itertuples()))
                for priority in of_kind("priority")
            ],
            principles=of_kind("principle"),
            reporting=of_kind("reporting_step"),
            facts=[
                (
                    told(page.ledger, fact.text, _origin(fact, fact.frame_id, "frame_facts")),
                    line_number(fact.source_line),
                )
                for fact in catalogue.frame_facts.itertuples()
            ],
        )
    )


def directors(page: Page) -> Shown:
    """List the officers who lead deliverables, with how many."""
    rows, people = with_chapters(page), page.edition.catalogue.people
    table = []
    for person in people[people["kind"] == "officer"].sort_values("name").itertuples():
        led = rows.loc[_holds(rows["lead_officer"], person.person_id), "deliverable_id"]
        if len(led):
            shown = page.ledger.html(count(f"{person.person_id} leads", led, "deliverables led"))
            table.append([person.name, "" if pd.isna(person.role) else person.role, shown])
    return Shown(
        record_table("Officers who lead", ["Officer", "Role printed", "Deliverables"], table)
    )
