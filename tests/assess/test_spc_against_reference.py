"""The vectorised XmR charts against the plain Python reference, exactly; and properties."""

from fractions import Fraction

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from spf_lib.assess.spc import assurance, variation, xmr, xmr_many
from tests.assess.spc_reference import reference_xmr, reference_xmr_many

FLAGS = ["outside", "trend", "two_in_three", "shift"]
EXACT = {
    "limit_factor": Fraction("2.66"),
    "screen_factor": Fraction("3.267"),
    "near_fraction": Fraction(2, 3),
    "precision": Fraction(0),
}

# Tenths, close together so that ties, runs and values on a limit are common; sometimes missing.
tenths = st.one_of(
    st.none(), st.integers(0, 8), st.integers(0, 8), st.integers(0, 60), st.integers(-2000, 2000)
)
random_series = st.lists(tenths, max_size=40)
# Series built from runs, so that trends and shifts meet each other.
walks = st.lists(
    st.tuples(st.sampled_from([-1, 0, 1]), st.integers(1, 9)), min_size=1, max_size=6
).map(lambda runs: np.cumsum([step for step, times in runs for _ in range(times)]).tolist())
series_of_tenths = st.one_of(random_series, walks)
some_baselines = st.one_of(st.none(), st.integers(12, 20))


def as_series(tenth_values, scale=10.0):
    dates = pd.period_range("2001Q1", periods=len(tenth_values), freq="Q-MAR")
    values = [np.nan if value is None else value / scale for value in tenth_values]
    return pd.Series(values, index=dates, dtype="float64")


@settings(max_examples=1500, deadline=None)
@given(series_of_tenths, st.booleans(), some_baselines)
def test_labels_and_flags_equal_those_in_exact_fractions(tenth_values, screen, fix_after):
    exact = [None if value is None else Fraction(value, 10) for value in tenth_values]
    expected = reference_xmr(exact, screen=screen, fix_after=fix_after, **EXACT)
    found = xmr(as_series(tenth_values), polarity="none", screen=screen, fix_after=fix_after)
    assert found["label"].tolist() == expected["label"]
    for flag in FLAGS:
        assert found[flag].tolist() == expected[flag]
    for column in ("mean", "lower", "upper"):
        limit = expected[column]
        assert np.allclose(found[column], np.nan if limit is None else float(limit), equal_nan=True)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=5, max_size=40))
def test_floats_of_any_size_are_read_as_by_the_plain_loop(values):
    found = xmr(as_series(values, scale=1.0), polarity="none")
    expected = reference_xmr(values)
    assert found["label"].tolist() == expected["label"]


@settings(max_examples=200, deadline=None)
@given(st.lists(series_of_tenths, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_each_of_many_series_gets_what_it_gets_alone(many, random):
    polarities = [random.choice(["higher", "lower", "range", "none"]) for _ in many]
    frames = [
        pd.DataFrame(
            {
                "series": f"series-{number}",
                "date": values.index.to_timestamp(),
                "value": values.to_numpy(),
                "polarity": polarity,
            }
        )
        for number, (values, polarity) in enumerate(
            zip(map(as_series, many), polarities, strict=True)
        )
    ]
    frame = pd.concat(frames).sample(frac=1, random_state=random.randrange(1000))
    found = xmr_many(frame)
    for number, (tenth_values, polarity) in enumerate(zip(many, polarities, strict=True)):
        alone = xmr(as_series(tenth_values), polarity=polarity)
        among = found[found["series"] == f"series-{number}"]
        # To the last bit, not nearly.
        pd.testing.assert_frame_equal(
            alone.reset_index(drop=True),
            among[alone.columns].reset_index(drop=True),
            check_exact=True,
        )


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), max_size=30), min_size=1, max_size=6), st.data())
def test_many_series_with_absent_quarters_equal_the_plain_loop(many, data):
    rows = []
    for number, values in enumerate(many):
        dates = pd.period_range("2001Q1", periods=len(values), freq="Q-MAR").to_timestamp()
        kept = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
        rows += [
            (f"s{number}", date, value / 10, "higher")
            for date, value, keep in zip(dates, values, kept, strict=True)
            if keep
        ]
    frame = pd.DataFrame(rows, columns=["series", "date", "value", "polarity"]).astype(
        {"date": "datetime64[us]", "value": "float64"}
    )
    found, expected = xmr_many(frame), reference_xmr_many(frame)
    for column in ["series", *FLAGS, "label", "judgement", "grade"]:
        assert found[column].tolist() == expected[column].tolist()


@settings(max_examples=300, deadline=None)
@given(series_of_tenths, st.integers(-50_000, 50_000))
def test_adding_a_constant_changes_no_flag(tenth_values, constant):
    moved = [None if value is None else value + constant for value in tenth_values]
    before = xmr(as_series(tenth_values), polarity="none")
    after = xmr(as_series(moved), polarity="none")
    assert before["label"].tolist() == after["label"].tolist()
    pd.testing.assert_frame_equal(before[FLAGS], after[FLAGS])


@settings(max_examples=300, deadline=None)
@given(series_of_tenths, st.floats(1e-3, 1e4))
def test_multiplying_by_a_positive_number_changes_no_flag(tenth_values, factor):
    values = as_series(tenth_values)
    before = xmr(values, polarity="higher")
    after = xmr(values * factor, polarity="higher")
    assert before["label"].tolist() == after["label"].tolist()
    pd.testing.assert_frame_equal(before[FLAGS], after[FLAGS])


@settings(max_examples=300, deadline=None)
@given(series_of_tenths)
def test_a_share_from_0_to_1_reads_as_one_from_0_to_100(tenth_values):
    share = xmr(as_series(tenth_values, scale=1000.0), polarity="higher")
    percent = xmr(as_series(tenth_values, scale=10.0), polarity="higher")
    assert share["label"].tolist() == percent["label"].tolist()
    assert variation(share) == variation(percent)


@settings(max_examples=300, deadline=None)
@given(series_of_tenths)
def test_reversing_time_turns_every_trend_round(tenth_values):
    forward = xmr(as_series(tenth_values), polarity="none")
    backward = xmr(as_series(tenth_values[::-1]), polarity="none").iloc[::-1]
    for flag in FLAGS:
        assert forward[flag].tolist() == backward[flag].tolist()
    turned = {"rising": "falling", "falling": "rising"}
    for here, there in zip(forward["label"], backward["label"], strict=True):
        # A peak belongs to the run that leaves it, which is rising or falling either way.
        if here in turned and turned[here] != there:
            assert {here, there} <= set(turned)
        else:
            assert turned.get(here, here) == there


@settings(max_examples=200, deadline=None)
@given(series_of_tenths, st.randoms(use_true_random=False))
def test_shuffling_rows_changes_nothing(tenth_values, random):
    values = as_series(tenth_values)
    order = list(range(len(values)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        xmr(values, polarity="lower"), xmr(values.iloc[order], polarity="lower"), check_exact=True
    )


@settings(max_examples=300, deadline=None)
@given(series_of_tenths, st.integers(-100, 100))
def test_mirroring_values_and_polarity_mirrors_the_chart(tenth_values, target):
    values = as_series(tenth_values)
    higher, lower = xmr(values, polarity="higher"), xmr(-values, polarity="lower")
    assert higher["judgement"].tolist() == lower["judgement"].tolist()
    assert variation(higher) == variation(lower)
    assert assurance(higher, target / 10, "higher") == assurance(lower, -target / 10, "lower")


def test_ten_thousand_generated_series_are_read_without_a_missing_word():
    random = np.random.default_rng(4)
    lengths = random.integers(0, 40, 10_000)
    series = np.repeat(np.arange(10_000), lengths)
    places = np.concatenate([np.arange(length) for length in lengths])
    dates = pd.period_range("2001Q1", periods=40, freq="Q-MAR").to_timestamp()[places]
    values = np.round(random.normal(50, random.choice([0.0, 1.0, 20.0], len(series))), 1)
    values[random.random(len(series)) < 0.05] = np.nan
    found = xmr_many(pd.DataFrame({"series": series, "date": dates, "value": values}))
    assert len(found) == len(series)
    assert found[["label", "judgement", "grade", *FLAGS]].notna().all(axis=None)
    assert ((found["label"] == "") == (found["value"].isna() | found["lower"].isna())).all()
