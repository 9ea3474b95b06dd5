"""Short statements of a measure's state: latest figure, direction, target, rating."""

from collections.abc import Callable

import pandas as pd
from markupsafe import Markup, escape

from spf_lib.assess.reasons import reason_template, target_words
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import parse_period, period_title
from spf_lib.present import facts
from spf_lib.present.ledger import Ledger
from spf_lib.present.page import Page

_NO_DIRECTION = {
    "no_figure": "No direction: there is no figure",
    "no_comparator": "No direction: there is no figure for the same period a year before",
    "no_polarity": "No direction: neither higher nor lower is stated to be better",
    "no_range": "No direction: there is no range to measure from",
}
_JUDGEMENTS = {"up": "Better", "down": "Worse", "level": "No change"}


def title_of(period: str | None) -> str:
    """Return a period's title, or nothing for a missing one."""
    return "" if period is None or pd.isna(period) else period_title(parse_period(period))


def latest_html(page: Page, row: pd.Series) -> Markup:
    """Write the latest figure of a measure with its period, or that there is none."""
    value = facts.value_fact(page.edition, row)
    if value is None:
        return Markup("None")
    return Markup("{} ({})").format(page.ledger.html(value), title_of(row["period"]))


def direction_html(
    row: pd.Series, ledger: Ledger, latest: Fact | None, previous: Fact | None
) -> Markup:
    """Say the direction of travel with its comparator.

    Parameters
    ----------
    row : pandas.Series
        One row of the scorecard.
    ledger : Ledger
        Of the page.
    previous : Fact or None
        The comparator's figure.
    """
    if (
        latest is None
        or previous is None
        or row["travel_outcome"] in ("no_figure", "no_comparator")
    ):
        return escape(_NO_DIRECTION[row["travel_outcome"]])
    comparator = title_of(row["compared_with"])
    before = ledger.html(previous)
    if row["change"] == 0:
        return Markup("No change: the same as in {} ({})").format(comparator, before)
    side = "higher" if row["change"] > 0 else "lower"
    size = ledger.html(facts.change(row, latest, previous))
    if row["travel_outcome"] != "judged":
        return Markup("{} {} than in {} ({}). {}").format(
            size, side, comparator, before, _NO_DIRECTION[row["travel_outcome"]]
        )
    return Markup("{}: {} {} than in {} ({})").format(
        _JUDGEMENTS[row["travel"]], size, side, comparator, before
    )


def target_html(row: pd.Series, ledger: Ledger) -> Markup:
    """Say the target that applies to the latest figure, or why there is none."""
    kind = row["target_kind"]
    if kind == "to_be_set":
        return Markup("To be set")
    if kind == "none":
        printed = not pd.isna(row["target_as_printed"])
        return Markup("None for this period") if printed else Markup("None set")
    return _target_phrase(row, ledger)


def _target_phrase(row: pd.Series, ledger: Ledger) -> Markup:
    def shown(column: str) -> Markup:
        if pd.isna(row[column]):
            return Markup("")
        return ledger.html(facts.scorecard_target(row, column))

    bounds = {"lower": Markup(""), "upper": Markup(""), "bound": Markup("")}
    match row["target_kind"]:
        case "at_least":
            bounds["lower"] = shown("lower")
        case "at_most":
            bounds["upper"] = shown("upper")
        case "between" | "within":
            bounds["lower"] = shown("lower")
            if row["lower"] != row["upper"]:
                bounds["upper"] = shown("upper")
        case _:
            bounds["bound"] = shown("bound")
    return Markup(target_words(row, **bounds))  # noqa: S704 each bound is markup already


def reason_html(
    row: pd.Series,
    ledger: Ledger,
    value: Fact | None,
    previous: Fact | None,
    rules_file: str,
) -> Markup:
    """Write the worked sum of a rating, each figure in the ledger.

    The words are those of :func:`spf_lib.assess.reasons.reason_text`; only the figures differ, by
    carrying their ids.

    Parameters
    ----------
    row : pandas.Series
        One row of the scorecard.
    ledger : Ledger
        Of the page.
    value, previous : Fact or None
        The figure that is rated, and that of a year before.
    rules_file : str
        Where the tolerance is set.
    """
    template = reason_template(row)
    slots: dict[str, Callable[[], Markup]] = {
        "value": lambda: ledger.html(value) if value else Markup(""),
        "target": lambda: _target_phrase(row, ledger),
        "shortfall": lambda: ledger.html(facts.shortfall(row, value)) if value else Markup(""),
        "tolerance": lambda: ledger.html(facts.tolerance(row, rules_file)),
        "previous": lambda: ledger.html(previous) if previous else Markup(""),
    }
    used = {name: write() for name, write in slots.items() if "{" + name + "}" in template}
    return Markup(template).format(**used)  # noqa: S704 a fixed sentence
