"""Short statements of a measure's state, as the page says them."""

import pandas as pd
import pytest

from spf_lib.present import facts
from spf_lib.present.ledger import Ledger
from spf_lib.present.words import direction_html, reason_html, target_html, title_of
from tests.present.cases import rated_case
from tests.present.shown import plain

RULES = "params/rules/corporate.yml"


@pytest.fixture(scope="module")
def measure(edition):
    rows = edition.scorecard.set_index("measure_id", drop=False)
    return lambda measure_id: rows.loc[measure_id].copy()


@pytest.fixture(scope="module")
def direction(edition, measure):
    def said(measure_id):
        row = measure(measure_id)
        return plain(
            direction_html(
                row, Ledger("p"), facts.value_fact(edition, row), facts.previous_fact(edition, row)
            )
        )

    return said


def reason_on_page(row, value):
    before = row["previous"]
    previous = None if pd.isna(before) else facts.scored(row, "previous", "parameter", "f")
    return plain(reason_html(row, Ledger("p"), value, previous, RULES))


@pytest.mark.parametrize(
    ("measure_id", "words"),
    [
        ("kpi-active-volunteers", "Worse: 40 lower than in Quarter 2 2018/19 (242)"),
        ("kpi-facebook-engagements", "Better: 1,336 higher than in Quarter 2 2018/19 (10,264)"),
        ("kpi-residents-listened-to", "Worse: 6 percentage points lower than in 2017 (53%)"),
        (
            "kpi-fly-tipped-material",
            "Worse: 18 tonnes higher than in Quarter 2 2018/19 (399 tonnes)",
        ),
        ("kpi-affordable-homes", "No change: the same as in 2018/19 (100%)"),
    ],
)
def test_a_direction_names_its_size_its_side_and_its_comparator(direction, measure_id, words):
    assert direction(measure_id) == words


def test_a_change_without_polarity_is_stated_but_not_judged(direction):
    words = direction("kpi-fixed-penalties-issued")
    assert words.endswith("No direction: neither higher nor lower is stated to be better")
    assert " than in Quarter 2 2018/19 (" in words


def test_no_comparator_is_said_in_words(direction):
    assert direction("kpi-homelessness-prevented") == (
        "No direction: there is no figure for the same period a year before"
    )


def test_every_measure_and_series_has_a_direction_in_words(edition):
    for _, row in edition.scorecard.iterrows():
        words = direction_html(
            row, Ledger("p"), facts.value_fact(edition, row), facts.previous_fact(edition, row)
        )
        assert plain(words).startswith(
            {"up": "Better: ", "down": "Worse: ", "level": "No change: "}.get(row["travel"], "")
        ), row["measure_id"]


@pytest.mark.parametrize(
    ("measure_id", "words"),
    [
        ("kpi-active-volunteers", "at least 200"),
        ("kpi-fly-tipped-material", "at most 399 tonnes"),
        ("kpi-domestic-violence-repeats", "28% to 40%"),
        ("kpi-gender-pay-gap", "exactly £0.00 per hour"),
        ("kpi-bame-employees", "To be set"),
        ("kpi-events-evaluation", "None set"),
    ],
)
def test_a_target_is_said_with_its_side(measure, measure_id, words):
    assert plain(target_html(measure(measure_id), Ledger("p"))) == words


def test_no_target_printed_is_not_a_target_printed_as_not_applicable(measure):
    row = measure("kpi-active-volunteers")
    row["target_kind"] = "none"
    said = []
    for printed in (None, "n/a"):
        row["target_as_printed"] = printed
        said.append(plain(target_html(row, Ledger("p"))))
    assert said == ["None set", "None for this period"]


def test_the_worked_sum_of_the_page_is_that_of_the_scorecard(edition):
    for _, row in edition.headlines.iterrows():
        assert reason_on_page(row, facts.value_fact(edition, row)) == row["reason"]


def test_the_worked_sum_names_the_figures_of_the_source(edition, measure):
    row = measure("kpi-instagram-followers")
    assert reason_on_page(row, facts.value_fact(edition, row)) == (
        "1,436 against at least 1,750: 17.9% short of target, more than 10%: red"
    )


def test_every_figure_of_a_worked_sum_is_in_the_ledger(edition, measure):
    row, ledger = measure("kpi-instagram-followers"), Ledger("p")
    reason_html(row, ledger, facts.value_fact(edition, row), None, RULES)
    assert sorted(entry.text for entry in ledger.entries) == ["1,436", "1,750", "10%", "17.9%"]


def test_the_worked_examples_read_the_same_on_the_page_as_in_plain_text(edition):
    for _, case in edition.rule_examples.iterrows():
        value = None if pd.isna(case["value"]) else facts.scored(case, "value", "parameter", "f")
        assert reason_on_page(case, value) == case["reason"]


@pytest.mark.parametrize(
    "case",
    [
        "percent,1,higher,70,final,at_least,82,,,,,,points,5,,,,",
        "percent,1,higher,81,final,at_least,82,,,,,,points,1,,,,",
        "days,0,lower,12,final,at_most,,10,,,,,date,3,,,,",
        "percent,1,higher,70,final,at_least,82,,,,,75,improving,10,,,,",
        "percent,1,higher,70,final,at_least,82,,,,,,improving,2.5,,,,",
        "percent,1,higher,79,final,no_decrease,,,80,,,,relative,2.5,,,,",
        "percent,1,higher,79,final,benchmark,,,,80,at_least,,relative,2.5,,,,",
        "percent,1,higher,79,final,benchmark,,,,,at_least,,relative,2.5,,,,",
        "percent,1,higher,79,final,increase,,,,,,,relative,2.5,,,,",
        "count,0,higher,,suppressed,at_least,80,,,,,,relative,2.5,,,,",
        "GBP per hour,2,range,-0.5,final,within,0,0,,,,,points,0.44,,,,",
        "percent,2,higher,73.79,final,at_least,82,,,,,,relative,10,,,,",
    ],
)
def test_the_page_and_plain_text_word_a_rating_alike_for_every_family(tmp_path, root, case):
    row = rated_case(root, tmp_path, case)
    value = None if pd.isna(row["value"]) else facts.scored(row, "value", "parameter", "f")
    assert reason_on_page(row, value) == row["reason"]


@pytest.mark.parametrize(
    ("period", "title"),
    [("2019-20-Q2", "Quarter 2 2019/20"), ("2019-M07", "July 2019"), (None, "")],
)
def test_a_period_is_said_in_words(period, title):
    assert title_of(period) == title


def test_a_missing_period_has_no_title():
    assert title_of(float("nan")) == ""
