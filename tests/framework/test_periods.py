from datetime import date

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spf_lib.framework.periods import (
    begins_by,
    date_title,
    financial_year,
    first_quarter_read,
    is_period,
    parse_period,
    period_end,
    period_id,
    period_title,
    position_in_year,
    quarters_of,
    same_period_last_year,
)

UNHURRIED = settings(deadline=None)
# A period is of this century or the last; pooled years reach nine years on.
YEARS = st.integers(min_value=1901, max_value=2089)


def year_id(starting):
    return f"{starting}-{(starting + 1) % 100:02d}"


quarters = st.builds(lambda year, n: f"{year_id(year)}-Q{n}", YEARS, st.integers(1, 4))
financial_years = st.builds(year_id, YEARS)
calendar_years = st.builds(str, YEARS)
months = st.builds(lambda year, n: f"{year}-M{n:02d}", YEARS, st.integers(1, 12))
pooled_years = st.builds(
    lambda year, more: f"{year}-{year + more}", YEARS, st.integers(min_value=1, max_value=9)
)
periods = st.one_of(quarters, financial_years, calendar_years, months, pooled_years)


@UNHURRIED
@given(periods)
def test_a_period_prints_as_it_was_written(text):
    assert period_id(parse_period(text)) == text


@UNHURRIED
@given(st.from_regex(r"\d{4}(-\d{2}|-\d{4}|-M\d{2})?(-Q\d)?\s?"))
@example("2019-20-Q2\n")
@example("2019-20\n")
@example("2019\n")
@example("2019-M07\n")
@example("२०१९")
@example("2019-20-Q\u0662")
@example("0000")
def test_text_that_is_taken_for_a_period_prints_back_unchanged(text):
    if is_period(text):
        assert period_id(parse_period(text)) == text


@UNHURRIED
@given(financial_years, st.integers(min_value=0, max_value=99))
def test_a_financial_year_ends_in_the_year_after_it_starts(text, ending):
    assert is_period(f"{text[:4]}-{ending:02d}") == (int(text[5:]) == ending)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2019-20-Q0",
        "2019-20-Q5",
        "2019-21-Q2",
        "2019-21",
        "2019-19",
        "2019/20",
        "2019-2019",
        "2019-2018",
        "2019-20 Q2",
        "2019-20-q2",
        "Quarter 2 2019/20",
        "19-20",
        "2019-M00",
        "2019-M13",
        "2019-M7",
        "2019-07",
        "2019-09-30",
        " 2019",
        "1819-20-Q2",
        "2919-20-Q2",
        "2019 ",
        "n/a",
    ],
)
def test_bad_text_is_no_period(text):
    assert not is_period(text)
    with pytest.raises(ValueError):
        parse_period(text)


def test_bad_text_is_told_what_a_period_looks_like():
    with pytest.raises(ValueError, match="'Q2 2019' is not a period: 2019-20-Q2, 2019-20, 2019"):
        parse_period("Q2 2019")


def test_years_that_do_not_follow_are_told_which_would():
    with pytest.raises(ValueError, match="the year after 2019 is 20"):
        parse_period("2019-21-Q2")


def test_the_turn_of_a_century_is_a_financial_year():
    assert period_id(parse_period("1999-00-Q4")) == "1999-00-Q4"


@pytest.mark.parametrize(
    ("text", "first_day", "last_day"),
    [
        ("2019-20-Q1", date(2019, 4, 1), date(2019, 6, 30)),
        ("2019-20-Q2", date(2019, 7, 1), date(2019, 9, 30)),
        ("2019-20-Q3", date(2019, 10, 1), date(2019, 12, 31)),
        ("2019-20-Q4", date(2020, 1, 1), date(2020, 3, 31)),
        ("2019-20", date(2019, 4, 1), date(2020, 3, 31)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-M02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2016-2018", date(2016, 1, 1), date(2018, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(text, first_day, last_day):
    period = parse_period(text)
    assert period.start_time.date() == first_day
    assert period_end(period) == last_day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2019-20-Q2", "Quarter 2 2019/20"),
        ("2019-20", "2019/20"),
        ("2019", "2019"),
        ("2019-M07", "July 2019"),
        ("2020-M01", "January 2020"),
        ("2019-M12", "December 2019"),
        ("1999-00-Q4", "Quarter 4 1999/00"),
        ("2016-2018", "2016 to 2018"),
    ],
)
def test_a_page_says_a_period_in_words(text, title):
    assert period_title(parse_period(text)) == title


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2019-20-Q2", "2018-19-Q2"),
        ("2019-20-Q4", "2018-19-Q4"),
        ("2019-20", "2018-19"),
        ("2019", "2018"),
        ("2019-M03", "2018-M03"),
        ("2000-01", "1999-00"),
        ("2016-2018", "2015-2017"),
    ],
)
def test_last_year_is_the_same_point_of_the_year_before(text, before):
    assert period_id(same_period_last_year(parse_period(text))) == before


@UNHURRIED
@given(periods)
def test_last_year_keeps_the_kind_and_the_position(text):
    period = parse_period(text)
    before = same_period_last_year(period)
    assert before.freqstr == period.freqstr
    assert position_in_year(before) == position_in_year(period)
    assert financial_year(period).year - financial_year(before).year == 1


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("2019-20-Q1", 1),
        ("2019-20-Q2", 2),
        ("2019-20-Q4", 4),
        ("2019-M04", 1),
        ("2019-M12", 9),
        ("2020-M01", 10),
        ("2020-M03", 12),
        ("2019-20", 1),
        ("2019", 1),
    ],
)
def test_the_position_counts_from_april(text, position):
    assert position_in_year(parse_period(text)) == position


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019-20-Q1", "2019-20"),
        ("2019-20-Q4", "2019-20"),
        ("2019-M03", "2018-19"),
        ("2019-M04", "2019-20"),
        ("2019-20", "2019-20"),
        ("2018", "2018-19"),
        ("2016-2018", "2018-19"),
    ],
)
def test_a_period_belongs_to_the_financial_year_in_which_it_ends(text, year):
    assert period_id(financial_year(parse_period(text))) == year


@UNHURRIED
@given(financial_years)
def test_a_year_is_made_of_its_four_quarters_in_order(text):
    found = [period_id(quarter) for quarter in quarters_of(parse_period(text))]
    assert found == [f"{text}-Q{n}" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("2019-20-Q2", True),
        ("2019-20-Q3", False),
        ("2019-20", True),
        ("2020-21", False),
        ("2019-M09", True),
        ("2019-M10", False),
    ],
)
def test_a_period_has_begun_once_its_first_day_is_reached(text, begun):
    assert begins_by(parse_period(text), date(2019, 9, 30)) is begun


def test_a_period_has_begun_on_its_first_day():
    assert begins_by(parse_period("2019-20-Q3"), date(2019, 10, 1))


def test_a_period_of_another_frequency_cannot_be_written():
    with pytest.raises(ValueError, match="no way to write"):
        period_id(pd.Period("2019-09-30", freq="D"))


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, 1)), ids=MONTHS)
def test_each_month_is_written_by_its_name(number, name):
    assert period_title(parse_period(f"2019-M{number:02d}")) == f"{name} 2019"
    assert date_title(date(2019, number, 3)) == f"3 {name} 2019"


def test_a_date_is_written_in_words():
    assert date_title(date(2019, 9, 30)) == "30 September 2019"
    assert date_title(date(2020, 1, 1)) == "1 January 2020"


@pytest.mark.parametrize(
    ("text", "first"),
    [("2019-20-Q2", "2015-16-Q1"), ("2019-20-Q4", "2015-16-Q1"), ("2020-21-Q1", "2016-17-Q1")],
)
def test_five_financial_years_are_read_the_own_the_last_of_them(text, first):
    assert period_id(first_quarter_read(parse_period(text))) == first
