"""The history page of a measure: its figures through frameworks and editions."""

from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.present import facts
from spf_lib.present.chart_cards import chart_html
from spf_lib.present.continuity import card_link, continued_by, note_html
from spf_lib.present.page import Page, record_table, render
from spf_lib.present.promise_cards import baseline_list
from spf_lib.present.revised import figure_remarks
from spf_lib.present.series import STATUS_WORDS
from spf_lib.present.target_lists import target_list
from spf_lib.present.told import no_figure
from spf_lib.present.words import title_of


def history_roots(page: Page) -> pd.DataFrame:
    """Return the headline measures a history page is made for: those with figures in a return."""
    measures = page.edition.whole.measures
    known = set(page.edition.history["measure_id"])
    return measures[measures["part_of"].isna() & measures["measure_id"].isin(known)]


def history_html(page: Page, measure_id: str) -> Markup:
    """Present the chain that begins with a measure.

    Parameters
    ----------
    page : Page
        A page of the latest edition, whose history holds every return.
    measure_id : str
        A headline measure with figures.
    """
    whole = page.edition.whole
    measures = whole.measures.set_index("measure_id", drop=False)
    own = [measure_id, *measures.index[measures["part_of"] == measure_id]]
    figures = page.edition.history[page.edition.history["measure_id"].isin(own)]
    said_again = page.edition.restatements
    earlier = said_again.loc[said_again["measure_id"].isin(own), "old_edition_id"]
    editions = sorted({*earlier, *figures["edition_id"]})
    links = [link for one in own for link in continued_by(one, whole)]
    return render(
        "history.html",
        series=[_series(page, measures.loc[one]) for one in own],
        cards=[card_link(measure_id, edition, whole) for edition in editions],
        later=[_later(page, measures.loc[link.measure_id], link) for link in links],
    )


def _series(page: Page, measure: pd.Series) -> dict[str, Any]:
    own = page.edition.history_of.get(measure["measure_id"], ())
    targets = page.edition.every_target_of.get(measure["measure_id"], ())
    rows = [
        [
            title_of(figure.period),
            _figure(page, measure, figure),
            figure.edition_id,
            no_figure(figure.source_line, "source-line"),
        ]
        for figure in own
        if figure.status != "not_due"
    ]
    series = "" if pd.isna(measure["series"]) else f" ({measure['series']})"
    title = f"{measure['title']}{series}: every figure"
    return {
        "chart": chart_html(page.ledger, measure, own, targets),
        "table": record_table(title, ["Period", "Figure", "Return", "Source line"], rows),
    }


def _figure(page: Page, measure: pd.Series, figure: Any) -> Markup:
    if pd.isna(figure.value):
        shown = escape(STATUS_WORDS[figure.status])
    else:
        shown = page.ledger.html(facts.reported(figure, measure))
    return Markup(" ").join([shown, *figure_remarks(page, measure, figure)])


def _later(page: Page, measure: pd.Series, link: Any) -> dict[str, Any]:
    return {
        "link": card_link(measure["measure_id"], page.edition.edition_id, page.edition.whole),
        "series": "" if pd.isna(measure["series"]) else measure["series"],
        "note": note_html(link, page.ledger),
        "baselines": baseline_list(page, measure),
        "targets": target_list(page, measure),
    }
