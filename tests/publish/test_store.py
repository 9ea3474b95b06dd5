"""The assessed edition, stored under the hash of its inputs."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from spf_lib.figures.returns import read_returns
from spf_lib.framework.catalogue import read_catalogue
from spf_lib.framework.tables import BadInput
from spf_lib.publish import inputs, store
from spf_lib.publish.inputs import follow_edition, load_edition
from spf_lib.publish.memory import Memory
from spf_lib.publish.store import Editions, Inputs, InputsChanged, assessed_edition
from tests.publish.projects import amend

EDITION = "2019-20-Q2"
FIGURES = f"data/returns/{EDITION}/figures.csv"


@pytest.fixture
def small(tmp_path):
    for folder in ("data/framework", "params/rules", "spf_lib/assess"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/framework/measures.csv").write_text("a,b\n1,2\n")
    (tmp_path / "params/rules/corporate.yml").write_text("title: x\n")
    (tmp_path / "spf_lib/assess/rating.py").write_text("x = 1\n")
    return tmp_path


@pytest.mark.parametrize(
    "file",
    ["data/framework/measures.csv", "params/rules/corporate.yml", "spf_lib/assess/rating.py"],
)
def test_a_changed_byte_of_data_parameters_or_code_gives_another_key(small, file):
    before = Inputs(small).hash_of(EDITION)
    content = (small / file).read_bytes()
    (small / file).write_bytes(content[:-2] + b"9\n")
    assert Inputs(small).hash_of(EDITION) != before
    (small / file).write_bytes(content)
    assert Inputs(small).hash_of(EDITION) == before


def test_a_new_or_renamed_file_gives_another_key(small):
    keys = {Inputs(small).hash_of(EDITION)}
    (small / "data/framework/groups.csv").touch()
    keys.add(Inputs(small).hash_of(EDITION))
    (small / "data/framework/groups.csv").rename(small / "data/framework/people.csv")
    keys.add(Inputs(small).hash_of(EDITION))
    assert len(keys) == 3


def test_a_byte_moved_from_one_file_to_the_next_gives_another_key(small):
    (small / "data/a.csv").write_text("12")
    (small / "data/b.csv").write_text("3")
    before = Inputs(small).hash_of(EDITION)
    (small / "data/a.csv").write_text("1")
    (small / "data/b.csv").write_text("23")
    assert Inputs(small).hash_of(EDITION) != before


def test_what_is_no_input_does_not_change_the_key(small):
    before = Inputs(small).hash_of(EDITION)
    (small / "README.md").write_text("x")
    (small / "_build").mkdir()
    (small / "_build/x.csv").write_text("x")
    assert Inputs(small).hash_of(EDITION) == before


def _add_edition(project, name):
    (project / f"params/{name}.yml").write_text("x: 1\n")
    (project / f"data/returns/{name}").mkdir(parents=True)
    (project / f"data/returns/{name}/figures.csv").write_text("a\n1\n")


def test_what_a_later_edition_brings_does_not_change_the_key(small):
    before = Inputs(small).hash_of(EDITION)
    _add_edition(small, "2019-20-Q3")
    assert Inputs(small).hash_of(EDITION) == before


def test_what_an_earlier_edition_brings_gives_another_key(small):
    before = Inputs(small).hash_of(EDITION)
    _add_edition(small, "2019-20-Q1")
    assert Inputs(small).hash_of(EDITION) != before


def test_a_later_edition_that_a_correction_names_counts_since_there_must_be_one(small):
    (small / "data/corrections.csv").write_text("edition\n2019-20-Q3\n")
    before = Inputs(small).hash_of(EDITION)
    _add_edition(small, "2019-20-Q3")
    assert Inputs(small).hash_of(EDITION) != before


def test_the_key_does_not_depend_on_where_the_project_stands(small, tmp_path):
    elsewhere = tmp_path.with_name(f"{tmp_path.name}-elsewhere")
    shutil.copytree(small, elsewhere)
    assert Inputs(elsewhere).hash_of(EDITION) == Inputs(small).hash_of(EDITION)


def test_the_second_reading_comes_from_the_store(project, monkeypatch):
    first = assessed_edition(project, EDITION)
    monkeypatch.setattr(store, "follow_edition", None)
    second = assessed_edition(project, EDITION)
    pd.testing.assert_frame_equal(second.scorecard, first.scorecard)


def test_a_process_reads_a_stored_edition_once(project):
    assessed_edition(project, EDITION)
    assert assessed_edition(project, EDITION) is assessed_edition(project, EDITION)


def test_a_deleted_store_gives_the_same_result(project):
    first = assessed_edition(project, EDITION)
    shutil.rmtree(project / "_build/store")
    again = assessed_edition(project, EDITION)
    pd.testing.assert_frame_equal(again.scorecard, first.scorecard)
    pd.testing.assert_frame_equal(again.figures, first.figures)


def test_the_store_gives_what_loading_gives(project):
    assessed_edition(project, EDITION)
    stored, loaded = assessed_edition(project, EDITION), load_edition(project, EDITION)
    pd.testing.assert_frame_equal(stored.scorecard, loaded.scorecard)
    pd.testing.assert_frame_equal(stored.ratings_reconciled, loaded.ratings_reconciled)


def test_a_stale_result_is_never_shown(project):
    before = assessed_edition(project, EDITION).scorecard.set_index("measure_id")
    amend(
        project / FIGURES,
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,150,",
    )
    after = assessed_edition(project, EDITION).scorecard.set_index("measure_id")
    rated = [rows.at["kpi-active-volunteers", "rag"] for rows in (before, after)]
    assert rated == ["G", "R"]


def test_editions_are_what_they_were_when_first_asked_for(project):
    editions = Editions(project)
    before = editions[EDITION]
    amend(
        project / FIGURES,
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,150,",
    )
    assert editions[EDITION] is before
    assert Editions(project)[EDITION].scorecard["rag"].tolist() != before.scorecard["rag"].tolist()


def test_what_one_edition_read_is_not_read_again_for_the_next(project, monkeypatch):
    editions = Editions(project)
    read = []
    monkeypatch.setattr(
        inputs, "read_catalogue", lambda root: read.append("catalogue") or read_catalogue(root)
    )
    for edition_id in ("2015-16-Q4", EDITION):
        editions[edition_id]
    assert read == ["catalogue"]


def returns_read(project, monkeypatch):
    """Assess the latest edition afresh; return it and the editions whose returns were read."""
    read = []
    monkeypatch.setattr(
        inputs,
        "read_returns",
        lambda root, name, *given: read.append(name) or read_returns(root, name, *given),
    )
    return assessed_edition(project, "2020-21-Q1"), read


def test_an_edition_goes_on_from_the_returns_of_the_one_before_it(project, monkeypatch):
    assessed_edition(project, EDITION)
    followed, read = returns_read(project, monkeypatch)
    assert read == ["2020-21-Q1"]
    afresh = load_edition(project, "2020-21-Q1")
    pd.testing.assert_frame_equal(followed.history, afresh.history)
    pd.testing.assert_frame_equal(followed.restatements, afresh.restatements)


def test_returns_before_that_have_changed_are_read_again(project, monkeypatch):
    assessed_edition(project, EDITION)
    amend(
        project / FIGURES,
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,150,",
    )
    _, read = returns_read(project, monkeypatch)
    assert read == ["2015-16-Q4", EDITION, "2020-21-Q1"]


def test_an_edition_asked_for_again_with_the_same_memory_is_not_read_again(project):
    memory = Memory()
    first = Editions(project, memory)[EDITION]
    assert Editions(project, memory)[EDITION] is first


def test_a_file_saved_while_an_edition_is_assessed_is_named_and_nothing_is_stored(
    project, monkeypatch
):
    def slow(*given):
        amend(
            project / FIGURES,
            "kpi-active-volunteers,2019-20-Q2,202,",
            "kpi-active-volunteers,2019-20-Q2,150,",
        )
        return follow_edition(*given)

    monkeypatch.setattr(store, "follow_edition", slow)
    with pytest.raises(InputsChanged, match=r"figures\.csv, line 1"):
        assessed_edition(project, EDITION)
    assert not (project / "_build").exists()


def test_what_was_read_of_a_file_saved_meanwhile_is_not_remembered_for_what_stood_there_before(
    project, monkeypatch
):
    change = "kpi-active-volunteers,2019-20-Q2,202,", "kpi-active-volunteers,2019-20-Q2,150,"
    hashed = inputs._content

    def saved_once_hashed(root, files):
        files = list(files)
        found = hashed(root, files)
        if project / FIGURES in files and change[0] in (project / FIGURES).read_text():
            amend(project / FIGURES, *change)
        return found

    memory = Memory()
    with monkeypatch.context() as patch, pytest.raises(InputsChanged):
        patch.setattr(inputs, "_content", saved_once_hashed)
        Editions(project, memory)[EDITION]
    amend(project / FIGURES, *reversed(change))
    undone = Editions(project, memory)[EDITION].scorecard.set_index("measure_id")
    assert undone.at["kpi-active-volunteers", "rag"] == "G"


def test_a_file_that_comes_while_an_edition_is_assessed_is_named(project, monkeypatch):
    def slow(*given):
        (project / "data/new.csv").write_text("a\n1\n")
        return follow_edition(*given)

    monkeypatch.setattr(store, "follow_edition", slow)
    with pytest.raises(InputsChanged, match=r"data/new\.csv"):
        assessed_edition(project, EDITION)


def test_bad_input_is_not_stored(project):
    amend(
        project / FIGURES,
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,2o2,",
    )
    for _ in range(2):
        with pytest.raises(BadInput, match="2o2"):
            assessed_edition(project, EDITION)
    assert not (project / "_build").exists()


def test_an_edition_that_is_being_assessed_is_waited_for(project, monkeypatch):
    (project / "_build/store").mkdir(parents=True)
    begun = []

    def follow(*arguments):
        begun.append(arguments)
        time.sleep(0.2)
        return follow_edition(*arguments)

    monkeypatch.setattr(store, "follow_edition", follow)
    with ThreadPoolExecutor(2) as pool:
        found = set(pool.map(lambda held: held.content_of(EDITION), map(Editions, [project] * 2)))
    assert (len(found), len(begun)) == (1, 1)


@pytest.mark.parametrize(("names", "order"), [("abcd", "cdab"), ("abc", "bca"), ("a", "a")])
def test_editions_are_followed_from_the_middle_on_and_then_from_the_first(
    tmp_path, monkeypatch, names, order
):
    followed = []
    monkeypatch.setattr(Editions, "content_of", lambda _, name: followed.append(name))
    Editions(tmp_path).follow_all(list(names))
    assert "".join(followed) == order
