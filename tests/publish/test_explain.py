"""A figure followed down to its source lines, and a printed value found wherever it stands."""

import re

import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.explain import (
    explain_figure,
    explain_measure,
    is_figure,
    ledger_with,
    trace,
)
from spf_lib.publish.ledger_files import ledgers, read_ledger

CHANGE = "f--kpi-assessments-in-time--change--2019-20-q2--difference"


@pytest.fixture(scope="module")
def ledger(root):
    return read_ledger(root, "2019-20-Q2")


def test_a_difference_is_explained_with_its_sum_and_both_source_lines(root, ledger):
    told = explain_figure(root, ledger, f"summary#{CHANGE}")
    assert "26 percentage points: kpi-assessments-in-time--change" in told
    assert "worked: 64 - 90 = -26, without sign" in told
    assert "data/returns/2019-20-Q2/figures.csv, line 334: printed “64%”" in told
    assert "source kpis-2019-20-q2, line 704" in told


def test_the_same_figure_on_several_pages_is_explained_once(root, ledger):
    assert explain_figure(root, ledger, CHANGE).count("worked: 64 - 90") == 1


def test_a_count_names_the_rows_counted(root, ledger):
    told = explain_figure(root, ledger, "summary#f--summary--red--count")
    assert "worked: 10 rows counted" in told
    assert "kpi-assessments-in-time" in told or "more" in told


def test_a_measure_is_explained_from_its_rating_down(root, ledger, edition):
    told = explain_measure(root, ledger, edition.scorecard, "kpi-assessments-in-time")
    assert "Rating: 64% against at least 82%: 22.0% short of target, more than 10%: red" in told
    assert "worked: 100 x (64 - 82) / 82 = -21.95121951, without sign" in told
    assert "data/framework/targets.csv, line 95: printed “82%”" in told


@pytest.mark.parametrize(
    "key", ["f--kpi-assesments-in-time--change--2019-20-q2--difference", "f--"]
)
def test_an_unknown_figure_is_named_with_the_nearest(root, ledger, key):
    with pytest.raises(BadInput, match="should be a figure id or a measure of the edition"):
        explain_figure(root, ledger, key)


def test_an_unknown_measure_is_named_with_the_nearest(root, ledger, edition):
    with pytest.raises(BadInput, match="such as kpi-assessments-in-time"):
        explain_measure(root, ledger, edition.scorecard, "kpi-assessments-on-time")


def test_an_id_begins_with_f_whether_or_not_its_page_is_given():
    assert is_figure(CHANGE)
    assert is_figure(f"summary#{CHANGE}")
    assert not is_figure("kpi-assessments-in-time")


def test_a_measure_is_looked_up_in_the_latest_edition_that_knows_it(root):
    every = ledgers(root, None)
    assert ledger_with("kpi-assessments-in-time", every).edition_id == "2019-20-Q2"
    assert ledger_with("spf-homes-net-additional", every).edition_id == "2020-21-Q1"
    assert ledger_with("unknown", every) == every[0]


def test_a_printed_value_is_found_on_pages_in_figures_and_in_the_officers_words(root, ledger):
    places = trace(root, ledger, "62%")
    assert any(place.startswith("2019-20-Q2/scorecard#f--kpi-care-leavers-eet") for place in places)
    assert "data/returns/2019-20-Q2/figures.csv, line 349, column value_as_printed: 62%" in places
    assert any("narrative.csv, line 222, column text" in place for place in places)


def test_a_value_is_not_found_inside_a_longer_number(root, ledger):
    for token in ("62", "1,23"):
        for place in trace(root, ledger, token):
            assert not re.search(rf"\d[.,]?{token}|{token}[.,]?\d", place.partition(": ")[2])


def test_a_value_that_stands_nowhere_has_no_place(root, ledger):
    assert trace(root, ledger, "98,765,432%") == []
