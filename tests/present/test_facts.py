"""Facts of a measure, against the cells printed in the source."""

import pandas as pd
import pytest

from spf_lib.present import facts
from tests.present.cases import rated_case

FIGURES = "data/returns/2019-20-Q2/figures.csv"


@pytest.fixture(scope="module")
def measure(edition):
    rows = edition.scorecard.set_index("measure_id", drop=False)
    return lambda measure_id: rows.loc[measure_id]


@pytest.fixture
def rated(tmp_path, root):
    return lambda case: rated_case(root, tmp_path, case)


@pytest.mark.parametrize(
    ("measure_id", "period", "text", "source_line"),
    [
        ("kpi-active-volunteers", "2019-20-Q2", "202", 15),
        ("kpi-facebook-engagements", "2019-20-Q2", "11,600", 39),
        ("kpi-residents-listened-to", "2018", "47%", 157),
        ("kpi-bame-employees", "2019-20-Q1", "39%", 204),
        ("kpi-mandatory-training", "2019-20-Q2", "82.1%", 270),
        ("kpi-fly-tipped-material", "2019-20-Q2", "417 tonnes", 291),
        ("kpi-gender-pay-gap", "2019-20-Q2", "£0.18 per hour", 245),
        ("kpi-waste-recycled", "2019-20-Q2", "162 kg per household", 316),
    ],
)
def test_the_latest_figure_is_the_cell_of_the_source(
    edition, measure, measure_id, period, text, source_line
):
    fact = facts.value_fact(edition, measure(measure_id))
    assert (fact.period, fact.text, fact.source_line) == (period, text, source_line)
    assert (fact.name, fact.kind, fact.file) == (measure_id, "reported", FIGURES)


@pytest.mark.parametrize(
    ("measure_id", "period", "text"),
    [
        ("kpi-active-volunteers", "2018-19-Q2", "242"),
        ("kpi-residents-listened-to", "2017", "53%"),
        ("kpi-bame-employees", "2018-19-Q1", "33.0%"),
    ],
)
def test_the_comparator_is_the_same_period_a_year_before(
    edition, measure, measure_id, period, text
):
    fact = facts.previous_fact(edition, measure(measure_id))
    assert (fact.period, fact.text) == (period, text)


def test_a_dash_a_year_before_is_no_comparator(edition, measure):
    assert facts.previous_fact(edition, measure("kpi-homelessness-prevented")) is None


def test_a_measure_without_a_figure_has_no_fact(edition, measure):
    row = measure("kpi-active-volunteers").copy()
    row["period"] = None
    assert facts.value_fact(edition, row) is None


def test_an_unpublished_figure_is_not_a_fact(edition, measure):
    assert facts.figure_of(edition, measure("kpi-delayed-transfers"), "2019-20-Q2") is None


def test_a_target_names_its_row_and_its_lines(edition, measure):
    targets = edition.catalogue.targets
    row = next(
        targets[
            (targets["measure_id"] == "kpi-twitter-engagements")
            & (targets["period"] == "2019-20-Q2")
        ].itertuples()
    )
    fact = facts.target(row, measure("kpi-twitter-engagements"), "lower")
    assert (fact.text, fact.kind, fact.period) == ("13,500", "target", "2019-20-Q2")
    assert (fact.source_id, fact.source_line) == ("kpis-2019-20-q2", 64)
    assert (fact.file, fact.line) == ("data/framework/targets.csv", row.Index)


def test_each_bound_of_a_range_is_a_fact_of_its_own(edition, measure):
    targets = edition.catalogue.targets
    row = next(targets[targets["measure_id"] == "kpi-domestic-violence-repeats"].itertuples())
    bounds = [
        facts.target(row, measure("kpi-domestic-violence-repeats"), bound).text
        for bound in ("lower", "upper")
    ]
    assert bounds == ["28%", "40%"]


def change_of(edition, row):
    latest, previous = facts.value_fact(edition, row), facts.previous_fact(edition, row)
    return facts.change(row, latest, previous)


def test_a_change_of_a_percentage_is_in_percentage_points_without_sign(edition, measure):
    fact = change_of(edition, measure("kpi-residents-listened-to"))
    assert fact.text == "6 percentage points"
    assert fact.formula == "figure of 2018 less figure of 2017, without sign"
    assert [part.text for part in fact.computed_from] == ["47%", "53%"]


def test_a_change_is_shown_at_the_finer_of_its_two_figures(edition, measure):
    assert change_of(edition, measure("kpi-bame-employees")).text == "6.0 percentage points"


def test_a_shortfall_is_in_percent_of_the_target(edition, measure):
    row = measure("kpi-instagram-followers")
    fact = facts.shortfall(row, facts.value_fact(edition, row))
    assert fact.text == "17.9%"
    assert [part.text for part in fact.computed_from] == ["1,436", "1,750"]


def test_the_tolerance_names_the_file_of_its_rule(measure):
    fact = facts.tolerance(measure("kpi-instagram-followers"), "params/rules/corporate.yml")
    assert (fact.text, fact.file) == ("10%", "params/rules/corporate.yml")


def test_a_shortfall_in_points_of_a_percentage_is_in_percentage_points(rated):
    case = rated("percent,0,higher,70,final,at_least,82,,,,,,points,5,,,,")
    value = facts.scored(case, "value", "parameter", "f")
    assert facts.shortfall(case, value).text == "12 percentage points"


def test_a_tolerance_in_points_of_a_percentage_is_in_percentage_points(rated):
    case = rated("percent,0,higher,70,final,at_least,82,,,,,,points,5,,,,")
    assert facts.tolerance(case, "rules").text == "5 percentage points"


def test_a_shortfall_in_the_unit_of_the_measure_is_in_that_unit(rated):
    case = rated("days,0,lower,12,final,at_most,,10,,,,,date,3,,,,")
    value = facts.scored(case, "value", "parameter", "f")
    assert facts.shortfall(case, value).text == "2 days"
    assert facts.tolerance(case, "r").text == "3 days"


def test_a_tolerance_of_a_half_keeps_its_half(rated):
    case = rated("percent,0,higher,70,final,at_least,82,,,,,,relative,2.5,,,,")
    assert facts.tolerance(case, "rules").text == "2.5%"


def test_a_benchmark_quotes_the_token_of_the_source(edition, measure):
    rows = edition.returns.benchmarks
    row = next(
        rows[
            (rows["measure_id"] == "kpi-fly-tipped-material")
            & (rows["comparator"] == "Barking and Dagenham")
        ].itertuples()
    )
    fact = facts.quoted(
        row, measure("kpi-fly-tipped-material"), "benchmark", row.comparator, "benchmarks.csv"
    )
    assert (fact.text, fact.value) == ("2,628 incidents", 2628)
    assert (fact.unit, fact.source_line) == ("as printed", 299)


def test_the_figures_of_an_edition_are_not_changed_by_presenting_them(edition, measure):
    before = edition.figures.copy()
    facts.value_fact(edition, measure("kpi-active-volunteers"))
    pd.testing.assert_frame_equal(edition.figures, before)
