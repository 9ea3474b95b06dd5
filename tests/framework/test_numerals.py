"""Digits in a text: numbers, periods, lines of a source, and parts of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spf_lib.framework.numerals import number_value, numbers_in, parts_of, periods_in
from spf_lib.framework.periods import parse_period, period_title

PERIODS = ("2019-20-Q2", "2019-20", "2019", "2016-2018", "2019-M07")


def kinds(text):
    return [(part.kind, part.text) for part in parts_of(text) if part.kind != "words"]


@pytest.mark.parametrize("period", PERIODS)
def test_a_period_is_known_as_files_write_it_and_as_pages_do(period):
    for written in (period, period_title(parse_period(period))):
        assert numbers_in(f"In {written}, and then.") == []
        assert periods_in(f"In {written}, and then.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Line 33 and 12 rows", [("source-line", "Line 33"), ("number", "12")]),
        ("lines 40 to 62 with 13", [("source-line", "lines 40 to 62"), ("number", "13")]),
        ("lines 3, 5 and 7", [("source-line", "lines 3, 5 and 7")]),
        ("line 607 has 70.5%", [("source-line", "line 607"), ("number", "70.5%")]),
    ],
)
def test_a_line_of_a_source_is_told_from_a_number(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(247 + 242) / 4 = 122.25", ["247", "242", "4", "122.25"]),
        ("70.6 - 70.5 = 0.1", ["70.6", "70.5", "0.1"]),
        ("-£0.44 against £24m", ["-£0.44", "£24"]),
        ("aged 16-17", ["16", "17"]),
        ("the 21st of 1,000,000", ["21", "1,000,000"]),
        ("KS4, Covid-19 and SHA-256", []),
    ],
)
def test_numbers_are_found_as_they_stand(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("token", "value"), [("£7,011", 7011.0), ("70.5%", 70.5), ("-£0.44", -0.44), ("4", 4.0)]
)
def test_a_number_has_its_value(token, value):
    assert number_value(token) == value


@given(st.text(alphabet="0123456789 ,.-£%aLline/Q", max_size=40))
def test_the_parts_of_a_text_are_the_text(text):
    assert "".join(part.text for part in parts_of(text)) == text


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)))
def test_every_number_is_found_whole_as_pages_write_it(value):
    token = f"{value:,}" if abs(value) >= 1e4 else f"{value:,.2f}"
    assert [number_value(found) for found in numbers_in(f"at {token} then")] == [float(value)]
