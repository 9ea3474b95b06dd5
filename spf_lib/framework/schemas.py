"""The data contract of ``data/framework/``: one schema for each table.

Tables that point at others take the keys they may point at, so a dangling key is a fault with a
line like any other.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from spf_lib.framework import checks
from spf_lib.framework.contract import Column, TableSchema
from spf_lib.framework.due_dates import read_due

POLARITIES = ("higher", "lower", "range", "none")
CALCULATIONS = ("count", "percentage", "rate", "mean", "sum", "difference", "score")
ACCUMULATIONS = ("discrete", "year_to_date", "rolling_year", "snapshot")
FREQUENCIES = (
    "monthly",
    "bi_monthly",
    "quarterly",
    "termly",
    "twice_yearly",
    "annual",
    "one_off",
    "unstated",
)
TARGET_KINDS = (
    "at_least",
    "at_most",
    "between",
    "within",
    "increase",
    "decrease",
    "no_decrease",
    "benchmark",
    "to_be_set",
    "none",
)
UNRATED_TARGETS = ("to_be_set", "none")

NUMBERS = {
    "groups": ("position",),
    "measures": ("decimals", "multiplier"),
    "targets": ("lower", "upper"),
    "baselines": ("value",),
    "frame": ("position",),
    "portfolios": ("position",),
    "portfolio_priorities": ("position",),
}


def sources() -> TableSchema:
    """One row is a public document the data was read from."""
    return TableSchema(
        {
            "source_id": checks.key(),
            "title": checks.prose(required=True),
            "publisher": checks.prose(required=True),
            "date": checks.day(),
            "sha256": Column(True, checks.matching(r"[0-9a-f]{64}"), "a SHA-256 in hexadecimal"),
        },
        unique=["source_id"],
    )


def frameworks(source_ids: Iterable[str]) -> TableSchema:
    """One row is a performance framework: a set of measures that ran for some years."""
    return TableSchema(
        {
            "framework_id": checks.key(),
            "title": checks.prose(required=True),
            "starts": checks.day(),
            "ends": checks.day(),
            "opening_edition": checks.period(),
            "source_id": checks.reference(source_ids, "sources.csv"),
        },
        unique=["framework_id"],
    )


def groups(framework_ids: Iterable[str]) -> TableSchema:
    """One row is a group of measures: a priority, a theme, a sub-theme or a portfolio."""
    return TableSchema(
        {
            "group_id": checks.key(),
            "framework_id": checks.reference(framework_ids, "frameworks.csv"),
            "parent_id": checks.key(required=False),
            "kind": checks.one_of("priority", "theme", "subtheme", "portfolio"),
            "title": checks.printed(required=True),
            "position": checks.whole_number(),
            "goal": checks.prose(),
            "source_line": checks.whole_number(required=False),
        },
        rules=[
            checks.rule(
                "parent_id",
                "the group_id of another row",
                lambda rows: rows["parent_id"].isna() | rows["parent_id"].isin(rows["group_id"]),
            ),
        ],
        unique=["group_id"],
    )


def people() -> TableSchema:
    """One row is a person who answers for measures or deliverables."""
    return TableSchema(
        {
            "person_id": checks.key(),
            "name": checks.printed(required=True),
            "role": checks.prose(),
            "kind": checks.one_of("member", "officer"),
            "portfolio": checks.prose(),
        },
        unique=["person_id"],
    )


def measures(
    framework_ids: Iterable[str],
    group_ids: Iterable[str],
    person_ids: Iterable[str],
    source_ids: Iterable[str],
) -> TableSchema:
    """One row is a measure, or one series of a measure whose card prints several."""
    person_ids = frozenset(person_ids)
    return TableSchema(
        {
            "measure_id": checks.key(),
            "framework_id": checks.reference(framework_ids, "frameworks.csv"),
            "group_id": checks.reference(group_ids, "groups.csv"),
            "section": checks.prose(),
            "topic": checks.printed(),
            "title": checks.printed(required=True),
            "series": checks.printed(),
            "part_of": checks.key(required=False),
            "same_as": checks.key(required=False),
            "purpose": checks.prose(),
            "definition": checks.prose(),
            "good_looks_like": checks.prose(),
            "polarity": checks.one_of(*POLARITIES),
            "unit": checks.prose(required=True),
            "decimals": checks.whole_number(),
            "calculation": checks.one_of(*CALCULATIONS, required=False),
            "multiplier": checks.whole_number(required=False),
            "accumulation": checks.one_of(*ACCUMULATIONS),
            "frequency": checks.one_of(*FREQUENCIES),
            "frequency_as_printed": checks.printed(),
            "rated": checks.one_of("yes", "no"),
            "lead_member": checks.references(person_ids, "people.csv"),
            "lead_officer": checks.references(person_ids, "people.csv"),
            "themes_across": checks.prose(),
            "source_id": checks.reference(source_ids, "sources.csv"),
            "source_line": checks.whole_number(),
        },
        rules=[
            checks.rule(
                "part_of",
                "the measure_id of a headline in this file",
                lambda rows: (
                    rows["part_of"].isna()
                    | rows["part_of"].isin(rows.loc[rows["part_of"].isna(), "measure_id"])
                ),
            ),
            checks.rule(
                "same_as",
                "the measure_id of another row",
                lambda rows: rows["same_as"].isna() | rows["same_as"].isin(rows["measure_id"]),
            ),
        ],
        unique=["measure_id"],
    )


def targets(measure_ids: Iterable[str]) -> TableSchema:
    """One row is a printed target of a measure for a period, or a standing one (no period)."""
    return TableSchema(
        {
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "period": checks.period(required=False),
            "kind": checks.one_of(*TARGET_KINDS),
            "lower": checks.number(),
            "upper": checks.number(),
            "benchmark": checks.key(required=False),
            "comparison": checks.one_of("at_least", "at_most", "in_line", required=False),
            "per": checks.one_of("day", "week", "month", "quarter", "year", required=False),
            "condition": checks.prose(),
            "target_as_printed": checks.printed(),
            "source_line": checks.whole_number(),
        },
        rules=[
            checks.rule("lower", "filled in for this kind of target", _has_lower),
            checks.rule("upper", "filled in for this kind of target", _has_upper),
            checks.rule("upper", "no less than lower", _in_order),
            checks.rule(
                "benchmark",
                "filled in for a benchmark target",
                lambda rows: (rows["kind"] != "benchmark") | rows["benchmark"].notna(),
            ),
        ],
        unique=["measure_id", "period", "condition"],
    )


def _has_lower(rows: pd.DataFrame) -> pd.Series:
    return ~rows["kind"].isin(["at_least", "between", "within"]) | rows["lower"].notna()


def _has_upper(rows: pd.DataFrame) -> pd.Series:
    return ~rows["kind"].isin(["at_most", "between", "within"]) | rows["upper"].notna()


def _in_order(rows: pd.DataFrame) -> pd.Series:
    lower = pd.to_numeric(rows["lower"], errors="coerce")
    upper = pd.to_numeric(rows["upper"], errors="coerce")
    return ~(lower > upper)


def baselines(measure_ids: Iterable[str]) -> TableSchema:
    """One row is a printed baseline of a measure."""
    return TableSchema(
        {
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "period": checks.period(required=False),
            "value": checks.number(),
            "value_as_printed": checks.printed(required=True),
            "source_line": checks.whole_number(),
        }
    )


def due_by_judgement() -> TableSchema:
    """One row is a printed due date that no rule reads: a person read it, and says why."""
    return TableSchema(
        {
            "deliverable_id": checks.key(),
            "due_as_printed": checks.printed(),
            "reason": checks.prose(required=True),
        },
        unique=["deliverable_id"],
    )


def _is_read(row: Any) -> bool:
    try:
        due = read_due("" if pd.isna(row.due_as_printed) else row.due_as_printed)
    except ValueError:
        return False
    read = (due.due_from, due.due_to, due.recurrence)
    stored = (row.due_from, row.due_to, row.recurrence)
    return all(
        str(now or "") == ("" if pd.isna(cell) else cell)
        for now, cell in zip(read, stored, strict=True)
    )


def deliverables(
    framework_ids: Iterable[str],
    group_ids: Iterable[str],
    person_ids: Iterable[str],
    judged_ids: Iterable[str],
) -> TableSchema:
    """One row is one promised deliverable, or one dated milestone of it."""
    person_ids, judged_ids = frozenset(person_ids), frozenset(judged_ids)

    def is_read(rows: pd.DataFrame) -> pd.Series:
        read = [row.deliverable_id in judged_ids or _is_read(row) for row in rows.itertuples()]
        return pd.Series(read, index=rows.index)

    return TableSchema(
        {
            "deliverable_id": checks.key(),
            "framework_id": checks.reference(framework_ids, "frameworks.csv"),
            "group_id": checks.reference(group_ids, "groups.csv"),
            "topic": checks.printed(),
            "deliverable": checks.printed(required=True),
            "milestone": checks.printed(),
            "aim": checks.prose(),
            "due_as_printed": checks.printed(),
            "due_from": checks.day(),
            "due_to": checks.day(),
            "recurrence": checks.one_of(
                "ongoing",
                "annual",
                "twice_yearly",
                "quarterly",
                "monthly",
                "termly",
                required=False,
            ),
            "lead_member": checks.references(person_ids, "people.csv"),
            "lead_officer": checks.references(person_ids, "people.csv"),
            "programme": checks.printed(),
            "duplicate_of": checks.key(required=False),
            "source_line": checks.whole_number(),
        },
        rules=[
            checks.rule(
                "duplicate_of",
                "the deliverable_id of another row",
                lambda rows: (
                    rows["duplicate_of"].isna() | rows["duplicate_of"].isin(rows["deliverable_id"])
                ),
            ),
            checks.rule(
                "due_as_printed",
                "what due_from, due_to and recurrence say, or listed in due_by_judgement.csv",
                is_read,
            ),
        ],
        unique=["deliverable_id"],
    )
