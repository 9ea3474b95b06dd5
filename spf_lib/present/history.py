"""The history page of a measure: its figures through frameworks and editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.assess.edition import AssessedEdition
from spf_lib.framework.rows import Rows, rows_by
from spf_lib.present import facts
from spf_lib.present.chart_cards import chart_html
from spf_lib.present.continuity import CardLinks, note_html
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


@dataclass(frozen=True)
class Chains:
    """What the history pages of an edition look up, laid out once for all of them.

    ``measures`` has one row a measure, by measure_id. By measure_id too are ``parts``, the measures
    that are part of one; ``editions``, whose returns hold figures of it; and ``later``, the rows of
    continuity that continue it. ``links`` lead to cards.
    """

    measures: pd.DataFrame
    parts: Mapping[str, Sequence[str]]
    editions: Mapping[str, frozenset[str]]
    later: Rows
    links: CardLinks


def chains_of(edition: AssessedEdition) -> Chains:
    """Lay out what history pages look up.

    Parameters
    ----------
    edition : AssessedEdition
        The latest, whose history holds every return.
    """
    whole = edition.whole
    parts: dict[str, list[str]] = {}
    for measure_id, head in zip(
        whole.measures["measure_id"], whole.measures["part_of"], strict=True
    ):
        if not pd.isna(head):
            parts.setdefault(head, []).append(measure_id)
    editions: dict[str, set[str]] = {}
    for table, printed_in in (
        (edition.history, "edition_id"),
        (edition.restatements, "old_edition_id"),
    ):
        for measure_id, edition_id in zip(table["measure_id"], table[printed_in], strict=True):
            editions.setdefault(measure_id, set()).add(edition_id)
    return Chains(
        measures=whole.measures.set_index("measure_id", drop=False),
        parts=parts,
        editions={measure_id: frozenset(found) for measure_id, found in editions.items()},
        later=rows_by(whole.continuity, "continues"),
        links=CardLinks(whole),
    )


def history_html(page: Page, chains: Chains, measure_id: str) -> Markup:
    """Present the chain that begins with a measure.

    Parameters
    ----------
    page : Page
        A page of the latest edition, whose history holds every return.
    chains : Chains
        Of that edition.
    measure_id : str
        A headline measure with figures.
    """
    own = [measure_id, *chains.parts.get(measure_id, ())]
    editions = sorted(set().union(*(chains.editions.get(one, ()) for one in own)))
    return render(
        "history.html",
        series=[_series(page, chains.measures.loc[one]) for one in own],
        cards=[chains.links.by_edition(measure_id, edition) for edition in editions],
        later=[_later(page, chains, link) for one in own for link in chains.later.get(one, ())],
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


def _later(page: Page, chains: Chains, link: Any) -> dict[str, Any]:
    measure = chains.measures.loc[link.measure_id]
    return {
        "link": chains.links.to(link.measure_id, page.edition.edition_id),
        "series": "" if pd.isna(measure["series"]) else measure["series"],
        "note": note_html(link, page.ledger),
        "baselines": baseline_list(page, measure),
        "targets": target_list(page, measure),
    }
