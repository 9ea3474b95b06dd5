"""The scorecard: one row a measure in one edition, with everything the pages say of it."""

from datetime import date

import numpy as np
import pandas as pd

from spf_lib.assess.calculation import shown_decimals
from spf_lib.assess.rating import rate
from spf_lib.assess.reasons import reason_text
from spf_lib.assess.rules import RuleSet, rules_by_measure
from spf_lib.assess.travel import travel
from spf_lib.figures.schemas import PRINTED_IN
from spf_lib.framework.periods import (
    begins_by,
    financial_year,
    parse_period,
    period_end,
    period_id,
    same_period_last_year,
)
from spf_lib.framework.schemas import UNRATED_TARGETS

# What a page shows for a measure is a cell of its table; history lines and text are evidence.
_TABLE = PRINTED_IN[0]

_TARGET_COLUMNS = (
    "target_kind",
    "lower",
    "upper",
    "target_benchmark",
    "target_period",
    "target_as_printed",
    "target_line",
    "target_file_line",
)


def reported_figures(figures: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Make the figures known at an edition ready to be shown.

    Parameters
    ----------
    figures : pandas.DataFrame
        One row is a figure as known, see :func:`spf_lib.figures.vintages.known_figures`.
    measures : pandas.DataFrame
        One row is a measure.

    Returns
    -------
    pandas.DataFrame
        One row is a figure where it was printed, in order of measure and end of period: the columns
        given, ``ends`` (ISO date) and ``shown_decimals`` (as printed).
    """
    decimals = figures["measure_id"].map(measures.set_index("measure_id")["decimals"])
    return (
        figures.assign(
            place=figures["printed_in"].map({place: n for n, place in enumerate(PRINTED_IN)}),
            ends=figures["period"].map(lambda text: period_end(parse_period(text)).isoformat()),
            shown_decimals=shown_decimals(figures["value"], figures["value_as_printed"], decimals),
        )
        .sort_values(["measure_id", "ends", "period", "place"], kind="stable")
        .drop(columns="place")
        .reset_index(drop=True)
    )


def figures_by_period(reported: pd.DataFrame) -> pd.DataFrame:
    """Choose one figure for each measure and period: the table's, else history's, else text's.

    Parameters
    ----------
    reported : pandas.DataFrame
        One row is a figure where it was printed, as from :func:`reported_figures`.

    Returns
    -------
    pandas.DataFrame
        One row is a measure in a period; the same columns.
    """
    return reported.drop_duplicates(["measure_id", "period"]).reset_index(drop=True)


def latest_figures(figures: pd.DataFrame, day: date) -> pd.DataFrame:
    """Choose the latest figure of each measure in a period begun by a day: a value, or suppressed.

    Parameters
    ----------
    figures : pandas.DataFrame
        One row is a measure in a period, as from :func:`figures_by_period`.
    day : datetime.date
        The last day of the edition's quarter.

    Returns
    -------
    pandas.DataFrame
        One row is a measure that has such a figure; measures without one have no row.
    """
    begun = figures["period"].map(lambda text: begins_by(parse_period(text), day)).astype(bool)
    told = figures["value"].notna() | (figures["status"] == "suppressed")
    known = figures[begun & told & (figures["printed_in"] == _TABLE)]
    return known.drop_duplicates("measure_id", keep="last")


def targets_for(measure_periods: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Find the target of each measure in a period.

    A target of the period itself comes first, then one of its financial year, then a standing one.

    Parameters
    ----------
    measure_periods : pandas.DataFrame
        One row is a measure: ``measure_id``, ``period`` (missing if it has no figure).
    targets : pandas.DataFrame
        One row is a printed target.

    Returns
    -------
    pandas.DataFrame
        One row for each row given, same index: ``target_kind``, ``lower``, ``upper``,
        ``target_benchmark``, ``target_period``, ``target_as_printed``, ``target_line`` (of the
        source), ``target_file_line``.
    """
    keyed = {
        (row.measure_id, "" if pd.isna(row.period) else row.period): row
        for row in targets.itertuples()
    }
    rows = []
    for measure in measure_periods.itertuples():
        candidates = [""] if pd.isna(measure.period) else _target_periods(measure.period)
        found = next(
            (keyed[measure.measure_id, p] for p in candidates if (measure.measure_id, p) in keyed),
            None,
        )
        rows.append(
            {
                "target_kind": found.kind if found else "none",
                "lower": found.lower if found else np.nan,
                "upper": found.upper if found else np.nan,
                "target_benchmark": found.benchmark if found else None,
                "target_period": found.period if found else None,
                "target_as_printed": found.target_as_printed if found else None,
                "target_line": found.source_line if found else None,
                "target_file_line": found.Index if found else None,
            }
        )
    frame = pd.DataFrame(rows, index=measure_periods.index, columns=list(_TARGET_COLUMNS))
    return frame.astype({"lower": "float64", "upper": "float64"})


def _target_periods(period: str) -> list[str]:
    return [period, period_id(financial_year(parse_period(period))), ""]


def build_scorecard(
    measures: pd.DataFrame,
    targets: pd.DataFrame,
    figures: pd.DataFrame,
    ratings: pd.DataFrame,
    rules: RuleSet,
    edition_period: pd.Period,
) -> pd.DataFrame:
    """Assess every measure of an edition.

    Parameters
    ----------
    measures : pandas.DataFrame
        One row is a measure or a series of one, in the order of the pages.
    targets, figures, ratings : pandas.DataFrame
        The edition's targets, figures by period and published ratings.
    rules : RuleSet
        How measures are rated.
    edition_period : pandas.Period
        The edition's quarter.

    Returns
    -------
    pandas.DataFrame
        One row is one measure in the edition: what it is (columns of ``measures``), the latest
        figure (``period``, ``value``, ``figure_status``, ``numerator``, ``denominator``, its source
        line and file line), the target (see :func:`targets_for`), ``variance`` (value less the
        bound), the rating (``rag``, ``outcome``, ``reason``), the direction (``travel``,
        ``compared_with``, ``previous``, ``change``), what was published, whether they agree, and
        the exceptions (``is_red``, ``is_worsening``, ``is_missing``).
    """
    day = period_end(edition_period)
    latest = latest_figures(figures, day).rename(
        columns={
            "status": "figure_status",
            "source_line": "figure_line",
            "ends": "figure_ends",
            "shown_decimals": "value_decimals",
        }
    )
    columns = [
        "measure_id",
        "period",
        "value",
        "numerator",
        "denominator",
        "figure_status",
        "value_as_printed",
        "figure_line",
        "file_line",
        "figure_ends",
        "value_decimals",
        "note",
    ]
    rows = measures.merge(latest[columns], on="measure_id", how="left", validate="one_to_one")
    rows = rows.join(targets_for(rows[["measure_id", "period"]], targets))
    rows["value_decimals"] = rows["value_decimals"].fillna(rows["decimals"])
    rows["target_decimals"] = shown_decimals(
        rows["lower"].fillna(rows["upper"]), rows["target_as_printed"], rows["decimals"]
    )
    rows = rows.merge(
        rules_by_measure(rules, rows["measure_id"]).rename(columns={"note": "rule_note"}),
        on="measure_id",
        validate="one_to_one",
    )
    rows = rows.join(_comparators(rows, figures))
    rows = rows.assign(baseline=np.nan, benchmark_value=np.nan, benchmark_comparison=pd.NA)
    has_target = ~rows["target_kind"].isin(UNRATED_TARGETS)
    unrated = rows["part_of"].notna() | ((rows["rated"] == "no") & has_target)
    rows.loc[unrated, "family"] = "not_rated"
    rows = rows.join(rate(rows)).join(travel(rows))
    rows["reason"] = [reason_text(row) for row in rows.to_dict("records")]
    rows["variance"] = rows["value"] - rows["bound"]
    published = ratings[["measure_id", "published_rag", "published_travel"]]
    rows = rows.merge(published, on="measure_id", how="left", validate="one_to_one")
    return rows.assign(**_agreement(rows), **_exceptions(rows, figures, edition_period))


def _comparators(rows: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    known = figures[figures["value"].notna()]
    by_key = {
        (measure_id, period): (value, decimals)
        for measure_id, period, value, decimals in zip(
            known["measure_id"],
            known["period"],
            known["value"],
            known["shown_decimals"],
            strict=True,
        )
    }
    compared, values, decimals = [], [], []
    for row in rows.itertuples():
        before = (
            None
            if pd.isna(row.period)
            else period_id(same_period_last_year(parse_period(row.period)))
        )
        compared.append(before)
        value, shown = by_key.get((row.measure_id, before), (np.nan, row.decimals))
        values.append(value)
        decimals.append(int(shown))
    return pd.DataFrame(
        {"compared_with": compared, "previous": values, "previous_decimals": decimals},
        index=rows.index,
    ).astype({"previous": "float64"})


def _agreement(rows: pd.DataFrame) -> dict[str, pd.Series]:
    published_rag = rows["published_rag"].fillna("").replace("n/a", "")
    published_travel = rows["published_travel"].fillna("n/a")
    return {
        "rag_agrees": published_rag == rows["rag"],
        "travel_agrees": published_travel == rows["travel"],
    }


def _exceptions(
    rows: pd.DataFrame, figures: pd.DataFrame, edition_period: pd.Period
) -> dict[str, pd.Series]:
    """Mark red, worsening and missing measures.

    A quarterly measure is missing when the edition's own quarter has no value; any other when it
    has no figure at all, or its table says that the next one is still to come.
    """
    headline = rows["part_of"].isna()
    last_day = period_end(edition_period).isoformat()
    quarterly = rows["frequency"].isin(["monthly", "bi_monthly", "quarterly"])
    begun = (
        figures["period"]
        .map(lambda text: begins_by(parse_period(text), period_end(edition_period)))
        .astype(bool)
    )
    awaited = figures[
        begun
        & figures["status"].isin(["not_published", "not_yet_available", "not_provided", "blank"])
        & (figures["printed_in"] == _TABLE)
    ]
    awaited_ends = awaited.groupby("measure_id")["ends"].max().to_dict()
    known_ends = rows["figure_ends"].astype("object").fillna("")
    awaits_newer = pd.Series(
        [
            awaited_ends.get(measure_id, "") > known
            for measure_id, known in zip(rows["measure_id"], known_ends, strict=True)
        ],
        index=rows.index,
        dtype="bool",
    )
    late = quarterly & (known_ends < last_day)
    return {
        "is_red": headline & (rows["rag"] == "R"),
        "is_worsening": headline & (rows["travel"] == "down"),
        "is_missing": headline & (rows["value"].isna() | late | awaits_newer),
    }
