"""Cases to rate in any number: every family and kind of target, missing values, ties and zeros."""

from typing import get_args

import numpy as np
import pandas as pd

from spf_lib.assess.rules import Family
from spf_lib.framework.schemas import POLARITIES, TARGET_KINDS

_WORDS = {
    "figure_status": ("final", "not_due", "suppressed"),
    "polarity": POLARITIES,
    "target_kind": TARGET_KINDS,
    "benchmark_comparison": ("at_least", "at_most", "in_line"),
    "family": get_args(Family),
}
_OFTEN_EQUAL = ("value", "lower", "baseline", "previous", "benchmark_value")


def generated_cases(rows, seed):
    """Return cases with their words as categories; the same numbers for the same seed."""
    random = np.random.default_rng(seed)

    def amounts(low, high, missing):
        numbers = random.uniform(low, high, rows).round(1)
        numbers[random.random(rows) < missing] = np.nan
        return numbers

    def words(known):
        codes = random.integers(len(known), size=rows, dtype="int8")
        codes[random.random(rows) < 0.02] = -1
        return pd.Categorical.from_codes(codes, list(known))

    lower = amounts(0, 120, 0.1)
    numbers = {
        "value": amounts(0, 120, 0.1),
        "lower": lower,
        "upper": lower + amounts(0, 20, 0.1),
        "baseline": amounts(0, 120, 0.2),
        "benchmark_value": amounts(0, 120, 0.2),
        "previous": amounts(0, 120, 0.2),
        "tolerance": random.choice([0.0, 2.5, 5.0, 10.0], rows),
        "green_from": amounts(50, 90, 0.3),
        "green_to": amounts(90, 120, 0.3),
        "amber_from": amounts(20, 50, 0.3),
        "amber_to": amounts(100, 120, 0.3),
    }
    for name in _OFTEN_EQUAL:
        numbers[name][random.random(rows) < 0.05] = 50.0
        numbers[name][random.random(rows) < 0.03] = 0.0
    return pd.DataFrame({**numbers, **{name: words(known) for name, known in _WORDS.items()}})


def as_text(cases):
    """Return cases with their words as text, as tables are read."""
    return cases.astype(dict.fromkeys(_WORDS, "str"))
