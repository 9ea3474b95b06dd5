"""Worked examples of the rating rules, read from ``params/rules/examples.csv`` and rated here."""

from pathlib import Path

import pandas as pd

from spf_lib.assess.rating import rate
from spf_lib.assess.reasons import reason_text

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


def rated_examples(path: Path) -> pd.DataFrame:
    """Read a table of cases and rate them.

    Parameters
    ----------
    path : Path
        A CSV file whose columns are those of :data:`spf_lib.assess.rating.CASE_COLUMNS` with
        ``unit`` and ``decimals``, and any others.

    Returns
    -------
    pandas.DataFrame
        One row is a case with its rating, its ``reason``, and the columns a scorecard row has to
        be presented.
    """
    cases = pd.read_csv(path, dtype="str").astype(dict.fromkeys(_NUMBERS, "float64"))
    decimals = ("value_decimals", "target_decimals", "previous_decimals")
    cases = cases.assign(**dict.fromkeys(decimals, cases["decimals"]))
    rated = cases.join(rate(cases))
    return rated.assign(
        reason=rated.apply(reason_text, axis=1),
        measure_id=[f"example-{n}" for n in range(1, len(rated) + 1)],
        period="",
        target_period="",
        target_file_line=None,
        target_line=None,
    )
