"""The rows of a table by key."""

import pandas as pd

from spf_lib.framework.rows import rows_by

TABLE = pd.DataFrame(
    {"measure_id": ["b", "a", "b"], "period": ["2019", None, "2018"], "value": [1.0, 2.0, 3.0]},
    index=pd.Index([4, 7, 2], name="line"),
)


def test_rows_of_a_key_keep_the_order_of_the_table_and_their_line():
    rows = rows_by(TABLE, "measure_id")
    assert [(row.Index, row.value) for row in rows["b"]] == [(4, 1.0), (2, 3.0)]


def test_a_key_of_several_columns_is_a_tuple():
    (row,) = rows_by(TABLE, "measure_id", "period")["b", "2018"]
    assert row.value == 3


def test_a_key_without_rows_is_absent():
    assert "c" not in rows_by(TABLE, "measure_id")


def test_an_empty_table_has_no_keys():
    assert rows_by(TABLE.iloc[:0], "measure_id") == {}
