"""The catalogue: everything that is promised and measured, as read from ``data/framework/``."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from spf_lib.framework import frame_schemas, schemas
from spf_lib.framework.contract import TableSchema
from spf_lib.framework.tables import Fault, read_table, without_consequences

FOLDER = "data/framework"
TARGETS_FILE = f"{FOLDER}/targets.csv"
DISCREPANCIES_FILE = "data/known_discrepancies.csv"


@dataclass(frozen=True)
class Catalogue:
    """The framework tables, each indexed by line of its file; see :mod:`.schemas` for the rows."""

    sources: pd.DataFrame
    frameworks: pd.DataFrame
    groups: pd.DataFrame
    people: pd.DataFrame
    measures: pd.DataFrame
    targets: pd.DataFrame
    baselines: pd.DataFrame
    deliverables: pd.DataFrame
    frame: pd.DataFrame
    frame_facts: pd.DataFrame
    portfolios: pd.DataFrame
    portfolio_priorities: pd.DataFrame
    continuity: pd.DataFrame
    cross_cutting: pd.DataFrame
    programmes: pd.DataFrame


def read_catalogue(root: Path) -> tuple[Catalogue, tuple[Fault, ...]]:
    """Read and check the framework tables under a project folder.

    Parameters
    ----------
    root : Path
        The project's folder, which holds ``data/framework/``.

    Returns
    -------
    Catalogue
        The tables; one with faults holds its cells as text.
    tuple of Fault
        Everything wrong in any table, to be raised with the faults of the returns.
    """
    faults: list[Fault] = []

    def read(table: str, schema: TableSchema) -> pd.DataFrame:
        name = f"{FOLDER}/{table}.csv"
        found = read_table(root / name, name, schema, schemas.NUMBERS.get(table, ()))
        faults.extend(found.faults)
        return found.rows

    sources = read("sources", schemas.sources())
    frameworks = read("frameworks", schemas.frameworks(sources["source_id"]))
    groups = read("groups", schemas.groups(frameworks["framework_id"]))
    people = read("people", schemas.people())
    measures = read(
        "measures",
        schemas.measures(
            frameworks["framework_id"],
            groups["group_id"],
            people["person_id"],
            sources["source_id"],
        ),
    )
    frame = read("frame", frame_schemas.frame())
    portfolios = read("portfolios", frame_schemas.portfolios(people["person_id"]))
    judged = read("due_by_judgement", schemas.due_by_judgement())
    deliverables = read(
        "deliverables",
        schemas.deliverables(
            frameworks["framework_id"],
            groups["group_id"],
            people["person_id"],
            judged["deliverable_id"],
        ),
    )
    catalogue = Catalogue(
        sources=sources,
        frameworks=frameworks,
        groups=groups,
        people=people,
        measures=measures,
        targets=read("targets", schemas.targets(measures["measure_id"])),
        baselines=read("baselines", schemas.baselines(measures["measure_id"])),
        deliverables=deliverables,
        frame=frame,
        frame_facts=read("frame_facts", frame_schemas.frame_facts(frame["frame_id"])),
        portfolios=portfolios,
        portfolio_priorities=read(
            "portfolio_priorities", frame_schemas.portfolio_priorities(portfolios["portfolio_id"])
        ),
        continuity=read("continuity", frame_schemas.continuity(measures["measure_id"])),
        cross_cutting=read(
            "cross_cutting",
            frame_schemas.cross_cutting(
                frame["frame_id"], measures["measure_id"], deliverables["deliverable_id"]
            ),
        ),
        programmes=read("programmes", frame_schemas.programmes(frame["frame_id"])),
    )
    return catalogue, without_consequences(faults)
