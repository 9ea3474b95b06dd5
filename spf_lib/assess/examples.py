"""Worked examples of the rating rules, read from ``params/rules/examples.csv`` and rated here."""

from pathlib import Path
from typing import get_args

import pandas as pd

from spf_lib.assess.rating import rate
from spf_lib.assess.reasons import reason_text
from spf_lib.assess.rules import Family
from spf_lib.framework import checks
from spf_lib.framework.contract import TableSchema
from spf_lib.framework.schemas import POLARITIES, TARGET_KINDS
from spf_lib.framework.tables import BadInput, read_table

FILE = "params/rules/examples.csv"
_NUMBERS = (
    "decimals",
    "value",
    "lower",
    "upper",
    "baseline",
    "benchmark_value",
    "previous",
    "tolerance",
    "green_from",
    "green_to",
    "amber_from",
    "amber_to",
)


def _schema() -> TableSchema:
    """One row is a worked example: an invented case, and what it shows."""
    return TableSchema(
        {
            "example": checks.prose(required=True),
            "unit": checks.prose(required=True),
            "decimals": checks.whole_number(),
            "polarity": checks.one_of(*POLARITIES),
            "value": checks.number(),
            "figure_status": checks.prose(required=True),
            "target_kind": checks.one_of(*TARGET_KINDS),
            "lower": checks.number(),
            "upper": checks.number(),
            "baseline": checks.number(),
            "benchmark_value": checks.number(),
            "benchmark_comparison": checks.one_of("at_least", "at_most", "in_line", required=False),
            "previous": checks.number(),
            "family": checks.one_of(*get_args(Family)),
            "tolerance": checks.number(),
            "green_from": checks.number(),
            "green_to": checks.number(),
            "amber_from": checks.number(),
            "amber_to": checks.number(),
        },
        unique=["example"],
    )


def rated_examples(path: Path) -> pd.DataFrame:
    """Read the worked examples and rate them.

    Parameters
    ----------
    path : Path
        The table of examples, ``FILE`` in a project.

    Returns
    -------
    pandas.DataFrame
        One row is a case with its rating, its ``reason``, and the columns a scorecard row has to
        be presented.

    Raises
    ------
    BadInput
        If the table has faults.
    """
    table = read_table(path, FILE, _schema(), _NUMBERS)
    if table.faults:
        raise BadInput(table.faults)
    decimals = ("value_decimals", "target_decimals", "previous_decimals")
    cases = table.rows.reset_index(drop=True)
    cases = cases.assign(**dict.fromkeys(decimals, cases["decimals"]))
    rated = cases.join(rate(cases))
    return rated.assign(
        reason=[reason_text(case) for case in rated.to_dict("records")],
        measure_id=[f"example-{n}" for n in range(1, len(rated) + 1)],
        source_id="",
        period="",
        target_period="",
        target_file_line=None,
        target_line=None,
    )
