"""What a measure's chart says: its usual range, how sure that is, and the target beside it."""

from spf_lib.assess.statement_records import Absent, Chart, MeasureFacts, TargetReading
from spf_lib.framework.fact import Fact
from spf_lib.framework.periods import parse_period, period_title
from spf_lib.present.statement import COLOUR_WORDS, Statement

# Each rule that can fire, with the words that name it in a sentence. Slots: from, to, average.
_FIRED = {
    "above limit": ("above its usual range", "above its usual range ({from} to {to})"),
    "below limit": ("below its usual range", "below its usual range ({from} to {to})"),
    "rising": (
        "seven quarters in a row, rising at each step",
        "part of a rising trend: seven quarters in a row, rising at each step",
    ),
    "falling": (
        "seven quarters in a row, falling at each step",
        "part of a falling trend: seven quarters in a row, falling at each step",
    ),
    "two in three high": (
        "two of three quarters in a row near the upper end",
        "high: it is among two of three quarters in a row near the upper end of its usual range "
        "({from} to {to})",
    ),
    "two in three low": (
        "two of three quarters in a row near the lower end",
        "low: it is among two of three quarters in a row near the lower end of its usual range "
        "({from} to {to})",
    ),
    "shift high": (
        "seven quarters in a row above its average",
        "part of a run: seven quarters in a row above its average ({average})",
    ),
    "shift low": (
        "seven quarters in a row below its average",
        "part of a run: seven quarters in a row below its average ({average})",
    ),
}
_UNSEEN = {
    "above limit": "above its usual range, by less than rounding shows",
    "below limit": "below its usual range, by less than rounding shows",
}
_JUDGED = {"improvement": ", an improvement", "concern": ", a concern"}

RULE_NAMES = tuple(name for name, _ in _FIRED.values())

_ASSURED = {
    "pass": "the target ({target}) lies on the safe side of its usual range, and quarters like "
    "these would meet it",
    "fail": "the target ({target}) lies on the far side of its usual range, and quarters like "
    "these would miss it",
    "inconsistent": "the target ({target}) lies in its usual range, and quarters like these would "
    "meet it at some times and miss it at others",
}


def range_statements(facts: MeasureFacts) -> list[Statement]:
    """Say where the latest figure lies against the usual range, or why that is not said."""
    chart = facts.chart
    if isinstance(chart, Absent):
        template = f"Its usual range is not shown: {chart.reason}."
        numbers = dict(chart.numbers)
        return [Statement("no range", facts.measure_id, template, numbers, {}, "range")]
    said = [_variation(facts, chart), *_caveat(facts, chart)]
    if not isinstance(facts.assurance, Absent):
        said.append(_assurance(facts, facts.assurance))
    if chart.overlapping:
        template = "Each figure covers a whole year, and neighbours share most of it: they vary "
        template += "less than single quarters would."
        said.append(Statement("overlap", facts.measure_id, template, {}, {}, "notes"))
    if chart.beyond_nature:
        template = "The range is plain arithmetic, and one end lies beyond what a figure can be."
        said.append(Statement("nature", facts.measure_id, template, {}, {}, "notes"))
    return said


def _variation(facts: MeasureFacts, chart: Chart) -> Statement:
    start = "Taken by itself, the latest quarter" if chart.taken_apart else "The latest figure"
    names = {}
    if chart.period != facts.period:
        start = (
            "Taken by itself, {chart_period}"
            if chart.taken_apart
            else ("The figure for {chart_period}")
        )
        names = {"chart_period": period_title(parse_period(chart.period))}
    value: dict[str, Fact] = {"quarter": chart.value} if chart.taken_apart else {}
    given = " ({quarter})" if chart.taken_apart else ""
    limits = {"from": chart.lower, "to": chart.upper}
    if chart.label == "common cause":
        template = f"{start}{given} is within its usual range ({{from}} to {{to}})."
        return Statement("common cause", facts.measure_id, template, value | limits, names, "range")
    evidence, words = _FIRED[chart.label]
    if not chart.beyond_shows:
        words = _UNSEEN[chart.label]
    slots = limits | {"average": chart.mean}
    numbers = value | {slot: number for slot, number in slots.items() if f"{{{slot}}}" in words}
    template = f"{start}{given} is {words}{_JUDGED.get(chart.variation, '')}."
    return Statement("signal", facts.measure_id, template, numbers, names, "range", evidence)


def _caveat(facts: MeasureFacts, chart: Chart) -> list[Statement]:
    numbers: dict[str, Fact] = {}
    if chart.grade == "plain":
        template = ""
    else:
        template = "The range is a trial one: it rests on {points} figures, and {needed} settle it"
        numbers = {"points": chart.points, "needed": chart.needed}
    if chart.gaps:
        missing = (
            "{gaps} quarter is missing"
            if chart.gaps.value == 1
            else ("{gaps} quarters are missing")
        )
        template = f"{template}; {missing}" if template else f"In its series, {missing}"
        numbers["gaps"] = chart.gaps
    if not template:
        return []
    return [Statement("trial", facts.measure_id, f"{template}.", numbers, {}, "range")]


def disagrees(facts: MeasureFacts) -> bool:
    """Tell whether the colour and the target's place beside the range point different ways."""
    if isinstance(facts.rating, Absent) or isinstance(facts.assurance, Absent):
        return False
    green = facts.rating.rag == "G"
    return facts.assurance.outcome == ("fail" if green else "pass")


def _assurance(facts: MeasureFacts, reading: TargetReading) -> Statement:
    words = _ASSURED[reading.outcome]
    if isinstance(facts.rating, Absent):
        template = f"{words[0].upper()}{words[1:]}."
    else:
        link = "but" if disagrees(facts) else "and"
        template = f"The figure is rated {COLOUR_WORDS[facts.rating.rag]}, {link} {words}."
    numbers = {"target": reading.target}
    return Statement("assurance", facts.measure_id, template, numbers, {}, "range")
