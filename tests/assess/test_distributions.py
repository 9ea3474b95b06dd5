"""Points and chances of distributions, against scipy.stats, to the last bit."""

import subprocess
import sys

import numpy as np
import pytest
from scipy import stats

from spf_lib.assess.distributions import (
    binomial_chance,
    binomial_point,
    binomial_upper_point,
    chi_squared_beyond,
    chi_squared_point,
    chi_squared_upper_point,
    normal_point,
    normal_two_sided,
)

_SHARES = (1e-9, 0.001, 0.025, 0.5, 0.9, 0.975, 0.999)
_TRIALS = np.repeat([1, 7, 40, 1_000, 123_456], 5)
_P = np.tile([0.0, 0.013, 0.5, 0.87, 1.0], 5)


@pytest.mark.parametrize("share", _SHARES)
def test_a_point_of_the_normal_is_that_of_scipy_stats(share):
    assert normal_point(share) == stats.norm.ppf(share)
    assert -normal_point(share) == stats.norm.isf(share)


@pytest.mark.parametrize("z", [-4.2, -0.3, 0.0, 1.5, 1.96, 9.0])
def test_the_two_sided_chance_of_a_normal_is_that_of_scipy_stats(z):
    assert normal_two_sided(z) == 2 * stats.norm.sf(abs(z))


@pytest.mark.parametrize("share", _SHARES)
def test_points_of_chi_squared_are_those_of_scipy_stats(share):
    degrees = np.array([1.0, 2.0, 5.0, 18.0, 400.0, np.nan])
    np.testing.assert_array_equal(chi_squared_point(share, degrees), stats.chi2.ppf(share, degrees))
    np.testing.assert_array_equal(
        chi_squared_upper_point(share, degrees), stats.chi2.isf(share, degrees)
    )


@pytest.mark.parametrize("value", [0.0, 0.4, 9.5495, 60.0])
def test_the_chance_beyond_chi_squared_is_that_of_scipy_stats(value):
    assert chi_squared_beyond(value, 1) == stats.chi2.sf(value, 1)


@pytest.mark.parametrize("share", _SHARES)
def test_points_of_the_binomial_are_those_of_scipy_stats(share):
    np.testing.assert_array_equal(
        binomial_point(share, _TRIALS, _P), stats.binom.ppf(share, _TRIALS, _P)
    )
    np.testing.assert_array_equal(
        binomial_upper_point(share, _TRIALS, _P), stats.binom.isf(share, _TRIALS, _P)
    )


def test_trials_that_are_missing_or_not_whole_have_no_points():
    trials = np.array([np.nan, 4.5, 12.0])
    np.testing.assert_array_equal(np.isnan(binomial_point(0.025, trials, 0.3)), [True, True, False])
    np.testing.assert_array_equal(
        binomial_upper_point(0.025, trials, 0.3), stats.binom.isf(0.025, trials, 0.3)
    )


def test_chances_of_the_binomial_are_those_of_scipy_stats():
    trials = np.array([1, 9, 250, 40_000])[:, np.newaxis]
    share = np.array([0.0, 0.02, 0.5, 0.97, 1.0])
    for counts in (0 * trials, trials // 3, trials):
        np.testing.assert_array_equal(
            binomial_chance(counts, trials, share), stats.binom.pmf(counts, trials, share)
        )


def test_assessing_an_edition_does_not_import_scipy_stats(root):
    code = (
        "import sys; from pathlib import Path; "
        "from spf_lib.publish.inputs import load_edition; "
        f"load_edition(Path({str(root)!r}), '2019-20-Q2'); "
        "sys.exit('scipy.stats' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
