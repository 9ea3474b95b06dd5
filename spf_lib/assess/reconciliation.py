"""Recomputed against published: colours, arrows, and figures against their own arithmetic."""

import numpy as np
import pandas as pd

from spf_lib.assess.travel import travel

_HAS_COLOUR = ("G", "A", "R")


def reconcile_ratings(scorecard: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    """Set recomputed colours beside published ones.

    Parameters
    ----------
    scorecard : pandas.DataFrame
        One row is a measure, as from :func:`spf_lib.assess.scorecard.build_scorecard`.
    ratings : pandas.DataFrame
        One row is a published rating.

    Returns
    -------
    pandas.DataFrame
        One row is a headline measure: measure_id, title, published, recomputed, ``agrees``,
        ``difference`` (``none``, ``colour``, ``published_only``, ``recomputed_only``), the worked
        sum (``reason``) and the printed reason.
    """
    headlines = scorecard[scorecard["part_of"].isna()]
    rows = headlines.merge(
        ratings[["measure_id", "reason"]].rename(columns={"reason": "printed_reason"}),
        on="measure_id",
        how="left",
        validate="one_to_one",
    )
    published = rows["published_rag"].isin(_HAS_COLOUR)
    recomputed = rows["rag"].isin(_HAS_COLOUR)
    difference = np.select(
        [rows["rag_agrees"], published & recomputed, published],
        ["none", "colour", "published_only"],
        "recomputed_only",
    )
    return rows.assign(difference=difference)


def reconcile_travel(
    scorecard: pd.DataFrame, ratings: pd.DataFrame, figures: pd.DataFrame
) -> pd.DataFrame:
    """Set recomputed directions beside published arrows, by our comparator and by theirs.

    Parameters
    ----------
    scorecard, ratings : pandas.DataFrame
        As for :func:`reconcile_ratings`.
    figures : pandas.DataFrame
        One row is a measure in a period.

    Returns
    -------
    pandas.DataFrame
        One row is a measure with a printed rating row: our direction and comparator, the printed
        arrow and comparator, ``by_printed_comparator`` (the direction against the period the
        heading names), ``printed_previous``, ``travel_agrees``, and ``difference`` (``none``,
        ``direction``, ``comparator`` if the printed comparator explains it, ``published_only``,
        ``recomputed_only``).
    """
    rows = scorecard.merge(
        ratings[["measure_id", "compared_with", "compared_with_as_printed"]].rename(
            columns={"compared_with": "printed_comparator"}
        ),
        on="measure_id",
        how="inner",
        validate="one_to_one",
    )
    known = figures[figures["value"].notna()].set_index(["measure_id", "period"])["value"]
    keys = pd.MultiIndex.from_arrays([rows["measure_id"], rows["printed_comparator"]])
    printed_previous = known.reindex(keys).to_numpy(dtype="float64")
    theirs = travel(rows.assign(previous=printed_previous))
    published = rows["published_travel"].isin(["up", "down", "level"])
    judged = rows["travel"] != "n/a"
    explained = theirs["travel"] == rows["published_travel"]
    difference = np.select(
        [rows["travel_agrees"], published & explained, published & judged, published],
        ["none", "comparator", "direction", "published_only"],
        "recomputed_only",
    )
    return rows.assign(
        printed_previous=printed_previous,
        by_printed_comparator=theirs["travel"],
        difference=difference,
    )
