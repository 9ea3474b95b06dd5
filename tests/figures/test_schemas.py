import pytest

from spf_lib.figures import schemas
from tests.framework.writing import read_rows, said

FIGURE = {
    "measure_id": "m",
    "period": "2019-20-Q2",
    "value": "64",
    "status": "final",
    "value_as_printed": "64%",
    "printed_in": "table",
    "source_id": "s",
    "source_line": "702",
}
RATING = {"measure_id": "m", "published_rag": "G", "published_travel": "up", "source_line": "1"}
NARRATIVE = {
    "measure_id": "m",
    "kind": "actions",
    "position": "1",
    "text": "More staff.",
    "source_line": "1",
}


def figures_said(folder, *changes):
    rows = [FIGURE | change for change in changes]
    return said(read_rows(folder, schemas.figures(["m", "n"], ["s"]), *rows))


@pytest.mark.parametrize("status", ["final", "provisional", "forecast"])
def test_a_figure_with_a_value_says_how_sure_it_is(tmp_path, status):
    assert figures_said(tmp_path, {"status": status}) == []


@pytest.mark.parametrize("status", ["final", "provisional", "forecast"])
def test_a_missing_value_needs_a_status_that_says_why(tmp_path, status):
    assert figures_said(tmp_path, {"status": status, "value": ""}) == [
        (2, "value", "", "filled in, or a status that says why it is missing")
    ]


WITHOUT = [
    "not_published",
    "not_yet_available",
    "not_provided",
    "not_applicable",
    "not_due",
    "dash",
    "blank",
    "suppressed",
]


@pytest.mark.parametrize("status", WITHOUT)
def test_a_status_may_say_why_there_is_no_figure(tmp_path, status):
    assert figures_said(tmp_path, {"status": status, "value": ""}) == []


@pytest.mark.parametrize("status", WITHOUT)
@pytest.mark.parametrize("value", ["0", "64"])
def test_a_status_of_no_figure_beside_a_figure_is_a_fault(tmp_path, status, value):
    assert figures_said(tmp_path, {"status": status, "value": value}) == [
        (2, "value", value, "empty where the status says there is no figure")
    ]


def test_zero_is_a_figure(tmp_path):
    assert figures_said(tmp_path, {"value": "0", "value_as_printed": "0"}) == []


def test_a_figure_without_a_status_is_a_fault(tmp_path):
    assert figures_said(tmp_path, {"status": ""}) == [(2, "status", "", "filled in")]


@pytest.mark.parametrize("denominator", ["0", "-117"])
def test_a_denominator_is_above_zero(tmp_path, denominator):
    assert figures_said(tmp_path, {"numerator": "73", "denominator": denominator}) == [
        (2, "denominator", denominator, "above 0")
    ]


@pytest.mark.parametrize("denominator", ["", "0.5", "117"])
def test_a_denominator_may_be_unknown_or_any_number_above_zero(tmp_path, denominator):
    assert figures_said(tmp_path, {"numerator": "0", "denominator": denominator}) == []


def test_one_figure_may_be_printed_in_the_table_and_in_the_text(tmp_path):
    assert figures_said(tmp_path, {}, {"printed_in": "text"}, {"printed_in": "history"}) == []


def test_one_figure_printed_twice_in_one_place_is_a_fault(tmp_path):
    assert [fault[0] for fault in figures_said(tmp_path, {}, {"value": "65"})] == [2, 3]


def test_one_measure_may_have_a_figure_for_each_period(tmp_path):
    assert figures_said(tmp_path, {}, {"period": "2018-19-Q2"}, {"period": "2018-19"}) == []


def test_every_fault_of_a_bad_figure_is_told(tmp_path):
    bad = {"measure_id": "x", "period": "Q2", "value": "64%", "status": "ok", "note": "@me"}
    bad |= {"printed_in": "chart", "source_id": "y", "source_line": "x"}
    assert [(column, value) for _, column, value, _ in figures_said(tmp_path, bad)] == [
        ("measure_id", "x"),
        ("note", "@me"),
        ("period", "Q2"),
        ("printed_in", "chart"),
        ("source_id", "y"),
        ("source_line", "x"),
        ("status", "ok"),
        ("value", "64%"),
    ]


def test_a_printed_token_that_starts_like_a_formula_is_kept(tmp_path):
    schema = schemas.figures(["m"], ["s"])
    figure = FIGURE | {"value": "-0.44", "value_as_printed": "-£0.44"}
    table = read_rows(tmp_path, schema, figure, numbers=schemas.NUMBERS["figures"])
    assert table.faults == ()
    assert table.rows.at[2, "value"] == -0.44
    assert table.rows.at[2, "value_as_printed"] == "-£0.44"


@pytest.mark.parametrize("colour", ["G", "A", "R", "n/a", ""])
def test_a_published_rating_is_a_colour_or_none(tmp_path, colour):
    rating = RATING | {"published_rag": colour}
    assert said(read_rows(tmp_path, schemas.ratings(["m"]), rating)) == []


@pytest.mark.parametrize("arrow", ["up", "down", "level", "n/a", ""])
def test_a_published_direction_is_an_arrow_or_none(tmp_path, arrow):
    rating = RATING | {"published_travel": arrow}
    assert said(read_rows(tmp_path, schemas.ratings(["m"]), rating)) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("published_rag", "Green"),
        ("published_rag", "g"),
        ("published_travel", "↑"),
        ("compared_with", "Qtr 2 2018/19"),
        ("reason", "=cmd()"),
        ("measure_id", "x"),
    ],
)
def test_a_rating_with_a_bad_cell_is_a_fault(tmp_path, column, cell):
    found = said(read_rows(tmp_path, schemas.ratings(["m"]), RATING | {column: cell}))
    assert [fault[:3] for fault in found] == [(2, column, cell)]


def test_a_measure_is_rated_once(tmp_path):
    found = said(read_rows(tmp_path, schemas.ratings(["m"]), RATING, RATING))
    assert [fault[0] for fault in found] == [2, 3]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_narrative_may_not_start_like_a_formula(tmp_path, start):
    row = NARRATIVE | {"text": f"{start}HYPERLINK(1)"}
    assert said(read_rows(tmp_path, schemas.narrative(["m"]), row)) == [
        (2, "text", f"{start}HYPERLINK(1)", "text that does not start with =, +, - or @")
    ]


@pytest.mark.parametrize("kind", ["performance", "actions", "issues", "history", "benchmarking"])
def test_narrative_is_of_a_known_kind(tmp_path, kind):
    schema = schemas.narrative(["m"])
    assert said(read_rows(tmp_path, schema, NARRATIVE | {"kind": kind})) == []
    found = said(read_rows(tmp_path, schema, NARRATIVE | {"kind": kind.title()}))
    assert [fault[:3] for fault in found] == [(2, "kind", kind.title())]


def test_two_measures_may_have_a_first_paragraph(tmp_path):
    other = NARRATIVE | {"measure_id": "n"}
    assert said(read_rows(tmp_path, schemas.narrative(["m", "n"]), NARRATIVE, other)) == []


def test_two_paragraphs_may_not_stand_in_one_place(tmp_path):
    schema = schemas.narrative(["m"])
    assert said(read_rows(tmp_path, schema, NARRATIVE, NARRATIVE | {"position": "2"})) == []
    assert len(said(read_rows(tmp_path, schema, NARRATIVE, NARRATIVE))) == 2


def test_a_benchmark_of_an_unknown_measure_is_a_fault(tmp_path):
    row = {"measure_id": "x", "comparator": "London", "value": "83", "source_line": "711"}
    assert said(read_rows(tmp_path, schemas.benchmarks(["m"]), row)) == [
        (2, "measure_id", "x", "a key that stands in measures.csv")
    ]


def test_a_breakdown_without_a_category_is_a_fault(tmp_path):
    row = {"measure_id": "m", "dimension": "service", "value": "2", "source_line": "218"}
    assert said(read_rows(tmp_path, schemas.breakdowns(["m"]), row)) == [
        (2, "category", "", "filled in")
    ]


def test_an_update_on_an_unknown_deliverable_is_a_fault(tmp_path):
    row = {"deliverable_id": "x", "status": "complete", "source_line": "1"}
    assert said(read_rows(tmp_path, schemas.deliverables(["d"]), row)) == [
        (2, "deliverable_id", "x", "a key that stands in deliverables.csv")
    ]


@pytest.mark.parametrize("status", ["complete", "in_progress", "not_stated"])
def test_an_update_says_how_far_a_deliverable_is(tmp_path, status):
    row = {"deliverable_id": "d", "status": status, "source_line": "1"}
    assert said(read_rows(tmp_path, schemas.deliverables(["d"]), row)) == []


def test_two_updates_on_one_deliverable_are_a_fault(tmp_path):
    row = {"deliverable_id": "d", "status": "complete", "source_line": "1"}
    found = said(read_rows(tmp_path, schemas.deliverables(["d"]), row, row))
    assert [fault[:2] for fault in found] == [(2, "deliverable_id"), (3, "deliverable_id")]


def test_a_comparator_without_a_name_is_a_fault(tmp_path):
    row = {"measure_id": "m", "value": "83", "source_line": "711"}
    assert said(read_rows(tmp_path, schemas.benchmarks(["m"]), row)) == [
        (2, "comparator", "", "filled in")
    ]
