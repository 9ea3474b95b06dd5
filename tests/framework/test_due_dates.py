import csv
from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spf_lib.framework.due_dates import Due, read_due

BY_JUDGEMENT = Path(__file__).parents[2] / "data/framework/due_by_judgement.csv"
PARSED_FRAMEWORKS = ("spf-2020-22", "peer-challenge-2014")
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

years = st.integers(2001, 2098)
months = st.integers(1, 12)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def deliverables(root):
    found = rows(root / "data/framework/deliverables.csv")
    return [row for row in found if row["framework_id"] in PARSED_FRAMEWORKS]


@pytest.fixture(scope="module")
def by_judgement():
    return {row["deliverable_id"]: row for row in rows(BY_JUDGEMENT)}


def stored(row):
    return Due(
        date.fromisoformat(row["due_from"]) if row["due_from"] else None,
        date.fromisoformat(row["due_to"]) if row["due_to"] else None,
        row["recurrence"],
    )


def is_read_as_stored(row):
    try:
        return read_due(row["due_as_printed"]) == stored(row)
    except ValueError:
        return False


def last_day(year, month):
    return date(year, month, monthrange(year, month)[1])


def test_every_due_date_is_read_as_stored_or_listed_as_judged(deliverables, by_judgement):
    assert deliverables
    assert [
        (row["deliverable_id"], row["due_as_printed"], stored(row))
        for row in deliverables
        if not is_read_as_stored(row) and row["deliverable_id"] not in by_judgement
    ] == []


def test_no_due_date_is_listed_as_judged_that_a_rule_reads(deliverables, by_judgement):
    listed = [row for row in deliverables if row["deliverable_id"] in by_judgement]
    assert len(listed) == len(by_judgement)
    assert [row["deliverable_id"] for row in listed if is_read_as_stored(row)] == []


def test_a_judged_due_date_is_listed_with_its_words_and_a_reason(deliverables, by_judgement):
    printed = {row["deliverable_id"]: row["due_as_printed"] for row in deliverables}
    for deliverable_id, row in by_judgement.items():
        assert row["due_as_printed"] == printed[deliverable_id]
        assert row["reason"]


def test_words_that_no_rule_reads_are_refused_and_not_guessed(by_judgement):
    for row in by_judgement.values():
        if row["due_as_printed"]:
            with pytest.raises(ValueError, match="right would be"):
                read_due(row["due_as_printed"])


def test_the_same_words_are_always_stored_with_the_same_dates(deliverables, by_judgement):
    dates_of_words = {}
    for row in deliverables:
        if row["deliverable_id"] not in by_judgement:
            dates_of_words.setdefault(row["due_as_printed"], set()).add(stored(row))
    assert {words for words, dates in dates_of_words.items() if len(dates) > 1} == set()


@pytest.mark.parametrize(
    ("text", "due_from", "due_to", "recurrence"),
    [
        ("Q4 20-21", "2021-01-01", "2021-03-31", ""),
        ("Q3 20-21.", "2020-10-01", "2020-12-31", ""),
        ("Q3 2020/21", "2020-10-01", "2020-12-31", ""),
        ("Q1 2022-23", "2022-04-01", "2022-06-30", ""),
        ("Q4 20-21 – Q2 21-22", "2021-01-01", "2021-09-30", ""),
        ("21-22", "2021-04-01", "2022-03-31", ""),
        ("2021", "2021-01-01", "2021-12-31", ""),
        ("June 2020", "2020-06-01", "2020-06-30", ""),
        ("in September 2020", "2020-09-01", "2020-09-30", ""),
        ("Sept 2020", "2020-09-01", "2020-09-30", ""),
        ("April 21", "2021-04-01", "2021-04-30", ""),
        ("February 2020", "2020-02-01", "2020-02-29", ""),
        ("February 2021 (TBC)", "2021-02-01", "2021-02-28", ""),
        ("21st April 2020", "2020-04-21", "2020-04-21", ""),
        ("30 March 2020", "2020-03-30", "2020-03-30", ""),
        ("By September 2020", None, "2020-09-30", ""),
        ("by Q4 20-21", None, "2021-03-31", ""),
        ("by end of Q4 20-21", None, "2021-03-31", ""),
        ("End of March 2021", None, "2021-03-31", ""),
        ("by end 2020", None, "2020-12-31", ""),
        ("until Feb 2022", None, "2022-02-28", ""),
        ("From October 2014", "2014-10-01", None, ""),
        ("October 2014 onwards", "2014-10-01", None, "ongoing"),
        ("in 2021 on wards", "2021-01-01", None, "ongoing"),
        ("August 2020 to October 2020", "2020-08-01", "2020-10-31", ""),
        ("Spring 2021", "2021-03-01", "2021-05-31", ""),
        ("Summer 2020 and ongoing", "2020-06-01", "2020-08-31", "ongoing"),
        ("Autumn 2020", "2020-09-01", "2020-11-30", ""),
        ("Winter 2020", "2020-12-01", "2021-02-28", ""),
        ("October 2014, then ongoing", "2014-10-01", "2014-10-31", "ongoing"),
        ("May 2020 and implementation is ongoing", "2020-05-01", "2020-05-31", "ongoing"),
        ("ongoing", None, None, "ongoing"),
        ("On-going", None, None, "ongoing"),
        ("annually in August", None, None, "annual"),
        ("August (annually)", None, None, "annual"),
        ("September – November each year", None, None, "annual"),
        ("Quarterly", None, None, "quarterly"),
        ("termly", None, None, "termly"),
        ("n/a", None, None, ""),
        ("", None, None, ""),
        ("  ", None, None, ""),
        ("As required", None, None, ""),
        ("TBC", None, None, ""),
        ("By statutory deadlines", None, None, ""),
    ],
)
def test_a_due_date_is_read_as_a_reader_would(text, due_from, due_to, recurrence):
    first, last = (date.fromisoformat(day) if day else None for day in (due_from, due_to))
    assert read_due(text) == Due(first, last, recurrence)


@pytest.mark.parametrize(
    "text",
    [
        "mid-April",
        "April",
        "August to October 2020",
        "31 June 2020",
        "Q5 20-21",
        "Q4",
        "Juno 2020",
        "Ju 2020",
        "soon and ongoing",
        "by the Cabinet",
        "stakeholders each year",
        "6 times a year",
    ],
)
def test_words_without_a_certain_date_are_told_what_would_be_right(text):
    with pytest.raises(ValueError, match="cannot be read by rule; right would be a day, month"):
        read_due(text)


def test_several_dates_in_one_cell_belong_in_several_rows():
    with pytest.raises(ValueError, match="two dates; right would be a row for each"):
        read_due("March 2021 and March 2022")


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="right would be the earlier date first"):
        read_due("October 2020 to August 2020")


def test_a_financial_year_that_ends_in_the_wrong_year_is_told_which_would_be_right():
    with pytest.raises(ValueError, match="the year after 2020 is 21"):
        read_due("Q4 20-22")


@given(years, months, st.sampled_from(["{} {}", "by {} {}", "from {} {}", "{} {} and ongoing"]))
def test_a_month_runs_from_its_first_day_to_its_last(year, month, words):
    due = read_due(words.format(MONTHS[month - 1], year))
    assert due.due_from in (None, date(year, month, 1))
    assert due.due_to in (None, last_day(year, month))
    assert (due.due_from is None) == words.startswith("by")
    assert (due.due_to is None) == words.startswith("from")
    assert (due.recurrence == "ongoing") == words.endswith("ongoing")


@given(years, months, st.integers(3, 9), st.sampled_from([str.lower, str.title, str.upper]))
def test_a_month_cut_short_is_the_same_month(year, month, length, case):
    assert read_due(case(f"{MONTHS[month - 1][:length]} {year}")) == read_due(
        f"{MONTHS[month - 1]} {year}"
    )


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_itself(day):
    assert read_due(f"{day.day} {MONTHS[day.month - 1]} {day.year}") == Due(day, day)


@given(years, st.integers(1, 4))
def test_a_quarter_reads_alike_however_its_year_is_printed(year, quarter):
    ending = (year + 1) % 100
    due = read_due(f"Q{quarter} {year}-{ending:02d}")
    assert due == read_due(f"q{quarter} {year}/{ending:02d}")
    assert due == read_due(f"Q{quarter} {year % 100:02d}-{ending:02d}")
    assert due.due_from == date(year + (quarter == 4), (3 * quarter) % 12 + 1, 1)


@given(st.text(max_size=40))
@example("by ")
@example("२०२१")
@example("1st ")
@example("0 may 2020")
def test_any_text_is_read_or_refused_with_what_would_be_right(text):
    try:
        due = read_due(text)
    except ValueError as error:
        assert "right would be" in str(error)
    else:
        assert not (due.due_from and due.due_to) or due.due_from <= due.due_to
