"""The binomial distribution, of functions in :mod:`scipy.special`.

``scipy.stats`` says the same, and takes longer to load than an edition takes to assess.
"""

import numpy as np
import numpy.typing as npt
import scipy

Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]


def quantile(chance: float, trials: Counts, share: Shares | float) -> Counts:
    """Return the least count that as few or fewer have at least some chance to be.

    Parameters
    ----------
    chance : float
        Above 0 and below 1.
    trials : numpy.ndarray of int
        0 or more.
    share : numpy.ndarray of float
        The chance of each trial: 0, 1 or between, not nearer to them than a millionth of a
        millionth; one for all, or one for each.
    """
    certain = np.where(share < 1, 0, trials)
    with np.errstate(invalid="ignore"):
        count = np.ceil(scipy.special.bdtrik(chance, trials, share))
    # The inverse is rounded: it may lie just above a whole number that is the quantile.
    below = np.maximum(count - 1, 0)
    least = np.where(scipy.special.bdtr(below, trials, share) >= chance, below, count)
    varies = (trials > 0) & (share > 0) & (share < 1)
    return np.where(varies, least, certain).astype("int64")


def upper_quantile(chance: float, trials: Counts, share: Shares | float) -> Counts:
    """Return the least count that more than it have at most some chance to be.

    Parameters
    ----------
    chance, trials, share
        As for :func:`quantile`.
    """
    return trials - quantile(chance, trials, 1 - share)


def probability(count: Counts, trials: Counts, share: Shares) -> Shares:
    """Return the chance of exactly each count, to eight digits for up to a million trials.

    Parameters
    ----------
    count : numpy.ndarray of int
        From 0 to ``trials``.
    trials, share
        As for :func:`quantile`, one for each count.
    """
    ways = -np.log1p(trials) - scipy.special.betaln(trials - count + 1, count + 1)
    chances = scipy.special.xlogy(count, share) + scipy.special.xlog1py(trials - count, -share)
    found: Shares = np.exp(ways + chances)
    return found
