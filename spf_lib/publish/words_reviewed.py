"""The findings that a person has read: ``data/words_reviewed.csv``."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from spf_lib.framework import checks
from spf_lib.framework.contract import TableSchema
from spf_lib.framework.tables import Fault, Table, read_table

REVIEWED_FILE = "data/words_reviewed.csv"
VERDICTS = ("discrepancy", "false alarm", "outside the data")
PROBLEMS = (
    "unsupported",
    "differs from the table",
    "does not add up",
    "percentage does not follow",
    "heading does not match",
)
KINDS = (
    "performance",
    "actions",
    "issues",
    "history",
    "benchmarking",
    "table",
    "history line",
    "breakdown",
    "heading",
)
KEY = ["measure_id", "kind", "position", "token", "problem"]


def reviewed_schema(measure_ids: Iterable[str]) -> TableSchema:
    """One row is a finding of ``spf check`` that a person has read, with a verdict and a reason.

    ``position`` is the paragraph's, or of a row of data the line of the source. The verdict
    ``discrepancy`` is a contradiction of the source; ``outside the data`` is a true number of the
    world that no return holds; ``false alarm`` is our checker's mistake.
    """
    return TableSchema(
        {
            "edition": checks.period(),
            "measure_id": checks.reference(measure_ids, "measures.csv"),
            "kind": checks.one_of(*KINDS),
            "position": checks.whole_number(),
            "token": checks.printed(required=True),
            "problem": checks.one_of(*PROBLEMS),
            "verdict": checks.one_of(*VERDICTS),
            "reason": checks.prose(required=True),
        },
        unique=["edition", *KEY],
    )


def read_reviewed(root: Path, measure_ids: Iterable[str]) -> Table:
    """Read the reviewed findings of every edition, with what is wrong in the file."""
    return read_table(
        root / REVIEWED_FILE, REVIEWED_FILE, reviewed_schema(measure_ids), ["position"]
    )


def stale(reviewed: pd.DataFrame, findings: pd.DataFrame) -> list[Fault]:
    """List the reviewed rows that match no finding any more, as faults of their lines.

    Parameters
    ----------
    reviewed : pandas.DataFrame
        One row is a reviewed finding of one edition, indexed by line of the file.
    findings : pandas.DataFrame
        One row is a finding of that edition.
    """
    known = set(findings[KEY].itertuples(index=False, name=None))
    return [
        Fault(
            REVIEWED_FILE,
            line,
            "token",
            str(row["token"]),
            f"a finding of edition {row['edition']}, or the row be taken out",
        )
        for line, row in reviewed.iterrows()
        if tuple(row[KEY]) not in known
    ]


def not_reviewed(findings: pd.DataFrame, reviewed: pd.DataFrame) -> pd.DataFrame:
    """Keep the findings that nobody has read yet."""
    known = set(reviewed[KEY].itertuples(index=False, name=None))
    read = [key in known for key in findings[KEY].itertuples(index=False, name=None)]
    return findings[[not one for one in read]]


def unlinked(reviewed: pd.DataFrame, discrepancies: pd.DataFrame) -> list[Fault]:
    """List the reviewed discrepancies that the known ones do not hold, as faults of their lines.

    A known discrepancy is of the same measure, and of the same line of the source or with the
    token in its words.

    Parameters
    ----------
    reviewed : pandas.DataFrame
        One row is a reviewed finding of one edition, with ``source_line`` of its finding and
        ``family`` (its headline measure).
    discrepancies : pandas.DataFrame
        One row is a known discrepancy of the edition's sources, with ``family``.
    """
    texts = discrepancies[["where", "printed", "expected", "how_found"]].agg(" ".join, axis=1)
    faults = []
    for line, row in reviewed[reviewed["verdict"] == "discrepancy"].iterrows():
        token = str(row["token"]).removeprefix("DOT ")
        own = discrepancies["family"] == row["family"]
        told = texts.str.contains(token, regex=False)
        if not (own & (told | (discrepancies["source_line"] == row["source_line"]))).any():
            expected = "in known_discrepancies.csv too, with this token or on this line"
            faults.append(Fault(REVIEWED_FILE, line, "verdict", "discrepancy", expected))
    return faults
