"""Short series and their charts, for the tests of XmR charts."""

import pandas as pd

from spf_lib.assess.spc import xmr

# Mean 50, average moving range 2: limits at 44.68 and 55.32, two-sigma lines at 46.4533, 53.5467.
USUAL = [49.0, 51.0] * 7


def quarterly(values, first="2014Q1"):
    dates = pd.period_range(first, periods=len(values), freq="Q-MAR")
    return pd.Series(values, index=dates, dtype="float64")


def chart(values, **options):
    return xmr(quarterly(values), **({"polarity": "higher"} | options))
