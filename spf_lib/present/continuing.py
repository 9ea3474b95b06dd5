"""The measures that continue one of an earlier framework: what stayed the same, what changed."""

from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.edition_changes import EditionChanges, last_targets
from spf_lib.framework.periods import period_title
from spf_lib.present.badges import rag_badge
from spf_lib.present.continuity import card_link
from spf_lib.present.ledger import count
from spf_lib.present.page import Page, Shown, record_table
from spf_lib.present.promise_cards import POLARITY_WORDS
from spf_lib.present.target_lists import target_html


def continued_measures(page: Page, changes: EditionChanges) -> Shown:
    """List the measures that continue, first those of which something changed."""
    rows = changes.continued
    if changes.same_framework:
        return Shown(Markup("<p>Every measure that both editions report is the same in both.</p>"))
    if rows.empty:
        return Shown(Markup("<p>No measure continues one of the edition before.</p>"))
    changed = (
        rows["target_changed"]
        | (rows["polarity_before"] != rows["polarity_after"])
        | (rows["unit_before"] != rows["unit_after"])
    )
    lead = Markup(
        "<p>{} measures or parts of measures continue an earlier one: {} with another target, unit "
        "or sense of what is good, {} with the same. Links lead to the card in each edition; the "
        "card of this one says how the definitions compare.</p>"
    ).format(
        page.ledger.html(
            count("continued", rows["measure_id"], "measures and series that continue")
        ),
        page.ledger.html(
            count("continued changed", rows.loc[changed, "measure_id"], "of these, with a change")
        ),
        page.ledger.html(
            count("continued same", rows.loc[~changed, "measure_id"], "of these, without a change")
        ),
    )
    tables = [
        _table(page, changes, rows[changed], "Continue with a change"),
        _table(page, changes, rows[~changed], "Continue with the same target and unit"),
    ]
    return Shown(Markup("\n").join([lead, *tables]))


def _table(page: Page, changes: EditionChanges, rows: pd.DataFrame, title: str) -> Markup:
    before, after = changes.before, changes.after
    table = [
        [
            _link(after, row.measure_id),
            _link(before, row.continues),
            rag_badge(row.rag_before),
            Markup("<br>").join(_said(page, changes, row)),
        ]
        for row in rows.itertuples()
    ]
    then = period_title(before.period)
    return record_table(title, ["Measure", f"In {then}", "Last rating", "Target and unit"], table)


def _link(edition: AssessedEdition, measure_id: str) -> Markup:
    measure = edition.whole.measures.set_index("measure_id").loc[measure_id]
    link = card_link(measure_id, edition.edition_id, edition.whole)
    if pd.isna(measure["series"]):
        return link
    return Markup("{} ({})").format(link, measure["series"].strip("()"))


def _said(page: Page, changes: EditionChanges, row: Any) -> list[Markup]:
    """Say the target, and of unit and polarity what changed."""
    if row.target_changed:
        old = _targets(page, changes.before, row.continues)
        new = _targets(page, changes.after, row.measure_id)
        lines = [Markup("Target before: {}; now: {}").format(old, new)]
    else:
        lines = [Markup("Target: {}").format(_targets(page, changes.after, row.measure_id))]
    if row.unit_before != row.unit_after:
        lines.append(escape(f"Unit before: {_unit(row.unit_before)}; now: {_unit(row.unit_after)}"))
    if row.polarity_before != row.polarity_after:
        then, now = POLARITY_WORDS[row.polarity_before], POLARITY_WORDS[row.polarity_after]
        lines.append(escape(f"Before: {then.lower()}; now: {now.lower()}"))
    return lines


def _targets(page: Page, edition: AssessedEdition, measure_id: str) -> Markup:
    measure = edition.whole.measures.set_index("measure_id", drop=False).loc[measure_id]
    rows = last_targets(edition.catalogue.targets, measure_id)
    said = [target_html(page, measure, row) for row in rows.itertuples()]
    return Markup("; ").join(dict.fromkeys(said)) or Markup("no target")


def _unit(unit: str) -> str:
    return "not stated" if unit == "unstated" else unit
