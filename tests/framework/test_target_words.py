import csv
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spf_lib.framework.target_words import (
    BENCHMARKS,
    TargetRow,
    as_said,
    read_target_words,
    target_words,
)
from spf_lib.framework.units import unit_of

UNITS = (
    "percent",
    "percentage points",
    "count",
    "score",
    "unstated",
    "days",
    "tonnes",
    "GBP",
    "GBP million",
    "GBP per hour",
    "kilograms per household",
    "per 100,000",
    "cases per social worker",
    "count and percent",
    "days or hours",
)

# Numbers that a cell prints and that are no part of a target: cell, number, why.
NOT_PART_OF_THE_TARGET = {
    ("98% - Baseline 100% - Target", 98.0): "the baseline, printed in the cell of the target",
    ("95% - Baseline 100% - Target", 95.0): "the baseline, printed in the cell of the target",
}
# The title counts people, the target is a percentage; the condition says so.
PERCENTAGE_OF_A_COUNTED_MEASURE = {"spf-jobs-learning-disabilities", "spf-jobs-poor-mental-health"}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def measures(root):
    return {row["measure_id"]: row for row in rows(root / "data/framework/measures.csv")}


@pytest.fixture(scope="module")
def targets(root, measures):
    """Each row of the table with its target, as its words carry it."""
    found = rows(root / "data/framework/targets.csv")
    return [(row, of_table(row, measures[row["measure_id"]]["unit"])) for row in found]


@pytest.fixture(scope="module")
def words_of_cell(targets, measures):
    """The words of all rows that share a cell: those of one card that print the same."""
    shared = {}
    for row, target in targets:
        card = measures[row["measure_id"]]["part_of"] or row["measure_id"]
        cell = (card, row["target_as_printed"])
        shared.setdefault(cell, []).append(target_words(target))
    return shared


def of_table(row, unit):
    return as_said(
        TargetRow(
            kind=row["kind"],
            lower=float(row["lower"]) if row["lower"] else None,
            upper=float(row["upper"]) if row["upper"] else None,
            benchmark=row["benchmark"],
            comparison=row["comparison"],
            per=row["per"],
            condition=row["condition"],
            period=row["period"],
            unit=unit,
        )
    )


def numbers(text):
    """Return the numbers of a text; years as four digits and two, millions in full."""
    years = re.sub(r"(?<!\d)(\d\d)-(\d\d)(?!\d)", r"20\1/\2", text)
    found = re.findall(r"(\d+(?:,\d{3})*(?:\.\d+)?)(m\b| GBP million)?", years)
    return {float(number.replace(",", "")) * (10**6 if million else 1) for number, million in found}


def test_every_target_is_read_back_from_its_words(targets):
    assert targets
    assert [
        row for row, target in targets if read_target_words(target_words(target)) != target
    ] == []


def test_every_number_of_a_printed_target_stands_in_its_words(words_of_cell):
    assert [
        (card, printed, number)
        for (card, printed), words in words_of_cell.items()
        for number in numbers(printed) - set().union(*map(numbers, words))
        if (printed, number) not in NOT_PART_OF_THE_TARGET
    ] == []


def test_a_number_is_set_aside_only_where_a_cell_prints_it_and_no_words_have_it(words_of_cell):
    missing = {
        (printed, number)
        for (_, printed), words in words_of_cell.items()
        for number in numbers(printed) - set().union(*map(numbers, words))
    }
    assert missing == set(NOT_PART_OF_THE_TARGET)


def test_a_printed_percentage_is_said_as_one(words_of_cell):
    assert {
        card
        for (card, printed), words in words_of_cell.items()
        if "%" in printed and not any("%" in said for said in words)
    } == PERCENTAGE_OF_A_COUNTED_MEASURE


def test_a_direction_in_print_is_a_direction_in_words(targets):
    for row, target in targets:
        words, printed = target_words(target), row["target_as_printed"].lower()
        if printed.startswith(("increase", "higher")):
            assert words.startswith("an increase")
        if printed.startswith(("reduction", "lower")):
            assert words.startswith("a decrease")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (TargetRow("at_least", 6500, period="2020-21"), "at least 6,500 in 2020/21"),
        (TargetRow("at_most", upper=10, unit="percent"), "at most 10%"),
        (TargetRow("between", 25, 35, unit="percent"), "25% to 35%"),
        (TargetRow("within", -5, 5, unit="percent"), "within 5% either side"),
        (TargetRow("within", 95, 105), "within 95 to 105"),
        (TargetRow("within", 0, 0, unit="GBP per hour"), "exactly £0 per hour"),
        (TargetRow("increase"), "an increase on the baseline"),
        (TargetRow("decrease"), "a decrease on the baseline"),
        (TargetRow("no_decrease"), "no decrease on the baseline"),
        (
            TargetRow("increase", 3, unit="percent"),
            "an increase of 3 percentage points on the baseline",
        ),
        (
            TargetRow("decrease", 1, unit="percent"),
            "a decrease of 1 percentage point on the baseline",
        ),
        (
            TargetRow("decrease", 250, unit="tonnes", period="2021-22"),
            "a decrease of 250 tonnes on the baseline in 2021/22",
        ),
        (
            TargetRow("benchmark", benchmark="london-average"),
            "no worse than the London average",
        ),
        (
            TargetRow("benchmark", benchmark="london-average", comparison="at_least"),
            "no lower than the London average",
        ),
        (
            TargetRow("benchmark", benchmark="london-average", comparison="at_most"),
            "no higher than the London average",
        ),
        (
            TargetRow("benchmark", benchmark="london-and-national", comparison="in_line"),
            "in line with London and national",
        ),
        (TargetRow("to_be_set"), "to be set"),
        (TargetRow("to_be_set", period="2019-20"), "to be set for 2019/20"),
        (TargetRow("none"), "no target"),
        (TargetRow("none", period="2019-20-Q2"), "no target for Quarter 2 2019/20"),
        (
            TargetRow("at_least", 10, per="month", condition="on publicly owned sites"),
            "at least 10 a month, on publicly owned sites",
        ),
        (
            TargetRow("at_least", 25, period="2021-M12", condition="in Barking, in 2021"),
            "at least 25 in December 2021, in Barking, in 2021",
        ),
        (TargetRow("at_most", upper=13.2, unit="per 100,000"), "at most 13.2 per 100,000"),
        (
            TargetRow("at_least", 2.675, per="day", period="2022-23-Q1", unit="hours"),
            "at least 2.675 hours a day in Quarter 1 2022/23",
        ),
    ],
)
def test_a_target_is_said_in_plain_words_and_read_back(target, words):
    assert target_words(target) == words
    assert read_target_words(words) == target


@pytest.mark.parametrize("unit", ["count", "score", "points", "count and percent"])
def test_a_bare_number_says_no_unit(unit):
    assert target_words(TargetRow("at_least", 5, unit=unit)) == "at least 5"


def test_a_unit_is_not_said_where_no_number_is():
    assert target_words(TargetRow("increase", unit="percent")) == "an increase on the baseline"


@pytest.mark.parametrize(
    "target",
    [
        TargetRow("at_least"),
        TargetRow("between", 5),
        TargetRow("benchmark"),
        TargetRow("benchmark", benchmark="moon-average", comparison="at_least"),
        TargetRow("reach", 5),
        TargetRow("at_least", float("nan")),
        TargetRow("at_least", 5, period="2020-22"),
    ],
)
def test_a_target_that_lacks_what_its_kind_needs_is_refused(target):
    with pytest.raises(ValueError):
        target_words(target)


@pytest.mark.parametrize(
    "target",
    [
        TargetRow("at_least", 5, 9),
        TargetRow("to_be_set", 5),
        TargetRow("none", benchmark="england"),
        TargetRow("at_least", 5, unit="hours, net"),
        TargetRow("at_least", 5, per="decade"),
    ],
)
def test_a_target_that_holds_more_than_words_can_carry_is_refused(target):
    with pytest.raises(ValueError, match="should"):
        target_words(target)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("at least 6500", "'at least 6,500'"),
        ("at least 5.0%", "'at least 5%'"),
        ("to be set in 2019/20", "'to be set for 2019/20'"),
        ("within 0 either side", "'exactly 0'"),
        ("a decrease of 1 percentage points on the baseline", "of 1 percentage point on"),
        ("5% to 6 days", "percent should be one unit"),
        ("in line with Atlantis", "the London average"),
        ("at least 5 in 2019/21", "'Quarter 4 2021/22'"),
        ("at least 5 in Juno 2019", "'Quarter 4 2021/22'"),
        ("at least some", "'at least 6,500 in 2020/21'"),
        ("90%", "'at least 6,500 in 2020/21'"),
        ("", "'at least 6,500 in 2020/21'"),
    ],
)
def test_words_that_are_not_quite_a_target_are_told_what_would_be_right(words, right):
    with pytest.raises(ValueError, match=re.escape(right)):
        read_target_words(words)


financial_years = st.integers(1990, 2098).map(lambda year: f"{year}-{(year + 1) % 100:02d}")
periods = st.one_of(
    st.just(""),
    financial_years,
    st.builds("{}-Q{}".format, financial_years, st.integers(1, 4)),
    st.integers(1990, 2098).map(str),
    st.builds("{}-M{:02d}".format, st.integers(1990, 2098), st.integers(1, 12)),
    st.builds(lambda first, more: f"{first}-{first + more}", st.integers(1990, 2097), st.just(2)),
)
values = st.builds(
    lambda digits, places: digits / 10**places, st.integers(-(10**12), 10**12), st.integers(0, 6)
)
bounds = {
    "at_least": st.tuples(values, st.none()),
    "at_most": st.tuples(st.none(), values),
    "between": st.tuples(values, values).map(sorted),
    "within": st.one_of(
        st.tuples(values, values).map(sorted),
        values.map(lambda value: sorted([-value, value])),
        values.map(lambda value: [value, value]),
    ),
    "increase": st.tuples(st.one_of(st.none(), values), st.none()),
    "decrease": st.tuples(st.one_of(st.none(), values), st.none()),
}


@st.composite
def any_target(draw):
    kind = draw(st.sampled_from([*bounds, "no_decrease", "benchmark", "to_be_set", "none"]))
    lower, upper = draw(bounds.get(kind, st.just((None, None))))
    compared = kind == "benchmark"
    return as_said(
        TargetRow(
            kind=kind,
            lower=lower,
            upper=upper,
            benchmark=draw(st.sampled_from(sorted(BENCHMARKS))) if compared else "",
            comparison=draw(st.sampled_from(["", "at_least", "at_most", "in_line"]))
            if compared
            else "",
            per=draw(st.sampled_from(["", "day", "week", "month", "quarter", "year"])),
            condition=draw(st.text()),
            period=draw(periods),
            unit=draw(st.sampled_from(UNITS)),
        )
    )


@given(any_target())
def test_any_target_is_read_back_from_its_words(target):
    assert read_target_words(target_words(target)) == target


@given(any_target(), any_target())
def test_two_targets_are_said_alike_only_if_they_are_the_same(one, other):
    assert (target_words(one) == target_words(other)) == (one == other)


@given(any_target())
def test_what_is_said_loses_nothing_but_a_unit_that_words_do_not_carry(target):
    assert as_said(target) == target
    if target.unit != "unstated" and "percent" not in target.unit:
        assert unit_of(target.unit).after in target_words(target)


@given(st.text(max_size=40))
@example("at least 5, ")
@example("no target for 0000")
@example("no target for 9999/00")
@example("no target for 2018 to 2016")
@example("no target for July 0000")
@example("at least ५")
def test_any_words_are_read_and_said_again_or_refused(words):
    try:
        target = read_target_words(words)
    except ValueError:
        return
    assert target_words(target) == words
