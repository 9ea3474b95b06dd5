"""How safe a colour is: how far the next one is, and how chance alone could have coloured it.

Both are asked of the rating itself (:func:`spf_lib.assess.rating.rate`): the distance by rating
values at and beside every edge that a rule can have, the chances by rating every count that the
numerator could have been.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from spf_lib.assess import binomial
from spf_lib.assess.rating import AMBER, GREEN, RED, UNRATED, rate

# A value this part of the edge away is beside it, and further than the rating rounds.
_BESIDE = 1e-6

# Counts rarer than this are left out; they could not change a chance as printed.
_RARE = 1e-9

_CHANCES = {"chance_green": GREEN, "chance_amber": AMBER, "chance_red": RED}


def colour_safety(cases: pd.DataFrame) -> pd.DataFrame:
    """Tell how safe each colour is.

    Parameters
    ----------
    cases : pandas.DataFrame
        One row is a measure in a period, with the columns of
        :data:`spf_lib.assess.rating.CASE_COLUMNS` and, where known, ``numerator``, ``denominator``
        and ``multiplier``. The index is unique.

    Returns
    -------
    pandas.DataFrame
        Same index: ``rag``; ``distance`` to the nearest other colour in the measure's own unit (0
        on an edge), ``move`` (``up`` or ``down``) and ``next_rag``, NaN and empty where no
        move changes the colour; ``chance_green``, ``chance_amber``, ``chance_red`` given binomial
        uncertainty around the proportion reported. Chances are NaN without a colour, without
        numerator and denominator, or where the numerator is not a count out of the denominator. A
        proportion of none or all has no binomial spread, so its colour is given as certain.
    """
    rag = rate(cases)["rag"]
    nearest = _nearest_colour(cases, rag)
    return pd.concat([rag, nearest, _chances(cases, rag)], axis=1)


def _nearest_colour(cases: pd.DataFrame, rag: pd.Series) -> pd.DataFrame:
    """Rate each case at every edge of its rule and just beside it, and keep the nearest change."""
    edges = _edges(cases)
    beside = _BESIDE * np.maximum(np.abs(edges), 1.0)
    tried = np.concatenate([edges - beside, edges, edges + beside], axis=1)
    current = rag.to_numpy(dtype=object)[:, np.newaxis]
    # A rule has few of the edges that rules can have, and a case without a colour none.
    rows, columns = np.nonzero(~np.isnan(tried) & (current != UNRATED))
    trials = cases.iloc[rows].reset_index(drop=True).assign(value=tried[rows, columns])
    found = np.full(tried.shape, UNRATED, dtype=object)
    found[rows, columns] = rate(trials)["rag"].to_numpy()
    value = cases["value"].to_numpy(dtype="float64")[:, np.newaxis]
    # Distances are to the edge itself, not to the value tried beside it.
    distance = np.abs(np.tile(edges, 3) - value)
    changes = (found != current) & (found != UNRATED) & ~np.isnan(distance)
    distance = np.where(changes, distance, np.inf)
    nearest, row = distance.argmin(axis=1), np.arange(len(cases))
    some = changes[row, nearest]
    up = tried[row, nearest] > value[:, 0]
    return pd.DataFrame(
        {
            "distance": np.where(some, distance[row, nearest], np.nan),
            "move": np.where(some, np.where(up, "up", "down"), ""),
            "next_rag": np.where(some, found[row, nearest], ""),
        },
        index=cases.index,
    )


def _edges(cases: pd.DataFrame) -> npt.NDArray[np.float64]:
    """List every value at which a rule can change the colour: bounds, tolerances, thresholds."""
    rated = rate(cases)
    sides = [cases["lower"], cases["upper"], cases["baseline"], cases["benchmark_value"]]
    # What the rating itself held the value to covers increases and decreases from a baseline.
    bounds = [*sides, rated["bound"]]
    tolerance = cases["tolerance"]
    by_percent = [
        bound + sign * bound.abs() * tolerance / 100 for bound in bounds for sign in (-1, 1)
    ]
    by_points = [bound + sign * tolerance for bound in bounds for sign in (-1, 1)]
    thresholds = [cases[name] for name in ("green_from", "green_to", "amber_from", "amber_to")]
    every = [*bounds, *by_percent, *by_points, *thresholds, cases["previous"]]
    return np.column_stack([edge.to_numpy(dtype="float64") for edge in every])


def _chances(cases: pd.DataFrame, rag: pd.Series) -> pd.DataFrame:
    chances = pd.DataFrame(np.nan, index=cases.index, columns=list(_CHANCES))
    if not {"numerator", "denominator", "multiplier"} <= set(cases.columns):
        return chances
    numerator, denominator = cases["numerator"], cases["denominator"]
    known = (
        (rag != UNRATED)
        & (denominator > 0)
        & (numerator >= 0)
        & (numerator <= denominator)
        & cases["multiplier"].notna()
    )
    counted = _possible_counts(cases[known])
    if counted.empty:
        return chances
    rows = cases.loc[counted["case"]].reset_index(drop=True)
    colours = rate(rows.assign(value=counted["value"]))["rag"]
    probability = counted["probability"]
    shares = {
        name: probability.where(colours == colour, 0.0).groupby(counted["case"]).sum()
        for name, colour in _CHANCES.items()
    }
    return pd.DataFrame(shares).reindex(cases.index)


def _possible_counts(cases: pd.DataFrame) -> pd.DataFrame:
    """List the numerators that chance could have given: ``case``, ``value``, ``probability``."""
    trials = cases["denominator"].round().to_numpy(dtype="int64")
    share = (cases["numerator"] / cases["denominator"]).to_numpy(dtype="float64")
    least = binomial.quantile(_RARE, trials, share)
    most = binomial.upper_quantile(_RARE, trials, share)
    lengths = most - least + 1
    row = np.repeat(np.arange(len(cases)), lengths)
    first = np.repeat(np.cumsum(lengths) - lengths, lengths)
    counts = np.arange(len(row)) - first + least[row]
    weights = binomial.probability(counts, trials[row], share[row])
    scale = (cases["multiplier"] / cases["denominator"]).to_numpy(dtype="float64")
    return pd.DataFrame(
        {
            "case": cases.index.to_numpy()[row],
            "value": counts * scale[row],
            "probability": weights / np.bincount(row, weights, minlength=len(cases))[row],
        }
    )
