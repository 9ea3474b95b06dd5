"""What ``spf check`` says of the officers' words."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.words_check import check_words
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.words_reviewed import KEY, not_reviewed, read_reviewed, stale, unlinked


class WordsUnsupported(Exception):
    """The words of an edition hold numbers that the data do not bear out and nobody has read."""


@dataclass(frozen=True)
class WordsRead:
    """The words of an edition, read.

    One row is, of ``claims``, a number in the words; of ``findings``, one the data do not bear
    out; of ``reviewed``, a finding with a person's verdict; of ``open_findings``, one without.
    """

    edition_id: str
    paragraphs: int
    claims: pd.DataFrame
    findings: pd.DataFrame
    reviewed: pd.DataFrame
    open_findings: pd.DataFrame


def read_words(root: Path, edition: AssessedEdition) -> WordsRead:
    """Read the words of an edition against its figures.

    Raises
    ------
    BadInput
        If the reviewed file has faults, rows that match no finding, or a discrepancy that is not
        among the known ones.
    """
    table = read_reviewed(root, edition.whole.measures["measure_id"])
    if table.faults:
        raise BadInput(table.faults)
    claims, findings = check_words(edition)
    reviewed = table.rows[table.rows["edition"] == edition.edition_id]
    if faults := stale(reviewed, findings) or _not_known(edition, reviewed, findings):
        raise BadInput(faults)
    return WordsRead(
        edition_id=edition.edition_id,
        paragraphs=len(edition.returns.narrative),
        claims=claims,
        findings=findings,
        reviewed=reviewed,
        open_findings=not_reviewed(findings, reviewed),
    )


def _not_known(
    edition: AssessedEdition, reviewed: pd.DataFrame, findings: pd.DataFrame
) -> list[Fault]:
    part_of = edition.whole.measures.set_index("measure_id")["part_of"]
    lines = findings.drop_duplicates(KEY).set_index(KEY)["source_line"]
    placed = reviewed.astype({"position": "int64"}).join(lines, on=KEY)
    return unlinked(
        placed.assign(family=_families(placed["measure_id"], part_of)),
        edition.discrepancies.assign(
            family=_families(edition.discrepancies["measure_id"], part_of)
        ),
    )


def _families(measure_ids: pd.Series, part_of: pd.Series) -> pd.Series:
    return measure_ids.map(part_of).fillna(measure_ids)


def words_report(editions: Iterable[WordsRead]) -> str:
    """Say for each edition that has words how many numbers were read and found, one line each.

    Raises
    ------
    WordsUnsupported
        With every finding that is not in the reviewed file and its nearest fact, if there is any.
    """
    with_words = [read for read in editions if read.paragraphs]
    listed = [
        f"  {read.edition_id}, {_finding(row)}"
        for read in with_words
        for row in read.open_findings.itertuples()
    ]
    if listed:
        found = "\n".join(listed)
        raise WordsUnsupported(f"{len(listed)} not borne out by the data, not reviewed:\n{found}")
    return "\n".join(
        f"{read.edition_id}: {read.paragraphs} paragraphs, {len(read.claims)} numbers: "
        f"{read.claims['is_supported'].sum()} found in the data, {len(read.reviewed)} reviewed"
        for read in with_words
    )


def _finding(row: Any) -> str:
    place = f"{row.measure_id}, {row.kind} {row.position}, line {row.source_line}"
    return f"{place}: {row.token!r} {row.problem}; nearest: {row.nearest_fact}\n    {row.sentence}"
