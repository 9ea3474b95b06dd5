import pytest

from spf_lib.framework import checks
from spf_lib.framework.contract import TableSchema
from tests.framework.writing import read_rows, said

KEY = "a key in kebab-case"
NUMBER = "a bare number such as 82.1"
WHOLE = "a whole number, 0 or more"
PERIOD = "a period: 2019-20-Q2"
DAY = "a date such as 2019-09-30"
HARMLESS = "text that does not start with =, +, - or @"


def faults_in(folder, column, cell):
    # The second column keeps the line from being blank when the cell under test is empty.
    schema = TableSchema({"cell": column, "other": checks.printed()})
    return [fault[3] for fault in said(read_rows(folder, schema, {"cell": cell, "other": "x"}))]


@pytest.mark.parametrize("cell", ["a", "kpi-2019-20", "2019", "fly-tipped-material"])
def test_a_key_is_kebab_case(tmp_path, cell):
    assert faults_in(tmp_path, checks.key(), cell) == []


@pytest.mark.parametrize(
    "cell", ["A", "a b", "a_b", "-a", "a-", "a--b", "é", "a,b", " a", "a ", "a\n"]
)
def test_other_text_is_no_key(tmp_path, cell):
    assert faults_in(tmp_path, checks.key(), cell) == [KEY]


@pytest.mark.parametrize("cell", ["0", "82.1", "-0.44", "7011000", "4.0", "007"])
def test_a_number_is_bare(tmp_path, cell):
    assert faults_in(tmp_path, checks.number(), cell) == []


@pytest.mark.parametrize(
    "cell",
    [
        "1,000",
        "82%",
        "£5",
        "1e5",
        "+5",
        ".5",
        "5.",
        "n/a",
        "--",
        "1 000",
        "inf",
        "nan",
        " 5",
        "5\n",
        "\u0665",
        "５",
    ],
)
def test_a_dressed_or_misprinted_number_is_a_fault(tmp_path, cell):
    assert faults_in(tmp_path, checks.number(), cell) == [NUMBER]


@pytest.mark.parametrize("cell", ["0", "1", "1284"])
def test_a_whole_number_counts_from_zero(tmp_path, cell):
    assert faults_in(tmp_path, checks.whole_number(), cell) == []


@pytest.mark.parametrize("cell", ["-1", "1.0", "1,284", "x", "12\n", "\u0665"])
def test_other_text_is_no_whole_number(tmp_path, cell):
    assert faults_in(tmp_path, checks.whole_number(), cell) == [WHOLE]


@pytest.mark.parametrize("cell", ["2019-20-Q2", "2019-20", "2019", "2019-M07"])
def test_a_period_is_one_of_the_kinds_the_project_writes(tmp_path, cell):
    assert faults_in(tmp_path, checks.period(), cell) == []


@pytest.mark.parametrize(
    "cell", ["2019-21", "2019-20-Q5", "Q2 2019/20", "2019-M13", "2019-20-Q2\n"]
)
def test_other_text_is_no_period(tmp_path, cell):
    found = faults_in(tmp_path, checks.period(), cell)
    assert len(found) == 1
    assert found[0].startswith(PERIOD)


@pytest.mark.parametrize("cell", ["2019-09-30", "2020-02-29"])
def test_a_day_is_an_iso_date(tmp_path, cell):
    assert faults_in(tmp_path, checks.day(), cell) == []


@pytest.mark.parametrize(
    "cell", ["30/09/2019", "2019-02-30", "2019-9-3", "20190930", "2019-W40-1", "September 2019"]
)
def test_other_text_is_no_day(tmp_path, cell):
    assert faults_in(tmp_path, checks.day(), cell) == [DAY]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_prose_may_not_start_like_a_formula(tmp_path, start):
    assert faults_in(tmp_path, checks.prose(), f"{start}SUM(A1:A9)") == [HARMLESS]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_printed_token_may_start_like_a_formula(tmp_path, start):
    assert faults_in(tmp_path, checks.printed(), f"{start}£0.44") == []


def test_prose_may_hold_a_formula_sign_further_on(tmp_path):
    assert faults_in(tmp_path, checks.prose(), "Up 5 - 3 = 2 @ least") == []


def test_a_reference_names_the_file_in_which_its_key_should_stand(tmp_path):
    column = checks.reference(["a", "b"], "measures.csv")
    assert faults_in(tmp_path, column, "a") == []
    assert faults_in(tmp_path, column, "c") == ["a key that stands in measures.csv"]


def test_references_are_parted_by_semicolons(tmp_path):
    column = checks.references(["a", "b"], "people.csv")
    assert faults_in(tmp_path, column, "a;b") == []
    assert faults_in(tmp_path, column, "") == []
    for dangling in ("a;c", "a,b", "a;", "a; b"):
        assert faults_in(tmp_path, column, dangling) == [
            "keys that stand in people.csv, parted by semicolons"
        ]


def test_a_closed_list_says_what_it_allows(tmp_path):
    assert faults_in(tmp_path, checks.one_of("yes", "no"), "yes") == []
    assert faults_in(tmp_path, checks.one_of("yes", "no"), "Yes") == ["one of: yes, no"]


@pytest.mark.parametrize(
    "column",
    [
        checks.key(),
        checks.reference(["a"], "x.csv"),
        checks.one_of("a"),
        checks.number(required=True),
        checks.whole_number(),
        checks.period(),
        checks.prose(required=True),
        checks.printed(required=True),
    ],
    ids=["key", "reference", "one_of", "number", "whole_number", "period", "prose", "printed"],
)
def test_a_required_cell_may_not_be_empty(tmp_path, column):
    assert faults_in(tmp_path, column, "") == ["filled in"]


@pytest.mark.parametrize(
    "column",
    [
        checks.key(required=False),
        checks.reference(["a"], "x.csv", required=False),
        checks.one_of("a", required=False),
        checks.number(),
        checks.whole_number(required=False),
        checks.period(required=False),
        checks.day(),
        checks.prose(),
        checks.printed(),
    ],
    ids=["key", "reference", "one_of", "number", "whole", "period", "day", "prose", "printed"],
)
def test_an_optional_cell_may_be_empty(tmp_path, column):
    assert faults_in(tmp_path, column, "") == []
