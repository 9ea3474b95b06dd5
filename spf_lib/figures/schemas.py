"""The data contract of ``data/returns/<edition>/``: one schema for each table of a return."""

from collections.abc import Callable, Iterable

import pandas as pd

from spf_lib.framework import checks
from spf_lib.framework.contract import Column, TableSchema

WITH_VALUE = ("final", "provisional", "forecast")
WITHOUT_VALUE = (
    "not_published",
    "not_yet_available",
    "not_provided",
    "not_applicable",
    "not_due",
    "dash",
    "blank",
    "suppressed",
)
PRINTED_IN = ("table", "history", "text")
CORRECTED_NUMBERS = ("value", "numerator", "denominator")
CORRECTED_TEXTS = ("status", "value_as_printed", "source_id", "source_line", "note")
NARRATIVE_KINDS = ("performance", "actions", "issues", "history", "benchmarking")

NUMBERS = {
    "figures": ("value", "numerator", "denominator"),
    "narrative": ("position",),
    "group_narrative": ("position",),
    "benchmarks": ("value", "rank", "rank_of"),
    "breakdowns": ("value",),
}


def figures(measure_ids: Iterable[str], source_ids: Iterable[str]) -> TableSchema:
    """One row is a figure: a value of a measure in a period, where it was printed."""
    return TableSchema(
        {
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "period": checks.period(),
            "value": checks.number(),
            "numerator": checks.number(),
            "denominator": checks.number(),
            "status": checks.one_of(*WITH_VALUE, *WITHOUT_VALUE),
            "value_as_printed": checks.printed(),
            "printed_in": checks.one_of(*PRINTED_IN),
            "source_id": checks.reference(source_ids, "sources.csv"),
            "source_line": checks.whole_number(),
            "note": checks.prose(),
        },
        rules=[
            checks.rule(
                "value",
                "filled in, or a status that says why it is missing",
                lambda rows: ~rows["status"].isin(WITH_VALUE) | rows["value"].notna(),
            ),
            checks.rule(
                "value",
                "empty where the status says there is no figure",
                lambda rows: ~rows["status"].isin(WITHOUT_VALUE) | rows["value"].isna(),
            ),
            checks.rule("denominator", "above 0", _positive_denominator),
        ],
        unique=["measure_id", "period", "printed_in"],
    )


def _positive_denominator(rows: pd.DataFrame) -> pd.Series:
    return ~(pd.to_numeric(rows["denominator"], errors="coerce") <= 0)


def ratings(measure_ids: Iterable[str]) -> TableSchema:
    """One row is a rating and arrow as published for a measure."""
    return TableSchema(
        {
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "period": checks.period(required=False),
            "published_rag": checks.one_of("G", "A", "R", "n/a", required=False),
            "published_travel": checks.one_of("up", "down", "level", "n/a", required=False),
            "compared_with": checks.period(required=False),
            "compared_with_as_printed": checks.printed(),
            "reason": checks.prose(),
            "source_line": checks.whole_number(),
        },
        unique=["measure_id"],
    )


def narrative(measure_ids: Iterable[str]) -> TableSchema:
    """One row is one paragraph of what officers say of a measure."""
    return TableSchema(
        {
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "kind": checks.one_of(*NARRATIVE_KINDS),
            "position": checks.whole_number(),
            "text": checks.prose(required=True),
            "source_line": checks.whole_number(),
        },
        unique=["measure_id", "kind", "position"],
    )


def benchmarks(measure_ids: Iterable[str]) -> TableSchema:
    """One row is a comparator's figure, or our rank among others."""
    return TableSchema(
        {
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "comparator": checks.printed(required=True),
            "period": checks.period(required=False),
            "value": checks.number(),
            "rank": checks.number(),
            "rank_of": checks.number(),
            "value_as_printed": checks.printed(),
            "note": checks.prose(),
            "source_line": checks.whole_number(),
        }
    )


def breakdowns(measure_ids: Iterable[str]) -> TableSchema:
    """One row is one cell of a breakdown table: a category, and the series it stands in."""
    return TableSchema(
        {
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "period": checks.period(required=False),
            "dimension": checks.prose(required=True),
            "category": checks.printed(required=True),
            "series": checks.printed(),
            "value": checks.number(),
            "value_as_printed": checks.printed(),
            "source_line": checks.whole_number(),
        }
    )


def deliverables(deliverable_ids: Iterable[str]) -> TableSchema:
    """One row is the update on a deliverable."""
    return TableSchema(
        {
            "deliverable_id": checks.reference(deliverable_ids, "deliverables.csv"),
            "status": checks.one_of("complete", "in_progress", "not_started", "not_stated"),
            "status_as_printed": checks.printed(),
            "update": checks.prose(),
            "revised_due": checks.day(),
            "source_line": checks.whole_number(),
        },
        unique=["deliverable_id"],
    )


def group_narrative(group_ids: Iterable[str]) -> TableSchema:
    """One row is one paragraph said of a group, or of the whole (no group)."""
    return TableSchema(
        {
            "group_id": checks.reference(group_ids, "groups.csv", required=False),
            "kind": checks.one_of("finding", "response", "change"),
            "position": checks.whole_number(),
            "text": checks.prose(required=True),
            "source_line": checks.whole_number(),
        },
        unique=["group_id", "kind", "position"],
    )


def corrections(edition_ids: Iterable[str], measure_ids: Iterable[str]) -> TableSchema:
    """One row corrects one cell of a return's figures, from an edition on."""
    known = frozenset(edition_ids)
    return TableSchema(
        {
            "edition": Column(
                True, known.__contains__, f"one of the editions: {', '.join(sorted(known))}"
            ),
            "table": checks.one_of("figures"),
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "period": checks.period(),
            "printed_in": checks.one_of(*PRINTED_IN),
            "column": checks.one_of(*CORRECTED_NUMBERS, *CORRECTED_TEXTS),
            "expect": checks.printed(),
            "correct_to": checks.printed(),
            "reason": checks.prose(required=True),
            "provider": checks.prose(required=True),
            "date": checks.day(),
        },
        rules=[
            checks.rule("expect", "a bare number such as 82.1, or empty", _bare("expect")),
            checks.rule("correct_to", "a bare number such as 82.1, or empty", _bare("correct_to")),
            checks.rule(
                "correct_to",
                "something other than what is expected",
                lambda rows: rows["expect"].fillna("") != rows["correct_to"].fillna(""),
            ),
            checks.rule("date", "filled in", lambda rows: rows["date"].notna()),
        ],
        unique=["edition", "table", "measure_id", "period", "printed_in", "column"],
    )


def _bare(column: str) -> Callable[[pd.DataFrame], pd.Series]:
    def holds(rows: pd.DataFrame) -> pd.Series:
        number = rows[column].isna() | rows[column].str.fullmatch(checks.BARE_NUMBER)
        return ~rows["column"].isin(CORRECTED_NUMBERS) | number.astype(bool)

    return holds
