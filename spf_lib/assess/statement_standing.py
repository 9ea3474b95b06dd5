"""Where a measure stands: how near the next colour is, and how it compares with others."""

from collections.abc import Mapping, Sequence

import pandas as pd

from spf_lib.assess.benchmarks import compare_by_difference, compare_by_interval
from spf_lib.assess.statement_charts import adds_up
from spf_lib.assess.statement_numbers import (
    difference,
    from_source,
    in_own_unit,
    reported_number,
    target_of,
)
from spf_lib.assess.statement_records import (
    Absent,
    BesideOthers,
    ChanceRange,
    ColourEdge,
    Row,
)
from spf_lib.framework.fact import Fact

# A figure is near a colour's edge if it would have to move by at most this percent of the edge.
NEAR_PERCENT = 2.0


def near_share() -> Fact:
    """Return how near an edge is called near, as a share of the edge."""
    return Fact(
        "near-an-edge",
        "parameter",
        NEAR_PERCENT,
        "percent",
        formula="share of the edge within which a figure is called near it",
    )


def colour_edge(measure: Row, latest: Fact, safety: Row) -> ColourEdge | Absent:
    """Tell how far the next colour is.

    Parameters
    ----------
    measure, safety : mapping
        One row of the scorecard and of :func:`spf_lib.assess.colour_safety.colour_safety`.
    latest : Fact
        The figure that is rated.
    """
    if not measure["rag"]:
        return Absent("the figure is not rated")
    if not safety["next_rag"]:
        return Absent("no move changes the colour")
    distance = float(safety["distance"])
    bounds = [measure[bound] for bound in ("lower", "upper") if not pd.isna(measure[bound])]
    behind = (latest, *(target_of(measure, bound) for bound in dict.fromkeys(bounds)))
    edge = measure["value"] + (distance if safety["move"] == "up" else -distance)
    size = difference(
        measure,
        distance,
        measure["period"],
        name="to-next-colour",
        formula="distance to the nearest value with another colour",
        computed_from=behind,
    )
    chance = safety[{"G": "chance_green", "A": "chance_amber", "R": "chance_red"}[measure["rag"]]]
    return ColourEdge(
        rag=measure["rag"],
        next_rag=safety["next_rag"],
        move=safety["move"],
        distance=size,
        is_near=distance <= abs(edge) * NEAR_PERCENT / 100 + 1e-9,
        near_share=near_share(),
        chance=Absent("the counts behind the figure are not known")
        if pd.isna(chance)
        else Fact(
            name=f"{measure['measure_id']}--chance",
            kind="recomputed",
            value=100 * float(chance),
            unit="percent",
            decimals=int(measure["decimals"]),
            period=measure["period"],
            formula="binomial chance of the present colour around the proportion reported",
            computed_from=behind,
        ),
    )


def beside_others(
    measure: Row,
    figures: Mapping[str, Row],
    latest: Row,
    chance: ChanceRange | Absent,
    benchmarks: Sequence[Row],
) -> tuple[BesideOthers, ...] | Absent:
    """Set the measure beside its comparators, like period with like period where that is known.

    Parameters
    ----------
    measure, latest : mapping
        One row of the scorecard and its latest figure.
    figures : mapping
        The measure's figures by period.
    chance : ChanceRange or Absent
        The interval of the latest figure.
    benchmarks : sequence of mapping
        The comparators' rows for this measure that are of the same quantity.
    """
    found: list[BesideOthers] = []
    for row in benchmarks:
        period = _period_of(row)
        own = figures.get(period, latest)
        if pd.isna(own["value"]):
            own = latest
        if adds_up(measure) and own["period"] != period:
            # A total of part of a year is not set beside one of another span.
            continue
        by_interval = own["period"] == latest["period"] and isinstance(chance, ChanceRange)
        if by_interval and isinstance(chance, ChanceRange):
            outcome = compare_by_interval(
                chance.lower.value, chance.upper.value, row["value"], measure["polarity"]
            )
        else:
            outcome = compare_by_difference(own["value"], row["value"], measure["polarity"])
        found.append(
            BesideOthers(
                comparator=str(row["comparator"]),
                period=period,
                value=from_source(
                    in_own_unit(
                        measure, "benchmark", row["value"], period, name=str(row["comparator"])
                    ),
                    row.get("file"),
                    row.get("file_line"),
                    measure.get("source_id"),
                    row.get("source_line"),
                ),
                own=reported_number(measure, own),
                own_period=own["period"],
                outcome=str(outcome),
                compared_by="interval" if by_interval else "difference",
            )
        )
    return tuple(found) or Absent("no comparator with the same quantity is known")


def _period_of(row: Row) -> str:
    return "" if pd.isna(row["period"]) else str(row["period"])
