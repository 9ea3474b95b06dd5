"""Sentences about a measure, made from its facts and nothing else.

The rules they keep are in :mod:`spf_lib.present.sentence_rules`, which tests every sentence of
every edition. Words of judgement (better, worse, improvement, concern) come from polarity, words of
number (rise, fall, above, below) from the figures.
"""

from functools import lru_cache

from spf_lib.assess.statement_records import Absent, Comparison, MeasureFacts, Rating
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import financial_year, parse_period, period_title
from spf_lib.present.statement import COLOUR_WORDS, Statement
from spf_lib.present.wording_outlook import colour_statements, other_statements, outlook_statements
from spf_lib.present.wording_range import range_statements

MOVES = {"up": "rise", "down": "fall"}

_PLACES = {1: "one decimal place", 2: "two decimal places", 3: "three decimal places"}
_UNSETTLED = ("provisional", "forecast")


def statements(facts: MeasureFacts) -> list[Statement]:
    """Say of a measure what its facts can bear.

    Parameters
    ----------
    facts : MeasureFacts
        From :func:`spf_lib.assess.statements.many_facts`.

    Returns
    -------
    list of Statement
        In reading order; :func:`spf_lib.present.statement.paragraphs` lays them out.
    """
    if isinstance(facts.latest, Absent):
        return [opening(facts)]
    return [
        opening(facts),
        *change_statements(facts),
        *_pooled(facts),
        *rating_statements(facts),
        *_awaited(facts),
        *_chance(facts),
        *range_statements(facts),
        *outlook_statements(facts),
        *colour_statements(facts),
        *other_statements(facts),
    ]


@lru_cache(maxsize=4096)
def title_of(period: str) -> str:
    """Return a period's title, such as "Quarter 2 2019/20"."""
    return period_title(parse_period(period))


def span(facts: MeasureFacts, period: str) -> str:
    """Say what a figure of a period covers, such as "in the year so far at Quarter 2 2019/20"."""
    title = title_of(period)
    if parse_period(period).freqstr == "Q-MAR":
        if facts.accumulation == "year_to_date":
            return f"in the year so far at {title}"
        if facts.accumulation == "rolling_year":
            return f"in the year that ended with {title}"
    return f"in {title}"


def before_names(facts: MeasureFacts, period: str) -> dict[str, str]:
    """Name the comparator, alone and as a place in time: a period, or the same point of a year."""
    if facts.is_cumulative and parse_period(period).freqstr == "Q-MAR":
        year = period_title(financial_year(parse_period(period)))
        return {"before": f"the same point of {year}", "then": f"at the same point of {year}"}
    return {"before": title_of(period), "then": f"in {title_of(period)}"}


def subject(facts: MeasureFacts) -> str:
    """Return the words a sentence about the measure begins with; never a numeral."""
    starts_badly = not facts.title[:1].isalpha()
    return f"The measure “{facts.title}”" if starts_badly else facts.title


def opening(facts: MeasureFacts) -> Statement:
    """Say the latest figure: measure, value with unit, period; or that there is none."""
    if isinstance(facts.latest, Absent):
        names = {"measure": subject(facts), "period": title_of(facts.edition_period)}
        template = "{measure} has no figure up to {period}."
        return Statement("no figure", facts.measure_id, template, {}, names, "latest")
    status = f" ({facts.status})" if facts.status in _UNSETTLED else ""
    names = {"measure": subject(facts), "period": span(facts, facts.latest.period)}
    template = f"{{measure}} stood at {{value}}{status} {{period}}."
    numbers = {"value": facts.latest}
    return Statement("latest", facts.measure_id, template, numbers, names, "latest")


def change_clause(comparison: Comparison) -> tuple[str, dict[str, Fact]]:
    """Return a change with its direction and comparator as a clause, and its numbers.

    Both figures are given if the change can be seen from them, otherwise the change alone.
    """
    if comparison.rounds_to_zero:
        places = comparison.change.decimals
        if comparison.exact and comparison.change.unit == "count":
            return "unchanged compared with {before}", {}
        to = _PLACES.get(places, "the nearest whole number") if places else None
        rounding = to or "the nearest whole number"
        return f"unchanged to {rounding} compared with {{before}}", {}
    way = MOVES[comparison.direction]
    percent = comparison.percent
    if isinstance(percent, Fact) and any(digit in "123456789" for digit in percent.text):
        return (
            f"a {way} of {{change}} ({{percent}}) compared with {{before}}",
            {"change": comparison.change, "percent": percent},
        )
    numbers = {"change": comparison.change}
    if comparison.shows:
        return (
            f"a {way} of {{change}} compared with {{previous}} {{then}}",
            numbers | {"previous": comparison.previous},
        )
    return f"a {way} of {{change}} compared with {{before}}", numbers


def judged(comparison: Comparison) -> str:
    """Return the judgement of a change as the end of a clause; nothing for one not seen."""
    if comparison.rounds_to_zero or not comparison.judgement:
        return ""
    return f", which is {comparison.judgement}"


def target_clause(rating: Rating) -> tuple[str, dict[str, Fact]]:
    """Return a target in words with its slots."""
    slots = {f"target{n}": number for n, number in enumerate(rating.targets, start=1)}
    places = " to ".join(f"{{{slot}}}" for slot in slots)
    match rating.target_kind:
        case "at_least":
            return f"at least {places}", slots
        case "at_most":
            return f"at most {places}", slots
    return places if len(slots) > 1 else f"exactly {places}", slots


def change_statements(facts: MeasureFacts) -> list[Statement]:
    """Say the change since a year before, or that the figure of then is missing."""
    found = facts.comparison
    if isinstance(found, Absent):
        if "before" not in found.names:
            return []
        names = before_names(facts, found.names["before"])
        template = "There is no figure for {before} to compare it with."
        return [Statement("no change", facts.measure_id, template, {}, names, "latest")]
    clause, numbers = change_clause(found)
    names = before_names(facts, found.period)
    start = "It was" if found.rounds_to_zero else "That is"
    template = f"{start} {clause}{judged(found)}."
    return [Statement("change", facts.measure_id, template, numbers, names, "latest")]


def _pooled(facts: MeasureFacts) -> list[Statement]:
    """Say the year so far of a quarterly percentage, pooled from its numbers."""
    found = facts.year_to_date
    if facts.is_cumulative or isinstance(found, Absent):
        return []
    clause, numbers = change_clause(found)
    year = period_title(financial_year(parse_period(found.period)))
    names = {"before": f"the same point of {year}", "then": f"at the same point of {year}"}
    template = f"For the year so far, with its quarters pooled, it was {clause}{judged(found)}."
    return [Statement("to date", facts.measure_id, template, numbers, names, "to date")]


def rating_statements(facts: MeasureFacts) -> list[Statement]:
    """Say the colour and the target it was given against."""
    if isinstance(facts.rating, Absent):
        return []
    target, numbers = target_clause(facts.rating)
    colour = COLOUR_WORDS[facts.rating.rag]
    template = f"Against a target of {target}, it is rated {colour}."
    return [Statement("rating", facts.measure_id, template, numbers, {}, "latest")]


def _awaited(facts: MeasureFacts) -> list[Statement]:
    if not facts.awaited:
        return []
    names = {"period": title_of(facts.awaited)}
    template = "The figure for {period} is missing."
    return [Statement("awaited", facts.measure_id, template, {}, names, "evidence")]


def _chance(facts: MeasureFacts) -> list[Statement]:
    said: list[Statement] = []

    def say(topic: str, template: str, numbers: dict[str, Fact], **more: str) -> None:
        evidence = more.pop("evidence", "")
        said.append(
            Statement(topic, facts.measure_id, template, numbers, more, "evidence", evidence)
        )

    test, chance, small = facts.test, facts.chance_range, facts.small
    if not isinstance(test, Absent):
        before = title_of(test.period)
        article = "a " if test.name.startswith("two") else ""
        if test.is_change:
            way = MOVES[test.direction]
            template = f"The {way} compared with {{before}} is significant by {article}{test.name}."
        else:
            template = (
                "There is no clear evidence of change compared with {before}, by "
                f"{article}{test.name}."
            )
        say("test", template, {}, before=before, evidence=test.name)
    if not isinstance(chance, Absent):
        numbers = {"low": chance.lower, "high": chance.upper, "confidence": chance.confidence}
        template = "Chance alone could put it anywhere from {low} to {high} "
        template += f"({{confidence}} {chance.method} interval)."
        say("chance", template, numbers)
    if not isinstance(small, Absent):
        template = "It rests on small numbers ({count}), and chance can move it a good deal."
        say("small", template, {"count": small})
    return said
