import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spf_lib.assess.travel import travel, travel_many
from tests.assess import travel_reference
from tests.assess.generated_cases import as_text, generated_cases

NAN = float("nan")
SOME = settings(max_examples=40, deadline=None)
FLIPPED = {"up": "down", "down": "up", "level": "level", "n/a": "n/a"}

figures = st.integers(min_value=-10_000, max_value=10_000).map(lambda n: n / 100)
maybe_figures = st.one_of(st.just(NAN), figures)
polarities = st.sampled_from(["higher", "lower", "range", "none"])
bands = st.builds(lambda low, wide: (low, low + wide), figures, st.integers(0, 50))


def cases(*rows):
    columns = ["value", "previous", "polarity", "lower", "upper"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(["value", "previous", "lower", "upper"], "float64"))


def judged(value, previous, polarity, lower=NAN, upper=NAN):
    return travel(cases((value, previous, polarity, lower, upper))).iloc[0]


def direction(*facts):
    return judged(*facts)["travel"]


@pytest.mark.parametrize(
    ("value", "previous", "polarity", "expected"),
    [
        (202, 242, "higher", "down"),
        (11600, 10264, "higher", "up"),
        (417, 399, "lower", "down"),
        (389, 465, "lower", "up"),
        (5, 5, "higher", "level"),
        (18, 18, "lower", "level"),
        (0, 5, "lower", "up"),
        (0, 5, "higher", "down"),
        (5, 0, "higher", "up"),
        (0, 0, "higher", "level"),
        (-1, -2, "higher", "up"),
    ],
)
def test_an_arrow_up_is_better_performance(value, previous, polarity, expected):
    assert direction(value, previous, polarity) == expected


@pytest.mark.parametrize(
    ("value", "previous", "expected"),
    [
        (30, 35, "level"),
        (28, 40, "level"),
        (25, 28, "down"),
        (25, 24, "up"),
        (45, 41, "down"),
        (41, 45, "up"),
        (26, 43, "up"),
        (43, 26, "down"),
        (26, 42, "level"),
        (40, 41, "up"),
        (25, 25, "level"),
    ],
)
def test_a_range_compares_how_far_outside_it_each_figure_lies(value, previous, expected):
    assert direction(value, previous, "range", 28, 40) == expected


def test_a_pay_gap_further_from_zero_is_worse_on_either_side():
    assert direction(0.18, 0.06, "range", 0, 0) == "down"
    assert direction(-0.44, -0.43, "range", 0, 0) == "down"
    assert direction(-0.05, 0.06, "range", 0, 0) == "up"


@SOME
@given(maybe_figures, maybe_figures, polarities, bands)
def test_swapping_the_figures_flips_the_arrow(value, previous, polarity, band):
    # A missing figure gives no arrow either way.
    there = direction(value, previous, polarity, *band)
    assert direction(previous, value, polarity, *band) == FLIPPED[there]


@SOME
@given(maybe_figures, maybe_figures, st.sampled_from(["higher", "lower"]))
def test_the_other_polarity_flips_the_arrow(value, previous, polarity):
    other = {"higher": "lower", "lower": "higher"}[polarity]
    assert direction(value, previous, other) == FLIPPED[direction(value, previous, polarity)]


@SOME
@given(figures, figures, st.sampled_from(["higher", "lower", "range"]), bands, st.integers(1, 100))
def test_scaling_everything_changes_no_arrow(value, previous, polarity, band, factor):
    scaled = [number * factor for number in (value, previous, *band)]
    assert direction(scaled[0], scaled[1], polarity, *scaled[2:]) == direction(
        value, previous, polarity, *band
    )


@SOME
@given(figures, figures, bands)
def test_two_figures_inside_their_range_are_level(value, previous, band):
    inside = [float(np.clip(number, *band)) for number in (value, previous)]
    assert direction(*inside, "range", *band) == "level"


@SOME
@given(figures, polarities, bands)
def test_an_unchanged_figure_is_level_whatever_good_looks_like(value, polarity, band):
    assert direction(value, value, polarity, *band) == "level"


@SOME
@given(maybe_figures, polarities, bands)
def test_a_missing_figure_has_no_arrow(previous, polarity, band):
    found = judged(NAN, previous, polarity, *band)
    assert (found["travel"], found["travel_outcome"]) == ("n/a", "no_figure")


@SOME
@given(figures, polarities, bands)
def test_a_figure_without_a_year_before_has_no_arrow(value, polarity, band):
    found = judged(value, NAN, polarity, *band)
    assert (found["travel"], found["travel_outcome"]) == ("n/a", "no_comparator")


def test_a_measure_without_a_good_direction_has_no_arrow():
    found = judged(314, 409, "none")
    assert (found["travel"], found["travel_outcome"]) == ("n/a", "no_polarity")


def test_a_range_measure_without_its_range_has_no_arrow():
    found = judged(25, 28, "range")
    assert (found["travel"], found["travel_outcome"]) == ("n/a", "no_range")


def test_a_change_is_the_figure_less_the_one_before_in_its_own_unit():
    assert judged(389, 465, "lower")["change"] == -76
    assert judged(12.5, 10.6, "lower")["change"] == 1.9
    assert np.isnan(judged(12.5, NAN, "lower")["change"])


def test_binary_fractions_are_no_movement():
    assert direction(0.1 + 0.2, 0.3, "higher") == "level"
    assert direction(0.1 + 0.2, 0.3, "range", 0, 0) == "level"


def test_directions_keep_the_index_of_their_cases_and_change_no_argument():
    frame = cases((2, 1, "higher", NAN, NAN), (1, 2, "higher", NAN, NAN)).set_axis(["b", "a"])
    before = frame.copy(deep=True)
    assert travel(frame)["travel"].to_dict() == {"b": "up", "a": "down"}
    pdt.assert_frame_equal(frame, before)


@pytest.mark.parametrize("words", ["text", "categories"])
def test_generated_cases_get_the_directions_of_the_reference(words):
    # More rows than one block.
    generated = generated_cases(100_000, seed=20192020)
    expected = travel_reference.travel(as_text(generated))
    given_words = as_text(generated) if words == "text" else generated
    pdt.assert_frame_equal(travel(given_words), expected, check_exact=True)


def test_many_directions_are_the_same_with_their_words_as_categories():
    generated = generated_cases(1_000, seed=1)
    many = travel_many(generated)
    assert (many[["travel", "travel_outcome"]].dtypes == "category").all()
    pdt.assert_frame_equal(many.astype({"travel": str, "travel_outcome": str}), travel(generated))
