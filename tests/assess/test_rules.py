import pandas as pd
import pytest
from pydantic import ValidationError

from spf_lib.assess.rules import Rule, RuleSet, read_rules, rules_by_measure, rules_file
from spf_lib.framework.tables import BadInput

MEASURES = pd.Series(["kpi-a", "kpi-b"])
RULES = """\
title: A rule set
default:
  family: relative
  tolerance: 10
measures:
  kpi-b:
    family: points
    tolerance: 0.25
    note: The target is zero.
"""


def read(folder, text):
    path = folder / rules_file("sample")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return read_rules(folder, "sample", MEASURES)


def faults_in(folder, text):
    with pytest.raises(BadInput) as caught:
        read(folder, text)
    return caught.value.faults


def test_the_shipped_rules_are_the_corporate_ones(root, edition):
    rules = read_rules(root, "corporate", edition.catalogue.measures["measure_id"])
    assert (rules.default.family, rules.default.tolerance) == ("relative", 10)


def test_a_measure_takes_its_own_rule_and_else_the_default(tmp_path):
    table = rules_by_measure(read(tmp_path, RULES), MEASURES)
    assert table["measure_id"].tolist() == ["kpi-a", "kpi-b"]
    assert table["family"].tolist() == ["relative", "points"]
    assert table["tolerance"].tolist() == [10, 0.25]
    assert table["note"].tolist() == ["", "The target is zero."]


def test_rules_are_laid_out_in_the_order_of_the_measures(tmp_path):
    table = rules_by_measure(read(tmp_path, RULES), pd.Series(["kpi-b", "kpi-a"]))
    assert table["family"].tolist() == ["points", "relative"]


def test_a_bound_that_a_rule_does_not_give_is_missing_and_not_zero():
    rules = RuleSet(title="t", default=Rule(family="thresholds", green_to=0))
    table = rules_by_measure(rules, MEASURES)
    assert table["green_to"].tolist() == [0, 0]
    assert table[["tolerance", "green_from", "amber_from", "amber_to"]].isna().all(axis=None)


def test_no_measures_have_no_rules(tmp_path):
    assert rules_by_measure(read(tmp_path, RULES), MEASURES.iloc[:0]).empty


def test_a_rule_for_an_unknown_measure_names_its_line(tmp_path):
    (fault,) = faults_in(tmp_path, RULES.replace("kpi-b:", "kpi-z:"))
    assert (fault.file, fault.line, fault.value) == ("params/rules/sample.yml", 6, "kpi-z")
    assert (fault.column, fault.expected) == ("measures", "a known measure_id")


def test_every_rule_for_an_unknown_measure_is_named(tmp_path):
    text = RULES + "  kpi-y: {family: not_rated}\n  kpi-z: {family: not_rated}\n"
    assert [fault.value for fault in faults_in(tmp_path, text)] == ["kpi-y", "kpi-z"]


@pytest.mark.parametrize(
    "measures", ['\n  "kpi-z": {family: not_rated}', " {kpi-z: {family: not_rated}}"]
)
def test_an_unknown_measure_is_named_however_the_file_writes_it(tmp_path, measures):
    text = f"title: t\ndefault: {{family: relative, tolerance: 10}}\nmeasures:{measures}\n"
    assert [fault.value for fault in faults_in(tmp_path, text)] == ["kpi-z"]


def test_an_unknown_key_of_a_rule_names_its_line_and_the_keys_of_a_rule(tmp_path):
    (fault,) = faults_in(
        tmp_path, RULES.replace("    tolerance:", "    tolerence:") + "    tolerance: 1\n"
    )
    assert (fault.line, fault.column) == (8, "measures.kpi-b.tolerence")
    assert fault.expected.startswith("a known key; ")
    assert "family, tolerance, green_from" in fault.expected


@pytest.mark.parametrize("family", ["relative", "points", "improving", "date"])
def test_a_family_that_needs_a_tolerance_is_not_taken_without(tmp_path, family):
    text = f"title: t\ndefault:\n  family: {family}\n"
    (fault,) = faults_in(tmp_path, text)
    assert (fault.line, fault.column) == (2, "default")
    assert f"family {family} needs a tolerance" in fault.expected


@pytest.mark.parametrize("family", ["yes_no", "not_rated"])
def test_a_family_that_needs_no_tolerance_is_taken_without(family):
    assert Rule(family=family).tolerance is None


def test_a_tolerance_of_zero_is_a_tolerance():
    assert Rule(family="relative", tolerance=0).tolerance == 0


def test_thresholds_need_a_green_one(tmp_path):
    text = "title: t\ndefault:\n  family: thresholds\n  amber_from: 5\n"
    (fault,) = faults_in(tmp_path, text)
    assert "needs green_from, green_to or both" in fault.expected


def test_a_green_threshold_of_zero_is_a_threshold():
    assert Rule(family="thresholds", green_from=0).green_from == 0


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("  family: relatve\n  tolerance: 10\n", "default.family"),
        ("  family: relative\n  tolerance: -1\n", "default.tolerance"),
        ("  family: relative\n  tolerance: ten\n", "default.tolerance"),
        ("  family: relative\n  tolerance: .nan\n", "default.tolerance"),
        ("  family: relative\n  tolerance: 10\n  tolerence: 5\n", "default.tolerence"),
    ],
)
def test_a_wrong_rule_is_a_fault(tmp_path, line, column):
    assert [fault.column for fault in faults_in(tmp_path, f"title: t\ndefault:\n{line}")] == [
        column
    ]


def test_a_rule_set_without_a_default_is_a_fault(tmp_path):
    assert [fault.column for fault in faults_in(tmp_path, "title: t\n")] == ["default"]


def test_a_rule_set_that_does_not_exist_is_a_fault(tmp_path):
    with pytest.raises(BadInput, match="a readable YAML file"):
        read_rules(tmp_path, "none", MEASURES)


def test_a_rule_does_not_change_once_made():
    rule = Rule(family="relative", tolerance=10)
    with pytest.raises(ValidationError):
        rule.tolerance = 50
