"""The summary of an edition in words: every count one that a table of the edition shows."""

from collections.abc import Callable, Mapping

import pandas as pd

from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.statement_records import Absent, Comparison, MeasureFacts, Number
from spf_lib.assess.statements import edition_facts
from spf_lib.framework.periods import period_title
from spf_lib.present.statement import COLOUR_WORDS, Statement
from spf_lib.present.summary_outlook import near_an_edge, usual_range, year_end_section
from spf_lib.present.summary_parts import (
    SummarySection,
    lead_of,
    measures_are,
    measures_word,
    opening_clause,
    summary_count,
)
from spf_lib.present.wording import before_names, change_clause, judged, target_clause

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
    every = edition_facts(edition)
    headlines = edition.headlines
    facts = {key: every[key] for key in headlines["measure_id"]}
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
    ratings = {word: (headlines["rag"] == rag).sum() for rag, word in COLOUR_WORDS.items()}
    ways = {way: (headlines["travel"] == way).sum() for way in ("up", "level", "down")}
    judged_count = int(sum(ways.values()))
    missing = int(headlines["is_missing"].sum())
    lead = (
        lead_of(
            f"The edition for {{period}} has {{n1}} {measures_word(len(headlines))}, and {{n2}} of "
            "them have a rating.",
            (
                summary_count("measures", len(headlines), "measures"),
                summary_count("rated", int(sum(ratings.values())), "measures with a rating"),
            ),
            period=period,
        ),
        lead_of(
            "Of those rated, {n1} are green, {n2} amber and {n3} red.",
            [summary_count(word, int(n), f"measures rated {word}") for word, n in ratings.items()],
        ),
        lead_of(
            "Compared with a year before, {n1} did better, {n2} stayed the same and {n3} did "
            "worse.",
            [
                summary_count(f"direction-{way}", int(n), f"measures with direction {way}")
                for way, n in ways.items()
            ],
        ),
        lead_of(
            "For {n1}, no direction can be judged, and for {n2} the figure due is missing.",
            (
                summary_count("not-judged", len(headlines) - judged_count, "measures not judged"),
                summary_count("missing", missing, "measures without a figure"),
            ),
        ),
    )
    return SummarySection("glance", "At a glance", lead, ())


def _red(headlines: pd.DataFrame, facts: Mapping[str, MeasureFacts]) -> SummarySection:
    red = headlines[headlines["is_red"]]
    both = int(red["is_worsening"].sum())
    lead = lead_of(
        f"In all, {{n1}} {measures_are(len(red))} rated red, and {{n2}} of them did worse compared "
        "with a year before.",
        (
            summary_count("red", len(red), "measures rated red"),
            summary_count("red-and-worse", both, "measures rated red that did worse"),
        ),
    )
    items = [_red_item(facts[key]) for key in red["measure_id"]]
    return SummarySection("red", "Red", (lead,), tuple(items))


def _red_item(facts: MeasureFacts) -> Statement:
    clause, names, numbers = opening_clause(facts)
    if not isinstance(facts.rating, Absent):
        target, slots = target_clause(facts.rating)
        clause += f", against a target of {target}"
        numbers |= slots
    found = facts.comparison
    if isinstance(found, Comparison) and found.judgement:
        clause += f", and is {found.judgement} compared with {{before}}"
        names |= before_names(facts, found.period)
    return Statement("red", facts.measure_id, f"{clause}.", numbers, names, "item")


def _worse(headlines: pd.DataFrame, facts: Mapping[str, MeasureFacts]) -> SummarySection:
    worse = headlines[headlines["is_worsening"] & ~headlines["is_red"]]
    lead = lead_of(
        f"A further {{n1}} {measures_are(len(worse))} not red but did worse compared with a year "
        "before.",
        (summary_count("worse-not-red", len(worse), "measures not red that did worse"),),
    )
    items = [_changed(facts[key], with_colour=True) for key in worse["measure_id"]]
    return SummarySection("worse", "Worse but not red", (lead,), tuple(items))


def _changed(facts: MeasureFacts, *, with_colour: bool) -> Statement:
    clause, names, numbers = opening_clause(facts)
    found = facts.comparison
    if isinstance(found, Comparison):
        change, slots = change_clause(found)
        clause += f", {change}{judged(found)}"
        names |= before_names(facts, found.period)
        numbers |= slots
    if with_colour:
        rag = "" if isinstance(facts.rating, Absent) else facts.rating.rag
        clause += f"; it is rated {COLOUR_WORDS[rag]}" if rag else "; it has no rating"
    return Statement("changed", facts.measure_id, f"{clause}.", numbers, names, "item")


def _changed_most(facts: Mapping[str, MeasureFacts]) -> SummarySection:
    points = _largest(facts, lambda f, c: c.change.value if f.unit == "percent" else None)
    percent = _largest(
        facts, lambda _, c: c.percent.value if isinstance(c.percent, Number) else None
    )
    lead = (
        lead_of("The largest changes compared with a year before are given below."),
        lead_of("First come percentages, by percentage points."),
        lead_of("Then come counts, rates and money, by percent."),
    )
    items = [_changed(found, with_colour=False) for found in (*points, *percent)]
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
