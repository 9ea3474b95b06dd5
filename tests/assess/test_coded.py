import numpy as np
import pandas as pd
import pytest

from spf_lib.assess.coded import BLOCK, blocks, chosen, coded, mark, named, only, or_zero

CONDITION = np.array([True, False, True, False])
ROWS = slice(0, 4)


@pytest.mark.parametrize("dtype", ["str", "category", "object"])
def test_words_are_found_by_row_whatever_kind_of_column_holds_them(dtype):
    words = coded(pd.Series(["x", "y", None, "z"], dtype=dtype))
    assert words.among(ROWS, "x", "z", "absent").tolist() == [True, False, False, True]
    assert words.missing(ROWS).tolist() == [False, False, True, False]


def test_choosing_keeps_every_bit_of_a_float():
    yes = np.array([1.5, np.nan, np.inf, -0.0])
    no = np.array([-2.0, 0.1, np.nan, np.nan])
    assert chosen(CONDITION, yes, no).tobytes() == np.where(CONDITION, yes, no).tobytes()


def test_only_what_a_condition_holds_for_keeps_its_number():
    np.testing.assert_array_equal(
        only(CONDITION, np.array([1.0, 2.0, np.inf, np.nan])), [1.0, np.nan, np.inf, np.nan]
    )


def test_what_a_condition_does_not_hold_for_is_zero():
    numbers = np.array([1.5, np.nan, -np.inf, 7.0])
    assert or_zero(CONDITION, numbers).tolist() == [1.5, 0.0, -np.inf, 0.0]


def test_marking_writes_a_code_where_a_condition_holds():
    codes = np.array([1, 2, -1, 0], dtype=np.int8)
    mark(codes, CONDITION, 7)
    assert codes.tolist() == [7, 2, 7, 0]


@pytest.mark.parametrize("length", [0, 1, BLOCK, BLOCK + 1, 3 * BLOCK - 1])
def test_blocks_cover_every_row_once(length):
    covered = [row for part in blocks(length) for row in range(part.start, part.stop)]
    assert covered == list(range(length))


def test_codes_are_named_as_categories():
    column = named(np.array([1, 0], dtype=np.int8), ["x", "y"], pd.Index([5, 6]))
    assert column.astype("str").to_dict() == {5: "y", 6: "x"}
