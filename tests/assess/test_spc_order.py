"""The order of many series: where each starts, however its names are kept."""

import numpy as np
import pandas as pd
import pytest

from spf_lib.assess.coded import BLOCK
from spf_lib.assess.spc_order import changes, in_series_order, runs


def copies(names):
    """Return names that are equal where they were, but of which no two are one object."""
    return np.array(["".join(list(name)) for name in names], dtype=object)


def points(names):
    dates = pd.date_range("2000-01-01", periods=len(names), freq="QS")
    return pd.DataFrame({"series": names, "date": dates})


@pytest.mark.parametrize("names", [["one", "one", "two"], copies(["one", "one", "two"]), [1, 1, 2]])
def test_a_name_changes_where_it_is_not_equal_to_the_one_before(names):
    assert changes(np.asarray(names)).tolist() == [True, False, True]


def test_equal_names_that_are_not_one_object_do_not_change_beside_those_that_are():
    names = np.array(["one"] * 2 + ["two"] * 3, dtype=object)
    names[3] = "".join(["t", "wo"])
    assert changes(names).tolist() == [True, False, True, False, False]


def test_the_names_of_every_other_row_change_too():
    every = np.array(["one", "one", "two", "two"], dtype=object)[::2]
    assert changes(every).tolist() == [True, True]


@pytest.mark.parametrize("length", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 1])
def test_a_run_goes_on_from_one_block_to_the_next(length):
    names = np.array(["a"] * length + ["b"] * 2, dtype=object)
    starts, found = zip(*runs(names), strict=True)
    assert np.concatenate(starts).tolist() == [0, length][length == 0 :]
    assert np.concatenate(found).tolist() == ["a", "b"][length == 0 :]


def test_a_series_that_comes_back_is_brought_together():
    ordered, direct, starts = in_series_order(points(["a", "b", "a"]))
    assert ordered["series"].tolist() == ["a", "a", "b"]
    assert starts.tolist() == [0, 2]
    assert direct.tolist() == [False, True, False]


def test_series_out_of_order_on_either_side_of_a_block_are_sorted():
    ordered, _, starts = in_series_order(points([2] * BLOCK + [1]))
    assert ordered["series"].tolist() == [1] + [2] * BLOCK
    assert starts.tolist() == [0, 1]


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_a_missing_name_among_others_is_refused(missing, dtype):
    frame = points(["a", "b", missing, "c"]).astype({"series": dtype})
    with pytest.raises(ValueError, match="no name"):
        in_series_order(frame)


def test_dates_that_are_whole_numbers_far_apart_keep_their_gaps():
    far = 2**40
    frame = pd.DataFrame({"series": "a", "date": [-far, 0, far, 3 * far]})
    assert in_series_order(frame)[1].tolist() == [False, True, True, False]
