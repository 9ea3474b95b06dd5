"""Recomputing figures: from numerators and denominators, and between quarters and year to date."""

import math
import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from spf_lib.framework.periods import financial_year, parse_period, position_in_year

_NUMBER = re.compile(r"(\d[\d,]*)(?:\.(\d+))?")


def recompute(numerators: pd.Series, denominators: pd.Series, multipliers: pd.Series) -> pd.Series:
    """Return numerator / denominator x multiplier (100 for a percentage); NaN where unknown."""
    return numerators / denominators.where(denominators > 0) * multipliers


def printed_decimals(tokens: pd.Series) -> pd.Series:
    """Return the number of decimals of the first number in each printed token (0 if none)."""
    return tokens.map(_decimals).astype("int64")


def _decimals(token: object) -> int:
    found = _NUMBER.search(str(token))
    return len(found[2] or "") if found else 0


def shown_decimals(values: pd.Series, tokens: pd.Series, defaults: pd.Series) -> pd.Series:
    """Return the decimals each figure is shown with, as :func:`decimals_shown` says."""
    return pd.Series(
        [decimals_shown(*cells) for cells in zip(values, tokens, defaults, strict=True)],
        index=values.index,
        dtype="int64",
    )


def decimals_shown(value: float, token: object, default: float) -> int:
    """Return the decimals a figure is shown with: as printed, so that 72% stays 72%.

    A token whose number is not the value (such as "£7.7m") falls back to the measure's decimals.
    """
    return _decimals(token) if _is_number(token, value) else int(default)


def _is_number(token: object, value: float) -> bool:
    found = _NUMBER.search(str(token))
    return found is not None and abs(float(found[0].replace(",", "")) - abs(value)) < 1e-9


def agrees_as_printed(values: pd.Series, computed: pd.Series, decimals: pd.Series) -> pd.Series:
    """Tell whether a computed value rounds to the printed one at its printed precision.

    Half a unit of the last printed place is allowed on either side, so a half rounded up or down
    both agree.
    """
    half = 0.5 * np.power(10.0, -decimals.astype(float))
    return (values - computed).abs() <= half + 1e-9


def recomputed_figures(figures: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Recompute every figure whose numerator and denominator are known.

    Parameters
    ----------
    figures : pandas.DataFrame
        One row is a figure, as in a return.
    measures : pandas.DataFrame
        One row is a measure: its ``multiplier`` is used.

    Returns
    -------
    pandas.DataFrame
        One row is such a figure: the columns of ``figures`` with ``computed`` and ``agrees``.
    """
    known = figures[
        figures["numerator"].notna() & figures["denominator"].notna() & figures["value"].notna()
    ]
    multipliers = known["measure_id"].map(measures.set_index("measure_id")["multiplier"])
    computed = recompute(known["numerator"], known["denominator"], multipliers)
    decimals = printed_decimals(known["value_as_printed"].fillna(""))
    return known.assign(
        computed=computed, agrees=agrees_as_printed(known["value"], computed, decimals)
    )


def year_to_date(discrete: pd.DataFrame) -> pd.DataFrame:
    """Accumulate discrete quarters through each financial year.

    Parameters
    ----------
    discrete : pandas.DataFrame
        One row is a measure in a quarter: ``measure_id``, ``period``, ``value``.

    Returns
    -------
    pandas.DataFrame
        The same rows in order of measure and quarter; ``value`` is the year to date, missing from
        the first missing quarter of a year on.
    """
    ordered = _in_year_order(discrete)
    groups = ordered.groupby(["measure_id", "year"], sort=False)
    unbroken = groups["position"].cumcount() + 1 == ordered["position"]
    total = groups["value"].transform(lambda values: values.cumsum(skipna=False))
    return ordered.assign(value=total.where(unbroken))[list(discrete.columns)]


def pooled_figure(
    numerators: Sequence[float], denominators: Sequence[float], multiplier: float
) -> float:
    """Pool the quarters of a year to date: all numerators over all denominators.

    The mean of the quarters' percentages would weigh a small quarter as much as a large one. NaN if
    any part is not known, or there is nothing to divide by.
    """
    below = math.fsum(denominators)
    return math.fsum(numerators) / below * multiplier if below > 0 else math.nan


def discrete_quarters(cumulative: pd.DataFrame) -> pd.DataFrame:
    """Take year-to-date quarters apart; the inverse of :func:`year_to_date`.

    Returns
    -------
    pandas.DataFrame
        The same rows in order; ``value`` is the quarter alone, missing where the quarter before is
        not known.
    """
    ordered = _in_year_order(cumulative)
    groups = ordered.groupby(["measure_id", "year"], sort=False)
    follows = groups["position"].diff() == 1
    before = groups["value"].shift().where(follows)
    first = ordered["position"] == 1
    alone = ordered["value"] - before.where(~first, 0.0)
    return ordered.assign(value=alone)[list(cumulative.columns)]


def _in_year_order(rows: pd.DataFrame) -> pd.DataFrame:
    periods = rows["period"].map(parse_period)
    return rows.assign(
        year=periods.map(lambda period: str(financial_year(period))),
        position=periods.map(position_in_year),
    ).sort_values(["measure_id", "year", "position"], kind="stable")
