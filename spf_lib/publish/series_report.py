"""An analyst's own series read as an XmR chart: the points, the icon and the sentence."""

from pathlib import Path

import pandas as pd

from spf_lib.assess.evidence import xmr_grade, xmr_refusal
from spf_lib.assess.reasons import written_decimals
from spf_lib.assess.spc import Polarity, assurance, variation, xmr
from spf_lib.framework import checks
from spf_lib.framework.contract import TableSchema
from spf_lib.framework.periods import is_period, parse_period, period_id
from spf_lib.framework.tables import BadInput, Fault, read_table
from spf_lib.framework.units import format_number
from spf_lib.present.wording_icons import assurance_text, variation_text

_RULES = {
    "above limit": "above its usual range",
    "below limit": "below its usual range",
    "rising": "the last of seven figures that rose each time",
    "falling": "the last of seven figures that fell each time",
    "two in three high": "one of two in three figures near the upper end of its usual range",
    "two in three low": "one of two in three figures near the lower end of its usual range",
    "shift high": "in seven figures in a row above its average",
    "shift low": "in seven figures in a row below its average",
    "common cause": "within its usual range",
}


def _schema() -> TableSchema:
    """One row is a point of a series: its period and its value (empty for a gap)."""
    return TableSchema(
        {"period": checks.printed(required=True), "value": checks.number()}, unique=["period"]
    )


def read_series(path: Path) -> pd.Series:
    """Read a CSV file of ``period,value`` as a series in its calendar.

    Periods are all quarters (``2019-20-Q2``), all months (``2019-M07``), all years, or all ISO
    dates.

    Raises
    ------
    BadInput
        If a cell is wrong, or periods of different kinds are mixed.
    """
    table = read_table(path, path.name, _schema(), ["value"])
    if table.faults:
        raise BadInput(table.faults)
    rows = table.rows
    if all(is_period(text) for text in rows["period"]):
        periods = [parse_period(text) for text in rows["period"]]
        if len({period.freqstr for period in periods}) > 1:
            fault = Fault(
                path.name,
                1,
                "period",
                "",
                "periods of one kind: all quarters, all months or all years",
            )
            raise BadInput([fault])
        return pd.Series(rows["value"].to_numpy(), index=pd.PeriodIndex(periods))
    dates = pd.to_datetime(rows["period"], format="%Y-%m-%d", errors="coerce")
    if dates.isna().any():
        raise BadInput(
            Fault(path.name, int(line), "period", text, "a date such as 2019-09-30, or a period")
            for line, text in rows.loc[dates.isna(), "period"].items()
        )
    return pd.Series(rows["value"].to_numpy(), index=pd.DatetimeIndex(dates))


def series_report(
    values: pd.Series, polarity: Polarity, target: float | None, accumulation: str = "discrete"
) -> str:
    """Say what a series shows: a line a point, the icons and what they mean, and a sentence.

    A cumulative series, or annual figures repeated through the year, get the reason why not.
    """
    refusal = xmr_refusal(values, accumulation)
    if refusal:
        return f"No chart is drawn. {refusal}"
    points = xmr(values, polarity=polarity, target=target)
    ordered = values.sort_index()
    columns = ["mean", "lower", "upper", "label", "judgement"]
    shown = points.reset_index(drop=True)[columns].assign(
        period=[_written(period) for period in ordered.index], value=ordered.to_numpy()
    )
    lines = [shown[["period", "value", *columns]].round(2).to_string(index=False), ""]
    known = int(ordered.notna().sum())
    icon = variation(points)
    lines.append(f"Variation: {icon}. {variation_text(icon)}")
    if target is not None:
        held = assurance(points, target, polarity)
        lines.append(f"Assurance: {held}. {assurance_text(held)}")
    return "\n".join([*lines, _sentence(shown, known)])


def _written(when: pd.Period | pd.Timestamp) -> str:
    return period_id(when) if isinstance(when, pd.Period) else when.date().isoformat()


def _sentence(shown: pd.DataFrame, known: int) -> str:
    latest = shown[shown["value"].notna()].iloc[-1]
    label = str(latest["label"])
    if label not in _RULES:
        return f"No statement is made: {known} figures are too few to show what is usual."
    decimals = max(written_decimals(value) for value in shown["value"].dropna())
    value, low, high = (
        format_number(latest[name], decimals) for name in ("value", "lower", "upper")
    )
    trial = "" if xmr_grade(known) == "plain" else f" It is a trial range from {known} figures."
    return f"The latest figure, {value}, is {_RULES[label]} ({low} to {high}).{trial}"
