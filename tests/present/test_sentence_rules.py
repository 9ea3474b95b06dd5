"""Each rule has a sentence that keeps it and one that breaks it."""

from dataclasses import replace

import numpy as np
import pytest

from spf_lib.assess.statements import many_facts
from spf_lib.framework.fact import Fact
from spf_lib.present.sentence_rules import RULES, sentence_breaches
from spf_lib.present.sentence_rules_sets import (
    measure_breaches,
    summary_breaches,
    version_breaches,
)
from spf_lib.present.statement import Statement
from spf_lib.present.wording import statements
from spf_lib.present.wording_summary import summary_statements


def number(value, unit="percent", decimals=0, kind="reported"):
    return Fact("m", kind, value, unit, decimals)


POINTS = "percentage points"
SEVEN = "seven quarters in a row above its average"
VALUE = {"value": number(82)}
NAMES = {"measure": "Visits", "period": "Quarter 2 2019/20", "before": "Quarter 2 2018/19"}


def say(template, numbers=None, topic="a topic", evidence=""):
    names = {name: text for name, text in NAMES.items() if f"{{{name}}}" in template}
    return Statement(topic, "m", template, numbers or {}, names, "p", evidence)


KEPT_AND_BROKEN = [
    (1, say("It stood at {value}.", VALUE), say("It stood at 82%.")),
    (1, say("It stood at {value}.", VALUE), say("It missed three targets.")),
    (1, say("It stood at {value}.", VALUE), say("It stood at nan.")),
    (2, say("It stood at {value}.", VALUE), say("{value} is the figure.", VALUE)),
    (
        2,
        say("{measure} stood at {value} in {period}.", VALUE, "latest"),
        say("In {period}, {measure} stood at {value}.", VALUE, "latest"),
    ),
    (
        3,
        say("That is a rise of {change} compared with {before}.", {"change": number(2, POINTS)}),
        say("That is a rise of {change}.", {"change": number(2, POINTS)}),
    ),
    (3, say("It is similar compared with {before}."), say("It moved compared with {before}.")),
    (
        4,
        say("A rise of {change} compared with {before}.", {"change": number(1, POINTS)}),
        say("A rise of {change} compared with {before}.", {"change": number(1)}),
    ),
    (
        4,
        say("The gap is {gap}.", {"gap": number(1.5, POINTS, 1)}),
        say("The gap is {gap} percentage point.", {"gap": number(1.5, "score", 1)}),
    ),
    (
        5,
        say("From {a} to {b}.", {"a": number(1, decimals=1), "b": number(2, decimals=1)}),
        say("From {a} to {b}.", {"a": number(1, decimals=1), "b": number(2)}),
    ),
    (
        5,
        say("From {a} to {b}.", {"a": number(1), "b": number(2)}),
        say("From {a}–{b}.", {"a": number(1), "b": number(2)}),
    ),
    (
        6,
        say(
            "{value}, {change}, {previous}.",
            {"value": number(9.6), "change": number(1, POINTS), "previous": number(8.6)},
        ),
        say(
            "{value}, {change}, {previous}.",
            {"value": number(9.6), "change": number(0.8, POINTS), "previous": number(9.5)},
        ),
    ),
    (
        6,
        say("It was unchanged to the nearest whole number compared with {before}."),
        say("A rise of {change} compared with {before}.", {"change": number(0.2, POINTS)}),
    ),
    (
        7,
        say("A rise compared with {before}, which is better."),
        say("A good rise compared with {before}."),
    ),
    (
        8,
        say("The rise compared with {before} is significant by a z-test.", evidence="z-test"),
        say("The rise compared with {before} is significant."),
    ),
    (9, say(f"A rising trend: {SEVEN}.", evidence=SEVEN), say("It is improving.")),
    (
        10,
        say(
            "It is within its usual range ({from} to {to}).",
            {"from": number(1), "to": number(2)},
            "common cause",
        ),
        say("It is well within its usual range.", topic="common cause"),
    ),
    (
        14,
        say("The officers write: “because of the weather”."),
        say("It was higher because of the weather."),
    ),
    (15, say("It met the target."), say("It only met the target.")),
    (
        16,
        say("If the rest is as so far (a straight line), it would end at {value}.", VALUE),
        say("It will end at {value}.", VALUE),
    ),
    (
        17,
        say("{a}, {b}, {c}.", {slot: number(1) for slot in "abc"}),
        say("{a}, {b}, {c}, {d}.", {slot: number(1) for slot in "abcd"}),
    ),
    (17, say("It stood at {value}.", VALUE), say("It stood. It stood.")),
    (20, say("It is above its average."), say("It is above its mean.")),
    (20, say("It is short."), say(" ".join(["word"] * 41) + ".")),
]


@pytest.mark.parametrize(("rule", "kept", "broken"), KEPT_AND_BROKEN)
def test_a_rule_passes_one_sentence_and_catches_the_other(rule, kept, broken):
    assert rule not in {breach.rule for breach in sentence_breaches(kept)}
    assert rule in {breach.rule for breach in sentence_breaches(broken)}


def test_every_rule_of_single_sentences_has_its_pair():
    assert {rule for rule, _, _ in KEPT_AND_BROKEN} == set(RULES)


def test_names_may_hold_digits_and_words_that_sentences_may_not():
    said = Statement("a topic", "m", "{measure} is there.", {}, {"measure": "Best 3 A Levels {x}"})
    assert sentence_breaches(said) == []


@pytest.fixture(scope="module")
def facts(edition):
    return edition.facts


def rules_broken(found, said):
    return {breach.rule for breach in measure_breaches(found, said)}


def without(said, topic):
    return [statement for statement in said if statement.topic != topic]


def test_a_figure_of_the_measure_with_other_decimals_breaks_rule_5(facts):
    found = facts["kpi-active-volunteers"]
    assert rules_broken(replace(found, decimals=1), statements(found)) == {5}


def test_a_fall_called_a_rise_breaks_rule_7(facts):
    found = facts["kpi-active-volunteers"]
    said = statements(found)
    said[1] = replace(said[1], template=said[1].template.replace("fall", "rise"))
    assert 7 in rules_broken(found, said)


def test_a_judgement_against_polarity_breaks_rule_7(facts):
    found = facts["kpi-active-volunteers"]
    assert 7 in rules_broken(replace(found, polarity="lower"), statements(found))


def test_assurance_unsaid_breaks_rule_11(facts):
    found = facts["kpi-contact-centre-satisfaction"]
    assert 11 in rules_broken(found, without(statements(found), "assurance"))


def test_a_colour_unsaid_beside_assurance_that_disagrees_breaks_rule_11(facts):
    found = facts["kpi-contact-centre-satisfaction"]
    disagreeing = replace(found, rating=replace(found.rating, rag="R"))
    assert 11 not in rules_broken(disagreeing, statements(disagreeing))
    assert 11 in rules_broken(disagreeing, statements(found))


@pytest.mark.parametrize(
    ("measure", "topic"),
    [
        ("kpi-active-volunteers", "trial"),
        ("kpi-mandatory-training", "trial"),
        ("kpi-delayed-transfers", "awaited"),
        ("kpi-green-flags", "small"),
        ("kpi-care-home-admissions", "latest"),
    ],
)
def test_a_weakness_unsaid_breaks_rule_12(facts, measure, topic):
    found = facts[measure]
    assert 12 not in rules_broken(found, statements(found))
    assert 12 in rules_broken(found, without(statements(found), topic))


def test_a_quarter_before_named_first_breaks_rule_13(facts):
    found = facts["kpi-anti-social-behaviour"]
    said = statements(found)
    names = {"before": "Quarter 1 2019/20", "then": "in Quarter 1 2019/20"}
    said[1] = replace(said[1], names=names)
    assert 13 in rules_broken(found, said)


def test_two_wordings_of_one_fact_break_rule_18(facts):
    said = statements(facts["kpi-active-volunteers"])
    other = [replace(said[0], template="{measure} reached {value} {period}."), *said[1:]]
    assert version_breaches(said, said) == []
    assert [breach.rule for breach in version_breaches(said, other)] == [18]


def test_a_red_measure_left_out_of_the_summary_breaks_rule_19(edition):
    sections = summary_statements(edition)
    assert summary_breaches(sections, edition.headlines) == []
    short = [replace(s, items=s.items[1:]) if s.key == "red" else s for s in sections]
    assert {breach.rule for breach in summary_breaches(short, edition.headlines)} == {19}


def test_a_count_that_is_not_the_tables_breaks_rule_19(edition):
    sections = summary_statements(edition)
    fewer = edition.headlines.iloc[1:]
    assert 19 in {breach.rule for breach in summary_breaches(sections, fewer)}


def test_a_measure_without_figures_gets_one_sentence(edition):
    row = edition.scorecard.iloc[[0]].assign(
        period=None, value=np.nan, previous=np.nan, numerator=np.nan, denominator=np.nan, rag=""
    )
    facts = many_facts(row, edition.figures.iloc[:0], edition.catalogue.targets, edition.period)
    found = facts["kpi-active-volunteers"]
    said = statements(found)
    assert [statement.text() for statement in said] == [
        "The number of active volunteers has no figure up to Quarter 2 2019/20."
    ]
    assert rules_broken(found, said) == set()
