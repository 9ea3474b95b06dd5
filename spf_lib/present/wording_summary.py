"""The summary of an edition in words: every count one that a table of the edition shows."""

from collections.abc import Callable, Mapping

import pandas as pd

from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.statement_records import Comparison, MeasureFacts
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import period_title
from spf_lib.present.statement import COLOUR_WORDS, Statement
from spf_lib.present.summary_outlook import near_an_edge, usual_range, year_end_section
from spf_lib.present.summary_parts import (
    SummarySection,
    lead_of,
    measures_are,
    measures_word,
    summary_count,
)
from spf_lib.present.wording import change_statements, opening, rating_statements

_MOST_CHANGED = 3


def summary_statements(edition: AssessedEdition) -> list[SummarySection]:
    """Say an edition in words.

    Parameters
    ----------
    edition : AssessedEdition
        The edition; its headline measures are summarised.

    Returns
    -------
    list of SummarySection
        At a glance; red; worse but not red; changed most; near another colour; the year end; the
        usual range.
    """
    headlines = edition.headlines
    facts = {key: edition.facts[key] for key in headlines["measure_id"]}
    return summary_of(headlines, facts, period_title(edition.period))


def summary_of(
    headlines: pd.DataFrame, facts: Mapping[str, MeasureFacts], period: str
) -> list[SummarySection]:
    """Say headline measures in words, from their rows and their facts by measure_id."""
    return [
        _glance(headlines, period),
        _red(headlines, facts),
        _worse(headlines, facts),
        _changed_most(facts),
        near_an_edge(facts),
        year_end_section(facts),
        usual_range(facts),
    ]


def _glance(headlines: pd.DataFrame, period: str) -> SummarySection:
    keys, rag, travel = headlines["measure_id"], headlines["rag"], headlines["travel"]
    ways = ("up", "level", "down")
    lead = (
        lead_of(
            f"The edition for {{period}} has {{n1}} {measures_word(len(headlines))}, and {{n2}} of "
            "them have a rating.",
            (
                summary_count("measures", keys, "measures"),
                summary_count(
                    "rated", keys[rag.isin(list(COLOUR_WORDS))], "measures with a rating"
                ),
            ),
            period=period,
        ),
        lead_of(
            "Of those rated, {n1} are green, {n2} amber and {n3} red.",
            [
                summary_count(word, keys[rag == code], f"measures rated {word}")
                for code, word in COLOUR_WORDS.items()
            ],
        ),
        lead_of(
            "Compared with a year before, {n1} did better, {n2} stayed the same and {n3} did "
            "worse.",
            [
                summary_count(
                    f"direction-{way}", keys[travel == way], f"measures with direction {way}"
                )
                for way in ways
            ],
        ),
        lead_of(
            "For {n1}, no direction can be judged, and for {n2} the figure due is missing.",
            (
                summary_count("not-judged", keys[~travel.isin(ways)], "measures not judged"),
                summary_count(
                    "missing", keys[headlines["is_missing"]], "measures without a figure"
                ),
            ),
        ),
    )
    return SummarySection("glance", "At a glance", lead, ())


def _red(headlines: pd.DataFrame, facts: Mapping[str, MeasureFacts]) -> SummarySection:
    red = headlines[headlines["is_red"]]
    both = red.loc[red["is_worsening"], "measure_id"]
    lead = lead_of(
        f"In all, {{n1}} {measures_are(len(red))} rated red, and {{n2}} of them did worse compared "
        "with a year before.",
        (
            summary_count("red", red["measure_id"], "measures rated red"),
            summary_count("red-and-worse", both, "measures rated red that did worse"),
        ),
    )
    items = [_red_item(facts[key]) for key in red["measure_id"]]
    return SummarySection("red", "Red", (lead,), tuple(items))


def _red_item(facts: MeasureFacts) -> tuple[Statement, ...]:
    return (opening(facts), *change_statements(facts), *rating_statements(facts))


def _worse(headlines: pd.DataFrame, facts: Mapping[str, MeasureFacts]) -> SummarySection:
    worse = headlines[headlines["is_worsening"] & ~headlines["is_red"]]
    lead = lead_of(
        f"A further {{n1}} {measures_are(len(worse))} not red but did worse compared with a year "
        "before.",
        (summary_count("worse-not-red", worse["measure_id"], "measures not red that did worse"),),
    )
    items = [_worse_item(facts[key]) for key in worse["measure_id"]]
    return SummarySection("worse", "Worse but not red", (lead,), tuple(items))


def _worse_item(facts: MeasureFacts) -> tuple[Statement, ...]:
    unrated = Statement("no rating", facts.measure_id, "It has no rating.", paragraph="latest")
    rated = rating_statements(facts) or [unrated]
    return (opening(facts), *change_statements(facts), *rated)


def _changed_most(facts: Mapping[str, MeasureFacts]) -> SummarySection:
    points = _largest(facts, lambda f, c: c.change.value if f.unit == "percent" else None)
    percent = _largest(facts, lambda _, c: c.percent.value if isinstance(c.percent, Fact) else None)
    lead = (
        lead_of("The largest changes compared with a year before are given below."),
        lead_of("First come percentages, by percentage points."),
        lead_of("Then come counts, rates and money, by percent."),
    )
    items = [(opening(found), *change_statements(found)) for found in (*points, *percent)]
    return SummarySection("changed", "What changed most", lead, tuple(items))


def _largest(
    facts: Mapping[str, MeasureFacts],
    size: Callable[[MeasureFacts, Comparison], float | None],
) -> list[MeasureFacts]:
    """Return the three largest; the order of the pages decides between equals."""
    sized = [
        (how_much, found)
        for found in facts.values()
        if isinstance(found.comparison, Comparison) and not found.comparison.rounds_to_zero
        for how_much in [size(found, found.comparison)]
        if how_much is not None
    ]
    return [found for _, found in sorted(sized, key=lambda pair: -pair[0])[:_MOST_CHANGED]]
