"""What differs between two editions: measures, figures, colours, targets, rules, deliverables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.rules import RuleSet
from spf_lib.figures.vintages import first_given, restated, revisions
from spf_lib.framework.periods import parse_period

CORRECTED = "corrected"

_TARGET = ["target_kind", "lower", "upper", "target_benchmark"]
_BOUNDS = ["kind", "lower", "upper", "benchmark"]


@dataclass(frozen=True)
class EditionChanges:
    """What differs between an earlier and a later edition.

    One row is, of ``new`` and ``gone``, a headline measure as in its scorecard that the other
    edition has neither itself nor through a measure that continues it; of ``continued``, a measure
    of another framework that continues one of the earlier edition, see :func:`continued_measures`;
    of ``figures``, a measure in a period that both know and say otherwise, as from
    :func:`spf_lib.figures.vintages.restated`; of ``colours`` and ``targets``, a headline measure of
    both whose rating, or the target it is held to, differs, with the cells of both (``_before``,
    ``_after``); of ``rules``, a key of the rule sets with its value ``before`` and ``after``, empty
    where it is missing; of ``deliverables_new`` and ``deliverables_gone``, a deliverable; of
    ``deliverables_moved``, one whose status differs.
    """

    before: AssessedEdition
    after: AssessedEdition
    new: pd.DataFrame
    gone: pd.DataFrame
    continued: pd.DataFrame
    figures: pd.DataFrame
    colours: pd.DataFrame
    targets: pd.DataFrame
    rules: pd.DataFrame
    deliverables_new: pd.DataFrame
    deliverables_gone: pd.DataFrame
    deliverables_moved: pd.DataFrame

    @property
    def same_framework(self) -> bool:
        """Whether both editions report on one framework."""
        return framework_title(self.before) == framework_title(self.after)


def framework_title(edition: AssessedEdition) -> str:
    """Return the title of the framework an edition reports on."""
    frameworks = edition.catalogue.frameworks.set_index("framework_id")["title"]
    return str(frameworks[edition.catalogue.groups["framework_id"].iloc[0]])


def edition_changes(before: AssessedEdition, after: AssessedEdition) -> EditionChanges:
    """Find what differs between two editions.

    Parameters
    ----------
    before, after : AssessedEdition
        The earlier and the later edition.
    """
    continued = continued_measures(before, after)
    both = before.headlines.merge(
        after.headlines, on="measure_id", suffixes=("_before", "_after"), validate="one_to_one"
    )
    promised = before.deliverables.merge(
        after.deliverables, on="deliverable_id", suffixes=("_before", "_after")
    )
    return EditionChanges(
        before=before,
        after=after,
        new=_others(after.headlines, before, continued["headline_id"]),
        gone=_others(before.headlines, after, continued["continues_headline_id"]),
        continued=continued,
        figures=figures_changed(before.history, after.history),
        colours=_differing(both, ["rag"]),
        targets=_differing(both, _TARGET),
        rules=rules_changed(before.rules, after.rules),
        deliverables_new=_without(after.deliverables, promised),
        deliverables_gone=_without(before.deliverables, promised),
        deliverables_moved=_differing(promised, ["status"]),
    )


def continued_measures(before: AssessedEdition, after: AssessedEdition) -> pd.DataFrame:
    """Find the measures of a later edition that continue one of an earlier framework.

    Returns
    -------
    pandas.DataFrame
        One row is a link of ``continuity.csv`` between the two: ``measure_id``, ``continues``,
        ``note``, the headline of each (``headline_id``, ``continues_headline_id``), ``polarity``
        and ``unit`` of both (``_before``, ``_after``), ``rag_before``, and whether the target that
        stood last before differs from the one now (``target_changed``).
    """
    links = after.whole.continuity
    earlier = before.scorecard.set_index("measure_id", drop=False)
    later = after.scorecard.set_index("measure_id", drop=False)
    known = links["continues"].isin(earlier.index) & links["measure_id"].isin(later.index)
    rows = []
    for link in links[known].itertuples():
        old, new = earlier.loc[link.continues], later.loc[link.measure_id]
        rows.append(
            {
                "measure_id": link.measure_id,
                "continues": link.continues,
                "note": link.note,
                "headline_id": _headline(new),
                "continues_headline_id": _headline(old),
                "polarity_before": old["polarity"],
                "polarity_after": new["polarity"],
                "unit_before": old["unit"],
                "unit_after": new["unit"],
                "rag_before": old["rag"],
                "target_changed": _bounds(last_targets(before.catalogue.targets, link.continues))
                != _bounds(last_targets(after.catalogue.targets, link.measure_id)),
            }
        )
    columns = ["measure_id", "continues", "note", "headline_id", "continues_headline_id"]
    columns += ["polarity_before", "polarity_after", "unit_before", "unit_after", "rag_before"]
    return pd.DataFrame(rows, columns=[*columns, "target_changed"])


def last_targets(targets: pd.DataFrame, measure_id: str) -> pd.DataFrame:
    """Choose the targets of a measure that stand last: the standing ones, else the latest."""
    own = targets[targets["measure_id"] == measure_id]
    if own["period"].isna().any():
        return own[own["period"].isna()]
    ends = own["period"].map(lambda text: parse_period(text).end_time)
    return own[ends == ends.max()]


def figures_changed(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Choose the figures that two editions know otherwise; one not due before is new instead.

    Parameters
    ----------
    before, after : pandas.DataFrame
        One row is a measure in a period, over all frameworks.

    Returns
    -------
    pandas.DataFrame
        As from :func:`spf_lib.figures.vintages.restated`; ``kind`` is ``corrected`` where a
        correction changed the figure.
    """
    key = ["measure_id", "period"]
    rows = restated(before.set_index(key), after.set_index(key))
    changed = pd.concat([revisions(rows), first_given(rows)]).sort_values(key, kind="stable")
    since = changed["new_correction_line"].fillna(0) != changed["old_correction_line"].fillna(0)
    by_correction = since & changed["new_correction_line"].notna()
    return changed.assign(kind=changed["kind"].mask(by_correction, CORRECTED))


def rules_changed(before: RuleSet, after: RuleSet) -> pd.DataFrame:
    """Compare two rule sets key by key; a key that one lacks is empty there."""
    old, new = _flat(before.model_dump()), _flat(after.model_dump())
    rows = [
        {"key": key, "before": old.get(key, ""), "after": new.get(key, "")}
        for key in sorted(old.keys() | new.keys())
        if old.get(key, "") != new.get(key, "")
    ]
    return pd.DataFrame(rows, columns=["key", "before", "after"])


def _flat(tree: Mapping[str, Any], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            found |= _flat(value, f"{name}.")
        elif value is not None:
            found[name] = f"{value:.12g}" if isinstance(value, float) else str(value)
    return found


def _headline(row: pd.Series) -> str:
    return str(row["measure_id"] if pd.isna(row["part_of"]) else row["part_of"])


def _bounds(targets: pd.DataFrame) -> set[tuple[str, ...]]:
    rows = targets.loc[targets["kind"] != "none", _BOUNDS]
    return {
        tuple("" if pd.isna(cell) else str(cell) for cell in row)
        for row in rows.itertuples(index=False)
    }


def _others(headlines: pd.DataFrame, other: AssessedEdition, continued: pd.Series) -> pd.DataFrame:
    known = set(other.scorecard["measure_id"]) | set(continued)
    return headlines[~headlines["measure_id"].isin(known)]


def _differing(both: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    differs = pd.Series(False, index=both.index)
    for column in columns:
        old, new = both[f"{column}_before"], both[f"{column}_after"]
        differs |= ~((old == new) | (old.isna() & new.isna()))
    return both[differs]


def _without(deliverables: pd.DataFrame, both: pd.DataFrame) -> pd.DataFrame:
    return deliverables[~deliverables["deliverable_id"].isin(both["deliverable_id"])]
