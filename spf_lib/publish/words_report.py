"""What ``spf check`` says of the officers' words."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.words_check import check_words
from spf_lib.framework.tables import BadInput
from spf_lib.publish.words_reviewed import not_reviewed, read_reviewed, stale


class WordsUnsupported(Exception):
    """The words of an edition hold numbers that the data do not bear out and nobody has read."""


@dataclass(frozen=True)
class WordsRead:
    """The words of an edition, read.

    One row is, of ``claims``, a number in the words; of ``findings``, one the data do not bear
    out; of ``reviewed``, a finding with a person's verdict; of ``open_findings``, one without.
    """

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
        If the reviewed file has faults, or rows that match no finding.
    """
    table = read_reviewed(root, edition.whole.measures["measure_id"])
    if table.faults:
        raise BadInput(table.faults)
    claims, findings = check_words(edition)
    reviewed = table.rows[table.rows["edition"] == edition.edition_id]
    if faults := stale(reviewed, findings):
        raise BadInput(faults)
    return WordsRead(
        paragraphs=len(edition.returns.narrative),
        claims=claims,
        findings=findings,
        reviewed=reviewed,
        open_findings=not_reviewed(findings, reviewed),
    )


def words_report(read: WordsRead) -> str:
    """Say how many numbers were read and found, in one line.

    Raises
    ------
    WordsUnsupported
        With every finding that is not in the reviewed file and its nearest fact, if there is any.
    """
    if len(read.open_findings):
        listed = "\n".join(_finding(row) for row in read.open_findings.itertuples())
        count = len(read.open_findings)
        raise WordsUnsupported(f"{count} not borne out by the data and not reviewed:\n{listed}")
    return (
        f"{read.paragraphs} paragraphs, {len(read.claims)} numbers: "
        f"{read.claims['is_supported'].sum()} found in the data, "
        f"{len(read.reviewed)} findings reviewed"
    )


def _finding(row: object) -> str:
    return (
        f"  {row.measure_id}, {row.kind} {row.position}, line {int(row.source_line)}: "  # type: ignore[attr-defined]
        f"{row.token!r} {row.problem}; nearest: {row.nearest_fact}\n"  # type: ignore[attr-defined]
        f"    {row.sentence}"  # type: ignore[attr-defined]
    )
