"""The data contract of what stands around the measures: the plan, portfolios, links between."""

from collections.abc import Iterable

from spf_lib.framework import checks
from spf_lib.framework.contract import TableSchema

FRAME_KINDS = (
    "golden_thread",
    "priority",
    "cross_cutting_issue",
    "improvement_programme",
    "reporting_step",
    "principle",
)


def frame() -> TableSchema:
    """One row is a part of the frame around the measures: a level, issue, programme or step."""
    return TableSchema(
        {
            "frame_id": checks.key(),
            "kind": checks.one_of(*FRAME_KINDS),
            "title": checks.printed(required=True),
            "text": checks.prose(required=True),
            "position": checks.whole_number(),
            "source_line": checks.whole_number(),
        },
        unique=["frame_id"],
    )


def frame_facts(frame_ids: Iterable[str]) -> TableSchema:
    """One row is a dated or counted fact the plan gives, about a part of the frame or none."""
    return TableSchema(
        {
            "frame_id": checks.reference(frame_ids, "frame.csv", required=False),
            "text": checks.prose(required=True),
            "source_line": checks.whole_number(),
        }
    )


def portfolios(person_ids: Iterable[str]) -> TableSchema:
    """One row is a Cabinet portfolio and the member or members who hold it."""
    return TableSchema(
        {
            "portfolio_id": checks.key(),
            "title": checks.printed(required=True),
            "person_id": checks.references(person_ids, "people.csv"),
            "position": checks.whole_number(),
            "text": checks.prose(required=True),
            "source_line": checks.whole_number(),
        },
        unique=["portfolio_id"],
    )


def portfolio_priorities(portfolio_ids: Iterable[str]) -> TableSchema:
    """One row is one of the top priorities of a portfolio."""
    return TableSchema(
        {
            "portfolio_id": checks.reference(portfolio_ids, "portfolios.csv"),
            "position": checks.whole_number(),
            "priority": checks.printed(required=True),
            "source_line": checks.whole_number(),
        },
        unique=["portfolio_id", "position"],
    )


def continuity(measure_ids: Iterable[str]) -> TableSchema:
    """One row links a measure to the one it continues from an earlier framework."""
    measure_ids = frozenset(measure_ids)
    return TableSchema(
        {
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "continues": checks.reference(measure_ids, "measures.csv"),
            "note": checks.prose(required=True),
        },
        unique=["measure_id", "continues"],
    )


def cross_cutting(
    frame_ids: Iterable[str], measure_ids: Iterable[str], deliverable_ids: Iterable[str]
) -> TableSchema:
    """One row assigns a measure or a deliverable to a cross-cutting issue, with the reason."""
    return TableSchema(
        {
            "issue_id": checks.reference(frame_ids, "frame.csv"),
            "measure_id": checks.reference(measure_ids, "measures.csv", required=False),
            "deliverable_id": checks.reference(deliverable_ids, "deliverables.csv", required=False),
            "reason": checks.prose(required=True),
        },
        rules=[
            checks.rule(
                "measure_id",
                "filled in, or deliverable_id, but not both",
                lambda rows: rows["measure_id"].isna() != rows["deliverable_id"].isna(),
            ),
        ],
        unique=["issue_id", "measure_id", "deliverable_id"],
    )


def programmes(frame_ids: Iterable[str]) -> TableSchema:
    """One row says which improvement programmes a programme as printed on a deliverable means."""
    return TableSchema(
        {
            "programme": checks.printed(required=True),
            "frame_id": checks.references(frame_ids, "frame.csv"),
        },
        unique=["programme"],
    )
