"""The tests behind the sentences: what each does, with a worked example from the edition."""

from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.assess.evidence import POINTS_FOR_ALL_RULES, POINTS_FOR_LIMITS, POINTS_FOR_PLAIN
from spf_lib.assess.intervals import EVENTS_FOR_BYAR, EXPECTED_FOR_Z_TEST
from spf_lib.assess.spc_limits import LIMIT_FACTOR, SCREEN_FACTOR
from spf_lib.assess.statement_chances import CONFIDENCE
from spf_lib.assess.statement_charts import quarterly, records, single_quarters
from spf_lib.assess.statement_numbers import reported_number
from spf_lib.assess.trends import (
    CHI_SQUARED_LIMIT,
    POINTS_FOR_NORMAL,
    MannKendall,
    mann_kendall,
    seasonal_kendall,
)
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import YEARS_READ
from spf_lib.present.ledger import Ledger
from spf_lib.present.links import measure_link
from spf_lib.present.page import Page, Shown, record_table
from spf_lib.present.statement import Statement
from spf_lib.present.wording import statements

# What a sentence's topic rests on; the first measure of the edition with such a sentence shows it.
_TOPICS = {
    "change": (
        "Comparison with a year before",
        "The same quarter last year, or the year to date with the same point last year. Change is "
        "computed before rounding; percentages change by percentage points.",
    ),
    "to date": (
        "Year so far of a quarterly percentage",
        "The sum of the year's numerators over the sum of its denominators, compared with the same "
        "point of the year before; never the mean of the quarters.",
    ),
    "common cause": (
        "Usual range (XmR chart, after NHS England's Making Data Count)",
        "The average of the quarters of {years} financial years, the edition's and those before "
        "it, and {limits} times the average step between neighbours on either side; steps over "
        "{screen} times the average step are left out once. Below {first} figures nothing is said; "
        "below {settled} the range is a trial one, and below {all_rules} "
        "no rule but the first is used.",
    ),
    "signal": (
        "Standing out from the usual range",
        "A figure beyond a limit; seven in a row that rise or fall; two of three near a limit; "
        "seven in a row on one side of the average. The first rule that fits names the figure.",
    ),
    "assurance": (
        "Target against the usual range",
        "A target beyond the range is met or missed throughout; one inside it is met at some times "
        "and missed at others.",
    ),
    "test": (
        "Change between two proportions",
        "Two-sided z-test with pooled variance, or Fisher's exact test where an expected count is "
        "below {expected}, at {confidence}.",
    ),
    "chance": (
        "Range of chance",
        "Wilson's interval for a proportion; for a rate Byar's, or the exact Poisson interval "
        "below {events} events; at {confidence}.",
    ),
    "others": (
        "Beside other areas",
        "Better, similar or worse by the interval of our figure where its numbers are known, by "
        "the difference where they are not.",
    ),
    "need": (
        "Needed for the year-end target",
        "What is left to the target, shared over the quarters that remain.",
    ),
    "projection": (
        "If the year goes on",
        "A straight line, or last year's seasonal share where last year is known by quarter.",
    ),
    "edge": (
        "Distance to the next colour",
        "How far the figure lies from the value at which its colour changes.",
    ),
    "safety": (
        "How safe a colour is",
        "The chance of each colour if the numerator is one draw from a binomial distribution.",
    ),
}
_QUARTERS_FOR_SEASONS = 8


def _parameter(name: str, value: float, of: str, decimals: int = 0, unit: str = "count") -> Fact:
    return Fact(
        name=f"method-{name}",
        kind="parameter",
        value=float(value),
        unit=unit,
        decimals=decimals,
        formula=f"set by the method: {of}",
    )


# The numbers the methods ask for, by their slot in the texts.
_PARAMETERS = {
    "years": _parameter("years", YEARS_READ, "financial years that a range looks back over"),
    "limits": _parameter("limits", LIMIT_FACTOR, "average steps from average to limit", 2),
    "screen": _parameter("screen", SCREEN_FACTOR, "average steps of a step left out", 3),
    "first": _parameter("first", POINTS_FOR_LIMITS, "figures for a range"),
    "settled": _parameter("settled", POINTS_FOR_PLAIN, "figures for a settled range"),
    "all_rules": _parameter("all-rules", POINTS_FOR_ALL_RULES, "figures for every rule"),
    "expected": _parameter("expected", EXPECTED_FOR_Z_TEST, "expected count for the z-test"),
    "events": _parameter("events", EVENTS_FOR_BYAR, "events for Byar's interval"),
    "confidence": _parameter("confidence", 100 * CONFIDENCE, "confidence", unit="percent"),
    "normal": _parameter("normal", POINTS_FOR_NORMAL, "figures for the normal approximation"),
    "chi_squared": _parameter("chi-squared", CHI_SQUARED_LIMIT, "least chi-squared", 4),
}


def trend_methods(page: Page) -> Shown:
    """Present every test with a worked example on a measure of the edition."""
    rows = page.edition.scorecard.set_index("measure_id", drop=False)
    examples = _first_of_each(page)
    table = [
        [name, _method(page.ledger, method), _example(page, rows, examples.get(topic))]
        for topic, (name, method) in _TOPICS.items()
    ]
    table += _monotonic_trends(page, rows)
    table.append(
        [
            "Five-year trend of a proportion",
            _method(
                page.ledger,
                "Cochran-Armitage chi-squared above {chi_squared} over the latest five years, if "
                "the slope keeps its sign whichever year is left out.",
            ),
            "No measure of this edition has numerators and denominators of five years.",
        ]
    )
    return Shown(record_table("Tests", ["Test", "What it does", "Worked example"], table))


def _method(ledger: Ledger, words: str) -> Markup:
    """Write what a test does, the numbers it asks for in the ledger."""
    used = {slot: ledger.html(fact) for slot, fact in _PARAMETERS.items() if f"{{{slot}}}" in words}
    return escape(words).format(**used)


def _first_of_each(page: Page) -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for facts in page.edition.facts.values():
        for statement in statements(facts):
            found.setdefault(statement.topic, statement)
    return found


def _example(page: Page, rows: pd.DataFrame, statement: Statement | None) -> Markup:
    if statement is None:
        return Markup("No measure of this edition has the figures for it.")
    link = measure_link(rows.loc[statement.measure_id])
    return Markup("{}: {}").format(link, statement.html(page.ledger))


def _monotonic_trends(page: Page, rows: pd.DataFrame) -> list[list[Any]]:
    edition = page.edition
    quarters = single_quarters(quarterly(edition.figures, edition.period), edition.scorecard)
    by_measure = {
        measure_id: own.sort_values("quarter")
        for measure_id, own in quarters[quarters["value"].notna()].groupby("measure_id")
    }
    longest = max(by_measure, key=lambda key: len(by_measure[key]), default=None)
    if longest is None:
        return []
    values = by_measure[longest]["value"]
    measure = rows.loc[longest]
    behind = tuple(reported_number(measure, row) for row in records(by_measure[longest]))
    return [
        [
            "Monotonic trend",
            _method(
                page.ledger,
                "Mann-Kendall with tie correction (exact below {normal} figures without ties) and "
                "the Theil-Sen slope. No sentence of a card rests on it yet.",
            ),
            _kendall(page.ledger, measure, mann_kendall(values.to_numpy()), "mann-kendall", behind),
        ],
        [
            "Seasonal trend",
            "Kendall's test quarter by quarter, where two years or more are known.",
            _kendall(
                page.ledger,
                measure,
                seasonal_kendall(values.to_numpy()),
                "seasonal-kendall",
                behind,
            )
            if len(values) >= _QUARTERS_FOR_SEASONS
            else "No measure of this edition has two whole years of quarters.",
        ],
    ]


def _kendall(
    ledger: Ledger, measure: pd.Series, found: MannKendall, test: str, behind: tuple[Fact, ...]
) -> Markup:
    def shown(name: str, value: float, decimals: int) -> Markup:
        return ledger.html(
            Fact(
                name=f"{measure['measure_id']}--{test}-{name}",
                kind="recomputed",
                value=value,
                decimals=decimals,
                formula=f"{test} {name} of the quarterly figures",
                computed_from=behind,
            )
        )

    return Markup("{}: {} figures, S = {}, p = {}, slope {} a quarter.").format(
        measure_link(measure),
        shown("n", found.n, 0),
        shown("s", found.s, 0),
        shown("p", found.p, 2),
        shown("slope", found.slope, 2),
    )
