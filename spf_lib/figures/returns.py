"""A return: what services submitted for one edition, as read from ``data/returns/<edition>/``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from spf_lib.figures import schemas
from spf_lib.framework.catalogue import Catalogue
from spf_lib.framework.contract import TableSchema
from spf_lib.framework.tables import Fault, Table, read_table

ReadTable = Callable[[Path, str, TableSchema, Iterable[str]], Table]


@dataclass(frozen=True)
class Returns:
    """The tables of a return, each indexed by line of its file; see :mod:`.schemas`."""

    figures: pd.DataFrame
    ratings: pd.DataFrame
    narrative: pd.DataFrame
    benchmarks: pd.DataFrame
    breakdowns: pd.DataFrame
    deliverables: pd.DataFrame
    group_narrative: pd.DataFrame


def returns_folder(edition_id: str) -> str:
    """Return the folder of an edition's return, relative to the project's folder."""
    return f"data/returns/{edition_id}"


def figures_file(edition_id: str) -> str:
    """Return the file of figures of an edition's return, relative to the project's folder."""
    return f"{returns_folder(edition_id)}/figures.csv"


def read_returns(
    root: Path, edition_id: str, catalogue: Catalogue, read_table: ReadTable = read_table
) -> tuple[Returns, tuple[Fault, ...]]:
    """Read and check the return of an edition against the catalogue.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        Such as ``2019-20-Q2``.
    catalogue : Catalogue
        What the rows may point at.
    read_table : callable
        Reads one of its tables, as :func:`spf_lib.framework.tables.read_table`.

    Returns
    -------
    tuple of Returns and Fault
        The tables; one with faults holds its cells as text. With them everything wrong in any
        table, to be raised with the faults of the catalogue.
    """
    faults: list[Fault] = []
    folder = returns_folder(edition_id)
    measure_ids = catalogue.measures["measure_id"]
    source_ids = catalogue.sources["source_id"]

    def read(table: str, schema: TableSchema) -> pd.DataFrame:
        name = f"{folder}/{table}.csv"
        found = read_table(root / name, name, schema, schemas.NUMBERS.get(table, ()))
        faults.extend(found.faults)
        return found.rows

    returns = Returns(
        figures=read("figures", schemas.figures(measure_ids, source_ids)),
        ratings=read("ratings", schemas.ratings(measure_ids)),
        narrative=read("narrative", schemas.narrative(measure_ids)),
        benchmarks=read("benchmarks", schemas.benchmarks(measure_ids)),
        breakdowns=read("breakdowns", schemas.breakdowns(measure_ids)),
        deliverables=read(
            "deliverables", schemas.deliverables(catalogue.deliverables["deliverable_id"])
        ),
        group_narrative=read(
            "group_narrative", schemas.group_narrative(catalogue.groups["group_id"])
        ),
    )
    return returns, tuple(faults)
