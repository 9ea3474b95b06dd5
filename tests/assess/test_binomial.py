"""The binomial distribution, against scipy.stats."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from spf_lib.assess import binomial

CHANCES = st.sampled_from([1e-9, 0.001, 0.025, 0.5, 0.975, 0.999])
TRIALS = st.integers(0, 1_000_000)
SHARES = st.one_of(st.floats(1e-12, 1 - 1e-12), st.sampled_from([0.0, 0.25, 0.5, 1.0]))


def of_one(*numbers):
    return tuple(np.array([number]) for number in numbers)


@given(CHANCES, TRIALS, SHARES)
@example(0.025, 12, 0.0)
@example(0.025, 12, 1.0)
@example(0.5, 0, 0.5)
def test_a_quantile_is_that_of_scipy(chance, trials, share):
    [found] = binomial.quantile(chance, *of_one(trials, share))
    assert found == stats.binom.ppf(chance, trials, share)


@given(CHANCES, TRIALS, st.integers(0, 64))
def test_an_upper_quantile_is_that_of_scipy(chance, trials, of_64):
    # 1 - share is exact for these; else the two may differ where a chance is met to the last bit.
    share = of_64 / 64
    [found] = binomial.upper_quantile(chance, *of_one(trials, share))
    assert found == stats.binom.isf(chance, trials, share)


@given(st.data(), TRIALS, SHARES)
def test_the_chance_of_a_count_has_eight_digits_in_common_with_scipy(data, trials, share):
    count = data.draw(st.integers(0, trials))
    [found] = binomial.probability(*of_one(count, trials, share))
    assert found == pytest.approx(stats.binom.pmf(count, trials, share), rel=1e-8)


def test_one_share_serves_all():
    trials = np.array([0, 10, 1000])
    found = binomial.quantile(0.025, trials, 0.5)
    assert found.tolist() == stats.binom.ppf(0.025, trials, 0.5).tolist()
