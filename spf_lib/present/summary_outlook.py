"""The later sections of a summary: near another colour, the year end, the usual range."""

from collections.abc import Mapping

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
    opening_clause,
    summary_count,
)
from spf_lib.present.wording import subject
from spf_lib.present.wording_outlook import edge_clause, projection
from spf_lib.present.wording_range import range_statements


def near_an_edge(facts: Mapping[str, MeasureFacts]) -> SummarySection:
    """Name the measures whose colour a small move would change."""
    near = [(f, f.colour) for f in facts.values() if _is_near(f)]
    share = near_share()
    lead = lead_of(
        f"In all, {{n1}} {measures_are(len(near))} within {{n2}} of the value at which the colour "
        "changes.",
        (summary_count("near-an-edge", len(near), "measures near another colour"), share),
    )
    items = [_edge(f, edge) for f, edge in near if isinstance(edge, ColourEdge)]
    return SummarySection("edge", "Near another colour", (lead,), tuple(items))


def _is_near(facts: MeasureFacts) -> bool:
    return isinstance(facts.colour, ColourEdge) and facts.colour.is_near


def _edge(facts: MeasureFacts, edge: ColourEdge) -> Statement:
    clause, names, numbers = opening_clause(facts)
    words, slots = edge_clause(edge)
    clause += f" and is rated {COLOUR_WORDS[edge.rag]}; {words}"
    numbers |= slots
    return Statement("edge item", facts.measure_id, f"{clause}.", numbers, names, "item")


def year_end_section(facts: Mapping[str, MeasureFacts]) -> SummarySection:
    """Say which measures are on course for their year-end target; those that are not come first."""
    projected = [
        (f, f.year_end)
        for f in facts.values()
        if isinstance(f.year_end, YearEnd) and f.year_end.on_course is not None
    ]
    on = sum(bool(end.on_course) for _, end in projected)
    lead = lead_of(
        "If the year goes on as each method says (straight line or last year's seasonal share), "
        f"{{n1}} {measures_word(len(projected))} with a year-end target would end with {{n2}} on "
        "course for it and {n3} not.",
        (
            summary_count("projected", len(projected), "measures with a projection and a target"),
            summary_count("on-course", on, "measures on course"),
            summary_count("off-course", len(projected) - on, "measures not on course"),
        ),
    )
    items = [
        _named_projection(f, end)
        for f, end in sorted(projected, key=lambda p: bool(p[1].on_course))
    ]
    return SummarySection("year-end", "The year end", (lead,), tuple(items))


def _named_projection(facts: MeasureFacts, end: YearEnd) -> Statement:
    said = projection(facts, end, name_target=True)
    words = said.template[0].lower() + said.template[1:]
    return Statement(
        "projection item",
        facts.measure_id,
        f"{{measure}}: {words}",
        said.numbers,
        {"measure": subject(facts)},
        "item",
        said.evidence,
    )


def usual_range(facts: Mapping[str, MeasureFacts]) -> SummarySection:
    """Say how far usual ranges can be drawn, and name the measures beyond theirs."""
    charts = [(f, f.chart) for f in facts.values() if not isinstance(f.chart, Absent)]
    settled = sum(chart.grade == "plain" for _, chart in charts)
    outside = [f for f, chart in charts if chart.label != "common cause"]
    lead = (
        lead_of(
            f"A usual range can be drawn for {{n1}} {measures_word(len(charts))}; it needs {{n2}} "
            "quarterly figures or more.",
            (
                summary_count("ranges", len(charts), "measures with a usual range"),
                chart_parameter("points-for-limits", POINTS_FOR_LIMITS),
            ),
        ),
        lead_of(
            "For {n1} of them it is a trial one: {n2} figures settle a range, and "
            + ("{n3} of them have as many." if settled else "no measure has as many."),
            (
                summary_count("trial-ranges", len(charts) - settled, "measures with a trial range"),
                chart_parameter("points-for-a-settled-range", POINTS_FOR_PLAIN),
                summary_count("settled-ranges", settled, "measures with a settled range"),
            )[: 3 if settled else 2],
        ),
        lead_of(
            "The latest figure stands out from its range for {n1} "
            f"{measures_word(len(outside))}.",
            (summary_count("signals", len(outside), "measures whose latest figure stands out"),),
        ),
    )
    return SummarySection("range", "Beyond the usual range", lead, tuple(map(_signal, outside)))


def _signal(facts: MeasureFacts) -> Statement:
    said = range_statements(facts)[0]
    words = said.template[0].lower() + said.template[1:]
    return Statement(
        "signal item",
        facts.measure_id,
        f"{{measure}}: {words}",
        said.numbers,
        {"measure": subject(facts)} | dict(said.names),
        "item",
        said.evidence,
    )
