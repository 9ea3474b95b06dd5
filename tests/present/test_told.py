"""Words from the data: numbers in the ledger, or marked as no figures."""

import pytest

from spf_lib.present.ledger import Ledger
from spf_lib.present.told import Origin, as_printed, told
from tests.present.shown import parse, plain

ORIGIN = Origin("kpi-a", "data/framework/measures.csv", 3, "kpis", 7)


def test_a_number_in_words_is_recorded_with_the_row_it_stands_in():
    ledger = Ledger("p")
    shown = parse(told(ledger, "Aged 16 to 18, by £7,011", ORIGIN))
    assert [tag.text for tag in shown.select("data")] == ["16", "18", "£7,011"]
    first = ledger.records()[0]
    assert (first["kind"], first["value"], first["text"]) == ("stated", 16.0, "16")
    assert (first["file"], first["line"], first["source_line"]) == (ORIGIN.file, 3, 7)


def test_the_words_stand_as_they_are():
    words = "In 2019/20, 5 of <6> & more (line 12)"
    assert plain(told(Ledger("p"), words, ORIGIN)) == words


def test_a_period_is_no_figure_and_a_line_of_a_source_is_marked():
    ledger = Ledger("p")
    shown = parse(told(ledger, "Quarter 2 2019/20, line 33", ORIGIN))
    assert ledger.entries == []
    assert shown.select_one('[data-numerals="source-line"]').text == "line 33"


@pytest.mark.parametrize("cell", [None, float("nan")])
def test_a_missing_cell_tells_nothing(cell):
    assert told(Ledger("p"), cell, ORIGIN) == ""


def test_words_without_a_digit_need_no_mark():
    assert as_printed("<none>") == "&lt;none&gt;"


def test_the_words_of_a_source_are_escaped_and_marked_as_quoted():
    assert as_printed("<1%") == '<span data-numerals="as-printed">&lt;1%</span>'
