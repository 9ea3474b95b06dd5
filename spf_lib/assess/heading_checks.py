"""Headings against what stands under them: the comparator of a table, the label of a cell."""

import re

import pandas as pd

from spf_lib.framework.periods import parse_period, period_id, same_period_last_year

HEADING = "heading does not match"
_PER = re.compile(r"\bper [0-9][0-9,]*")
_ACCOUNTING_PERIOD = re.compile(r"\bperiod (\d{1,2})\b")


def heading_findings(
    measures: pd.DataFrame, ratings: pd.DataFrame, figures: pd.DataFrame
) -> pd.DataFrame:
    """Check what a table is headed against the periods it holds.

    Parameters
    ----------
    measures : pandas.DataFrame
        One row is a measure.
    ratings : pandas.DataFrame
        One row is a published rating, with the comparator its heading prints.
    figures : pandas.DataFrame
        One row is a figure with a value.

    Returns
    -------
    pandas.DataFrame
        One row is a finding, as of :func:`.row_checks.row_findings`: a direction "from Qtr 2" where
        the rated figure is of a year or another quarter, or a cell that names an accounting period
        which does not end its quarter, or a title "per 10,000" over rates per 100,000.
    """
    found = [_titles(measures), _comparators(ratings, figures), _accounting_periods(figures)]
    return pd.concat(found, ignore_index=True)


def _titles(measures: pd.DataFrame) -> pd.DataFrame:
    per = measures["title"].str.extract(f"({_PER.pattern})", expand=False)
    wrong = measures[measures["unit"].str.match(_PER) & per.notna() & (per != measures["unit"])]
    return pd.DataFrame(
        {
            "measure_id": wrong["measure_id"],
            "kind": "heading",
            "source_line": wrong["source_line"],
            "token": per[wrong.index],
            "problem": HEADING,
            "nearest_fact": "the figures are " + wrong["unit"],
            "sentence": wrong["title"],
        }
    )


def _comparators(ratings: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    named = ratings[ratings["compared_with"].notna() & ratings["period"].notna()]
    expected = named["period"].map(
        lambda period: period_id(same_period_last_year(parse_period(period)))
    )
    before = named["period"].map(lambda period: period_id(parse_period(period) - 1))
    wrong = named[(named["compared_with"] != expected) & (named["compared_with"] != before)]
    tables = figures[figures["printed_in"] == "table"].drop_duplicates("measure_id")
    lines = wrong["measure_id"].map(tables.set_index("measure_id")["source_line"])
    return pd.DataFrame(
        {
            "measure_id": wrong["measure_id"],
            "kind": "heading",
            "source_line": lines.fillna(wrong["source_line"]),
            "token": wrong["compared_with_as_printed"],
            "problem": HEADING,
            "nearest_fact": "the figure rated is for "
            + wrong["period"]
            + ", a year before is "
            + expected[wrong.index],
            "sentence": "Heading of the direction of travel",
        }
    )


def _accounting_periods(figures: pd.DataFrame) -> pd.DataFrame:
    """Find a cell "at period 5" that stands under a quarter that ends with period 6."""
    label = figures["value_as_printed"].fillna("").str.extract(_ACCOUNTING_PERIOD, expand=False)
    named = figures.assign(label=pd.to_numeric(label))
    named = named[named["label"].notna() & named["period"].str.contains("-Q")]
    ends = 3 * named["period"].str[-1].astype("int64")
    wrong = named[named["label"] != ends]
    return pd.DataFrame(
        {
            "measure_id": wrong["measure_id"],
            "kind": "heading",
            "source_line": wrong["source_line"],
            "token": wrong["label"].map("period {:g}".format),
            "problem": HEADING,
            "nearest_fact": ends[wrong.index].map("the quarter ends with period {}".format),
            "sentence": "Figure for " + wrong["period"],
        }
    )
