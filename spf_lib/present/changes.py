"""The page of what changed since the edition before, for a reader who knows that one."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.assess.deliverables import STATUSES
from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.edition_changes import EditionChanges, framework_title
from spf_lib.framework.groups import chapter_ids, chapters
from spf_lib.framework.periods import period_title
from spf_lib.present.badges import rag_badge
from spf_lib.present.continuity import card_link
from spf_lib.present.ledger import count
from spf_lib.present.page import Page, Shown, count_table, record_table, render
from spf_lib.present.revised import change_html, value_html
from spf_lib.present.words import target_html, title_of

# A longer list would bury what matters; it is counted by group instead.
_LONGEST_LIST = 50
_NO_LINKS = (
    "The documents do not say which deliverables continue others. Each is counted as no longer "
    "listed, though some may run on in other words."
)


def overview(page: Page, changes: EditionChanges) -> Shown:
    """Present whether the two editions can be compared, and how much changed."""
    return Shown(
        render(
            "changes.html",
            same=changes.same_framework,
            before=period_title(changes.before.period),
            framework_before=framework_title(changes.before),
            framework=framework_title(changes.after),
            items=[_tile(page, *total) for total in _totals(changes)],
        )
    )


def _tile(page: Page, keys: Sequence[str], one: str, many: str) -> tuple[Markup, str]:
    words = one if len(keys) == 1 else many
    return page.ledger.html(count(f"changes: {many}", keys, many)), words


def _totals(changes: EditionChanges) -> list[tuple[Sequence[str], str, str]]:
    new = (list(changes.new["measure_id"]), "new measure", "new measures")
    gone = (
        list(changes.gone["measure_id"]),
        "measure no longer reported",
        "measures no longer reported",
    )
    if changes.same_framework:
        return [
            (
                [f"{row.measure_id} {row.period}" for row in changes.figures.itertuples()],
                "earlier figure changed",
                "earlier figures changed",
            ),
            (list(changes.colours["measure_id"]), "rating changed", "ratings changed"),
            (list(changes.targets["measure_id"]), "target changed", "targets changed"),
            new,
            gone,
            (
                list(changes.deliverables_moved["deliverable_id"]),
                "deliverable with another status",
                "deliverables with another status",
            ),
        ]
    return [
        new,
        gone,
        (
            list(changes.continued["headline_id"].unique()),
            "measure that continues an earlier one",
            "measures that continue an earlier one",
        ),
        (list(changes.deliverables_new["deliverable_id"]), "new deliverable", "new deliverables"),
        (
            list(changes.deliverables_gone["deliverable_id"]),
            "deliverable no longer listed",
            "deliverables no longer listed",
        ),
    ]


def by_group(page: Page, changes: EditionChanges) -> Shown:
    """Present where in the edition its new and its continuing measures and deliverables are."""
    headlines = changes.after.headlines
    continuing = headlines[headlines["measure_id"].isin(changes.continued["headline_id"])]
    if changes.new.empty and changes.deliverables_new.empty:
        return _sentence("No measure and no deliverable is new.")
    kinds = {
        "New measures": changes.new.set_index("measure_id")["chapter_id"],
        "Measures that continue": continuing.set_index("measure_id")["chapter_id"],
        "New deliverables": _chapter(changes.after, changes.deliverables_new),
    }
    return _counted(page, changes.after, kinds, "New and continuing, by part of this edition")


def gone_measures(page: Page, changes: EditionChanges) -> Shown:
    """List the measures that no longer stand in the edition, with their last colour."""
    rows, before = changes.gone, changes.before
    if before.headlines.empty:
        return _sentence("The edition before reported no measures.")
    if rows.empty:
        return _sentence("Every measure of the edition before is still reported.")
    if len(rows) > _LONGEST_LIST:
        return _counted(
            page,
            before,
            {"Measures": rows.set_index("measure_id")["chapter_id"]},
            "No longer reported",
        )
    table = [[_link(before, row.measure_id), rag_badge(row.rag)] for row in rows.itertuples()]
    columns = ["Measure", f"Rating in {period_title(before.period)}"]
    return Shown(record_table("Measures no longer reported", columns, table))


def figures_changed(page: Page, changes: EditionChanges) -> Shown:
    """List the figures of earlier periods that are known otherwise now."""
    if changes.before.history.empty:
        return _sentence("The edition before gave no figures.")
    if changes.figures.empty:
        return _sentence("No figure that the edition before gave has changed.")
    measures = changes.after.whole.measures.set_index("measure_id", drop=False)
    table = [
        [
            measures.at[row.measure_id, "title"],
            title_of(row.period),
            value_html(page, measures.loc[row.measure_id], row, "old"),
            value_html(page, measures.loc[row.measure_id], row, "new"),
            change_html(page, measures.loc[row.measure_id], row),
        ]
        for row in changes.figures.itertuples()
    ]
    columns = ["Measure", "Period", "Was", "Is", "Change"]
    return Shown(record_table("Figures that changed", columns, table))


def ratings_and_targets(page: Page, changes: EditionChanges) -> Shown:
    """List the measures whose rating changed, and those that are held to another target."""
    if not changes.same_framework:
        text = "Ratings and targets are not compared: the two editions report on other measures."
        if not changes.continued.empty:
            text += " Of a measure that continues, both stand in the list above."
        return _sentence(text)
    return Shown(Markup("\n").join([_colours(changes), _targets(page, changes)]))


def _colours(changes: EditionChanges) -> Markup:
    if changes.colours.empty:
        return _sentence("No rating has changed.").html
    table = [
        [_link(changes.after, row.measure_id), rag_badge(row.rag_before), rag_badge(row.rag_after)]
        for row in changes.colours.itertuples()
    ]
    return record_table("Ratings that changed", ["Measure", "Was", "Is"], table)


def _targets(page: Page, changes: EditionChanges) -> Markup:
    if changes.targets.empty:
        return _sentence("Every measure is held to the same target as before.").html
    before = changes.before.scorecard.set_index("measure_id", drop=False)
    after = changes.after.scorecard.set_index("measure_id", drop=False)
    table = [
        [
            _link(changes.after, measure_id),
            target_html(before.loc[measure_id], page.ledger),
            target_html(after.loc[measure_id], page.ledger),
        ]
        for measure_id in changes.targets["measure_id"]
    ]
    title = "Targets that the latest figures are held to, where they changed"
    return record_table(title, ["Measure", "Was", "Is"], table)


def deliverables_changed(page: Page, changes: EditionChanges) -> Shown:
    """Present the deliverables that moved, and how many are gone."""
    parts = []
    moved, gone = changes.deliverables_moved, changes.deliverables_gone
    if not moved.empty:
        table = [
            [row.deliverable_after, STATUSES[row.status_before], STATUSES[row.status_after]]
            for row in moved.itertuples()
        ]
        columns = ["Deliverable", "Was", "Is"]
        parts.append(record_table("Deliverables whose status changed", columns, table))
    if not gone.empty:
        kinds = {"Deliverables": _chapter(changes.before, gone)}
        title = f"Deliverables of {period_title(changes.before.period)} no longer listed"
        parts += [_sentence(_NO_LINKS).html, _counted(page, changes.before, kinds, title).html]
    if not parts:
        return _sentence("Every deliverable is still listed, and none has another status.")
    return Shown(Markup("\n").join(parts))


def rules_changed(page: Page, changes: EditionChanges) -> Shown:
    """Say whether measures are rated by other rules than before."""
    if changes.rules.empty:
        return _sentence(
            f"The rules by which measures are rated have not changed: {page.edition.rules.title}."
        )
    table = [
        [escape(row.key), row.before or "not set", row.after or "not set"]
        for row in changes.rules.itertuples()
    ]
    return Shown(record_table("Rules that changed", ["Rule", "Was", "Is"], table))


def _link(edition: AssessedEdition, measure_id: str) -> Markup:
    return card_link(measure_id, edition.edition_id, edition.whole)


def _sentence(text: str) -> Shown:
    return Shown(Markup("<p>{}</p>").format(text))


def _chapter(edition: AssessedEdition, deliverables: pd.DataFrame) -> pd.Series:
    own = deliverables.set_index("deliverable_id")["group_id"]
    return own.map(chapter_ids(edition.catalogue.groups))


def _counted(
    page: Page, edition: AssessedEdition, kinds: dict[str, pd.Series], title: str
) -> Shown:
    """Count by chapter of an edition; ``kinds`` holds the chapter of each thing by its key."""
    table = []
    for chapter in chapters(edition.catalogue.groups).itertuples():
        cells = [
            page.ledger.html(
                count(
                    f"{kind} {chapter.group_id}",
                    own.index[own == chapter.group_id],
                    f"{kind.lower()}: {chapter.title}",
                )
            )
            for kind, own in kinds.items()
        ]
        link = Markup('<a href="../{}/{}.html">{}</a>').format(
            edition.edition_id, chapter.group_id, chapter.title
        )
        table.append([link, *cells])
    return Shown(count_table(title, ["Part", *kinds], table))
