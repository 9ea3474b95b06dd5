"""How many points allow what, and which series are refused."""

import numpy as np
import pandas as pd
import pytest

from spf_lib.assess.evidence import (
    repeating_series,
    repeats_annual_values,
    xmr_grade,
    xmr_refusal,
)


def quarterly(values):
    return pd.Series(values, index=pd.period_range("2018Q1", periods=len(values), freq="Q-MAR"))


@pytest.mark.parametrize(
    ("n", "grade"),
    [
        (0, "none"),
        (4, "none"),
        (5, "trial limits"),
        (7, "trial limits"),
        (8, "trial"),
        (12, "trial"),
        (13, "plain"),
        (400, "plain"),
    ],
)
def test_a_chart_is_graded_by_its_number_of_values(n, grade):
    assert xmr_grade(n) == grade


def test_year_to_date_figures_are_refused_with_a_reason():
    reason = xmr_refusal(quarterly([1.0, 5.0, 7.0, 9.0]), "year_to_date")
    assert reason.startswith("Each figure includes the ones before it")
    assert reason.endswith(".")


def test_repeated_annual_values_are_refused_with_a_reason():
    values = quarterly([80.0] * 4 + [82.0] * 4 + [81.0] * 4)
    assert xmr_refusal(values, "snapshot").startswith("An annual figure is repeated")


def test_discrete_figures_are_not_refused():
    assert xmr_refusal(quarterly([80.0, 81.0, 80.0, 82.0] * 3), "discrete") == ""


@pytest.mark.parametrize(
    ("values", "repeated"),
    [
        ([80.0] * 4 + [82.0] * 4, True),
        ([80.0] * 4 + [82.0] * 3 + [np.nan], True),
        ([80.0] * 4 + [82.0] * 3 + [83.0], False),
        ([80.0] * 8, False),
        ([80.0] * 4 + [82.0], False),
        ([80.0, 82.0], False),
    ],
)
def test_repeated_annual_values_change_between_years_and_never_within(values, repeated):
    assert repeats_annual_values(quarterly(values)) is repeated


def test_repeated_calendar_years_are_recognised():
    dates = pd.period_range("2018-01", periods=24, freq="M")
    assert repeats_annual_values(pd.Series([1.0] * 12 + [2.0] * 12, index=dates))


def test_series_that_repeat_are_found_among_others():
    repeated, moving = quarterly([80.0] * 4 + [82.0] * 4), quarterly([80.0, 81.0] * 4)
    points = pd.concat(
        [
            pd.DataFrame({"series": name, "date": values.index, "value": values.to_numpy()})
            for name, values in (("repeated", repeated), ("moving", moving))
        ]
    )
    assert repeating_series(points) == {"repeated"}


def test_one_value_a_year_is_not_repeated():
    dates = pd.period_range("2010", periods=8, freq="Y-MAR")
    assert not repeats_annual_values(pd.Series(range(8), index=dates, dtype="float64"))
