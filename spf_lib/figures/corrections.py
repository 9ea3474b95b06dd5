"""Corrections: what a return got wrong, put right from an edition on, and never before it.

A correction changes one cell of the figures as known. Its ``expect`` holds for what was known at
the edition it begins with; there it must match. A later return that says the same wrong thing again
is corrected again; one that says something else has the last word.
"""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from spf_lib.figures.schemas import CORRECTED_NUMBERS, WITH_VALUE, WITHOUT_VALUE
from spf_lib.framework.tables import Fault

CORRECTIONS_FILE = "data/corrections.csv"
FIGURE_KEY = ["measure_id", "period", "printed_in"]


def correction_origin(reason: object, line: Any) -> str:
    """Say why and where a figure was corrected; empty for one that was not."""
    if not isinstance(reason, str):
        return ""
    return f"corrected by {CORRECTIONS_FILE}, line {int(line)}: {reason}"


def begin_corrections(
    known: pd.DataFrame, corrections: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Apply the corrections that begin with an edition to what is known at it.

    Parameters
    ----------
    known : pandas.DataFrame
        One row is a figure as known, indexed by :data:`FIGURE_KEY`, with ``correction`` and
        ``correction_line``.
    corrections : pandas.DataFrame
        One row corrects one cell, indexed by line of :data:`CORRECTIONS_FILE`.

    Returns
    -------
    pandas.DataFrame
        The figures, corrected; ``correction`` says why and ``correction_line`` where.
    tuple of Fault
        Every correction that matches no figure, expects another cell, or leaves a figure whose
        value and status contradict each other.
    """
    faults, touched = [], {}
    corrected = known.copy()
    for correction in corrections.itertuples():
        key = _key(correction)
        if key not in corrected.index:
            faults.append(_fault(correction, "measure_id", "the measure of a figure known by then"))
        elif not _matches(cell := corrected.at[key, correction.column], correction):
            faults.append(_fault(correction, "expect", f"{_written(cell)!r}, as the figure is now"))
        else:
            _put(corrected, key, correction)
            touched[key] = correction
    for key, last in touched.items():
        faults += _contradictions(corrected.loc[key], last)
    return corrected, tuple(faults)


def repeat_corrections(stated: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Apply earlier corrections to a later return, where it says the same wrong thing again.

    Parameters
    ----------
    stated, corrections : pandas.DataFrame
        As for :func:`begin_corrections`; ``stated`` holds the figures of the later return.
    """
    corrected = stated.copy()
    for correction in corrections.itertuples():
        key = _key(correction)
        if key in corrected.index and _matches(corrected.at[key, correction.column], correction):
            _put(corrected, key, correction)
    return corrected


def _key(correction: Any) -> Hashable:
    return correction.measure_id, correction.period, correction.printed_in


def _matches(cell: Any, correction: Any) -> bool:
    if pd.isna(cell) or pd.isna(correction.expect):
        return bool(pd.isna(cell) and pd.isna(correction.expect))
    if correction.column in CORRECTED_NUMBERS:
        return float(cell) == float(correction.expect)
    return str(cell) == str(correction.expect)


def _put(figures: pd.DataFrame, key: Hashable, correction: Any) -> None:
    number = correction.column in CORRECTED_NUMBERS
    figures.at[key, correction.column] = (
        float(correction.correct_to) if number else correction.correct_to
    )
    figures.at[key, "correction"] = correction.reason
    figures.at[key, "correction_line"] = correction.Index


def _contradictions(figure: pd.Series, correction: Any) -> list[Fault]:
    """Say what a corrected figure breaks of the contract of a return."""
    if figure["status"] in WITH_VALUE:
        right = pd.notna(figure["value"])
        expected = "what leaves a value, or a status that says why it is missing"
    else:
        right = pd.isna(figure["value"]) and figure["status"] in WITHOUT_VALUE
        expected = f"what leaves no value beside the status {figure['status']}"
    if right and not figure["denominator"] <= 0:
        return []
    return [_fault(correction, "correct_to", expected if not right else "above 0")]


def _fault(correction: Any, column: str, expected: str) -> Fault:
    value = getattr(correction, column)
    return Fault(
        CORRECTIONS_FILE, int(correction.Index), column, "" if pd.isna(value) else value, expected
    )


def _written(cell: Any) -> str:
    if pd.isna(cell):
        return ""
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)
