"""Corrections of what a return got wrong."""

import numpy as np
import pytest

from tests.figures.vintage_cases import (
    QUARTERS,
    a_return,
    corrections,
    known_at,
    missing,
    returns,
)

Q2, Q3, Q4 = QUARTERS


def known(tables, *corrected, at=None):
    vintages = returns(*tables)
    return known_at(vintages, corrections(*corrected), at or list(vintages)[-1])


def the_figure(tables, *corrected):
    found = known(tables, *corrected)
    assert found.faults == ()
    return found.figures.iloc[0]


def the_fault(tables, *corrected):
    (fault,) = known(tables, *corrected).faults
    return fault.file, fault.line, fault.column, fault.value, fault.expected


BOTH = a_return({}), a_return({})


def test_a_cell_that_no_longer_says_what_is_expected_is_a_fault():
    assert the_fault((a_return({}), a_return({"value": 211})), {}) == (
        "data/corrections.csv",
        2,
        "expect",
        "210",
        "'211', as the figure is now",
    )


@pytest.mark.parametrize(
    "change", [{"period": "2018-19-Q1"}, {"measure_id": "n"}, {"printed_in": "text"}]
)
def test_a_correction_that_matches_no_figure_is_a_fault(change):
    file, line, column, _, expected = the_fault(BOTH, change)
    assert (file, line, column) == ("data/corrections.csv", 2, "measure_id")
    assert expected == "the measure of a figure known by then"


def test_every_correction_that_does_not_fit_is_told():
    faults = known(BOTH, {}, {"period": "2018-19-Q1"}, {"printed_in": "text"}).faults
    assert [fault.line for fault in faults] == [3, 4]


def test_a_correction_that_begins_later_does_not_have_to_fit_yet():
    assert known(BOTH, {"expect": "9"}, at=Q2).faults == ()


def test_a_later_return_that_repeats_the_mistake_is_corrected_again():
    assert the_figure((*BOTH, a_return({})), {})["value"] == 201


def test_a_later_return_that_says_something_else_has_the_last_word():
    found = the_figure((*BOTH, a_return({"value": 199})), {})
    assert found["value"] == 199
    assert np.isnan(found["correction_line"])


def test_a_return_that_takes_the_correction_over_revises_nothing():
    found = known((*BOTH, a_return({"value": 201})), {}).restatements
    assert found["kind"].tolist()[-1] == "repeated"


def test_a_correction_can_be_corrected():
    second = {"edition": Q4, "expect": "201", "correct_to": "200"}
    assert the_figure((*BOTH, a_return({"period": "2019-20-Q1"})), {}, second)["value"] == 200


def test_an_empty_cell_is_expected_by_an_empty_one():
    change = {"column": "numerator", "expect": None, "correct_to": "20"}
    assert the_figure(BOTH, change)["numerator"] == 20


def test_a_value_can_be_given_together_with_its_status():
    tables = (a_return(missing("blank")),) * 2
    value = {"expect": None, "correct_to": "20"}
    status = {"column": "status", "expect": "blank", "correct_to": "final"}
    found = the_figure(tables, value, status)
    assert (found["value"], found["status"], found["first_edition"]) == (20, "final", Q3)


@pytest.mark.parametrize(
    "change",
    [
        {"correct_to": None},
        {"column": "status", "expect": "final", "correct_to": "blank"},
        {"column": "status", "expect": "final", "correct_to": "fnial"},
        {"column": "denominator", "expect": None, "correct_to": "0"},
    ],
)
def test_a_correction_cannot_break_the_contract_of_a_return(change):
    assert the_fault(BOTH, change)[2] == "correct_to"


def test_the_return_itself_is_left_alone():
    table = a_return({})
    before = table.copy()
    known((table, table), {})
    assert table.equals(before)
