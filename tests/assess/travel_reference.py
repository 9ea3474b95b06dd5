"""The directions of travel column by column with pandas: the reference for the library."""

import numpy as np
import pandas as pd

UP, DOWN, LEVEL, NOT_APPLICABLE = "up", "down", "level", "n/a"

# Changes smaller than this are binary rounding, not movement.
_DECIMALS = 9


def travel(cases: pd.DataFrame) -> pd.DataFrame:
    change = (cases["value"] - cases["previous"]).round(_DECIMALS)
    outside = _distance(cases["value"], cases) - _distance(cases["previous"], cases)
    gain = np.select(
        [cases["polarity"] == "higher", cases["polarity"] == "lower", cases["polarity"] == "range"],
        [change, -change, -outside.round(_DECIMALS)],
        np.nan,
    )
    # An unchanged figure is level whatever good looks like.
    gain = np.where(change == 0, 0.0, gain)
    outcome = np.select(
        [
            cases["value"].isna(),
            cases["previous"].isna(),
            np.isnan(gain) & (cases["polarity"] == "none"),
            np.isnan(gain),
        ],
        ["no_figure", "no_comparator", "no_polarity", "no_range"],
        "judged",
    )
    direction = np.select(
        [outcome != "judged", gain > 0, gain < 0], [NOT_APPLICABLE, UP, DOWN], LEVEL
    )
    return pd.DataFrame(
        {"travel": direction, "travel_outcome": outcome, "change": change}, index=cases.index
    )


def _distance(values: pd.Series, cases: pd.DataFrame) -> pd.Series:
    """Return how far values lie outside their range; 0 inside, NaN without a range."""
    below = (cases["lower"] - values).clip(lower=0)
    above = (values - cases["upper"]).clip(lower=0)
    return below + above
