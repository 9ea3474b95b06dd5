from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spf_lib.framework.units import format_number, format_value, round_half_up

UNHURRIED = settings(deadline=None)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (64.449, 1, "64.4"),
        (64.45, 1, "64.5"),
        (9.995, 2, "10.00"),
        (82, 0, "82"),
    ],
)
def test_halves_round_away_from_zero_as_by_hand(value, decimals, rounded):
    assert str(round_half_up(value, decimals)) == rounded


@UNHURRIED
@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.integers(0, 3))
def test_rounding_agrees_with_decimal_arithmetic_on_the_digits_as_written(digits, places, decimals):
    written = Decimal(digits).scaleb(-places)
    expected = written.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert round_half_up(float(written), decimals) == expected


@UNHURRIED
@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_rounding_a_negative_mirrors_the_positive(digits, decimals):
    assert round_half_up(-digits / 1000, decimals) == -round_half_up(digits / 1000, decimals)


@pytest.mark.parametrize(("value", "decimals"), [(-0.0, 0), (-0.4, 0), (-0.004, 2)])
def test_nothing_is_never_written_with_a_minus(value, decimals):
    assert not format_number(value, decimals).startswith("-")


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1,000"),
        (13471, 0, "13,471"),
        (7011000, 0, "7,011,000"),
        (-1234.5, 1, "-1,234.5"),
        (72, 1, "72.0"),
        (1e6, 0, "1,000,000"),
    ],
)
def test_thousands_are_parted_by_commas(value, decimals, written):
    assert format_number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "written"),
    [
        (82.1, "percent", 1, "82.1%"),
        (0, "percent", 0, "0%"),
        (-3, "percent", 0, "-3%"),
        (3, "percentage points", 0, "3 percentage points"),
        (1, "percentage points", 0, "1 percentage point"),
        (0, "percentage points", 0, "0 percentage points"),
        (7011000, "GBP", 0, "£7,011,000"),
        (-0.44, "GBP per hour", 2, "-£0.44 per hour"),
        (0.16, "GBP per hour", 2, "£0.16 per hour"),
        (-1500, "GBP", 0, "-£1,500"),
        (162, "kilograms per household", 0, "162 kg per household"),
        (417, "tonnes", 0, "417 tonnes"),
        (7.32, "days", 2, "7.32 days"),
        (129.2, "per 100,000", 1, "129.2 per 100,000"),
        (11600, "count", 0, "11,600"),
        (32.2, "points", 1, "32.2"),
        (4, "score", 0, "4"),
        (2939, "calls", 0, "2,939"),
        (1.5, "ratio", 1, "1.5"),
        (7, "unstated", 0, "7"),
    ],
)
def test_a_value_is_written_with_its_unit(value, unit, decimals, written):
    assert format_value(value, unit, decimals) == written


@pytest.mark.parametrize("missing", [float("nan"), None])
def test_a_missing_value_is_never_written_as_a_number(missing):
    with pytest.raises(ValueError, match="missing"):
        format_value(missing, "percent", 0)
