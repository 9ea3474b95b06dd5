"""Arithmetic over the rows of a return: shares, years against quarters, breakdowns, headings."""

import numpy as np
import pandas as pd

from spf_lib.assess.breakdown_checks import breakdown_findings
from spf_lib.assess.calculation import agrees_as_printed, printed_decimals, year_to_date
from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.heading_checks import heading_findings
from spf_lib.assess.supports import with_best
from spf_lib.assess.words_sums import DOES_NOT_ADD_UP, DOES_NOT_FOLLOW

_DIFFERS = "differs from the table"
# Bases worked back from rounded rates and small counts differ by a few percent from year to year.
_BASES_APART = 0.1


def row_findings(edition: AssessedEdition) -> pd.DataFrame:
    """Check the figures, breakdowns and headings of a return against one another.

    Returns
    -------
    pandas.DataFrame
        One row is a finding: ``measure_id``, ``kind`` (``table``, ``history line``, ``breakdown``,
        ``heading``), ``position`` and ``source_line`` (both the line of the source), ``token``,
        ``problem``, ``nearest_fact`` (what it was held against) and ``sentence`` (what the row is).
    """
    measures = edition.catalogue.measures
    figures = with_best(edition.reported, measures)
    found = [
        _shares(edition.recomputed),
        _bases(figures, measures),
        _printed_twice(figures),
        _years(figures, measures),
        _years_to_date(figures, measures),
        breakdown_findings(edition.returns.breakdowns, figures),
        heading_findings(measures, edition.returns.ratings, figures),
    ]
    made = [part for part in found if len(part)]
    if not made:
        return pd.DataFrame()
    rows = pd.concat(made, ignore_index=True)
    return rows.assign(position=rows["source_line"].astype("int64"))


def _found(rows: pd.DataFrame, problem: str, fact: pd.Series) -> pd.DataFrame:
    is_history = rows["printed_in"] == "history"
    return pd.DataFrame(
        {
            "measure_id": rows["measure_id"],
            "kind": is_history.map({True: "history line", False: "table"}),
            "source_line": rows["source_line"],
            "token": rows["value_as_printed"],
            "problem": problem,
            "nearest_fact": fact,
            "sentence": "Figure for " + rows["period"],
        }
    )


def _shares(recomputed: pd.DataFrame) -> pd.DataFrame:
    """Hold value against numerator and denominator; the text's are read in its sentence."""
    wrong = recomputed[~recomputed["agrees"] & (recomputed["printed_in"] != "text")]
    worked = [
        f"{row.numerator:g} / {row.denominator:g} gives {row.computed:.2f}"
        for row in wrong.itertuples()
    ]
    return _found(wrong, DOES_NOT_FOLLOW, pd.Series(worked, index=wrong.index, dtype="str"))


def _bases(figures: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Hold the base that a rate and its numerator imply against those of other years."""
    multiplier = figures["measure_id"].map(measures.set_index("measure_id")["multiplier"])
    base = figures["numerator"] / figures["value"].where(figures["value"] > 0) * multiplier
    known = figures.assign(base=base)[(multiplier > 100) & base.notna()]
    known = known.drop_duplicates(["measure_id", "value", "numerator"])
    usual = known.groupby("measure_id")["base"].transform("median")
    wrong = known[(known["base"] / usual - 1).abs() > _BASES_APART]
    worked = [
        f"{row.numerator:g} at {row.value:g} implies {row.base:,.0f} people, "
        f"the other rates about {usual[row.Index]:,.0f}"
        for row in wrong.itertuples()
    ]
    return _found(wrong, DOES_NOT_FOLLOW, pd.Series(worked, index=wrong.index, dtype="str"))


def _printed_twice(figures: pd.DataFrame) -> pd.DataFrame:
    """Hold history against table for one period; the text is read sentence by sentence."""
    wrong = figures[~figures["agrees"] & (figures["printed_in"] == "history")]
    fact = [
        f"{row.best_token} in the {row.best_printed_in}, line {int(row.best_line)}"
        for row in wrong.itertuples()
    ]
    return _found(wrong, _DIFFERS, pd.Series(fact, index=wrong.index, dtype="str"))


def _years(figures: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Hold a year's history line against the four quarters of its table."""
    years = figures[
        (figures["printed_in"] == "history") & figures["period"].str.fullmatch(r"\d{4}-\d\d")
    ]
    tables = figures[
        (figures["printed_in"] == "table") & figures["period"].str.contains(r"-Q[1-4]$")
    ]
    quarters = (
        tables.assign(year=tables["period"].str[:7], quarter=tables["period"].str[-2:])
        .pivot_table(index=["measure_id", "year"], columns="quarter", values="value")
        .reindex(columns=["Q1", "Q2", "Q3", "Q4"])
        .dropna()
    )
    keys = pd.MultiIndex.from_frame(years[["measure_id", "period"]])
    four = quarters.reindex(keys).set_index(years.index)
    calculation = years["measure_id"].map(measures.set_index("measure_id")["calculation"])
    discrete = years["accumulation"] == "discrete"
    is_mean = discrete & (calculation == "mean")
    is_share = discrete & (calculation == "percentage")
    expected = four["Q4"].where(~discrete, four.sum(axis=1)).where(~is_mean, four.mean(axis=1))
    # Percentages pool with weights that are not printed: the year lies among its quarters.
    expected = expected.mask(is_share, years["value"].clip(four.min(axis=1), four.max(axis=1)))
    decimals = printed_decimals(years["value_as_printed"].fillna(""))
    wrong = four["Q4"].notna() & ~agrees_as_printed(years["value"], expected, decimals)
    how = np.select([is_mean, is_share, discrete], ["mean", "range", "sum"], "last quarter")
    fact = "the " + pd.Series(how, index=years.index) + " of the four quarters gives "
    told = fact + expected.map(lambda value: f"{value:g}")
    return _found(years[wrong], _DIFFERS, told[wrong])


def _years_to_date(figures: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Hold a row of years to date against the row of quarters it belongs to."""
    tables = figures[
        (figures["printed_in"] == "table") & figures["period"].str.contains(r"-Q[1-4]$")
    ]
    part_of = tables["measure_id"].map(measures.set_index("measure_id")["part_of"])
    to_date = tables[(tables["accumulation"] == "year_to_date") & part_of.notna()].assign(
        whole=part_of
    )
    alone = tables[tables["accumulation"] == "discrete"]
    if to_date.empty:
        return pd.DataFrame()
    added = year_to_date(alone[["measure_id", "period", "value"]]).rename(
        columns={"measure_id": "whole", "value": "added"}
    )
    years = alone.assign(year=alone["period"].str[:7]).sort_values("period", kind="stable")
    by_year = years.groupby(["measure_id", "year"])["value"]
    spread = years.assign(low=by_year.cummin(), high=by_year.cummax(), whole=years["measure_id"])
    both = to_date.merge(added, on=["whole", "period"], how="inner").merge(
        spread[["whole", "period", "low", "high"]], on=["whole", "period"], how="left"
    )
    is_share = both["unit"] == "percent"
    expected = both["added"].mask(is_share, both["value"].clip(both["low"], both["high"]))
    decimals = printed_decimals(both["value_as_printed"].fillna(""))
    wrong = expected.notna() & ~agrees_as_printed(both["value"], expected, decimals)
    fact = is_share.map({True: "the quarters' range ends at ", False: "the quarters add up to "})
    told = fact + expected.map(lambda value: f"{value:g}")
    return _found(both[wrong], DOES_NOT_ADD_UP, told[wrong])
