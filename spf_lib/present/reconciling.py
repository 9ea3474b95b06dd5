"""Reconciliation: what the book recomputes beside what was published."""

from dataclasses import replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.assess.rules import rules_file
from spf_lib.framework.fact import Fact
from spf_lib.present import facts
from spf_lib.present.badges import published_badge, rag_badge, travel_badge
from spf_lib.present.ledger import count
from spf_lib.present.links import measure_link
from spf_lib.present.page import Page, Shown, record_table, render
from spf_lib.present.told import as_printed
from spf_lib.present.words import direction_html, reason_html, title_of

_RAG_DIFFERENCES = {
    "colour": "Both give a colour, and they differ",
    "published_only": "A colour was published, but none can be worked out",
    "recomputed_only": "A colour can be worked out, but none was published",
}
_TRAVEL_DIFFERENCES = {
    "comparator": "The arrow follows from the period the heading names, not from a year before",
    "direction": "Both give a direction, and they differ",
    "published_only": "An arrow was published, but no direction can be worked out",
    "recomputed_only": "A direction can be worked out, but no arrow was published",
}


def agreement_counts(page: Page) -> Shown:
    """Present how many ratings and directions come out as published, and how the rest differ."""
    edition = page.edition
    return Shown(
        render(
            "agreement.html",
            ratings=_counts(page, "ratings", edition.ratings_reconciled, _RAG_DIFFERENCES),
            directions=_counts(page, "directions", edition.travel_reconciled, _TRAVEL_DIFFERENCES),
        )
    )


def _counts(
    page: Page, what: str, reconciled: pd.DataFrame, differences: dict[str, str]
) -> dict[str, Any]:
    keys, difference = reconciled["measure_id"], reconciled["difference"]
    same = count(f"{what} that agree", keys[difference == "none"], f"{what} that agree")
    compared = count(f"{what} compared", keys, f"{what} compared")
    return {
        "same": page.ledger.html(same),
        "all": page.ledger.html(compared),
        "share": page.ledger.html(
            Fact(
                name=f"{what} agreement",
                kind="recomputed",
                value=100 * same.value / compared.value,
                unit="percent",
                decimals=0,
                formula=f"100 x {what} that agree / {what} compared",
                computed_from=(same, compared),
            )
        ),
        "differences": [
            (
                page.ledger.html(
                    count(
                        f"{what} {kind}",
                        keys[difference == kind],
                        f"{what}: {title.lower()}",
                    )
                ),
                title,
            )
            for kind, title in differences.items()
        ],
    }


def rating_differences(page: Page) -> Shown:
    """List every measure whose worked rating differs from the published one."""
    rows = page.edition.ratings_reconciled
    file = rules_file(page.edition.rules_name)
    table = [
        [
            measure_link(row),
            published_badge(row["published_rag"]),
            rag_badge(row["rag"]),
            reason_html(
                row,
                page.ledger,
                facts.value_fact(page.edition, row),
                facts.previous_fact(page.edition, row),
                file,
            ),
            "None printed" if pd.isna(row["printed_reason"]) else as_printed(row["printed_reason"]),
        ]
        for _, row in rows[rows["difference"] != "none"].iterrows()
    ]
    columns = ["Measure", "Published", "Worked", "Worked sum", "Reason printed"]
    title = "Ratings that differ from the published ones"
    return Shown(record_table(title=title, columns=columns, rows=table))


def direction_differences(page: Page) -> Shown:
    """List every measure whose worked direction differs from the published arrow."""
    rows = page.edition.travel_reconciled
    table = [
        [
            measure_link(row),
            _arrow(row["published_travel"]),
            travel_badge(row["travel"]),
            direction_html(
                row,
                page.ledger,
                facts.value_fact(page.edition, row),
                facts.previous_fact(page.edition, row),
            ),
            ""
            if pd.isna(row["compared_with_as_printed"])
            else as_printed(row["compared_with_as_printed"]),
            _TRAVEL_DIFFERENCES[row["difference"]],
        ]
        for _, row in rows[rows["difference"] != "none"].iterrows()
    ]
    columns = [
        "Measure",
        "Published",
        "Worked",
        "Worked comparison",
        "Heading printed",
        "Difference",
    ]
    title = "Directions that differ from the published arrows"
    return Shown(record_table(title=title, columns=columns, rows=table))


def _arrow(published: object) -> Markup:
    if not isinstance(published, str):
        return Markup("Left blank")
    return Markup("Printed n/a") if published == "n/a" else travel_badge(published)


def recomputed_figures(page: Page) -> Shown:
    """List every figure whose numerator and denominator are printed, with the figure worked out."""
    measures = page.edition.scorecard.set_index("measure_id", drop=False)
    table = []
    for figure in page.edition.recomputed.itertuples():
        measure = measures.loc[figure.measure_id]
        decimals = int(measure["decimals"]) + 1
        above, below = (facts.reported_part(figure, name) for name in ("numerator", "denominator"))
        worked = Fact(
            name=figure.measure_id,
            kind="recomputed",
            value=figure.computed,
            unit=measure["unit"],
            decimals=decimals,
            period=figure.period,
            formula=f"numerator / denominator x {measure['multiplier']:g}",
            computed_from=(above, below),
        )
        table.append(
            [
                measure_link(measure),
                title_of(figure.period),
                Markup("{} of {}").format(
                    page.ledger.html(above),
                    page.ledger.html(below),
                ),
                page.ledger.html(_printed(figure, measure)),
                page.ledger.html(worked),
                "Agrees" if figure.agrees else "Differs",
            ]
        )
    columns = ["Measure", "Period", "Numbers printed", "Figure printed", "Worked out", "Result"]
    title = "Figures worked out from their printed numerators and denominators"
    return Shown(record_table(title=title, columns=columns, rows=table))


def _printed(figure: Any, measure: pd.Series) -> Fact:
    if not pd.isna(figure.correction):
        return facts.reported(figure, measure)
    return replace(
        facts.reported_part(figure, "value"),
        name=figure.measure_id,
        unit=measure["unit"],
        as_printed=figure.value_as_printed,
    )
