"""Cases to rate, with every fact that a test does not name left harmless."""

import numpy as np
import pandas as pd

from spf_lib.assess.rating import rate
from spf_lib.assess.reasons import reason_text

_CASE = {
    "value": 64.0,
    "figure_status": "final",
    "polarity": "higher",
    "target_kind": "at_least",
    "lower": np.nan,
    "upper": np.nan,
    "baseline": np.nan,
    "benchmark_value": np.nan,
    "benchmark_comparison": None,
    "previous": np.nan,
    "family": "relative",
    "tolerance": 10.0,
    "green_from": np.nan,
    "green_to": np.nan,
    "amber_from": np.nan,
    "amber_to": np.nan,
    "unit": "percent",
    "decimals": 0,
    "value_decimals": 0,
    "target_decimals": 0,
    "previous_decimals": 0,
}
_NUMBERS = [name for name, value in _CASE.items() if isinstance(value, float)]


def cases(*facts):
    """Return a frame with one row for each mapping of facts."""
    assert all(set(row) <= set(_CASE) for row in facts)
    frame = pd.DataFrame([_CASE | dict(row) for row in facts])
    return frame.astype(dict.fromkeys(_NUMBERS, "float64")).astype({"benchmark_comparison": object})


def rated(**facts):
    """Return one case with its rating and its reason."""
    frame = cases(facts)
    row = frame.join(rate(frame)).iloc[0].copy()
    row["reason"] = reason_text(row)
    return row


def rag(**facts):
    return rate(cases(facts))["rag"].item()
