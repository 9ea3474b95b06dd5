"""The facts of measures: what can be said, and the reason where it cannot."""

import pytest

from spf_lib.assess.statement_records import Absent
from spf_lib.assess.statements import many_facts
from spf_lib.framework.periods import period_id
from spf_lib.present.sentence_rules_sets import measure_breaches
from spf_lib.present.wording import statements
from spf_lib.publish.inputs import load_edition
from tests.publish.projects import add_early_quarters, copy_project


@pytest.fixture(scope="module")
def facts(edition):
    return edition.facts


def test_every_measure_of_the_edition_has_facts(edition, facts):
    assert list(facts) == list(edition.scorecard["measure_id"])


def test_one_measure_alone_has_the_same_facts_as_among_all(edition, facts):
    row = edition.scorecard.iloc[[0]]
    alone = many_facts(row, edition.figures, edition.catalogue.targets, edition.period)
    assert alone == {"kpi-active-volunteers": facts["kpi-active-volunteers"]}


def test_the_latest_figure_knows_the_line_it_came_from(facts):
    latest = facts["kpi-active-volunteers"].latest
    assert (latest.value, latest.text, latest.period) == (202, "202", "2019-20-Q2")
    assert latest.file == "data/returns/2019-20-Q2/figures.csv"
    assert latest.line == 3


def test_a_change_is_computed_before_rounding(facts):
    change = facts["kpi-capital-works-satisfaction"].same_period.change
    assert change.value == pytest.approx(0.54)
    assert change.text == "0.5 percentage points"


def test_a_count_changes_by_percent_too_and_a_percentage_does_not(facts):
    assert facts["kpi-active-volunteers"].same_period.percent.value == pytest.approx(16.528925620)
    assert isinstance(facts["kpi-decent-homes"].same_period.percent, Absent)


def test_a_cumulative_measure_is_compared_at_the_same_point_of_last_year(facts):
    found = facts["kpi-anti-social-behaviour"]
    assert isinstance(found.same_period, Absent)
    assert found.year_to_date.previous.value == 2758
    assert found.year_to_date.change.value == 181


def test_cumulative_counts_are_charted_as_single_quarters(facts):
    chart = facts["kpi-anti-social-behaviour"].chart
    assert chart.taken_apart
    # 1358, 1400, 1248, 1221, 1402, 1537: mean 1361; moving ranges average 107.4.
    assert chart.value.value == 2939 - 1402
    assert chart.mean.value == pytest.approx(1361)
    assert chart.lower.value == pytest.approx(1361 - 2.66 * 107.4)
    assert chart.upper.value == pytest.approx(1361 + 2.66 * 107.4)


def test_a_cumulative_percentage_is_refused_a_chart_with_the_reason(facts):
    assert facts["kpi-assessments-in-time"].chart == Absent(
        "each figure includes those before it in its year"
    )


def test_too_few_points_are_refused_a_chart_with_their_number(facts):
    refused = facts["kpi-homelessness-prevented"].chart
    assert {slot: number.value for slot, number in refused.numbers.items()} == {
        "least": 5,
        "points": 3,
    }


def test_quarters_of_more_than_five_years_ago_are_not_in_the_usual_range(root, tmp_path):
    project = copy_project(root, tmp_path / "project")
    add_early_quarters(project)
    early = load_edition(project, "2019-20-Q2").facts["kpi-active-volunteers"].chart
    assert period_id(early.series[0].quarter) == "2015-16-Q1"
    assert early.points.value == 7
    assert early.mean.value == pytest.approx((231 + 247 + 242 + 254 + 265 + 210 + 202) / 7)
    assert {figure.period for figure in early.mean.computed_from} == {
        "2015-16-Q1",
        *(f"2018-19-Q{n}" for n in range(1, 5)),
        *(f"2019-20-Q{n}" for n in range(1, 3)),
    }


def test_no_chart_of_the_edition_is_plain(facts):
    grades = {f.chart.grade for f in facts.values() if not isinstance(f.chart, Absent)}
    assert grades == {"trial limits", "trial"}


def test_the_required_rate_is_the_rest_of_the_target_over_the_quarters_left(facts):
    need = facts["kpi-anti-social-behaviour"].need
    assert (need.status, need.rate.value, need.remaining.value) == (
        "required",
        (5226 - 2939) / 2,
        2,
    )


def test_the_required_percentage_is_of_the_cases_still_expected(facts):
    need = facts["kpi-repeat-child-protection-plans"].need
    # 14% of 290 is 40.6; 28 are there, and 145 are expected.
    assert need.rate.value == pytest.approx(100 * (0.14 * 290 - 28) / 145)


def test_a_projection_names_its_method(facts):
    found = facts["kpi-anti-social-behaviour"].year_end
    assert found.method == "last year's seasonal share"
    assert found.value.value == pytest.approx(2939 * 5227 / 2758)
    assert found.on_course is False


def test_a_proportion_has_wilson_limits_and_a_rate_with_events_has_byar(facts):
    assert facts["kpi-placement-stability"].chance_range.method == "Wilson"
    assert facts["kpi-care-home-admissions"].chance_range.method == "Byar"
    assert isinstance(facts["kpi-active-volunteers"].chance_range, Absent)


def test_a_change_between_counted_proportions_is_tested_by_name(facts):
    found = facts["kpi-placement-stability"].test
    assert (found.name, found.period, found.is_change) == (
        "two-proportion z-test",
        "2019-20-Q1",
        False,
    )


def test_comparators_of_another_quantity_are_left_out(facts):
    assert isinstance(facts["kpi-fly-tipped-material"].others, Absent)


def test_a_comparator_meets_the_figure_of_its_own_period(facts):
    england = facts["kpi-care-home-admissions"].others[0]
    assert (england.comparator, england.period, england.own_period) == (
        "England",
        "2017-18",
        "2017-18",
    )
    assert (england.own.value, england.outcome) == (702.3, "worse")


def test_the_distance_to_the_next_colour_is_in_the_measures_own_unit(facts):
    edge = facts["kpi-schools-good-or-outstanding"].colour
    assert (edge.rag, edge.next_rag, edge.distance.text) == ("A", "G", "0.5 percentage points")
    assert edge.is_near


def test_a_missing_quarter_is_awaited(facts):
    assert facts["kpi-delayed-transfers"].awaited == "2019-20-Q2"
    assert facts["kpi-active-volunteers"].awaited == ""


def test_every_absence_has_a_reason(facts):
    for found in facts.values():
        for value in vars(found).values():
            assert not isinstance(value, Absent) or value.reason


def facts_with_parts(edition, parts):
    """Give the quarters of a percentage the numerators and denominators the source leaves out."""
    figures = edition.figures.copy()
    for period, (numerator, denominator) in parts.items():
        own = (figures["measure_id"] == "kpi-fixed-penalties-paid") & (figures["period"] == period)
        figures.loc[own, ["numerator", "denominator"]] = [numerator, denominator]
    row = edition.scorecard[edition.scorecard["measure_id"] == "kpi-fixed-penalties-paid"]
    facts = many_facts(row, figures, edition.catalogue.targets, edition.period)
    return facts["kpi-fixed-penalties-paid"]


def test_the_year_so_far_of_a_quarterly_percentage_is_pooled(edition):
    parts = {
        "2018-19-Q1": (10, 20),
        "2018-19-Q2": (30, 40),
        "2019-20-Q1": (9, 10),
        "2019-20-Q2": (10, 100),
    }
    found = facts_with_parts(edition, parts)
    # 40 of 60 a year before, 19 of 110 now: never the mean of the quarters.
    assert found.year_to_date.previous.value == pytest.approx(100 * 40 / 60)
    assert found.year_to_date.change.value == pytest.approx(100 * 40 / 60 - 100 * 19 / 110)
    said = [sentence.text() for sentence in statements(found) if sentence.topic == "to date"]
    assert said == [
        "For the year so far, with its quarters pooled, it was a fall of 49.4 percentage points "
        "compared with 66.7% at the same point of 2018/19, which is worse."
    ]
    assert measure_breaches(found, statements(found)) == []


def test_the_year_so_far_is_judged_by_its_own_direction(edition):
    parts = {
        "2018-19-Q1": (10, 20),
        "2018-19-Q2": (10, 20),
        "2019-20-Q1": (90, 100),
        "2019-20-Q2": (1, 10),
    }
    found = facts_with_parts(edition, parts)
    # The quarter did worse (72.0% after 78.4%); the year so far, 91 of 110 after 20 of 40, better.
    assert found.same_period.judgement == "worse"
    assert found.year_to_date.judgement == "better"
