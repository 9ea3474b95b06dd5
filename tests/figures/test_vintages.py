"""What was known when."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spf_lib.figures.vintages import first_given, revisions
from tests.figures.vintage_cases import (
    QUARTERS,
    a_return,
    corrections,
    known_at,
    missing,
    returns,
)

Q2, Q3, Q4 = QUARTERS


def known(*tables, at=None, corrected=()):
    vintages = returns(*tables)
    found = known_at(vintages, corrections(*corrected), at or list(vintages)[-1])
    assert found.faults == ()
    return found


def the_value(found):
    assert len(found.figures) == 1
    return found.figures["value"].iloc[0]


def the_restatement(*tables):
    rows = known(*tables).restatements
    assert len(rows) == 1
    return rows.iloc[0]


def test_the_latest_return_has_the_last_word():
    assert the_value(known(a_return({}), a_return({"value": 205}))) == 205


def test_an_earlier_edition_stays_as_it_was():
    assert the_value(known(a_return({}), a_return({"value": 205}), at=Q2)) == 210


def test_a_figure_that_a_later_return_leaves_out_is_still_known():
    found = known(a_return({}), a_return({"period": "2019-20-Q2"})).figures
    assert dict(zip(found["period"], found["edition_id"], strict=True)) == {
        "2019-20-Q1": Q2,
        "2019-20-Q2": Q3,
    }


def test_a_figure_says_which_file_and_line_has_the_last_word():
    found = known(a_return({}), a_return({"period": "2019-20-Q2"}, {"value": 205}))
    row = found.figures.set_index("period").loc["2019-20-Q1"]
    assert (row["file"], row["file_line"]) == (f"data/returns/{Q3}/figures.csv", 3)


def test_one_figure_printed_in_two_places_is_two_figures():
    found = known(a_return({}, {"printed_in": "history", "value": 211}), a_return({"value": 205}))
    assert dict(zip(found.figures["printed_in"], found.figures["value"], strict=True)) == {
        "history": 211,
        "table": 205,
    }


def test_another_value_is_a_revision_with_both_values_and_where_they_stand():
    row = the_restatement(a_return({}), a_return({"value": 205, "value_as_printed": "205"}))
    assert (row["kind"], row["old"], row["new"], row["change"], row["direction"]) == (
        "revised",
        210,
        205,
        -5,
        "down",
    )
    assert (row["old_file"], row["old_file_line"]) == (f"data/returns/{Q2}/figures.csv", 2)
    assert (row["new_file"], row["new_file_line"]) == (f"data/returns/{Q3}/figures.csv", 2)
    assert (row["old_value_as_printed"], row["new_value_as_printed"]) == ("210", "205")


def test_a_second_revision_names_the_edition_that_gave_the_figure_first():
    rows = known(a_return({}), a_return({"value": 205}), a_return({"value": 207})).restatements
    assert rows[["first_edition", "edition_id", "old", "new", "direction"]].to_numpy().tolist() == [
        [Q2, Q3, 210, 205, "down"],
        [Q2, Q4, 205, 207, "up"],
    ]


def test_the_same_value_again_is_no_revision():
    assert revisions(known(a_return({}), a_return({})).restatements).empty


def test_a_provisional_figure_made_final_at_its_value_is_confirmed():
    row = the_restatement(a_return({"status": "provisional"}), a_return({}))
    assert row["kind"] == "confirmed"


def test_a_provisional_figure_made_final_at_another_value_is_revised():
    row = the_restatement(a_return({"status": "provisional"}), a_return({"value": 205}))
    assert (row["kind"], row["old_status"], row["new_status"]) == (
        "revised",
        "provisional",
        "final",
    )


@pytest.mark.parametrize("status", ["not_published", "not_yet_available", "blank", "dash"])
def test_a_figure_that_was_missing_and_is_given_is_late_and_not_revised(status):
    rows = known(a_return(missing(status)), a_return({})).restatements
    assert revisions(rows).empty
    assert first_given(rows)[["old_status", "new", "edition_id"]].to_numpy().tolist() == [
        [status, 210, Q3]
    ]


def test_a_figure_that_was_not_due_yet_is_not_late():
    rows = known(a_return(missing("not_due")), a_return({})).restatements
    assert rows["kind"].tolist() == ["first_given"]
    assert first_given(rows).empty


def test_a_figure_that_is_taken_away_is_withdrawn():
    row = the_restatement(a_return({}), a_return(missing("not_published")))
    assert (row["kind"], row["old"], row["direction"]) == ("withdrawn", 210, "")
    assert np.isnan(row["new"])


def test_a_figure_that_comes_back_is_restored_and_not_given_for_the_first_time():
    rows = known(a_return({}), a_return(missing("not_published")), a_return({"value": 205}))
    kinds = rows.restatements.set_index("edition_id")["kind"]
    assert kinds.to_dict() == {Q3: "withdrawn", Q4: "restored"}


def test_what_is_suppressed_now_is_shown_nowhere_again():
    found = known(
        a_return({}),
        a_return({"value": 4, "value_as_printed": "4"}),
        a_return(missing("suppressed")),
        corrected=[{"expect": "4", "correct_to": "5"}],
    )
    shown = pd.concat(
        [found.restatements[["old", "new", "change"]], found.restatements.filter(like="printed")],
        axis=1,
    ).drop(columns="printed_in")
    assert shown.isna().all(axis=None)
    assert found.corrections[["expect", "correct_to"]].isna().all(axis=None)
    assert found.restatements["kind"].tolist() == ["revised", "withdrawn"]


def test_a_correction_holds_from_its_edition_on_and_not_before():
    tables = a_return({}), a_return({"period": "2019-20-Q2"})
    assert the_value(known(*tables, at=Q2, corrected=[{}])) == 210
    found = known(*tables, corrected=[{}]).figures.set_index("period").loc["2019-20-Q1"]
    assert (found["value"], found["correction"], found["correction_line"]) == (
        201,
        "Two figures were swapped.",
        2,
    )


@pytest.mark.parametrize("period", ["2019-20-Q1", "2019-20-Q2"])
def test_a_correction_is_no_revision(period):
    found = known(a_return({}), a_return({"period": period}), corrected=[{}])
    assert len(found.corrections) == 1
    assert revisions(found.restatements).empty


_VALUES = st.one_of(st.none(), st.integers(0, 9).map(float))
_RETURNS = st.lists(
    st.dictionaries(st.sampled_from([f"2019-20-Q{n}" for n in (1, 2, 3, 4)]), _VALUES),
    min_size=1,
    max_size=3,
)


def made(values):
    return a_return(
        *(
            {"period": period, "value": value, "status": "dash" if value is None else "final"}
            for period, value in values.items()
        )
    )


@settings(max_examples=25, deadline=None)
@given(_RETURNS)
def test_later_returns_never_change_what_an_edition_knew(drawn):
    tables = [made(values) for values in drawn]
    for number in range(1, len(tables) + 1):
        alone = known(*tables[:number])
        among = known(*tables, at=QUARTERS[number - 1])
        pd.testing.assert_frame_equal(alone.figures, among.figures)
        pd.testing.assert_frame_equal(alone.restatements, among.restatements)


@settings(max_examples=25, deadline=None)
@given(_RETURNS)
def test_the_last_value_said_is_the_value_known(drawn):
    said = {}
    for values in drawn:
        said |= values
    found = known(*map(made, drawn)).figures
    values = [None if np.isnan(value) else value for value in found["value"]]
    assert dict(zip(found["period"], values, strict=True)) == said


@settings(max_examples=25, deadline=None)
@given(_RETURNS)
def test_there_is_a_revision_each_time_a_given_figure_is_said_otherwise(drawn):
    said, changed = {}, 0
    for values in drawn:
        for period, value in values.items():
            before = said.get(period)
            changed += None not in (before, value) and before != value
        said |= values
    rows = known(*map(made, drawn)).restatements
    assert (rows["kind"] == "revised").sum() == changed


@settings(max_examples=25, deadline=None)
@given(_RETURNS)
def test_repeating_every_figure_leaves_all_values_as_they_are(drawn):
    whole = {}
    for values in drawn:
        whole |= values
    before = known(made(whole))
    after = known(made(whole), made(whole))
    assert revisions(after.restatements).empty
    columns = ["measure_id", "period", "printed_in", "value", "status"]
    pd.testing.assert_frame_equal(before.figures[columns], after.figures[columns])
