"""The figures of one measure laid out for its chart and its table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from spf_lib.figures.schemas import PRINTED_IN
from spf_lib.framework.periods import (
    YEARS_READ,
    financial_year,
    parse_period,
    period_id,
    period_title,
    position_in_year,
    quarters_of,
)

STATUS_WORDS = {
    "provisional": "provisional",
    "forecast": "forecast",
    "not_published": "not published",
    "not_yet_available": "not yet available",
    "not_provided": "not provided",
    "not_applicable": "not applicable",
    "not_due": "not due yet",
    "dash": "printed as a dash",
    "blank": "left blank",
    "suppressed": "suppressed",
}


@dataclass(frozen=True)
class YearOfQuarters:
    """One financial year: its title, and a figure (or nothing) for each of its four quarters."""

    year: pd.Period
    quarters: tuple[Any, ...]

    @property
    def title(self) -> str:
        """Such as "2019/20"."""
        return period_title(self.year)


def is_quarter(period: str) -> bool:
    """Tell whether a period is a quarter."""
    return bool(parse_period(period).freqstr == "Q-MAR")


def is_year(period: str) -> bool:
    """Tell whether a period is a financial, calendar or academic year."""
    return parse_period(period).freqstr in ("Y-MAR", "Y-DEC")


def years_of_quarters(figures: Iterable[Any]) -> list[YearOfQuarters]:
    """Lay the quarters of one measure out by financial year, latest year first.

    Parameters
    ----------
    figures : iterable of rows
        The figures by period of one measure.
    """
    rows = [row for row in figures if row.printed_in == PRINTED_IN[0] and is_quarter(row.period)]
    by_year: dict[pd.Period, dict[int, Any]] = {}
    for row in rows:
        period = parse_period(row.period)
        by_year.setdefault(financial_year(period), {})[position_in_year(period)] = row
    return [
        YearOfQuarters(year, tuple(by_year[year].get(n) for n in range(1, 5)))
        for year in sorted(by_year, reverse=True)
    ]


def latest_years(years: Sequence[YearOfQuarters]) -> list[YearOfQuarters]:
    """Choose the years that a chart or a table has room for: the latest and those shortly before.

    Parameters
    ----------
    years : sequence of YearOfQuarters
        Latest first.
    """
    return [one for one in years if years[0].year.year - one.year.year < YEARS_READ]


def yearly_figures(figures: Iterable[Any]) -> list[Any]:
    """Return the yearly figures of one measure in order of time."""
    return [row for row in figures if is_year(row.period)]


def years_in_a_row(figures: Sequence[Any]) -> list[tuple[pd.Period, Any | None]]:
    """Lay yearly figures out with the years between them that have none.

    Parameters
    ----------
    figures : sequence of rows
        The yearly figures of one measure in order of time, at least one.

    Returns
    -------
    list of tuple
        Each year with its figure or nothing; years of several kinds, which follow no one step, as
        they are.
    """
    known = {parse_period(figure.period): figure for figure in figures}
    if len({year.freqstr for year in known}) > 1:
        return list(known.items())
    return [(year, known.get(year)) for year in pd.period_range(min(known), max(known))]


def other_figures(figures: Iterable[Any]) -> list[Any]:
    """Return what is neither a quarter of the table nor a year: months, and figures in the text."""
    return [
        row
        for row in figures
        if not is_year(row.period)
        and not (is_quarter(row.period) and row.printed_in == PRINTED_IN[0])
    ]


def targets_by_period(targets: Iterable[Any]) -> dict[str, Any]:
    """Return the target rows of one measure by period; a standing target has the key ""."""
    return {("" if pd.isna(row.period) else row.period): row for row in targets}


def quarter_target(targets: dict[str, Any], year: pd.Period, position: int) -> Any | None:
    """Return the target row of a quarter: its own, its year's, or a standing one."""
    quarter = period_id(quarters_of(year)[position - 1])
    return targets.get(quarter) or targets.get(period_id(year)) or targets.get("")
