"""The data that ships is whole."""

import subprocess
import sys

import pandas as pd
import pytest

from spf_lib.assess.narrowing import tables
from spf_lib.framework.tables import BadInput
from spf_lib.publish.inputs import follow_edition, load_edition
from spf_lib.publish.memory import Memory
from tests.publish.projects import amend, correct

EDITION = "2019-20-Q2"
FIGURES = f"data/returns/{EDITION}/figures.csv"
PARAMETERS = f"params/{EDITION}.yml"
RULES = "params/rules/corporate.yml"


def test_every_scorecard_of_the_source_is_a_headline_measure(edition):
    assert len(edition.headlines) == 49


def test_every_portfolio_has_its_measures(edition):
    counts = edition.headlines["group_id"].value_counts(sort=False).tolist()
    assert counts == [8, 3, 4, 7, 10, 5, 3, 4, 5]


def test_an_edition_does_not_wait_for_scipy_stats_to_load(root):
    asked = (
        "import sys; from pathlib import Path; from spf_lib.publish.inputs import load_edition;"
        f"load_edition(Path(), {EDITION!r}); sys.exit('scipy.stats' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=root, check=False).returncode == 0


def faults_of(project):
    with pytest.raises(BadInput) as raised:
        load_edition(project, EDITION)
    return raised.value.faults


def spoil_a_figure(project):
    amend(
        project / FIGURES,
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,2o2,",
    )


def test_the_faults_of_all_files_are_told_at_once(project):
    spoil_a_figure(project)
    amend(project / "data/framework/groups.csv", ",Public Realm,3", ",Public Realm,third")
    amend(project / "data/framework/people.csv", "mark-tyson,Mark Tyson,", "mark-tyson,,")
    files = {fault.file for fault in faults_of(project)}
    assert {
        FIGURES,
        "data/framework/groups.csv",
        "data/framework/people.csv",
    } <= files


def test_a_fault_of_the_rules_is_told_with_those_of_the_data(project):
    spoil_a_figure(project)
    amend(project / RULES, "  tolerance: 10\nmeasures", "  tolerence: 10\nmeasures")
    assert {fault.file for fault in faults_of(project)} == {FIGURES, RULES}


def test_a_contradiction_about_an_unknown_measure_is_a_fault(project):
    path = project / "data/known_discrepancies.csv"
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[1]
    assert first.startswith("kpis-2019-20-q2,kpi-active-volunteers,")
    changed = first.replace("kpi-active-volunteers", "kpi-active-volunters", 1)
    path.write_text(text.replace(first, changed), encoding="utf-8")
    (fault,) = faults_of(project)
    assert (fault.line, fault.column, fault.value) == (2, "measure_id", "kpi-active-volunters")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("framework: kpi-2019-20", "framework: kpi-2091-20"),
        ("sources: [kpis-2019-20-q2,", "sources: [kpis-2019-20-q3,"),
        ("rules: corporate", "rules: corprate"),
    ],
)
def test_parameters_that_name_nothing_there_is_are_bad_input(project, old, new):
    amend(project / PARAMETERS, old, new)
    assert faults_of(project)


def test_a_rule_for_an_unknown_measure_is_named_by_its_line(project):
    amend(project / RULES, "kpi-domestic-violence-repeats:", "kpi-domestic-violence-repeat:")
    (fault,) = faults_of(project)
    assert (fault.file, fault.value) == (RULES, "kpi-domestic-violence-repeat")
    assert fault.line == 8


def test_a_worked_example_that_is_no_number_is_bad_input(project):
    path = project / "params/rules/examples.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("higher,83,final", "higher,8x3,final", 1), encoding="utf-8")
    assert faults_of(project)


def test_an_edition_knows_only_its_own_sources(edition):
    assert list(edition.catalogue.sources["source_id"]) == [
        "kpis-2019-20-q2",
        "accountabilities-2019-20-q2",
    ]
    assert set(edition.discrepancies["source_id"]) <= set(edition.catalogue.sources["source_id"])


def test_an_edition_knows_only_the_measures_of_its_framework(edition):
    assert set(edition.catalogue.measures["framework_id"]) == {"kpi-2019-20"}
    assert set(edition.catalogue.targets["measure_id"]) <= set(
        edition.catalogue.measures["measure_id"]
    )


CORRECTIONS = "data/corrections.csv"
RIGHT = (
    f"{EDITION},figures,kpi-active-volunteers,2019-20-Q1,table,value,210,201,"
    "Two figures were swapped.,Adult Social Care,2020-01-14"
)


def test_a_correction_is_read_and_holds(project):
    correct(project, RIGHT)
    figures = load_edition(project, EDITION).figures.set_index(["measure_id", "period"])
    assert figures.at[("kpi-active-volunteers", "2019-20-Q1"), "value"] == 201


@pytest.mark.parametrize(
    ("old", "new", "column", "value"),
    [
        (f"{EDITION},figures", "2019-20-Q9,figures", "edition", "2019-20-Q9"),
        (",figures,", ",ratings,", "table", "ratings"),
        ("kpi-active-volunteers", "kpi-volunteers", "measure_id", "kpi-volunteers"),
        (",table,value,", ",table,vlaue,", "column", "vlaue"),
        (",210,201,", ",about 210,201,", "expect", "about 210"),
        (",210,201,", ",210,two,", "correct_to", "two"),
        (",210,201,", ",210,210,", "correct_to", "210"),
        (",210,201,", ",211,201,", "expect", "211"),
        ("2019-20-Q1,table", "2011-12-Q1,table", "measure_id", "kpi-active-volunteers"),
        ("Two figures were swapped.", "", "reason", ""),
        (",Adult Social Care,", ",,", "provider", ""),
        (",2020-01-14", ",14 January", "date", "14 January"),
        (",2020-01-14", ",", "date", ""),
    ],
)
def test_a_wrong_correction_is_named_by_line_and_column(project, old, new, column, value):
    assert RIGHT.count(old) == 1
    correct(project, RIGHT.replace(old, new))
    assert [
        (fault.file, fault.line, fault.column, fault.value) for fault in faults_of(project)
    ] == [(CORRECTIONS, 2, column, value)]


def test_one_cell_cannot_be_corrected_twice_from_one_edition(project):
    correct(project, RIGHT, RIGHT.replace(",210,201,", ",201,202,"))
    assert {(fault.file, fault.line) for fault in faults_of(project)} == {
        (CORRECTIONS, 2),
        (CORRECTIONS, 3),
    }


def areas_beside(project, measure_id):
    return {one.comparator for one in load_edition(project, EDITION).facts[measure_id].others}


def test_the_councils_own_area_is_not_set_beside_itself(project):
    sources = project / "data/framework/sources.csv"
    assert areas_beside(project, "kpi-twelve-month-reviews") == {"England", "London"}
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("Barking and Dagenham,", "Havering,"), encoding="utf-8")
    assert areas_beside(project, "kpi-twelve-month-reviews") == {
        "Barking and Dagenham",
        "England",
        "London",
    }


REMEMBERED = [
    (FIGURES, "kpi-active-volunteers,2019-20-Q2,202,", "kpi-active-volunteers,2019-20-Q2,150,"),
    ("data/framework/sources.csv", "Appendix 2: Key Performance", "Appendix II: Key Performance"),
    ("data/returns/2015-16-Q4/deliverables.csv", ",complete,", ",in_progress,"),
    ("params/rules/examples.csv", "relative", "points"),
    (RULES, "tolerance: 10", "tolerance: 5"),
    (PARAMETERS, "rules: corporate", "rules: corporate # still"),
]


def remembered_edition(project, memory):
    return follow_edition(project, EDITION, memory, None)[0]


@pytest.mark.parametrize(("file", "old", "new"), REMEMBERED)
def test_an_edition_assessed_beside_what_is_remembered_is_as_if_read_afresh(
    project, file, old, new
):
    memory = Memory()
    remembered_edition(project, memory)
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    remembered = tables(remembered_edition(project, memory))
    afresh = tables(load_edition(project, EDITION))
    for name, table in afresh.items():
        if isinstance(table, pd.DataFrame):
            pd.testing.assert_frame_equal(remembered[name], table)
        else:
            assert remembered[name] == table


@pytest.mark.parametrize(("file", "faulty"), [(FIGURES, "2o2"), ("data/framework/people.csv", "")])
def test_faults_are_found_again_while_they_stand_and_forgotten_once_mended(project, file, faulty):
    memory = Memory()
    path = project / file
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("202", faulty, 1) if faulty else "", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BadInput) as raised:
            remembered_edition(project, memory)
        assert raised.value.faults == faults_of(project)
    path.write_text(whole, encoding="utf-8")
    assert len(remembered_edition(project, memory).headlines) == 49
