"""The card of a measure with no return yet: what is promised, and what is awaited from whom."""

from datetime import date
from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.assess.calculation import shown_decimals
from spf_lib.assess.promises import RATABLE_REASONS
from spf_lib.framework.catalogue import FOLDER
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import date_title
from spf_lib.present.chart_cards import chart_html
from spf_lib.present.continuity import card_link, continues, history_link, note_html
from spf_lib.present.ledger import line_number
from spf_lib.present.page import Page, Shown, record_table, render
from spf_lib.present.people import names
from spf_lib.present.prose import contradiction, measure_prose
from spf_lib.present.target_lists import target_list
from spf_lib.present.told import as_printed, titled
from spf_lib.present.words import title_of

POLARITY_WORDS = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "range": "Best within a range",
    "none": "Not stated whether higher or lower is better",
}
_FREQUENCY_WORDS = {
    "monthly": "monthly",
    "bi_monthly": "every two months",
    "quarterly": "quarterly",
    "termly": "each school term",
    "twice_yearly": "twice a year",
    "annual": "yearly",
    "one_off": "once",
    "unstated": "not stated",
}
SECTION_TITLES = {
    "demand": "Demand and activity",
    "long_term_outcome": "Long-term outcome",
    "proxy": "Proxy measure",
    "indicator": "Indicator",
}


def promise_card(page: Page, measure_id: str) -> Shown:
    """Present one measure of a framework that has no return yet.

    Parameters
    ----------
    page : Page
        The page it stands on.
    measure_id : str
        A headline measure; its parts come with it.
    """
    edition = page.edition
    measures = edition.catalogue.measures.set_index("measure_id", drop=False)
    row = measures.loc[measure_id]
    promise = edition.promises.set_index("measure_id").loc[measure_id]
    groups = edition.catalogue.groups.set_index("group_id")
    group = groups.loc[row["group_id"]]
    return Shown(
        render(
            "promise_card.html",
            row=row,
            prose=measure_prose(page, row),
            section=SECTION_TITLES.get(row["section"], ""),
            subtheme=group["title"] if group["kind"] == "subtheme" else "",
            topic="" if pd.isna(row["topic"]) else row["topic"],
            baselines=baseline_list(page, row),
            targets=target_list(page, row),
            ratable=RATABLE_REASONS[promise["ratable_reason"]],
            polarity=POLARITY_WORDS[row["polarity"]],
            frequency=_FREQUENCY_WORDS[row["frequency"]],
            frequency_as_printed=(
                "" if pd.isna(row["frequency_as_printed"]) else row["frequency_as_printed"]
            ),
            awaited=_awaited(row, promise, edition.catalogue.people),
            parts=_parts(page, measures, measure_id),
            continued=_continued(page, measures, measure_id),
            same_as=_same_as(page, row),
            discrepancies=[
                contradiction(page.ledger, found)
                for found in edition.discrepancies.itertuples()
                if found.measure_id == measure_id
            ],
            document=edition.catalogue.sources.set_index("source_id").at[row["source_id"], "title"],
        )
    )


def _awaited(row: pd.Series, promise: pd.Series, people: pd.DataFrame) -> str:
    lead = names(row["lead_officer"], people) or names(row["lead_member"], people)
    whom = f"from {lead}" if lead else "no lead is named"
    if pd.isna(promise["first_return_due"]):
        return f"A first return; no frequency says when; {whom}"
    day = date_title(date.fromisoformat(promise["first_return_due"]))
    return f"A first return for the period to {day}; {whom}"


def baseline_list(page: Page, measure: pd.Series) -> list[Markup]:
    """Say every printed baseline of a measure with its period."""
    rows = page.edition.catalogue.baselines
    is_own = rows["measure_id"] == measure["measure_id"]
    if not is_own.any():
        return []
    own = rows[is_own]
    decimals = shown_decimals(
        own["value"], own["value_as_printed"], pd.Series(measure["decimals"], index=own.index)
    )
    return [
        _baseline(page, measure, row, shown)
        for row, shown in zip(own.itertuples(), decimals, strict=True)
    ]


def _baseline(page: Page, measure: pd.Series, row: Any, decimals: int) -> Markup:
    period = title_of(row.period) or "period not stated"
    if pd.isna(row.value):
        return Markup("printed {}, {}").format(as_printed(f"“{row.value_as_printed}”"), period)
    fact = Fact(
        name=measure["measure_id"],
        kind="baseline",
        value=row.value,
        unit=measure["unit"],
        decimals=int(decimals),
        period="" if pd.isna(row.period) else row.period,
        file=f"{FOLDER}/baselines.csv",
        line=line_number(row.Index),
        source_id=measure["source_id"],
        source_line=line_number(row.source_line),
    )
    return Markup("{} ({})").format(page.ledger.html(fact), period)


def _parts(page: Page, measures: pd.DataFrame, measure_id: str) -> Markup | None:
    is_part = measures["part_of"] == measure_id
    if not is_part.any():
        return None
    rows = [
        [
            titled(part["series"]),
            Markup("; ").join(baseline_list(page, part)) or "None printed",
            Markup("; ").join(target_list(page, part)),
        ]
        for _, part in measures[is_part].iterrows()
    ]
    # Two measures of a page may bear one title; their topics differ.
    topic = measures.at[measure_id, "topic"]
    title = f"{measures.at[measure_id, 'title']}: parts"
    title += "" if pd.isna(topic) else f", {topic}"
    return record_table(title=title, columns=["Part", "Baseline", "Target"], rows=rows)


def _continued(page: Page, measures: pd.DataFrame, measure_id: str) -> list[dict[str, Any]]:
    """Return the measures of an earlier framework that this one, or a part of it, continues."""
    edition = page.edition
    own = [measure_id, *measures.index[measures["part_of"] == measure_id]]
    links = [link for one in own for link in continues(one, edition.whole)]
    if not links:
        return []
    earlier = edition.whole.measures.set_index("measure_id", drop=False)
    found = []
    for link in links:
        before = earlier.loc[link.continues]
        figures = edition.history_of[link.continues]
        targets = edition.every_target_of.get(link.continues, ())
        last = figures[-1].edition_id
        found.append(
            {
                "link": card_link(link.continues, last, edition.whole),
                "edition": title_of(last),
                "history": history_link(link.continues, edition.whole),
                "note": note_html(link, page.ledger),
                "chart": chart_html(page.ledger, before, figures, targets),
            }
        )
    return found


def _same_as(page: Page, row: pd.Series) -> Markup | None:
    if pd.isna(row["same_as"]):
        return None
    return card_link(row["same_as"], page.edition.edition_id, page.edition.whole)
