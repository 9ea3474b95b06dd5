"""The year end, the next colour and other areas, in sentences."""

from spf_lib.assess.statement_records import (
    Absent,
    BesideOthers,
    ColourEdge,
    MeasureFacts,
    RunRateNeeded,
    YearEnd,
)
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import parse_period, period_title
from spf_lib.framework.units import round_half_up
from spf_lib.present.statement import COLOUR_WORDS, Statement

_BOUNDS = {"higher": "at least", "lower": "at most"}
_METHODS = {
    "straight line": (
        "straight line",
        "If the rest of the year is as the average so far (a straight line)",
    ),
    "last year's seasonal share": (
        "last year's seasonal share",
        "If the rest of the year adds the same share of the total as last year (last year's "
        "seasonal share)",
    ),
}
_MOST_COMPARATORS = 3
_CERTAIN = 100
_AREAS = {"National": "the national figure", "Regional": "the regional figure"}
_PLACES = {"above": "above it", "below": "below it"}


def outlook_statements(facts: MeasureFacts) -> list[Statement]:
    """Say what the rest of the year needs and, if it goes as a method says, where it ends."""
    said = []
    if not isinstance(facts.need, Absent):
        said.append(_need(facts, facts.need))
    if not isinstance(facts.year_end, Absent):
        said += projection(facts, facts.year_end)
    return said


def _need(facts: MeasureFacts, need: RunRateNeeded) -> Statement:
    bound = _BOUNDS[facts.polarity]
    aim = f"the year-end target of {bound} {{target}}"
    if_alike = ", if as many cases follow as so far" if need.is_percentage else ""
    numbers: dict[str, Fact] = {"target": need.target}
    match need.status:
        case "secured":
            template = f"The year so far already secures {aim}{if_alike}."
        case "not achievable":
            template = f"The year so far already rules out {aim}{if_alike}."
        case _ if need.is_percentage:
            template = f"To meet {aim}, the rest of the year must be {bound} {{rate}}{if_alike}."
            numbers["rate"] = need.rate
        case _:
            left = "{left} remaining quarters" if need.remaining.value > 1 else "remaining quarter"
            average = " on average" if need.remaining.value > 1 else ""
            template = f"To meet {aim}, the {left} must be {bound} {{rate}}"
            template += f" each{average}." if average else "."
            numbers["rate"] = need.rate
            if average:
                numbers["left"] = need.remaining
    return Statement("need", facts.measure_id, template, numbers, {}, "outlook")


def projection(facts: MeasureFacts, year_end: YearEnd) -> list[Statement]:
    """Say where the year would end, on its method's condition, and whether that meets the target.

    Parameters
    ----------
    facts : MeasureFacts
        Of the measure.
    year_end : YearEnd
        The projection.
    """
    evidence, condition = _METHODS[year_end.method]
    template = f"{condition}, it would end at {{end}}."
    said = [
        Statement(
            "projection",
            facts.measure_id,
            template,
            {"end": year_end.value},
            {},
            "outlook",
            evidence,
        )
    ]
    if isinstance(year_end.target, Fact) and year_end.on_course is not None:
        verb = "meet" if year_end.on_course else "miss"
        template = f"That would {verb} the target of {_BOUNDS[facts.polarity]} {{target}}."
        numbers = {"target": year_end.target}
        said.append(Statement("course", facts.measure_id, template, numbers, {}, "outlook"))
    return said


def colour_statements(facts: MeasureFacts) -> list[Statement]:
    """Say how far the next colour is and how safe the present one."""
    edge = facts.colour
    if isinstance(edge, Absent):
        return []
    colour = COLOUR_WORDS[edge.rag]
    words, numbers = edge_clause(edge)
    template = f"{words[0].upper()}{words[1:]}."
    said = [Statement("edge", facts.measure_id, template, numbers, {}, "colour")]
    if not isinstance(edge.chance, Absent):
        template, numbers = _safety(colour, edge.chance)
        said.append(Statement("safety", facts.measure_id, template, numbers, {}, "colour"))
    return said


def edge_clause(edge: ColourEdge) -> tuple[str, dict[str, Fact]]:
    """Say where the next colour begins, as a clause with its slots."""
    following = COLOUR_WORDS[edge.next_rag]
    if not any(digit in "123456789" for digit in edge.distance.text):
        return f"the edge of {following} is closer than rounding shows", {}
    side = "above" if edge.move == "up" else "below"
    return f"the edge of {following} lies {{distance}} {side} this figure", {
        "distance": edge.distance
    }


def _safety(colour: str, chance: Fact) -> tuple[str, dict[str, Fact]]:
    if round_half_up(chance.value, chance.decimals) == _CERTAIN:
        return f"Allowing for chance, a rating of {colour} is next to certain.", {}
    template = (
        f"Allowing for chance, a service at this level would be rated {colour} in {{chance}} of "
        "cases."
    )
    return template, {"chance": chance}


def other_statements(facts: MeasureFacts) -> list[Statement]:
    """Set the measure beside others, at most three of them."""
    if isinstance(facts.others, Absent):
        return []
    return [_beside(facts, other) for other in facts.others[:_MOST_COMPARATORS]]


def _beside(facts: MeasureFacts, other: BesideOthers) -> Statement:
    when = period_title(parse_period(other.period)) if other.period else "period not stated"
    names = {
        "comparator": _AREAS.get(other.comparator, other.comparator),
        "when": when,
        "period": period_title(parse_period(other.own_period)),
    }
    chance = "with no allowance for" if other.compared_by == "difference" else "allowing for"
    template = (
        f"Compared with {{comparator}} ({{other}}, {{when}}), the figure for {{period}} ({{own}}) "
        f"is {_PLACES.get(other.outcome, other.outcome)}, {chance} chance."
    )
    numbers = {"other": other.value, "own": other.own}
    return Statement("others", facts.measure_id, template, numbers, names, "others")
