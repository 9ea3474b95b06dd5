from typing import get_args

import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spf_lib.assess.rating import CASE_COLUMNS, rate, rate_many
from spf_lib.assess.rules import Family
from spf_lib.framework.schemas import TARGET_KINDS
from tests.assess import rating_reference
from tests.assess.cases import cases, rag, rated
from tests.assess.generated_cases import as_text, generated_cases
from tests.assess.vectors import COLOURS, facts, rated_vector, read_vectors

VECTORS = read_vectors()
NAN = float("nan")
# Rating a frame costs milliseconds, so fewer examples than usual, and no clock.
SOME = settings(max_examples=25, deadline=None)

# Figures as councils print them: up to three decimals. Sums of such are compared at nine decimals.
amounts = st.integers(min_value=0, max_value=200_000).map(lambda n: n / 1000)
positive = st.integers(min_value=1, max_value=200_000).map(lambda n: n / 1000)
tolerances = st.sampled_from([0.0, 2.5, 5.0, 10.0, 33.0])
statuses = st.sampled_from(["final", "not_published", "not_due", "dash", "blank", "suppressed"])


def pair(low, high):
    return tuple(sorted((low, high)))


bands = st.builds(pair, positive, positive)
one_sided = st.one_of(
    positive.map(lambda n: {"target_kind": "at_least", "lower": n}),
    positive.map(lambda n: {"target_kind": "at_most", "upper": n, "polarity": "lower"}),
)
banded = bands.map(
    lambda band: {
        "target_kind": "between",
        "lower": band[0],
        "upper": band[1],
        "polarity": "range",
    }
)
directions = st.builds(
    lambda kind, baseline, amount: {
        "target_kind": kind,
        "baseline": baseline,
        "lower": amount,
        "polarity": "lower" if kind == "decrease" else "higher",
    },
    st.sampled_from(["increase", "decrease"]),
    positive,
    st.one_of(st.just(NAN), amounts),
)
steady = positive.map(lambda n: {"target_kind": "no_decrease", "baseline": n})
benchmarks = st.builds(
    lambda comparison, n: {
        "target_kind": "benchmark",
        "benchmark_comparison": comparison,
        "benchmark_value": n,
    },
    st.sampled_from(["at_least", "at_most", "in_line"]),
    positive,
)
targets = st.one_of(one_sided, banded, directions, steady, benchmarks)
families = st.builds(
    lambda family, tolerance: {"family": family, "tolerance": tolerance},
    st.sampled_from(["relative", "points", "improving", "date"]),
    tolerances,
)
thresholds = st.builds(
    lambda values, sides: {
        "family": "thresholds",
        "tolerance": NAN,
        "amber_from": values[0] if "low" in sides else NAN,
        "green_from": values[1] if "low" in sides else NAN,
        "green_to": values[2] if "high" in sides else NAN,
        "amber_to": values[3] if "high" in sides else NAN,
    },
    st.lists(positive, min_size=4, max_size=4).map(sorted),
    st.sampled_from(["low", "high", "low and high"]),
)
rules = st.one_of(families, thresholds)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["case"] for vector in VECTORS])
def test_a_case_gets_its_rating(vector):
    assert rated_vector(vector)["rag"] == COLOURS[vector["rating"]]


def test_every_case_of_the_vectors_has_a_name_of_its_own():
    assert len({vector["case"] for vector in VECTORS}) == len(VECTORS)


def test_the_vectors_cover_every_family_of_rules():
    assert {facts(vector)["family"] for vector in VECTORS} == set(get_args(Family))


def test_the_vectors_cover_every_kind_of_target():
    assert {facts(vector)["target_kind"] for vector in VECTORS} == set(TARGET_KINDS)


def test_the_vectors_give_every_colour_to_every_family_that_has_it():
    found = {(facts(vector)["family"], vector["rating"]) for vector in VECTORS}
    for family in set(get_args(Family)) - {"yes_no", "not_rated"}:
        assert {(family, colour) for colour in COLOURS} - found <= {(family, "no rating")}


def mirrored(case):
    """Turn a case round: every number negated, every side swapped."""
    swapped = {
        "higher": "lower",
        "lower": "higher",
        "at_least": "at_most",
        "at_most": "at_least",
        "increase": "decrease",
        "decrease": "increase",
    }

    def negated(name):
        return -case.get(name, NAN)

    moving = case["target_kind"] in ("increase", "decrease")
    return case | {
        "value": negated("value"),
        "previous": negated("previous"),
        "baseline": negated("baseline"),
        "benchmark_value": negated("benchmark_value"),
        # The amount of a change is a distance: it keeps its sign and its place.
        "lower": case.get("lower", NAN) if moving else negated("upper"),
        "upper": NAN if moving else negated("lower"),
        "green_from": negated("green_to"),
        "green_to": negated("green_from"),
        "amber_from": negated("amber_to"),
        "amber_to": negated("amber_from"),
        "polarity": swapped.get(case.get("polarity", "higher"), "range"),
        "target_kind": swapped.get(case["target_kind"], case["target_kind"]),
        "benchmark_comparison": swapped.get(
            case.get("benchmark_comparison"), case.get("benchmark_comparison")
        ),
    }


@SOME
@given(amounts, amounts, st.one_of(one_sided, banded, directions, benchmarks), rules)
def test_mirroring_the_polarity_mirrors_the_result(value, previous, target, rule):
    case = {"value": value, "previous": previous} | target | rule
    here, there = rated(**case), rated(**mirrored(case))
    assert there["rag"] == here["rag"]
    assert there["outcome"] == here["outcome"]
    if here["shortfall"] > 0:
        assert there["bound"] == -here["bound"]


@SOME
@given(
    amounts,
    amounts,
    st.one_of(one_sided, banded, steady, benchmarks),
    st.sampled_from(["relative", "improving"]),
    tolerances,
    st.integers(min_value=1, max_value=1000),
)
def test_scaling_figure_and_target_together_changes_nothing(
    value, previous, target, family, tolerance, factor
):
    numbers = {"value": value, "previous": previous} | {
        name: number for name, number in target.items() if isinstance(number, float)
    }
    rule = {"family": family, "tolerance": tolerance}
    before = rated(**target | numbers | rule)
    after = rated(**target | {name: n * factor for name, n in numbers.items()} | rule)
    assert (after["rag"], after["outcome"]) == (before["rag"], before["outcome"])
    assert after["shortfall_percent"] == pytest.approx(before["shortfall_percent"], nan_ok=True)


@SOME
@given(amounts, directions, tolerances, st.sampled_from([2, 4, 1024]))
def test_scaling_figure_baseline_and_amount_together_changes_nothing(
    value, target, tolerance, factor
):
    numbers = {"value": value, "baseline": target["baseline"], "lower": target["lower"]}
    before = rag(**target | numbers, tolerance=tolerance)
    scaled = {name: number * factor for name, number in numbers.items()}
    assert rag(**target | scaled, tolerance=tolerance) == before


RANK = {"R": 0, "A": 1, "G": 2}


@SOME
@given(
    st.lists(amounts, min_size=2, max_size=8),
    st.one_of(one_sided, directions, steady),
    families,
    amounts,
)
def test_a_better_figure_is_never_rated_worse(values, target, rule, previous):
    improving = sorted(values, reverse=target.get("polarity") == "lower")
    facts_of_all = [{"value": value, "previous": previous} | target | rule for value in improving]
    ranks = [RANK[colour] for colour in rate(cases(*facts_of_all))["rag"] if colour]
    assert ranks == sorted(ranks)


@SOME
@given(st.lists(amounts, min_size=2, max_size=8), bands, tolerances)
def test_a_figure_nearer_to_its_band_is_never_rated_worse_on_the_same_side(values, band, tolerance):
    target = {"target_kind": "between", "lower": band[0], "upper": band[1], "polarity": "range"}
    below = sorted(value for value in values if value <= band[1])
    above = sorted((value for value in values if value >= band[0]), reverse=True)
    for side in (below, above):
        if side:
            rows = [{"value": value, "tolerance": tolerance} | target for value in side]
            ranks = [RANK[colour] for colour in rate(cases(*rows))["rag"]]
            assert ranks == sorted(ranks)


@SOME
@given(st.lists(amounts, min_size=2, max_size=8), thresholds)
def test_a_figure_on_one_side_of_its_thresholds_is_never_rated_worse_as_it_nears_green(
    values, rule
):
    no_low, no_high = np.isnan(rule["green_from"]), np.isnan(rule["green_to"])
    sides = []
    if not no_low:
        sides.append(sorted(n for n in values if no_high or n <= rule["green_to"]))
    if not no_high:
        falling = sorted((n for n in values if no_low or n >= rule["green_from"]), reverse=True)
        sides.append(falling)
    for side in filter(None, sides):
        rows = [{"value": value, "target_kind": "none"} | rule for value in side]
        ranks = [RANK[colour] for colour in rate(cases(*rows))["rag"]]
        assert ranks == sorted(ranks)


@SOME
@given(statuses, amounts, targets, rules)
def test_a_missing_value_never_gets_a_colour(status, previous, target, rule):
    found = rated(value=NAN, figure_status=status, previous=previous, **target, **rule)
    assert found["rag"] == ""
    assert found["outcome"] in ("no_figure", "suppressed")


@SOME
@given(amounts, amounts, targets, rules)
def test_a_suppressed_figure_never_gets_a_colour(value, previous, target, rule):
    found = rated(value=value, figure_status="suppressed", previous=previous, **target, **rule)
    assert (found["rag"], found["outcome"]) == ("", "suppressed")


@SOME
@given(targets, rules)
def test_zero_is_not_missing(target, rule):
    zero = rated(value=0.0, **target, **rule)
    assert zero["outcome"] not in ("no_figure", "suppressed")
    assert zero["rag"] in ("G", "A", "R")


@SOME
@given(amounts, st.one_of(one_sided, banded, steady), rules)
def test_zero_before_is_not_missing(value, target, rule):
    found = rated(value=value, previous=0.0, **target, **rule)
    assert found["outcome"] != "beyond_no_history"


@pytest.mark.parametrize(
    "target",
    [
        {"target_kind": "at_least"},
        {"target_kind": "at_most"},
        {"target_kind": "between"},
        {"target_kind": "between", "lower": 82.0},
        {"target_kind": "benchmark", "benchmark_value": 52.0},
    ],
    ids=lambda target: " ".join(map(str, target.values())),
)
def test_a_target_without_its_number_gives_no_colour(target):
    found = rated(value=64.0, **target)
    assert found["rag"] == ""
    assert found["reason"].startswith("64%")
    assert found["reason"].endswith(": no rating")


@SOME
@given(st.lists(st.tuples(amounts, targets, rules), min_size=1, max_size=6))
def test_a_case_is_rated_alike_alone_and_among_others(rows):
    together = cases(*({"value": value} | target | rule for value, target, rule in rows))
    alone = [rate(together.iloc[[n]]) for n in range(len(together))]
    pdt.assert_frame_equal(rate(together), pd.concat(alone))


def test_rating_changes_no_argument():
    frame = cases({"lower": 82.0}, {"value": NAN, "lower": 82.0})
    before = frame.copy(deep=True)
    rate(frame)
    pdt.assert_frame_equal(frame, before)


def test_ratings_keep_the_index_of_their_cases():
    frame = cases({"lower": 82.0}, {"lower": 50.0}).set_axis(["b", "a"])
    assert rate(frame)["rag"].to_dict() == {"b": "R", "a": "G"}


def test_no_cases_give_no_ratings():
    assert rate(cases({}).iloc[:0]).empty


def test_rating_needs_no_more_than_the_columns_it_names():
    assert rate(cases({"lower": 82.0})[list(CASE_COLUMNS)])["rag"].tolist() == ["R"]


@SOME
@given(amounts, one_sided, families)
def test_the_shortfall_is_the_distance_to_the_bound_and_nothing_beyond_it(value, target, rule):
    found = rated(value=value, **target, **rule)
    bound = target.get("lower", target.get("upper"))
    worse = bound - value if target["target_kind"] == "at_least" else value - bound
    assert found["bound"] == bound
    assert found["shortfall"] == pytest.approx(max(worse, 0.0))
    assert found["shortfall_percent"] == pytest.approx(max(worse, 0.0) / bound * 100)


@SOME
@given(amounts, positive, tolerances)
def test_a_colour_follows_from_the_shortfall_and_the_tolerance(value, target, tolerance):
    shortfall = 100 * (target - value) / target
    assume(abs(shortfall - tolerance) > 1e-6)
    expected = "G" if value >= target else "A" if shortfall < tolerance else "R"
    assert rag(value=value, lower=target, tolerance=tolerance) == expected


def test_a_band_is_held_to_the_end_that_was_missed():
    below = rated(value=25.0, target_kind="between", lower=28.0, upper=40.0)
    above = rated(value=41.0, target_kind="between", lower=28.0, upper=40.0)
    assert (below["side"], below["bound"], below["shortfall"]) == ("lower", 28, 3)
    assert (above["side"], above["bound"], above["shortfall"]) == ("upper", 40, 1)


@pytest.mark.parametrize("words", ["text", "categories"])
def test_generated_cases_get_the_ratings_of_the_reference(words):
    # More rows than one block.
    generated = generated_cases(100_000, seed=20192020)
    expected = rating_reference.rate(as_text(generated))
    given = as_text(generated) if words == "text" else generated
    pdt.assert_frame_equal(rate(given), expected, check_exact=True)


def test_many_ratings_are_the_same_with_their_words_as_categories():
    generated = generated_cases(1_000, seed=1)
    many = rate_many(generated)
    assert {name: str(many[name].dtype) for name in ("rag", "outcome", "side")} == dict.fromkeys(
        ("rag", "outcome", "side"), "category"
    )
    pdt.assert_frame_equal(many.astype({"rag": str, "outcome": str, "side": str}), rate(generated))


def test_no_case_gets_no_rating():
    assert rate(generated_cases(0, seed=1)).empty


def test_rating_leaves_the_cases_as_they_were():
    generated = generated_cases(1_000, seed=1)
    before = generated.copy(deep=True)
    rate_many(generated)
    pdt.assert_frame_equal(generated, before)
