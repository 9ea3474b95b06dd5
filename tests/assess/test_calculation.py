import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spf_lib.assess.calculation import (
    agrees_as_printed,
    discrete_quarters,
    pooled_figure,
    printed_decimals,
    recompute,
    recomputed_figures,
    shown_decimals,
    year_to_date,
)
from spf_lib.framework.units import round_half_up

NAN = float("nan")
SOME = settings(max_examples=30, deadline=None)
QUARTERS = [f"{year}-Q{n}" for year in ("2017-18", "2018-19", "2019-20") for n in (1, 2, 3, 4)]


def one(value):
    return pd.Series([value], dtype="float64")


@pytest.mark.parametrize(
    ("numerator", "denominator", "multiplier", "expected"),
    [
        (1041, 1284, 100, 81.07476635514018),
        (89, 126, 100, 70.63492063492063),
        (110, 19756, 100_000, 556.7928730512249),
        (0, 10, 100, 0),
        (10, 4, 1, 2.5),
    ],
)
def test_a_figure_is_its_numerator_over_its_denominator_times_its_multiplier(
    numerator, denominator, multiplier, expected
):
    found = recompute(one(numerator), one(denominator), one(multiplier)).item()
    assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(1, 0), (0, 0), (1, -5), (NAN, 5), (5, NAN)]
)
def test_a_figure_that_cannot_be_worked_out_is_missing(numerator, denominator):
    assert np.isnan(recompute(one(numerator), one(denominator), one(100)).item())


@pytest.mark.parametrize(
    ("token", "decimals"),
    [
        ("72%", 0),
        ("69.86%", 2),
        ("1,236", 0),
        ("11,600.5", 1),
        ("+£0.18", 2),
        ("-£0.44", 2),
        ("7.95 days", 2),
        ("12.5%*", 1),
        ("112 (100%) (Forecast)", 0),
        ("£7.011m at period 5 – reported to Cabinet in October", 3),
        ("143 admissions, 722.4 per 100,000", 0),
        ("Not published", 0),
        ("", 0),
    ],
)
def test_the_digits_printed_are_those_of_the_first_number(token, decimals):
    assert printed_decimals(pd.Series([token])).item() == decimals


@pytest.mark.parametrize(
    ("value", "token", "default", "decimals"),
    [
        (72.0, "72%", 1, 0),
        (69.86, "69.86%", 1, 2),
        (-0.44, "-£0.44", 0, 2),
        (11600.0, "11,600", 1, 0),
        (0.0, "£0.00", 0, 2),
        (7011000.0, "£7.011m at period 5", 0, 0),
        (100.0, "112 (100%) (Forecast)", 1, 1),
        (0.16, "16 pence per hour more", 2, 2),
        (722.4, "143 admissions, 722.4 per 100,000", 1, 1),
        (NAN, "Not published", 1, 1),
        (NAN, None, 2, 2),
        (39.0, "39%", 1, 0),
    ],
)
def test_a_figure_is_shown_with_the_digits_it_was_printed_with(value, token, default, decimals):
    found = shown_decimals(one(value), pd.Series([token], dtype="object"), one(default))
    assert found.item() == decimals


@pytest.mark.parametrize(
    ("value", "computed", "decimals", "agrees"),
    [
        (81.1, 81.0747, 1, True),
        (98, 97.561, 0, True),
        (18, 19.31, 0, False),
        (62, 62.393, 0, True),
        (62, 62.5, 0, True),
        (63, 62.5, 0, True),
        (62, 62.501, 0, False),
        (91.5, 91.5254, 1, True),
        (91.5, 91.5501, 1, False),
        (2.68, 2.675, 2, True),
        (-0.44, -0.445, 2, True),
        (0, 0.5, 0, True),
        (0, 0.51, 0, False),
    ],
)
def test_a_computed_figure_agrees_if_it_rounds_to_the_printed_one(
    value, computed, decimals, agrees
):
    found = agrees_as_printed(one(value), one(computed), pd.Series([decimals]))
    assert found.item() is agrees


@SOME
@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_ratio_printed_to_any_digits_agrees_with_itself(numerator, denominator, decimals):
    computed = recompute(one(numerator), one(denominator), one(100))
    printed = float(round_half_up(computed.item(), decimals))
    places = pd.Series([decimals])
    assert agrees_as_printed(one(printed), computed, places).item()
    next_up = float(Decimal(str(printed)) + Decimal(1).scaleb(-decimals) * 2)
    assert not agrees_as_printed(one(next_up), computed, places).item()


def figures(*rows):
    columns = ["measure_id", "period", "value", "numerator", "denominator", "value_as_printed"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(["value", "numerator", "denominator"], "float64"))


MEASURES = pd.DataFrame({"measure_id": ["a", "b"], "multiplier": [100.0, 100_000.0]})


def test_only_figures_with_both_parts_are_recomputed():
    found = recomputed_figures(
        figures(
            ("a", "2019-20-Q1", 65, 33, 51, "65%"),
            ("a", "2019-20-Q2", 62, 73, NAN, "62%"),
            ("a", "2019-20-Q3", 62, NAN, 117, "62%"),
            ("a", "2019-20-Q4", NAN, 73, 117, None),
        ),
        MEASURES,
    )
    assert found["period"].tolist() == ["2019-20-Q1"]
    assert found["agrees"].tolist() == [True]


def test_each_figure_takes_the_multiplier_of_its_measure():
    found = recomputed_figures(
        figures(
            ("b", "2019-20-Q2", 556.8, 110, 19756, "556.8"),
            ("a", "2019-20-Q2", 71, 89, 126, "71%"),
        ),
        MEASURES,
    )
    assert found["computed"].round(1).tolist() == [556.8, 70.6]
    assert found["agrees"].all()


def test_a_figure_is_compared_at_the_digits_it_was_printed_with():
    found = recomputed_figures(
        figures(
            ("a", "2019-20-Q1", 81.1, 1041, 1284, "81.1%"),
            ("a", "2019-20-Q2", 81.0, 1041, 1284, "81%"),
            ("a", "2019-20-Q3", 81.0, 1041, 1284, "81.0%"),
        ),
        MEASURES,
    )
    assert found["agrees"].tolist() == [True, True, False]


def test_recomputing_changes_no_argument():
    given_figures = figures(("a", "2019-20-Q1", 65, 33, 51, "65%"))
    before = given_figures.copy(deep=True)
    recomputed_figures(given_figures, MEASURES)
    pdt.assert_frame_equal(given_figures, before)


def quarters(*values, measure_id="a", periods=QUARTERS[8:]):
    rows = list(zip([measure_id] * len(values), periods, values, strict=False))
    return pd.DataFrame(rows, columns=["measure_id", "period", "value"]).astype(
        {"value": "float64"}
    )


def values_of(frame):
    return [None if np.isnan(value) else value for value in frame["value"]]


def test_the_year_to_date_adds_the_quarters_up():
    assert values_of(year_to_date(quarters(415, 409, 420, 446))) == [415, 824, 1244, 1690]


def test_the_year_to_date_starts_again_each_april():
    frame = quarters(1, 2, 3, periods=["2018-19-Q3", "2018-19-Q4", "2019-20-Q1"])
    first = quarters(5, 6, periods=QUARTERS[4:6])
    assert values_of(year_to_date(pd.concat([first, frame]))) == [5, 11, 12, 14, 3]


def test_the_year_to_date_is_missing_from_the_first_missing_quarter_on():
    assert values_of(year_to_date(quarters(10, NAN, 30, 40))) == [10, None, None, None]


def test_the_year_to_date_is_missing_after_a_quarter_that_has_no_row():
    frame = quarters(10, 30, periods=["2019-20-Q1", "2019-20-Q3"])
    assert values_of(year_to_date(frame)) == [10, None]


def test_a_year_that_does_not_start_with_its_first_quarter_has_no_year_to_date():
    assert values_of(year_to_date(quarters(20, 30, periods=QUARTERS[9:]))) == [None, None]


def test_a_quarter_of_zero_adds_nothing_and_is_not_missing():
    assert values_of(year_to_date(quarters(0, 5, 0, 2))) == [0, 5, 5, 7]


def test_each_measure_is_added_up_by_itself():
    frame = pd.concat([quarters(1, 2, measure_id="b"), quarters(10, 20, measure_id="a")])
    assert values_of(year_to_date(frame)) == [10, 30, 1, 3]


def test_quarters_are_put_in_order_first():
    shuffled = quarters(10, 20, 30, 40).iloc[[2, 0, 3, 1]]
    found = year_to_date(shuffled)
    assert found["period"].tolist() == QUARTERS[8:]
    assert values_of(found) == [10, 30, 60, 100]


def test_a_year_to_date_is_taken_apart_into_its_quarters():
    assert values_of(discrete_quarters(quarters(1402, 2939))) == [1402, 1537]
    assert values_of(discrete_quarters(quarters(220, 465, 721, 991))) == [220, 245, 256, 270]


def test_a_quarter_after_a_missing_one_cannot_be_told():
    assert values_of(discrete_quarters(quarters(10, NAN, 60, 100))) == [10, None, None, 40]


def test_a_quarter_whose_forerunner_has_no_row_cannot_be_told():
    frame = quarters(10, 60, periods=["2019-20-Q1", "2019-20-Q3"])
    assert values_of(discrete_quarters(frame)) == [10, None]


def test_the_first_quarter_takes_nothing_from_the_year_before():
    frame = quarters(100, 7, periods=["2018-19-Q4", "2019-20-Q1"])
    assert values_of(discrete_quarters(frame)) == [None, 7]


whole_years = st.lists(
    st.lists(st.integers(-1000, 1000), min_size=12, max_size=12), min_size=1, max_size=3
)


def laid_out(series):
    return pd.concat(
        [
            quarters(*values, measure_id=f"m{n}", periods=QUARTERS)
            for n, values in enumerate(series)
        ],
        ignore_index=True,
    )


@SOME
@given(whole_years)
def test_quarters_come_back_from_their_year_to_date(series):
    frame = laid_out(series)
    pdt.assert_frame_equal(discrete_quarters(year_to_date(frame)), frame)


@SOME
@given(whole_years)
def test_a_year_to_date_comes_back_from_its_quarters(series):
    frame = laid_out(series)
    pdt.assert_frame_equal(year_to_date(discrete_quarters(frame)), frame)


@SOME
@given(whole_years)
def test_the_fourth_year_to_date_is_the_sum_of_the_year(series):
    found = year_to_date(laid_out(series))["value"].to_numpy().reshape(-1, 4)
    sums = laid_out(series)["value"].to_numpy().reshape(-1, 4).sum(axis=1)
    assert found[:, 3].tolist() == sums.tolist()


def test_adding_up_changes_no_argument():
    frame = quarters(10, 20, 30, 40)
    before = frame.copy(deep=True)
    year_to_date(frame)
    discrete_quarters(frame)
    pdt.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("measure_id", "period", "computed", "agrees"),
    [
        ("kpi-healthy-lifestyles", "2019-20-Q1", "81.07", True),
        ("kpi-child-protection-visits", "2019-20-Q1", "97.56", True),
        ("kpi-child-protection-visits", "2019-20-Q2", "94.27", True),
        ("kpi-repeat-child-protection-plans", "2019-20-Q1", "15.94", True),
        ("kpi-repeat-child-protection-plans", "2019-20-Q2", "19.31", False),
        ("kpi-care-leavers-eet", "2019-20-Q1", "64.71", True),
        ("kpi-care-leavers-eet", "2019-20-Q2", "62.39", True),
        ("kpi-placement-stability", "2019-20-Q1", "67.44", True),
        ("kpi-placement-stability", "2019-20-Q2", "70.63", True),
    ],
)
def test_a_published_percentage_is_checked_against_its_parts(
    edition, measure_id, period, computed, agrees
):
    found = edition.recomputed.set_index(["measure_id", "period"]).loc[(measure_id, period)]
    assert str(round_half_up(found["computed"].item(), 2)) == computed
    assert bool(found["agrees"].item()) is agrees


def test_a_year_to_date_percentage_pools_its_quarters():
    # 19 of 110; the mean of 90% and 10% would be 50%.
    assert pooled_figure([9, 10], [10, 100], 100) == pytest.approx(100 * 19 / 110)


def test_a_pooled_year_with_a_part_that_is_not_known_is_not_known():
    assert math.isnan(pooled_figure([9, math.nan], [10, 100], 100))


def test_nothing_is_pooled_over_nothing():
    assert math.isnan(pooled_figure([0], [0], 100))
