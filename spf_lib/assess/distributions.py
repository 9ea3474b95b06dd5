"""Points and chances of the normal, chi-squared and binomial distributions.

The same numbers, to the last bit, as ``scipy.stats`` gives, from the functions of ``scipy.special``
that it calls itself: importing ``scipy.stats`` takes half a second, and assessing asks it for
nothing else. Those of the binomial have no public name.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

Floats = npt.NDArray[np.float64]


def normal_point(share: float) -> float:
    """Return the point below which a share of the standard normal lies."""
    return float(scipy.special.ndtri(share))


def normal_two_sided(z: float) -> float:
    """Return the chance that a standard normal is at least as far from 0 as z."""
    return float(2 * scipy.special.ndtr(-abs(z)))


def chi_squared_point(share: float, degrees: Floats) -> Floats:
    """Return the points below which a share of chi-squared lies, for each degrees of freedom."""
    points: Floats = 2 * scipy.special.gammaincinv(degrees / 2, share)
    return points


def chi_squared_upper_point(share: float, degrees: Floats) -> Floats:
    """Return the points above which a share of chi-squared lies, for each degrees of freedom."""
    points: Floats = scipy.special.chdtri(degrees, share)
    return points


def chi_squared_beyond(value: float, degrees: int) -> float:
    """Return the chance that chi-squared is above a value."""
    return float(scipy.special.chdtrc(degrees, value))


def binomial_point(share: float, trials: npt.ArrayLike, p: npt.ArrayLike) -> Floats:
    """Return the least counts at or below which a share lies; NaN without whole trials."""
    return _of_whole(trials, _binomial("ppf")(share, trials, p))


def binomial_upper_point(share: float, trials: npt.ArrayLike, p: npt.ArrayLike) -> Floats:
    """Return the least counts above which at most a share lies; NaN without whole trials."""
    return _of_whole(trials, _binomial("isf")(share, trials, p))


def binomial_chance(counts: npt.ArrayLike, trials: npt.ArrayLike, p: npt.ArrayLike) -> Floats:
    """Return the chances of counts from 0 to the trials."""
    chances: Floats = np.clip(_binomial("pmf")(counts, trials, p), 0, 1)
    return chances


def _binomial(name: str) -> Any:
    return getattr(scipy.special._ufuncs, f"_binom_{name}")


def _of_whole(trials: npt.ArrayLike, counts: Floats) -> Floats:
    whole = np.floor(trials) == trials
    return np.where(whole, counts, np.nan)
