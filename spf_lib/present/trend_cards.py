"""What the figures of a measure bear: sentences, icons, and a chart with its usual range."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.assess.statement_charts import printed_behind, quarter_formula
from spf_lib.assess.statement_records import Absent, Chart, TargetReading
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import (
    financial_year,
    period_id,
    period_title,
    position_in_year,
)
from spf_lib.present import charts
from spf_lib.present.chart_cards import FigureWriter, target_band
from spf_lib.present.ledger import Ledger
from spf_lib.present.page import Page, render
from spf_lib.present.series import quarter_target, targets_by_period
from spf_lib.present.statement import paragraphs
from spf_lib.present.wording import statements
from spf_lib.present.wording_icons import assurance_text, variation_text

_NAN = float("nan")
_VARIATION_ICONS = {
    "improvement": ("Stands out: better", "green", '<path d="M2 13 L8 3 L14 13 Z"/>'),
    "concern": ("Stands out: worse", "red", '<path d="M2 3 L14 3 L8 13 Z"/>'),
    "high": ("Stands out: high", "grey", '<path d="M2 13 L8 3 L14 13 Z"/>'),
    "low": ("Stands out: low", "grey", '<path d="M2 3 L14 3 L8 13 Z"/>'),
    "common cause": (
        "Within its usual range",
        "grey",
        '<path d="M1 8 Q4.5 1 8 8 T15 8" fill="none" stroke="currentColor" stroke-width="2"/>',
    ),
}
_ASSURANCE_ICONS = {
    "pass": (
        "Target met throughout its range",
        "green",
        '<path d="M2 8 L6 13 L14 3" fill="none" stroke="currentColor" stroke-width="2.5"/>',
    ),
    "fail": (
        "Target missed throughout its range",
        "red",
        '<path d="M3 3 L13 13 M13 3 L3 13" stroke="currentColor" stroke-width="2.5"/>',
    ),
    "inconsistent": (
        "Target within its range",
        "grey",
        '<path d="M1 11 H15 M8 3 V15" stroke="currentColor" stroke-width="2"/>',
    ),
}


def trend_html(page: Page, measure: pd.Series) -> Markup:
    """Present what a measure's figures bear.

    Parameters
    ----------
    page : Page
        The page; its ledger records each number.
    measure : pandas.Series
        One row of the scorecard.
    """
    found = page.edition.facts[measure["measure_id"]]
    said = [
        Markup(" ").join(sentence.html(page.ledger) for sentence in paragraph)
        for paragraph in paragraphs(statements(found))
    ]
    return render(
        "trend.html",
        said=said,
        icons=_icons(found.chart, found.assurance),
        chart="" if isinstance(found.chart, Absent) else _run_chart(page, measure, found.chart),
    )


def _icons(chart: Chart | Absent, reading: TargetReading | Absent) -> list[dict[str, Any]]:
    icons = []
    if isinstance(chart, Chart):
        word, css, shape = _VARIATION_ICONS[chart.variation]
        text = variation_text(chart.variation)
        icons.append({"word": word, "css": css, "shape": shape, "text": text})
    if isinstance(reading, TargetReading):
        word, css, shape = _ASSURANCE_ICONS[reading.outcome]
        text = assurance_text(reading.outcome)
        icons.append({"word": word, "css": css, "shape": shape, "text": text})
    return icons


def _run_chart(page: Page, measure: pd.Series, chart: Chart) -> Markup:
    measure_id = measure["measure_id"]
    drawing = charts.run_chart(
        name=f"{measure_id}-run",
        ticks=[_tick(point.quarter) for point in chart.series],
        values=[_NAN if point.value is None else point.value for point in chart.series],
        flagged=[point.flagged for point in chart.series],
        limits=_limits(page.ledger, chart),
        target=_target(page, measure, chart),
        unit=measure["unit"],
    )
    return render(
        "run_chart.html",
        drawing=drawing,
        title=f"{measure['title']}: quarter by quarter, with its usual range",
        id=f"run-{measure_id}",
        alternative=_alternative(page.ledger, measure, chart),
    )


def _target(page: Page, measure: pd.Series, chart: Chart) -> charts.Band:
    """Return the targets of the quarters, unless they are for a year to date taken apart."""
    by_period = targets_by_period(page.edition.targets_of.get(measure["measure_id"], ()))
    rows = [
        None
        if chart.taken_apart
        else quarter_target(
            by_period, financial_year(point.quarter), position_in_year(point.quarter)
        )
        for point in chart.series
    ]
    return target_band(rows, FigureWriter(measure, page.ledger))


def _tick(period: pd.Period) -> str:
    return period_id(period)[2:].replace("-Q", "\nQ")


def _limits(ledger: Ledger, chart: Chart) -> list[charts.Level]:
    levels = (
        ("Upper limit", chart.upper, False),
        ("Average", chart.mean, True),
        ("Lower limit", chart.lower, False),
    )
    entries = [ledger.label(number) for _, number, _ in levels]
    return [
        charts.Level(f"{word}\n{entry.text}", number.value, solid, [entry.id])
        for (word, number, solid), entry in zip(levels, entries, strict=True)
    ]


def _alternative(ledger: Ledger, measure: pd.Series, chart: Chart) -> Markup:
    told = [
        Markup("{} {}{}").format(
            period_title(point.quarter),
            ledger.html(_point(measure, point.quarter, point.value, chart)),
            ", outside or in a run" if point.flagged else "",
        )
        for point in chart.series
        if point.value is not None
    ]
    levels = (ledger.html(level) for level in (chart.mean, chart.lower, chart.upper))
    return Markup("Run chart. {}. Average {}; usual range {} to {}.").format(
        Markup("; ").join(told), *levels
    )


def _point(measure: pd.Series, period: pd.Period, value: float, chart: Chart) -> Fact:
    printed = printed_behind(chart.mean.computed_from, period, chart.taken_apart)
    if not chart.taken_apart:
        return printed[0]
    return Fact(
        name=measure["measure_id"],
        kind="recomputed",
        value=value,
        unit=measure["unit"],
        decimals=int(measure["decimals"]),
        period=period_id(period),
        formula=quarter_formula(period),
        computed_from=printed,
    )
