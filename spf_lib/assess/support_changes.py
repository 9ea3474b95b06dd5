"""Facts that follow from several figures: sums through a year, and changes between two."""

import numpy as np
import pandas as pd

from spf_lib.assess.calculation import discrete_quarters, year_to_date
from spf_lib.framework.periods import financial_year, parse_period, period_id

_ADDED_UP = ("count", "tonnes", "GBP")
_COLUMNS = ["measure_id", "what", "name", "unit", "period", "value", "printed_in", "source_line"]


def over_the_year(figures: pd.DataFrame, edition: pd.Period) -> pd.DataFrame:
    """Add quarters up, take years to date apart, and roll them over twelve months.

    Parameters
    ----------
    figures : pandas.DataFrame
        One row is a trusted figure, as from :func:`.supports.trusted_figures`.
    edition : pandas.Period
        The edition's quarter, to which the twelve months run.

    Returns
    -------
    pandas.DataFrame
        One row is a fact (``what`` is ``sum``): the year to date of quarters that count alone, the
        quarter alone of a year to date, the pooled percentage of the year so far, and the twelve
        months up to the edition.
    """
    columns = ["measure_id", "period", "value"]
    tables = figures[(figures["printed_in"] == "table") & figures["period"].str.contains("-Q")]
    tables = tables.drop_duplicates(["measure_id", "period"])
    alone = tables["accumulation"] == "discrete"
    from_april = tables[tables["accumulation"] == "year_to_date"]
    counted = tables[alone & tables["unit"].isin(_ADDED_UP)]
    parts = [
        year_to_date(counted[columns]).assign(name="year to date"),
        discrete_quarters(
            from_april.loc[~from_april["unit"].isin(("percent", "rate")), columns]
        ).assign(name="quarter alone"),
        _pooled(tables[alone & (tables["unit"] == "percent")]),
        _twelve_months(from_april[from_april["unit"].isin(_ADDED_UP)], edition),
    ]
    made = pd.concat([part for part in parts if len(part)] or [pd.DataFrame(columns=_COLUMNS)])
    return made.assign(what="sum", unit=None, printed_in="", source_line=np.nan)


def _pooled(quarters: pd.DataFrame) -> pd.DataFrame:
    """Pool the percentages of a year so far, by their numerators and as a plain mean."""
    both = quarters["numerator"].notna() & quarters["denominator"].notna()
    found = quarters.assign(
        year=quarters["period"].str[:7],
        top=quarters["numerator"].where(both),
        bottom=quarters["denominator"].where(both),
    ).groupby(["measure_id", "year"], sort=True)
    summed = found.agg(
        period=("period", "max"),
        top=("top", "sum"),
        bottom=("bottom", "sum"),
        mean=("value", "mean"),
    ).reset_index()
    pooled = 100 * summed["top"] / summed["bottom"].where(summed["bottom"] > 0)
    return pd.concat(
        [
            summed[["measure_id", "period"]].assign(value=values, name=name)
            for values, name in (
                (pooled, "pooled, year so far"),
                (summed["mean"], "mean of the quarters"),
            )
        ]
    ).dropna(subset=["value"])


def _twelve_months(from_april: pd.DataFrame, edition: pd.Period) -> pd.DataFrame:
    values = from_april.pivot_table(index="measure_id", columns="period", values="value")
    now, before = period_id(edition), period_id(edition - 4)
    whole = period_id(edition - edition.quarter)
    if edition.quarter == 4 or not {now, before, whole} <= set(values.columns):
        return pd.DataFrame(columns=["measure_id", "period", "value", "name"])
    rolled = values[whole] - values[before] + values[now]
    return pd.DataFrame(
        {
            "measure_id": rolled.index,
            "period": now,
            "value": rolled.to_numpy(),
            "name": "twelve months",
        }
    ).dropna(subset=["value"])


def between_figures(
    figures: pd.DataFrame, targets: pd.DataFrame, edition: pd.Period
) -> pd.DataFrame:
    """Work out every change that may be told of: to figures of this year, and to targets.

    Parameters
    ----------
    figures : pandas.DataFrame
        One row is a trusted figure.
    targets : pandas.DataFrame
        One row is a target.
    edition : pandas.Period
        The edition's quarter.

    Returns
    -------
    pandas.DataFrame
        One row is a change (``what`` is ``change``) between two figures of like kind, quarters or
        years, of which the later is of the edition's year or the measure's latest; and of a figure
        from its target. ``name`` is ``percent`` for a change in percent of the earlier, else says
        from what; ``period`` is the later.
    """
    gaps = _from_targets(figures[figures["printed_in"] == "table"], targets)
    made = pd.concat([_pairs(figures, edition), gaps], ignore_index=True)
    return made.assign(what="change", printed_in="").reindex(columns=_COLUMNS)


def _pairs(figures: pd.DataFrame, edition: pd.Period) -> pd.DataFrame:
    """Pair each figure of this year, or the latest, with every earlier one of like kind."""
    known = figures[~figures["is_alone"]].drop_duplicates(["measure_id", "period"])
    known = known.assign(frequency=known["period"].map(lambda text: parse_period(text).freqstr))
    alike = ["measure_id", "frequency"]
    latest = known.groupby(alike)["ends"].transform("max")
    begins = financial_year(edition).start_time.date().isoformat()
    columns = [*alike, "period", "ends", "value", "source_line"]
    later = known.loc[
        (known["ends"] >= begins) | (known["ends"] == latest), [*columns, "accumulation"]
    ]
    both = later.merge(known[columns], on=alike, suffixes=("", "_before"))
    both = both[both["ends_before"] < both["ends"]]
    # Years to date of different length are not alike; of one year, they differ by a quarter.
    quarter, quarter_before = both["period"].str[-2:], both["period_before"].str[-2:]
    one_year = both["period"].str[:7] == both["period_before"].str[:7]
    unlike = (both["accumulation"] == "year_to_date") & ~one_year & (quarter != quarter_before)
    both = both[~unlike | (both["frequency"] != "Q-MAR")]
    difference = both["value"] - both["value_before"]
    percent = 100 * difference / both["value_before"].where(both["value_before"] != 0).abs()
    common = both[["measure_id", "period", "source_line"]]
    return pd.concat(
        [
            common.assign(name="from " + both["period_before"], value=difference),
            common.assign(name="percent", unit="percent", value=percent),
        ]
    )


def _from_targets(tables: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    bound = targets.assign(bound=targets["lower"].fillna(targets["upper"]))
    both = tables.merge(bound[["measure_id", "period", "bound"]], on=["measure_id", "period"])
    gaps = both["value"] - both["bound"]
    percent = 100 * gaps / both["bound"].where(both["bound"] != 0).abs()
    common = both[["measure_id", "period", "source_line"]]
    return pd.concat(
        [
            common.assign(name="from the target", value=gaps),
            common.assign(name="percent", unit="percent", value=percent),
        ]
    )
