"""Small returns and corrections, made by hand for tests."""

import pandas as pd

from spf_lib.figures.vintages import known_figures, next_vintage, nothing_known

QUARTERS = ["2019-20-Q2", "2019-20-Q3", "2019-20-Q4"]
_FIGURE = {"measure_id": "m", "period": "2019-20-Q1", "value": 210.0, "numerator": None}
_FIGURE |= {"denominator": None, "status": "final", "value_as_printed": "210"}
_FIGURE |= {"printed_in": "table", "source_id": "s", "source_line": "15", "note": None}
_CORRECTION = {"edition": "2019-20-Q3", "table": "figures", "measure_id": "m"}
_CORRECTION |= {"period": "2019-20-Q1", "printed_in": "table", "column": "value", "expect": "210"}
_CORRECTION |= {"correct_to": "201", "reason": "Two figures were swapped."}
_CORRECTION |= {"provider": "Adult Social Care", "date": "2020-01-14"}


def _frame(row, changes, numbers):
    frame = pd.DataFrame([row | change for change in changes], columns=list(row))
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="line")
    texts = [column for column in row if column not in numbers]
    return frame.astype(dict.fromkeys(numbers, "float64") | dict.fromkeys(texts, "str"))


def a_return(*changes):
    """Figures of a return; a change with a value of None and a status has no figure."""
    return _frame(_FIGURE, changes, ["value", "numerator", "denominator"])


def returns(*tables):
    """One return an edition, oldest first."""
    return dict(zip(QUARTERS, tables, strict=False))


def corrections(*changes):
    return _frame(_CORRECTION, changes, [])


def missing(status, **more):
    return {"value": None, "value_as_printed": None, "status": status} | more


def known_at(vintages, corrected, edition_id):
    """What is known at an edition from returns by edition, oldest first."""
    so_far = nothing_known(next(iter(vintages.values())))
    for name, rows in vintages.items():
        so_far = next_vintage(so_far, name, rows, corrected)
        if name == edition_id:
            break
    return known_figures(so_far, corrected, edition_id)
