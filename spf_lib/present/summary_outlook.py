"""The later sections of a summary: near another colour, the year end, the usual range."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from spf_lib.assess.evidence import POINTS_FOR_LIMITS, POINTS_FOR_PLAIN
from spf_lib.assess.statement_charts import chart_parameter
from spf_lib.assess.statement_records import Absent, ColourEdge, MeasureFacts, YearEnd
from spf_lib.assess.statement_standing import near_share
from spf_lib.present.statement import COLOUR_WORDS, Statement
from spf_lib.present.summary_parts import (
    SummarySection,
    lead_of,
    measures_are,
    measures_word,
    summary_count,
)
from spf_lib.present.wording import opening, subject
from spf_lib.present.wording_outlook import edge_clause, projection
from spf_lib.present.wording_range import range_statements


def near_an_edge(facts: Mapping[str, MeasureFacts]) -> SummarySection:
    """Name the measures whose colour a small move would change."""
    near = [(f, f.colour) for f in facts.values() if _is_near(f)]
    share = near_share()
    lead = lead_of(
        f"In all, {{n1}} {measures_are(len(near))} within {{n2}} of the value at which the colour "
        "changes.",
        (
            summary_count(
                "near-an-edge", _keys(f for f, _ in near), "measures near another colour"
            ),
            share,
        ),
    )
    items = [_edge(f, edge) for f, edge in near if isinstance(edge, ColourEdge)]
    return SummarySection("edge", "Near another colour", (lead,), tuple(items))


def _keys(facts: Iterable[MeasureFacts]) -> list[str]:
    return [found.measure_id for found in facts]


def _is_near(facts: MeasureFacts) -> bool:
    return isinstance(facts.colour, ColourEdge) and facts.colour.is_near


def _edge(facts: MeasureFacts, edge: ColourEdge) -> tuple[Statement, ...]:
    words, numbers = edge_clause(edge)
    template = f"It is rated {COLOUR_WORDS[edge.rag]}, and {words}."
    rated = Statement("edge item", facts.measure_id, template, numbers, {}, "latest")
    return (opening(facts), rated)


def year_end_section(facts: Mapping[str, MeasureFacts]) -> SummarySection:
    """Say which measures are on course for their year-end target; those that are not come first."""
    projected = [
        (f, f.year_end)
        for f in facts.values()
        if isinstance(f.year_end, YearEnd) and f.year_end.on_course is not None
    ]
    on = [f for f, end in projected if end.on_course]
    off = [f for f, end in projected if not end.on_course]
    lead = lead_of(
        f"A year-end figure can be worked out for {{n1}} {measures_word(len(projected))} with a "
        "year-end target.",
        [
            summary_count(
                "projected",
                _keys(f for f, _ in projected),
                "measures with a projection and a target",
            )
        ],
    )
    course = lead_of(
        "If the year goes on as each method says (straight line or last year's seasonal share), "
        "{n1} would meet the target and {n2} would miss it.",
        (
            summary_count("on-course", _keys(on), "measures on course"),
            summary_count("off-course", _keys(off), "measures not on course"),
        ),
    )
    items = [
        _named_projection(f, end)
        for f, end in sorted(projected, key=lambda p: bool(p[1].on_course))
    ]
    return SummarySection("year-end", "The year end", (lead, course), tuple(items))


def _named_projection(facts: MeasureFacts, end: YearEnd) -> tuple[Statement, ...]:
    condition, *course = projection(facts, end)
    return (_named(facts, condition), *course)


def _named(facts: MeasureFacts, said: Statement) -> Statement:
    """Begin a sentence with the measure's name."""
    return replace(
        said,
        template=f"{{measure}}: {said.template[0].lower()}{said.template[1:]}",
        names={"measure": subject(facts)} | dict(said.names),
    )


def usual_range(facts: Mapping[str, MeasureFacts]) -> SummarySection:
    """Say how far usual ranges can be drawn, and name the measures beyond theirs."""
    charts = [(f, f.chart) for f in facts.values() if not isinstance(f.chart, Absent)]
    settled = [f for f, chart in charts if chart.grade == "plain"]
    trial = [f for f, chart in charts if chart.grade != "plain"]
    outside = [f for f, chart in charts if chart.label != "common cause"]
    lead = (
        lead_of(
            f"A usual range can be drawn for {{n1}} {measures_word(len(charts))}; it needs {{n2}} "
            "quarterly figures or more.",
            (
                summary_count("ranges", _keys(f for f, _ in charts), "measures with a usual range"),
                chart_parameter("points-for-limits", POINTS_FOR_LIMITS),
            ),
        ),
        _trial_ranges(settled, trial),
        lead_of(
            "The latest figure stands out from its range for {n1} "
            f"{measures_word(len(outside))}.",
            (summary_count("signals", _keys(outside), "measures whose latest figure stands out"),),
        ),
    )
    return SummarySection("range", "Beyond the usual range", lead, tuple(map(_signal, outside)))


def _trial_ranges(settled: list[MeasureFacts], trial: list[MeasureFacts]) -> Statement:
    enough = chart_parameter("points-for-a-settled-range", POINTS_FOR_PLAIN)
    if not settled:
        return lead_of(
            "Each is a trial one: {n1} figures settle a range, and no measure has as many.",
            [enough],
        )
    return lead_of(
        "For {n1} of them it is a trial one: {n2} figures settle a range, and {n3} have as many.",
        (
            summary_count("trial-ranges", _keys(trial), "measures with a trial range"),
            enough,
            summary_count("settled-ranges", _keys(settled), "measures with a settled range"),
        ),
    )


def _signal(facts: MeasureFacts) -> tuple[Statement, ...]:
    return (_named(facts, range_statements(facts)[0]),)
