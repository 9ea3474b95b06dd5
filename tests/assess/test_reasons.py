import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spf_lib.assess.reasons import decimals_of, telling_decimals
from spf_lib.framework.units import round_half_up
from tests.assess.cases import rated
from tests.assess.vectors import COLOURS, rated_vector, read_vectors

VECTORS = read_vectors()
SAID = [vector for vector in VECTORS if vector["sentence"]]
SOME = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize("vector", SAID, ids=[vector["case"] for vector in SAID])
def test_a_case_gets_its_sentence(vector):
    assert rated_vector(vector)["reason"] == vector["sentence"]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["case"] for vector in VECTORS])
def test_a_sentence_has_no_gap(vector):
    reason = rated_vector(vector)["reason"]
    assert not re.search(r"  | [:,]|[{}]|nan|\bthan:|: over|: short|, , ", reason)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["case"] for vector in VECTORS])
def test_a_sentence_ends_with_its_rating_and_names_no_other(vector):
    found = rated_vector(vector)
    (word,) = (word for word, colour in COLOURS.items() if colour == found["rag"])
    if vector["rule"] != "not rated":
        assert found["reason"].endswith(f": {word}")
    assert not any(f": {other}" in found["reason"] for other in COLOURS if other != word)


def test_a_rating_is_worked_out_as_published():
    found = rated(value=64.0, lower=82.0)
    assert found["reason"] == "64% against at least 82%: 22.0% short of target, more than 10%: red"


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (9000.0, "10.0% short of target, no more than 10%: amber"),
        (8999.0, "10.01% short of target, more than 10%: red"),
        (8998.0, "10.02% short of target, more than 10%: red"),
        (8995.0, "10.1% short of target, more than 10%: red"),
        (8994.0, "10.1% short of target, more than 10%: red"),
        (9002.0, "9.98% short of target, no more than 10%: amber"),
        (9006.0, "9.9% short of target, no more than 10%: amber"),
    ],
)
def test_a_shortfall_close_to_its_tolerance_is_told_apart_from_it(figure, said):
    found = rated(value=figure, lower=10000.0, unit="count")
    assert found["reason"] == f"{figure:,.0f} against at least 10,000: {said}"


@pytest.mark.parametrize(
    ("percent", "tolerance", "decimals"),
    [
        (22.0, 10.0, 1),
        (10.0, 10.0, 1),
        (10.02, 10.0, 2),
        (10.04, 10.0, 2),
        (10.05, 10.0, 1),
        (9.96, 10.0, 2),
        (9.94, 10.0, 1),
        (10.004, 10.0, 3),
        (10.0004, 10.0, 4),
        (2.54, 2.5, 2),
        (float("nan"), 10.0, 1),
        (10.02, float("nan"), 1),
    ],
)
def test_a_shortfall_takes_as_many_decimals_as_tell_it_from_its_tolerance(
    percent, tolerance, decimals
):
    assert telling_decimals(percent, tolerance, 1) == decimals


@SOME
@given(st.integers(0, 10**6), st.sampled_from([0.0, 2.5, 5.0, 10.0]))
def test_a_shortfall_other_than_its_tolerance_never_prints_like_it(digits, tolerance):
    percent = digits / 10000
    assume(percent != tolerance)
    decimals = telling_decimals(percent, tolerance, 1)
    assert float(round_half_up(percent, decimals)) != tolerance


def test_a_shortfall_in_points_close_to_its_tolerance_is_told_apart_from_it():
    found = rated(value=76.6, value_decimals=1, lower=82.0, family="points", tolerance=5.0)
    assert found["rag"] == "R"
    assert "5.4 percentage points short of target" in found["reason"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"value": 75.6, "value_decimals": 1, "lower": 82.0}, "6.4 percentage points short"),
        ({"value": 76.0, "lower": 82.5, "target_decimals": 1}, "6.5 percentage points short"),
        ({"value": 76.0, "lower": 82.0}, "6 percentage points short"),
    ],
)
def test_a_shortfall_in_points_has_the_digits_of_the_figure_and_the_target(facts, said):
    assert said in rated(family="points", tolerance=5.0, **facts)["reason"]


@pytest.mark.parametrize(
    ("family", "tolerance", "written"),
    [
        ("relative", 10.0, "10%"),
        ("relative", 2.5, "2.5%"),
        ("relative", 7.25, "7.25%"),
        ("points", 5.0, "5 percentage points"),
        ("points", 1.0, "1 percentage point"),
        ("points", 0.25, "0.25 percentage points"),
    ],
)
def test_a_tolerance_is_written_with_all_its_digits(family, tolerance, written):
    found = rated(value=40.0, lower=82.0, family=family, tolerance=tolerance)
    assert f"more than {written}: red" in found["reason"]


def test_a_target_that_is_met_is_not_said_to_be_missed():
    found = rated(value=110.0, target_kind="increase", lower=10.0, baseline=100.0, unit="count")
    assert found["rag"] == "G"
    assert "110 against more than 110" not in found["reason"]


def test_a_yes_or_no_is_said_in_words():
    done = rated(value=1.0, lower=1.0, family="yes_no", tolerance=float("nan"), unit="yes or no")
    assert "1 yes or no" not in done["reason"]


def test_a_benchmark_is_written_with_the_digits_that_decide():
    found = rated(
        value=52.3,
        value_decimals=1,
        target_kind="benchmark",
        benchmark_value=52.4,
        benchmark_comparison="at_least",
    )
    assert found["rag"] == "A"
    assert "the benchmark of 52.4%" in found["reason"]


def test_a_figure_is_written_as_printed_and_a_target_as_printed():
    found = rated(value=91.5, value_decimals=1, lower=92.0, decimals=2)
    assert found["reason"].startswith("91.5% against at least 92%: ")


@pytest.mark.parametrize("kind", ["at_least", "at_most", "between", "within"])
def test_the_bound_of_a_printed_target_has_the_digits_it_was_printed_with(kind):
    found = rated(target_kind=kind, lower=92.0, upper=92.0, decimals=2, target_decimals=1)
    assert decimals_of(found, "bound") == 1


@pytest.mark.parametrize(
    ("unit", "figure", "decimals", "said"),
    [
        ("GBP", 7011000.0, 0, "£7,011,000 against at most £5,000,000"),
        ("per 100,000", 129.2, 1, "129.2 per 100,000 against at most 5,000,000.0 per 100,000"),
        ("tonnes", 7011000.0, 0, "7,011,000 tonnes against at most 5,000,000 tonnes"),
    ],
)
def test_a_sentence_writes_each_figure_with_its_unit(unit, figure, decimals, said):
    found = rated(
        value=figure,
        unit=unit,
        target_kind="at_most",
        upper=5000000.0,
        value_decimals=decimals,
        target_decimals=decimals,
    )
    assert found["reason"].startswith(said)


def test_a_change_is_measured_from_the_baseline_in_the_digits_of_the_measure():
    found = rated(value=205.0, target_kind="increase", baseline=210.0, decimals=1)
    assert decimals_of(found, "bound") == 1
    assert found["reason"].startswith("205% against more than 210.0%")


NUMBERS = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@SOME
@given(
    st.integers(0, 200_000), st.integers(1, 200_000), st.sampled_from([0.0, 2.5, 5.0, 10.0, 33.0])
)
def test_every_number_of_a_sentence_is_a_fact_at_its_stated_rounding(figure, target, tolerance):
    found = rated(
        value=figure / 100,
        lower=target / 100,
        tolerance=tolerance,
        value_decimals=2,
        target_decimals=2,
        decimals=2,
    )
    said = [text.replace(",", "") for text in NUMBERS.findall(found["reason"])]
    known = [found["value"], found["lower"]]
    if found["rag"] != "G":
        known += [found["shortfall_percent"], tolerance]
    assert len(said) == len(known)
    for text, fact in zip(said, known, strict=True):
        places = len(text.partition(".")[2])
        assert text == str(round_half_up(fact, places))
