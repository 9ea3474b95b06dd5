import pandas as pd
import pytest

from spf_lib.framework import checks
from spf_lib.framework.contract import TableSchema
from spf_lib.framework.tables import BadInput, Fault, read_table, without_consequences
from tests.framework.writing import FILE, read_text, said


@pytest.fixture
def schema():
    return TableSchema(
        {"thing_id": checks.key(), "value": checks.number(), "note": checks.prose()},
        unique=["thing_id"],
    )


def test_rows_keep_the_line_on_which_they_stand(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note\na,1,x\nb,2,y\n")
    assert table.faults == ()
    assert table.rows["thing_id"].to_dict() == {2: "a", 3: "b"}


def test_columns_may_stand_in_any_order(tmp_path, schema):
    table = read_text(tmp_path, schema, "note,thing_id,value\nx,a,1\n")
    assert table.faults == ()
    assert list(table.rows.columns) == ["thing_id", "value", "note"]
    assert table.rows.loc[2].tolist() == ["a", "1", "x"]


def test_the_columns_named_as_numbers_become_numbers(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note\na,82.1,\nb,,\n", ["value"])
    assert table.rows.at[2, "value"] == 82.1
    assert pd.isna(table.rows.at[3, "value"])


def test_zero_is_read_as_zero_and_empty_as_missing(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note\na,0,\nb,,\n", ["value"])
    assert table.rows["value"].isna().tolist() == [False, True]
    assert table.rows.at[2, "value"] == 0


@pytest.mark.parametrize("cell", ["NA", "n/a", "null", "None", "nan", "-"])
def test_a_word_that_means_missing_elsewhere_is_text_here(tmp_path, cell):
    schema = TableSchema({"token": checks.printed()})
    table = read_text(tmp_path, schema, f"token\n{cell}\n")
    assert table.rows["token"].tolist() == [cell]


def test_a_token_is_kept_exactly_as_printed(tmp_path):
    schema = TableSchema({"token": checks.printed()})
    table = read_text(tmp_path, schema, 'token\n"  +£0.18, ""as printed"" "\n')
    assert table.rows["token"].tolist() == ['  +£0.18, "as printed" ']


def test_a_quoted_newline_keeps_line_numbers_right(tmp_path, schema):
    text = 'thing_id,value,note\na,1,"one\ntwo\nthree"\nb,bad,x\n'
    table = read_text(tmp_path, schema, text)
    assert said(table) == [(5, "value", "bad", "a bare number such as 82.1")]


def test_faults_of_several_rows_and_columns_come_together(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note\nA b,1%,=x\n,x,ok\n")
    assert said(table) == [
        (2, "note", "=x", "text that does not start with =, +, - or @"),
        (2, "thing_id", "A b", "a key in kebab-case"),
        (2, "value", "1%", "a bare number such as 82.1"),
        (3, "thing_id", "", "filled in"),
        (3, "value", "x", "a bare number such as 82.1"),
    ]


def test_a_key_used_twice_is_named_on_both_lines(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note\na,1,\nb,2,\na,3,\n")
    assert said(table) == [
        (2, "thing_id", "a", "a key that no other row has"),
        (4, "thing_id", "a", "a key that no other row has"),
    ]


def test_a_key_of_several_columns_may_share_some_of_them(tmp_path):
    schema = TableSchema({"a": checks.key(), "b": checks.key()}, unique=["a", "b"])
    assert read_text(tmp_path, schema, "a,b\nx,y\nx,z\n").faults == ()
    assert [line for line, *_ in said(read_text(tmp_path, schema, "a,b\nx,y\nx,y\n"))] == [2, 3]


def test_an_unknown_and_a_missing_column_are_named(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,valeu,note\na,1,\n")
    assert said(table) == [
        (
            1,
            "(header)",
            "thing_id,valeu,note",
            "the contract's columns (missing: value; unknown: valeu; twice: none)",
        )
    ]


def test_a_column_that_stands_twice_is_named(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note,note\na,1,,\n")
    assert table.faults[0].expected.endswith("(missing: none; unknown: none; twice: note)")


@pytest.mark.parametrize(
    ("row", "cells"), [("a,1", 2), ("a,1,x,y", 4), ("", 0)], ids=["short", "long", "blank"]
)
def test_a_ragged_row_says_how_many_cells_it_should_have(tmp_path, schema, row, cells):
    table = read_text(tmp_path, schema, f"thing_id,value,note\nb,2,\n{row}\n")
    assert said(table) == [(3, "(row)", row, f"3 cells, not {cells}")]


def test_every_ragged_row_is_named(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note\na\nb,1,\nc,2,x,y\n")
    assert [line for line, *_ in said(table)] == [2, 4]


def test_a_file_that_is_not_utf_8_is_a_fault(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note\na,1,£5\n".encode("latin-1"))
    assert len(table.faults) == 1
    assert table.faults[0].expected.startswith("a readable UTF-8 CSV file")


def test_a_file_that_does_not_exist_is_a_fault(tmp_path, schema):
    table = read_table(tmp_path / "none.csv", "data/none.csv", schema, ())
    assert [fault.file for fault in table.faults] == ["data/none.csv"]
    assert "UTF-8 CSV" in table.faults[0].expected


@pytest.mark.parametrize(
    "text", ["", 'thing_id,value,note\na,1,"open\n'], ids=["empty file", "open quote"]
)
def test_a_file_that_is_no_table_is_a_fault(tmp_path, schema, text):
    assert len(read_text(tmp_path, schema, text).faults) == 1


def test_a_table_without_rows_is_whole(tmp_path, schema):
    table = read_text(tmp_path, schema, "thing_id,value,note\n", ["value"])
    assert table.faults == ()
    assert list(table.rows.columns) == ["thing_id", "value", "note"]
    assert table.rows.empty


def test_a_faulty_table_still_has_its_columns(tmp_path, schema):
    table = read_text(tmp_path, schema, "wrong\n1\n")
    assert list(table.rows.columns) == ["thing_id", "value", "note"]


def test_a_rule_across_columns_names_the_column_to_change(tmp_path):
    rule = checks.rule("b", "filled in for a", lambda rows: rows["b"].notna())
    schema = TableSchema({"a": checks.key(), "b": checks.key(required=False)}, rules=[rule])
    assert said(read_text(tmp_path, schema, "a,b\nx,y\nz,\n")) == [(3, "b", "", "filled in for a")]


def test_a_fault_reads_as_one_sentence():
    fault = Fault("data/framework/targets.csv", 12, "lower", "1,000", "a bare number such as 82.1")
    assert str(fault) == (
        "data/framework/targets.csv, line 12, column lower: "
        "'1,000' should be a bare number such as 82.1"
    )


def test_bad_input_lists_every_fault_once_in_order_of_file_and_line():
    first = Fault("a.csv", 2, "x", "1", "right")
    second = Fault("a.csv", 10, "x", "1", "right")
    third = Fault("b.csv", 1, "x", "1", "right")
    error = BadInput([third, second, first, second])
    assert error.faults == (first, second, third)
    assert str(error) == f"3 faults in the input:\n  {first}\n  {second}\n  {third}"


def test_bad_input_counts_a_single_fault_in_the_singular():
    assert str(BadInput([Fault(FILE, 2, "x", "1", "right")])).startswith("1 fault in the input:")


HEADER = Fault("data/framework/measures.csv", 1, "(header)", "x", "the contract's columns")
RAGGED = Fault("data/framework/measures.csv", 9, "(row)", "a,b", "25 cells, not 2")
DANGLING = Fault(
    "data/framework/targets.csv", 2, "measure_id", "m", "a key that stands in measures.csv"
)
LISTED = Fault(
    "data/framework/measures.csv",
    2,
    "lead_officer",
    "p",
    "keys that stand in people.csv, parted by semicolons",
)
NUMBER = Fault("data/framework/targets.csv", 2, "lower", "x", "a bare number such as 82.1")


@pytest.mark.parametrize("cause", [HEADER, RAGGED], ids=["header", "row"])
def test_a_table_that_could_not_be_read_leaves_no_key_dangling(cause):
    assert without_consequences([cause, DANGLING, NUMBER]) == (cause, NUMBER)


def test_keys_in_a_list_do_not_dangle_either_after_a_table_that_could_not_be_read():
    cause = Fault("data/framework/people.csv", 4, "(row)", "a", "5 cells, not 1")
    assert without_consequences([cause, LISTED, DANGLING]) == (cause, DANGLING)


def test_a_key_dangles_that_does_not_stand_in_a_table_that_was_read():
    assert without_consequences([DANGLING, NUMBER]) == (DANGLING, NUMBER)


def test_an_unread_table_of_a_return_hides_no_fault_of_the_framework_table_of_its_name():
    unread = Fault("data/returns/2019-20-Q2/deliverables.csv", 5, "(row)", "a", "6 cells, not 1")
    dangling = Fault(
        "data/known_discrepancies.csv",
        3,
        "deliverable_id",
        "x",
        "a key that stands in deliverables.csv",
    )
    assert without_consequences([unread, dangling]) == (unread, dangling)
