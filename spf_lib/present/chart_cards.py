"""The chart of a measure with its text alternative, both from the same figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import period_title
from spf_lib.present import charts, facts
from spf_lib.present.ledger import Entry, Ledger
from spf_lib.present.page import render
from spf_lib.present.series import (
    YearOfQuarters,
    latest_years,
    quarter_target,
    targets_by_period,
    yearly_figures,
    years_in_a_row,
    years_of_quarters,
)

_NAN = float("nan")
_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_WORDS = ("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4")
_LEAST_FOR_A_CHART = 2
# After the checklist of the Analysis Function: more lines cannot be told apart.
_MOST_LINES = 4
_BOUNDED = ("at_least", "at_most", "between", "within")


@dataclass(frozen=True)
class FigureWriter:
    """Writes the figures of one measure for a drawing and for its words, into one ledger."""

    measure: pd.Series
    ledger: Ledger

    def value(self, figure: Any) -> Markup:
        """Write a reported figure in words."""
        return self.ledger.html(facts.reported(figure, self.measure))

    def value_label(self, figure: Any) -> Entry:
        """Write a reported figure on a drawing."""
        return self.ledger.label(facts.reported(figure, self.measure))

    def target(self, row: Any) -> Markup:
        """Write the bounds of a target row in words."""
        return Markup(" to ").join(map(self.ledger.html, self._bounds(row)))

    def target_label(self, row: Any) -> list[Entry]:
        """Write the bounds of a target row on a drawing."""
        return [self.ledger.label(bound) for bound in self._bounds(row)]

    def _bounds(self, row: Any) -> list[Fact]:
        bounds = [
            facts.target(row, self.measure, bound)
            for bound in ("lower", "upper")
            if not pd.isna(getattr(row, bound))
        ]
        return list(dict.fromkeys(bounds))


def chart_html(
    ledger: Ledger, measure: pd.Series, figures: Sequence[Any], targets: Sequence[Any]
) -> Markup:
    """Draw a measure's figures, quarters of the latest years, or years; or say why no chart.

    Parameters
    ----------
    ledger : Ledger
        Of the page; records each number of the drawing and of its text alternative.
    measure : pandas.Series
        One row of measures.
    figures : sequence of rows
        The measure's figures by period.
    targets : sequence of rows
        The measure's targets.
    """
    measure_id = measure["measure_id"]
    target_rows = targets_by_period(targets)
    writer = FigureWriter(measure, ledger)
    years = latest_years(years_of_quarters(figures))[:_MOST_LINES]
    if _with_value(figure for year in years for figure in year.quarters) >= _LEAST_FOR_A_CHART:
        drawing, alternative = _of_quarters(years, target_rows, writer)
    else:
        annual = [figure for figure in yearly_figures(figures) if not pd.isna(figure.value)]
        if len(annual) < _LEAST_FOR_A_CHART:
            return render("no_chart.html", known=len(annual))
        drawing, alternative = _of_years(annual, target_rows, writer)
    return render(
        "chart.html",
        drawing=drawing,
        alternative=alternative,
        title=measure["title"],
        series=measure["series"] if not pd.isna(measure["series"]) else "",
        id=f"chart-{measure_id}",
    )


def _with_value(figures: Any) -> int:
    return sum(figure is not None and not pd.isna(figure.value) for figure in figures)


def _of_quarters(
    years: Sequence[YearOfQuarters], targets: dict[str, Any], writer: FigureWriter
) -> tuple[Markup, Markup]:
    current, earlier = years[0], years[1:]
    rows = [quarter_target(targets, current.year, n) for n in range(1, 5)]
    lines = [_line(year, writer) for year in years]
    drawing = charts.year_chart(
        name=writer.measure["measure_id"],
        ticks=_QUARTERS,
        current=lines[0],
        earlier=lines[1:],
        target=target_band(rows, writer),
        unit=writer.measure["unit"],
    )
    sentences = [_quarters_sentence(year, writer) for year in (current, *earlier)]
    words = [Markup("Line chart."), *sentences, _target_sentence(rows, writer)]
    return drawing, Markup(" ").join(words)


def _values(figures: Iterable[Any]) -> list[float]:
    """Return the values of figures in a row, with a gap where there is none."""
    return [_NAN if figure is None else figure.value for figure in figures]


def _line(year: YearOfQuarters, writer: FigureWriter) -> charts.Line:
    values = _values(year.quarters)
    known = [figure for figure in year.quarters if figure is not None and not pd.isna(figure.value)]
    if not known:
        return charts.Line(year.title, values, "")
    end = writer.value_label(known[-1])
    return charts.Line(year.title, values, end.text, [end.id])


def _quarters_sentence(year: YearOfQuarters, writer: FigureWriter) -> Markup:
    parts = [
        Markup("{} {}").format(word, writer.value(figure))
        for word, figure in zip(_WORDS, year.quarters, strict=True)
        if figure is not None and not pd.isna(figure.value)
    ]
    return Markup("{}: {}.").format(year.title, Markup(", ").join(parts) or "no figures")


def _target_sentence(rows: Sequence[Any], writer: FigureWriter) -> Markup:
    if not any(_is_bounded(row) for row in rows):
        return Markup("No target.")
    bounds = [(row.lower, row.upper) if _is_bounded(row) else None for row in rows]
    if len(set(map(str, bounds))) == 1:
        return Markup("Target: {} in each quarter.").format(writer.target(rows[0]))
    parts = [
        Markup("{} {}").format(word, writer.target(row))
        for word, row in zip(_WORDS, rows, strict=True)
        if _is_bounded(row)
    ]
    return Markup("Target: {}.").format(Markup(", ").join(parts))


def _is_bounded(row: Any) -> bool:
    return row is not None and row.kind in _BOUNDED


def target_band(rows: Sequence[Any], writer: FigureWriter) -> charts.Band:
    """Return the targets of the positions of a chart as steps, labelled with the last."""

    def bound(row: Any, first: str, second: str) -> float:
        if not _is_bounded(row):
            return _NAN
        value = getattr(row, first)
        return float(getattr(row, second) if pd.isna(value) else value)

    bounded = [row for row in rows if _is_bounded(row)]
    shown = writer.target_label(bounded[-1]) if bounded else []
    return charts.Band(
        label=f"Target\n{' to '.join(entry.text for entry in shown)}" if bounded else "",
        lower=[bound(row, "lower", "upper") for row in rows],
        upper=[bound(row, "upper", "lower") for row in rows],
        figures=[entry.id for entry in shown],
    )


def _of_years(
    annual: Sequence[Any], targets: dict[str, Any], writer: FigureWriter
) -> tuple[Markup, Markup]:
    years = years_in_a_row(annual)
    titles = [period_title(year) for year, _ in years]
    rows = [figure and (targets.get(figure.period) or targets.get("")) for _, figure in years]
    end = writer.value_label(annual[-1])
    drawing = charts.annual_chart(
        name=writer.measure["measure_id"],
        ticks=titles,
        line=charts.Line("", _values(figure for _, figure in years), end.text, [end.id]),
        target=target_band(rows, writer),
        unit=writer.measure["unit"],
    )
    values = Markup(", ").join(
        Markup("{} {}").format(title, "no figure" if figure is None else writer.value(figure))
        for title, (_, figure) in zip(titles, years, strict=True)
    )
    targeted = [
        Markup("{} {}").format(title, writer.target(row))
        for title, row in zip(titles, rows, strict=True)
        if _is_bounded(row)
    ]
    target = Markup("Target: {}.").format(Markup(", ").join(targeted)) if targeted else "No target."
    return drawing, Markup("Bar chart, one bar a year. {}. {}").format(values, target)
