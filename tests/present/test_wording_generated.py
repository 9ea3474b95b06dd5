"""Ten thousand made-up series: no crash, no missing value in text, no broken rule."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from spf_lib.assess.statement_records import Absent, RunRateNeeded
from spf_lib.assess.statements import many_facts
from spf_lib.framework.periods import period_title
from spf_lib.present.sentence_rules_sets import (
    measure_breaches,
    summary_breaches,
    version_breaches,
)
from spf_lib.present.wording import statements
from spf_lib.present.wording_summary import summary_of
from tests.present.generated import PERIOD, Generated, generate, scored

SERIES = 10_000


def facts_of(made: Generated):
    return many_facts(made.scorecard, made.figures, made.targets, PERIOD, made.benchmarks)


@pytest.fixture(scope="module")
def made():
    return generate(SERIES, seed=20)


@pytest.fixture(scope="module")
def facts(made):
    return facts_of(made)


@pytest.fixture(scope="module")
def few():
    return generate(400, seed=7)


def test_no_sentence_of_ten_thousand_series_breaks_a_rule(facts):
    assert len(facts) == SERIES
    broken = [b for found in facts.values() for b in measure_breaches(found, statements(found))]
    assert broken == []


def test_the_generated_series_reach_every_kind_of_sentence(facts):
    topics = {s.topic for found in facts.values() for s in statements(found)}
    assert topics >= {
        "latest",
        "no figure",
        "change",
        "no change",
        "rating",
        "awaited",
        "test",
        "chance",
        "small",
        "no range",
        "common cause",
        "signal",
        "trial",
        "assurance",
        "overlap",
        "nature",
        "need",
        "projection",
        "edge",
        "safety",
        "others",
    }
    labels = {f.chart.label for f in facts.values() if not isinstance(f.chart, Absent)}
    assert len(labels) == 9


def test_a_summary_of_generated_measures_breaks_no_rule(made, facts):
    sections = summary_of(made.scorecard, facts, period_title(PERIOD))
    assert summary_breaches(sections, made.scorecard) == []


def test_the_same_facts_give_the_same_text(few):
    first, second = facts_of(few), facts_of(few)
    assert first == second
    assert all(
        [s.text() for s in statements(first[key])] == [s.text() for s in statements(second[key])]
        for key in first
    )


def test_the_order_of_rows_does_not_change_the_text(few):
    shuffled = replace(few, figures=few.figures.sample(frac=1, random_state=1))
    first, second = facts_of(few), facts_of(shuffled)
    assert all(statements(first[key]) == statements(second[key]) for key in first)


def _at_an_edge(found):
    """A rate of exactly 0 or 100 is secured on one side and still to be met on the other."""
    return isinstance(found.need, RunRateNeeded) and found.need.rate.value in (0, 100)


def test_mirrored_polarity_changes_judgement_words_alone(few):
    sided = few.scorecard[few.scorecard["polarity"].isin(["higher", "lower"])]
    swapped = sided["polarity"].map({"higher": "lower", "lower": "higher"})
    mirrored = replace(few, scorecard=scored(sided.assign(polarity=swapped)))
    first, second = facts_of(replace(few, scorecard=sided)), facts_of(mirrored)
    differing = 0
    for key, found in first.items():
        if _at_an_edge(found):
            continue
        one, other = statements(found), statements(second[key])
        assert version_breaches(one, other) == []
        differing += [s.text() for s in one] != [s.text() for s in other]
    assert differing > 50


def test_a_share_from_0_to_1_is_worded_as_from_0_to_100(few):
    scores = few.scorecard[few.scorecard["unit"] == "score"]
    ids = set(scores["measure_id"])

    def scaled(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
        own = frame[frame["measure_id"].isin(ids)]
        return own.assign(**{column: own[column] / 100 for column in columns})

    whole = replace(few, scorecard=scores.assign(family="relative"))
    whole = replace(whole, scorecard=scored(whole.scorecard))
    levels = ["value", "previous", "lower", "upper"]
    small = Generated(
        scorecard=scored(
            scaled(whole.scorecard, levels).assign(decimals=whole.scorecard["decimals"] + 2)
        ),
        figures=scaled(few.figures, ["value"]),
        targets=scaled(few.targets, ["lower", "upper"]),
        benchmarks=scaled(few.benchmarks, ["value"]),
    )
    first, second = facts_of(whole), facts_of(small)
    assert first
    for key in first:
        assert _words(statements(first[key])) == _words(statements(second[key]))


def _words(said):
    places = re.compile(r"unchanged to [a-z ]+ compared")
    return [places.sub("unchanged compared", statement.template) for statement in said]
