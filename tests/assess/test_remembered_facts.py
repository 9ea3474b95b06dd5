"""Facts that are kept while the rows of a measure stay as they were."""

import pandas as pd
import pytest

from spf_lib.assess import remembered_facts as remembered
from spf_lib.assess.remembered_facts import RememberedFacts
from spf_lib.assess.statements import many_facts
from spf_lib.publish.inputs import load_edition


@pytest.fixture(scope="module")
def tables(root):
    """What the facts of an edition are found from."""
    given = []

    def spy(*tables):
        given.append(tables)
        return many_facts(*tables)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(remembered, "many_facts", spy)
        load_edition(root, "2019-20-Q2")
    return given[0]


@pytest.fixture
def found_for(monkeypatch):
    """The measures that facts were found for, call by call."""
    calls = []

    def spy(scorecard, *tables):
        calls.append(list(scorecard["measure_id"]))
        return many_facts(scorecard, *tables)

    monkeypatch.setattr(remembered, "many_facts", spy)
    return calls


def with_figure(tables, measure_id, value):
    scorecard, figures, *rest = tables
    last = figures.index[figures["measure_id"] == measure_id][-1]
    number = figures["value"].where(figures.index != last, value)
    return scorecard, figures.assign(value=number), *rest


def test_what_is_said_of_a_measure_follows_from_its_own_rows_alone(tables):
    scorecard, figures, targets, period, benchmarks = tables
    together = many_facts(*tables)
    for number, name in enumerate(scorecard["measure_id"]):
        alone = RememberedFacts()(
            scorecard.iloc[[number]],
            figures[figures["measure_id"] == name],
            targets[targets["measure_id"] == name],
            period,
            benchmarks[benchmarks["measure_id"] == name],
        )
        assert alone == {name: together[name]}


def test_facts_are_found_anew_only_for_a_measure_with_another_row(tables, found_for):
    facts, changed = RememberedFacts(), with_figure(tables, "kpi-fly-tipped-material", 501.0)
    facts(*tables)
    assert facts(*changed) == many_facts(*changed)
    assert found_for == [list(tables[0]["measure_id"]), ["kpi-fly-tipped-material"]]


def test_facts_are_found_anew_where_a_row_moved_to_another_line(tables, found_for):
    scorecard, figures, targets, *rest = tables
    moved = targets.rename(index={targets.index[-1]: targets.index[-1] + 1})
    facts = RememberedFacts()
    facts(*tables)
    after = facts(scorecard, figures, moved, *rest)
    assert after == many_facts(scorecard, figures, moved, *rest)
    assert found_for[1] == [targets["measure_id"].iloc[-1]]


def test_facts_of_another_quarter_are_found_anew(tables, found_for):
    scorecard, figures, targets, period, benchmarks = tables
    facts = RememberedFacts()
    facts(*tables)
    facts(scorecard, figures, targets, pd.Period("2019Q4", "Q-MAR"), benchmarks)
    assert found_for[1] == found_for[0]
    assert period != pd.Period("2019Q4", "Q-MAR")


def test_facts_keep_the_order_of_the_scorecard_and_drop_what_it_lost(tables):
    facts = RememberedFacts()
    facts(*tables)
    fewer = (tables[0].iloc[:0:-1], *tables[1:])
    assert list(facts(*fewer)) == list(fewer[0]["measure_id"])
