"""Figures worked out again from the ledger alone, against sums done by hand."""

import pytest

from spf_lib.publish.worked_sums import worked_sum

APART = ", each year to date less the one before it in its year"


def figure(value, period="2019-20-Q2"):
    return {"value": value, "period": period, "formula": "", "counted": [], "kind": "reported"}


def computed(formula, period="2019-20-Q2"):
    return {"formula": formula, "period": period, "counted": [], "kind": "recomputed"}


@pytest.mark.parametrize(
    ("formula", "values", "text", "value"),
    [
        (
            "figure of 2019-20-Q2 less figure of 2018-19-Q2, without sign",
            [64, 90],
            "64 - 90 = -26, without sign",
            26,
        ),
        (
            "100 x change since 2018-19-Q2 / figure of 2018-19-Q2",
            [202, 242],
            "100 x (202 - 242) / 242 = -16.52892562, without sign",
            16.528925619834710,
        ),
        (
            "100 x distance from the bound of the target / bound",
            [64, 82],
            "100 x (64 - 82) / 82 = -21.95121951, without sign",
            21.951219512195124,
        ),
        ("numerator / denominator x 100", [73, 117], "73 / 117 x 100 = 62.39316239", 62.393162393),
        (
            "sum of the year's numerators / sum of its denominators x 100",
            [10, 20, 30, 40],
            "(10 + 30) / (20 + 40) x 100 = 66.66666667",
            66.66666666666667,
        ),
        (
            "(target - year to date) / remaining quarters",
            [116, 152, 2],
            "(116 - 152) / 2 = -18",
            -18,
        ),
        (
            "year to date x last year's total / last year to the same point",
            [2939, 5227, 2758],
            "2939 x 5227 / 2758 = 5570.03372",
            5570.03372,
        ),
        ("average quarter so far x 4", [30], "30 / 2 x 4 = 60", 60),
        (
            "100 x (target x whole denominator - numerator) / remaining denominator, which is so",
            [60, 33, 50, 2],
            "100 x (60% x (50 + 50) - 33) / 50 = 54",
            54,
        ),
        ("year to date at the first quarter of the year", [12], "12", 12),
    ],
)
def test_a_formula_is_worked_with_its_figures(formula, values, text, value):
    found = worked_sum(computed(formula), [figure(one) for one in values])
    assert (found.text, found.value) == (text, pytest.approx(value))


QUARTERS = ["2018-19-Q1", "2018-19-Q2", "2018-19-Q3", "2018-19-Q4", "2019-20-Q1"]


def series(*values):
    return [figure(value, period) for value, period in zip(values, QUARTERS, strict=True)]


def test_limits_are_the_average_and_266_hundredths_of_the_average_range():
    inputs = series(10, 12, 10, 12, 10)
    average = worked_sum(computed("average of the quarterly figures"), inputs)
    upper = worked_sum(computed("average plus 2.66 x average moving range"), inputs)
    lower = worked_sum(computed("average less 2.66 x average moving range"), inputs)
    assert average.value == pytest.approx(10.8)
    assert upper.value == pytest.approx(10.8 + 2.66 * 2)
    assert lower.value == pytest.approx(10.8 - 2.66 * 2)


def test_years_to_date_are_taken_apart_before_they_are_averaged():
    inputs = series(10, 22, 32, 44, 10)
    average = worked_sum(computed(f"average of the quarterly figures{APART}"), inputs)
    assert average.value == pytest.approx(10.8)


def test_a_quarter_is_its_year_to_date_less_the_one_before():
    found = worked_sum(
        computed("year to date less year to date a quarter before", "2018-19-Q2"),
        [figure(10, "2018-19-Q1"), figure(22, "2018-19-Q2")],
    )
    assert (found.text, found.value) == ("22 - 10 = 12", 12)


def test_a_wilson_limit_is_that_of_scipy():
    found = worked_sum(computed("lower limit of the Wilson interval"), [figure(73), figure(117)])
    assert found.value == pytest.approx(53.35, abs=0.01)


def test_a_count_is_as_many_as_its_rows():
    counted = {**computed("number of measures"), "counted": ["a", "b"], "kind": "count"}
    found = worked_sum(counted, [])
    assert (found.text, found.value) == ("2 rows counted", 2)


def test_a_figure_that_was_read_has_no_sum():
    assert worked_sum(figure(64), []) is None
