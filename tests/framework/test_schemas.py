import pytest

from spf_lib.framework import schemas
from tests.framework.writing import read_rows, said

TARGET = {
    "measure_id": "m",
    "period": "2019-20-Q2",
    "kind": "at_least",
    "lower": "82",
    "target_as_printed": "82%",
    "source_line": "703",
}
MEASURE = {
    "measure_id": "m",
    "framework_id": "f",
    "group_id": "g",
    "title": "The number of things",
    "polarity": "higher",
    "unit": "count",
    "decimals": "0",
    "calculation": "count",
    "multiplier": "1",
    "accumulation": "discrete",
    "frequency": "quarterly",
    "rated": "yes",
    "source_id": "s",
    "source_line": "7",
}
GROUP = {
    "group_id": "g",
    "framework_id": "f",
    "kind": "portfolio",
    "title": "Public Realm",
    "position": "1",
    "source_line": "1",
}
DELIVERABLE = {
    "deliverable_id": "d",
    "framework_id": "f",
    "group_id": "g",
    "deliverable": "Build it",
    "source_line": "5",
}
SOURCE = {"source_id": "s", "title": "T", "publisher": "P", "sha256": "0" * 64}


def targets_said(folder, *changes):
    rows = [TARGET | change for change in changes]
    return said(read_rows(folder, schemas.targets(["m", "n"]), *rows))


def measures_said(folder, *changes):
    schema = schemas.measures(["f"], ["g"], ["p", "q"], ["s"])
    return said(read_rows(folder, schema, *(MEASURE | change for change in changes)))


@pytest.mark.parametrize(
    "target",
    [
        {"kind": "at_least", "lower": "82", "upper": ""},
        {"kind": "at_least", "lower": "0", "upper": ""},
        {"kind": "at_most", "lower": "", "upper": "6"},
        {"kind": "between", "lower": "28", "upper": "40"},
        {"kind": "within", "lower": "0", "upper": "0"},
        {"kind": "increase", "lower": "", "upper": ""},
        {"kind": "increase", "lower": "10", "upper": ""},
        {"kind": "decrease", "lower": "", "upper": ""},
        {"kind": "no_decrease", "lower": "", "upper": ""},
        {"kind": "to_be_set", "lower": "", "period": ""},
        {"kind": "none", "lower": "", "period": ""},
    ],
    ids=lambda target: f"{target['kind']} {target['lower']}",
)
def test_a_target_with_what_its_kind_needs_is_whole(tmp_path, target):
    assert targets_said(tmp_path, target) == []


@pytest.mark.parametrize(
    ("target", "column"),
    [
        ({"kind": "at_least", "lower": ""}, "lower"),
        ({"kind": "at_most", "lower": "", "upper": ""}, "upper"),
        ({"kind": "between", "lower": "", "upper": "40"}, "lower"),
        ({"kind": "between", "lower": "28", "upper": ""}, "upper"),
        ({"kind": "within", "lower": "", "upper": "0"}, "lower"),
        ({"kind": "within", "lower": "0", "upper": ""}, "upper"),
    ],
)
def test_a_target_without_its_bound_is_a_fault(tmp_path, target, column):
    assert targets_said(tmp_path, target) == [(2, column, "", "filled in for this kind of target")]


def test_a_band_that_ends_before_it_starts_is_a_fault(tmp_path):
    target = {"kind": "between", "lower": "40", "upper": "28"}
    assert targets_said(tmp_path, target) == [(2, "upper", "28", "no less than lower")]


def test_a_band_is_ordered_by_number_and_not_by_text(tmp_path):
    assert targets_said(tmp_path, {"kind": "between", "lower": "9", "upper": "10"}) == []


def test_a_benchmark_target_without_a_benchmark_is_a_fault(tmp_path):
    found = targets_said(tmp_path, {"kind": "benchmark", "lower": "", "benchmark": ""})
    assert (2, "benchmark", "", "filled in for a benchmark target") in found


def test_a_target_of_an_unknown_measure_is_a_fault(tmp_path):
    assert targets_said(tmp_path, {"measure_id": "x"}) == [
        (2, "measure_id", "x", "a key that stands in measures.csv")
    ]


def test_two_targets_for_one_measure_and_period_are_a_fault(tmp_path):
    found = targets_said(tmp_path, {"lower": "82"}, {"lower": "83"})
    assert [(line, column) for line, column, *_ in found] == [(2, "measure_id"), (3, "measure_id")]


def test_two_standing_targets_for_one_measure_are_a_fault(tmp_path):
    assert len(targets_said(tmp_path, {"period": ""}, {"period": "", "lower": "83"})) == 2


def test_one_measure_may_have_a_target_for_each_period(tmp_path):
    assert targets_said(tmp_path, {}, {"period": "2019-20-Q3"}, {"period": ""}) == []


def test_a_target_reads_its_bounds_as_numbers(tmp_path):
    table = read_rows(tmp_path, schemas.targets(["m"]), TARGET, numbers=schemas.NUMBERS["targets"])
    assert table.rows.at[2, "lower"] == 82
    assert table.rows["upper"].isna().all()


def test_every_fault_of_a_bad_target_is_told(tmp_path):
    bad = {"measure_id": "x", "period": "2019-21", "kind": "atleast", "lower": "82%"}
    bad |= {"source_line": ""}
    assert [(line, column, value) for line, column, value, _ in targets_said(tmp_path, bad)] == [
        (2, "kind", "atleast"),
        (2, "lower", "82%"),
        (2, "measure_id", "x"),
        (2, "period", "2019-21"),
        (2, "source_line", ""),
    ]


def test_a_measure_with_what_it_needs_is_whole(tmp_path):
    assert measures_said(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("framework_id", "x", "a key that stands in frameworks.csv"),
        ("group_id", "x", "a key that stands in groups.csv"),
        ("source_id", "x", "a key that stands in sources.csv"),
        ("lead_member", "p;x", "keys that stand in people.csv, parted by semicolons"),
        ("lead_officer", "x", "keys that stand in people.csv, parted by semicolons"),
        ("polarity", "up", "one of: higher, lower, range, none"),
        (
            "calculation",
            "average",
            "one of: count, percentage, rate, mean, sum, difference, score",
        ),
        ("accumulation", "ytd", "one of: discrete, year_to_date, rolling_year, snapshot"),
        ("rated", "maybe", "one of: yes, no"),
        ("decimals", "1.5", "a whole number, 0 or more"),
        ("title", "", "filled in"),
        ("purpose", "=1+1", "text that does not start with =, +, - or @"),
        ("part_of", "x", "the measure_id of a headline in this file"),
    ],
)
def test_a_measure_with_a_bad_cell_is_a_fault(tmp_path, column, cell, expected):
    assert measures_said(tmp_path, {column: cell}) == [(2, column, cell, expected)]


def test_an_unknown_frequency_is_a_fault(tmp_path):
    found = measures_said(tmp_path, {"frequency": "weekly"})
    assert [fault[:3] for fault in found] == [(2, "frequency", "weekly")]


def test_several_people_may_lead_a_measure(tmp_path):
    assert measures_said(tmp_path, {"lead_member": "p;q", "lead_officer": "q"}) == []


def test_a_series_is_part_of_a_headline(tmp_path):
    series = {"measure_id": "m-median", "part_of": "m"}
    assert measures_said(tmp_path, {}, series) == []


def test_a_series_of_a_series_is_a_fault(tmp_path):
    series = {"measure_id": "m-median", "part_of": "m"}
    further = {"measure_id": "m-mode", "part_of": "m-median"}
    assert measures_said(tmp_path, {}, series, further) == [
        (4, "part_of", "m-median", "the measure_id of a headline in this file")
    ]


def test_a_measure_may_be_the_same_as_another_row_only(tmp_path):
    twin = {"measure_id": "n", "same_as": "m"}
    assert measures_said(tmp_path, {}, twin) == []
    assert measures_said(tmp_path, {}, twin | {"same_as": "x"}) == [
        (3, "same_as", "x", "the measure_id of another row")
    ]


def test_two_measures_of_one_name_are_a_fault(tmp_path):
    assert [fault[0] for fault in measures_said(tmp_path, {}, {"title": "Another"})] == [2, 3]


def test_a_group_whose_parent_is_another_row_is_whole(tmp_path):
    child = GROUP | {"group_id": "h", "parent_id": "g"}
    assert said(read_rows(tmp_path, schemas.groups(["f"]), child, GROUP)) == []


def test_a_group_without_its_parent_is_a_fault(tmp_path):
    orphan = GROUP | {"parent_id": "x"}
    assert said(read_rows(tmp_path, schemas.groups(["f"]), orphan)) == [
        (2, "parent_id", "x", "the group_id of another row")
    ]


def test_a_framework_of_an_unknown_source_is_a_fault(tmp_path):
    row = {"framework_id": "f", "title": "T", "opening_edition": "2019-20-Q2", "source_id": "x"}
    assert said(read_rows(tmp_path, schemas.frameworks(["s"]), row)) == [
        (2, "source_id", "x", "a key that stands in sources.csv")
    ]


def test_a_source_without_a_true_hash_is_a_fault(tmp_path):
    assert said(read_rows(tmp_path, schemas.sources(), SOURCE)) == []
    bad = SOURCE | {"sha256": "0" * 63}
    assert said(read_rows(tmp_path, schemas.sources(), bad)) == [
        (2, "sha256", "0" * 63, "a SHA-256 in hexadecimal")
    ]


def test_a_person_is_a_member_or_an_officer(tmp_path):
    row = {"person_id": "p", "name": "A Person", "kind": "mayor"}
    assert said(read_rows(tmp_path, schemas.people(), row)) == [
        (2, "kind", "mayor", "one of: member, officer")
    ]


def test_a_baseline_of_an_unknown_measure_is_a_fault(tmp_path):
    row = {"measure_id": "x", "value": "5", "value_as_printed": "5", "source_line": "1"}
    assert said(read_rows(tmp_path, schemas.baselines(["m"]), row)) == [
        (2, "measure_id", "x", "a key that stands in measures.csv")
    ]


def test_a_deliverable_points_at_things_that_exist(tmp_path):
    schema = schemas.deliverables(["f"], ["g"], ["p"], ["d"])
    assert said(read_rows(tmp_path, schema, DELIVERABLE)) == []
    bad = {"framework_id": "x", "group_id": "y", "lead_officer": "z", "duplicate_of": "w"}
    found = said(read_rows(tmp_path, schema, DELIVERABLE | bad))
    assert [(column, value) for _, column, value, _ in found] == [
        ("duplicate_of", "w"),
        ("framework_id", "x"),
        ("group_id", "y"),
        ("lead_officer", "z"),
    ]


def test_a_deliverable_may_repeat_another_row(tmp_path):
    schema = schemas.deliverables(["f"], ["g"], ["p"], ["d"])
    again = DELIVERABLE | {"deliverable_id": "e", "duplicate_of": "d"}
    assert said(read_rows(tmp_path, schema, DELIVERABLE, again)) == []


def test_a_deliverable_is_due_on_a_date(tmp_path):
    schema = schemas.deliverables(["f"], ["g"], ["p"], ["d"])
    bad = DELIVERABLE | {"due_to": "March 2020"}
    assert said(read_rows(tmp_path, schema, bad)) == [
        (2, "due_to", "March 2020", "a date such as 2019-09-30")
    ]


def test_a_due_date_that_says_other_than_its_printed_words_is_a_fault(tmp_path):
    schema = schemas.deliverables(["f"], ["g"], ["p"], [])
    due = DELIVERABLE | {"due_as_printed": "March 2020", "due_from": "2020-03-01"}
    assert said(read_rows(tmp_path, schema, due | {"due_to": "2020-03-31"})) == []
    found = said(read_rows(tmp_path, schema, due | {"due_to": "2021-03-31"}))
    assert [fault[:3] for fault in found] == [(2, "due_as_printed", "March 2020")]


def test_a_due_date_read_by_judgement_is_taken_as_it_is(tmp_path):
    schema = schemas.deliverables(["f"], ["g"], ["p"], ["d"])
    due = {"due_as_printed": "March 2020", "due_from": "2020-03-01", "due_to": "2021-03-31"}
    assert said(read_rows(tmp_path, schema, DELIVERABLE | due)) == []
