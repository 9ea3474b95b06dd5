"""The findings that a person has read."""

import pandas as pd
import pytest

from spf_lib.figures.schemas import NARRATIVE_KINDS
from spf_lib.publish.words_reviewed import (
    KEY,
    KINDS,
    REVIEWED_FILE,
    not_reviewed,
    read_reviewed,
    stale,
    unlinked,
)
from tests.publish.projects import amend

MEASURES = ["kpi-active-volunteers", "kpi-neet-or-unknown"]


def review(*tokens, verdict="false alarm"):
    rows = [
        {
            "edition": "2019-20-Q2",
            "measure_id": MEASURES[0],
            "kind": "issues",
            "position": 1,
            "token": token,
            "problem": "unsupported",
            "verdict": verdict,
            "reason": "Read.",
            "family": MEASURES[0],
            "source_line": 13,
        }
        for token in tokens
    ]
    return pd.DataFrame(rows, index=range(2, 2 + len(rows)))


def known(**cells):
    row = {
        "family": MEASURES[0],
        "where": "table",
        "printed": "265",
        "expected": "252",
        "how_found": "Added up.",
        "source_line": 99,
    }
    return pd.DataFrame([{**row, **cells}])


def test_what_nobody_has_read_is_left():
    left = not_reviewed(review("1", "2")[KEY], review("1"))
    assert list(left["token"]) == ["2"]


def test_a_reviewed_row_without_its_finding_is_a_fault_of_its_line():
    (fault,) = stale(review("1", "2"), review("1")[KEY])
    assert (fault.file, fault.line, fault.value) == (REVIEWED_FILE, 3, "2")
    assert stale(review("1"), review("1")[KEY]) == []


@pytest.mark.parametrize("cells", [{}, {"printed": "none", "source_line": 13}])
def test_a_discrepancy_is_known_by_its_token_or_its_line(cells):
    assert unlinked(review("265", verdict="discrepancy"), known(**cells)) == []


@pytest.mark.parametrize("cells", [{"printed": "none"}, {"family": MEASURES[1]}])
def test_a_discrepancy_that_is_not_known_is_a_fault(cells):
    (fault,) = unlinked(review("265", verdict="discrepancy"), known(**cells))
    assert (fault.line, fault.column) == (2, "verdict")


def test_only_discrepancies_have_to_be_known():
    assert unlinked(review("265", verdict="outside the data"), known(printed="none")) == []


def test_the_file_that_ships_has_no_fault(root, edition):
    table = read_reviewed(root, edition.whole.measures["measure_id"])
    assert table.faults == ()
    assert set(table.rows["verdict"]) == {"discrepancy", "false alarm", "outside the data"}


def test_a_verdict_that_is_none_is_a_fault(project, edition):
    line = 'kpi-green-flags,actions,3,8,unsupported,"outside the data"'
    path = project / REVIEWED_FILE
    amend(path, line.replace('"', ""), line.replace('"outside the data"', "maybe"))
    (fault,) = read_reviewed(project, edition.whole.measures["measure_id"]).faults
    assert (fault.column, fault.value) == ("verdict", "maybe")


def test_every_kind_of_paragraph_can_be_reviewed():
    assert set(NARRATIVE_KINDS) < set(KINDS)
