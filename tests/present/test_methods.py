"""The methods page."""

from dataclasses import replace
from typing import get_args

import pytest

from spf_lib.assess.rules import Family, Rule, RuleSet
from spf_lib.present.methods import rules_in_use
from spf_lib.present.page import open_page
from tests.present.shown import captioned, parse

WORDS = {"G": "Green", "A": "Amber", "R": "Red", "": "Not rated"}


def shown_rules(edition, default, **measures):
    rules = RuleSet(title="Rules", default=default, measures=measures)
    return captioned(parse(rules_in_use(open_page("p", replace(edition, rules=rules)))), "Rules")


def test_the_corporate_rule_is_a_tenth_of_the_target(pages):
    rows = captioned(pages["methods"].soup, "The corporate rule")
    assert rows[1][:3] == [
        "Every measure without a rule of its own",
        "Tolerance in percent of the target",
        "10%",
    ]


def test_a_measure_with_a_rule_of_its_own_is_named_with_its_reason(pages):
    rows = captioned(pages["methods"].soup, "The corporate rule")
    assert rows[2][0] == "Repeat incidents of domestic violence (MARAC)"
    assert rows[2][3]


def test_every_worked_example_reads_as_its_reason(edition, pages):
    _, *rows = captioned(pages["methods"].soup, "Worked examples")
    cases = edition.rule_examples
    assert [row[1:] for row in rows] == [
        list(case)
        for case in zip(cases["example"], cases["rag"].map(WORDS), cases["reason"], strict=True)
    ]


def test_each_family_of_rules_has_a_worked_example(edition):
    assert set(edition.rule_examples["family"]) == set(get_args(Family))


def test_a_rule_without_tolerance_says_none(edition):
    rows = shown_rules(edition, Rule(family="not_rated"))
    assert rows[1][1:3] == ["Not rated", "None"]


@pytest.mark.parametrize("family", get_args(Family))
def test_every_family_has_a_title(edition, family):
    rows = shown_rules(edition, Rule(family=family, tolerance=5, green_from=1))
    assert rows[1][1] not in ("", family)
