"""Every edition of a project, and of every council, with execution and assembly stood in for."""

import shutil
from concurrent.futures import Future

import pytest
from filelock import FileLock

from benchmarks.generated_councils import Size, write_councils
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish import batch, book, tasks
from spf_lib.publish.batch import Result, build_all, run_batch
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.tasks import Outcome, run_task
from tests.publish.projects import amend
from tests.publish.toy_tasks import in_turn

OK = Outcome("ok", "")
Q1, Q2 = "2018-19-Q1", "2018-19-Q2"
EDITIONS = ["2015-16-Q4", "2019-20-Q2", "2020-21-Q1"]


@pytest.fixture(autouse=True)
def assembled(monkeypatch):
    """Make a look at the figures stand in for execution; list what is assembled."""
    calls = []

    def freeze(root, edition_id, folder, progress):
        figures = f"data/returns/{edition_id}/figures.csv"
        if "finl" in (root / figures).read_text(encoding="utf-8"):
            raise BadInput(Fault(figures, line, "status", "finl", "final") for line in (2, 3))
        folder.mkdir(parents=True)
        (folder / "page.ipynb").write_text(edition_id)
        progress("page")

    def assemble(root, stage, fresh, progress):
        pages = sorted(path.parent.name for path in stage.glob("book/*/page.ipynb"))
        calls.append((root.name, list(fresh), pages))
        (root / "_build/site").mkdir(exist_ok=True)
        progress("site")

    monkeypatch.setattr(tasks, "freeze_edition", freeze)
    monkeypatch.setattr(tasks, "assemble_site", assemble)
    monkeypatch.setattr(batch, "assemble_site", assemble)
    return calls


@pytest.fixture(scope="module")
def generated(root, tmp_path_factory):
    size = Size(measures=1, quarters=2)
    return write_councils(tmp_path_factory.mktemp("generated"), 3, size, root)


@pytest.fixture
def councils(generated, tmp_path):
    return [shutil.copytree(one, tmp_path / "councils" / one.name) for one in generated]


@pytest.fixture
def run(councils, root, tmp_path):
    steps = []
    return lambda: run_batch(councils, root, tmp_path / "output", in_turn, steps.append)


def spoil(council, edition_id=Q2):
    amend(council / f"data/returns/{edition_id}/figures.csv", "final", "finl")


def statuses(results):
    return [(one.council, one.made, one.outcome.status) for one in results]


def all_ok(council):
    return [(council, made, "ok") for made in (Q1, Q2, "site")]


def test_every_edition_of_every_council_is_executed_and_then_its_site_assembled(run, assembled):
    assert statuses(run()) == [line for n in (1, 2, 3) for line in all_ok(f"council-00{n}")]
    assert assembled == [(f"council-00{n}", [Q1, Q2], [Q1, Q2]) for n in (1, 2, 3)]


def test_a_council_becomes_a_project_with_its_editions_and_site(run, tmp_path):
    run()
    project = tmp_path / "output/council-002"
    assert (project / f"book/{Q1}/page.ipynb").read_text() == Q1
    assert (project / "_build/site").is_dir()
    assert not (project / "_build/scratch").exists()


def test_the_faults_of_one_council_are_all_told_and_stop_no_other(run, councils, tmp_path):
    spoil(councils[1])
    results = run()
    assert statuses(results) == [
        *all_ok("council-001"),
        ("council-002", Q1, "ok"),
        ("council-002", Q2, "bad input"),
        *all_ok("council-003"),
    ]
    for line in (2, 3):
        assert f"figures.csv, line {line}, column status" in results[4].outcome.said
    assert not (tmp_path / "output/council-002/_build/site").exists()


def test_an_edition_without_faults_is_written_though_the_next_has_some(run, councils, tmp_path):
    spoil(councils[0])
    assert statuses(run())[:3] == [
        ("council-001", Q1, "ok"),
        ("council-001", Q2, "bad input"),
        *all_ok("council-002")[:1],
    ]
    assert (tmp_path / f"output/council-001/book/{Q1}/page.ipynb").is_file()
    assert not (tmp_path / f"output/council-001/book/{Q2}").exists()


def test_a_council_that_lacks_a_part_is_told_before_any_edition(run, councils):
    (councils[2] / "_config.yml").unlink()
    result = run()[-1]
    assert (result.council, result.made, result.outcome.status) == (
        "council-003",
        "input",
        "bad input",
    )
    assert "_config.yml" in result.outcome.said


def test_running_a_batch_again_forgets_what_the_last_one_left(run, councils, tmp_path):
    run()
    spoil(councils[0])
    run()
    assert not (tmp_path / f"output/council-001/book/{Q2}").exists()
    assert (tmp_path / "output/council-001/_build/site").is_dir()


def test_results_stand_by_council_whichever_ended_first(councils, root, tmp_path):
    waiting = []

    def backwards(task):
        """Do a task only once the next is asked for, or the outcome of this one."""
        future = Waiting(task)
        waiting.append(future)
        return future

    class Waiting(Future):
        def __init__(self, task):
            super().__init__()
            self.task = task

    def release(futures):
        for future in reversed(list(futures)):
            future.set_result(run_task(future.task))
            yield future

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("spf_lib.publish.workers.as_completed", release)
        steps = []
        results = run_batch(councils, root, tmp_path / "output", backwards, steps.append)
    assert statuses(results) == [line for n in (1, 2, 3) for line in all_ok(f"council-00{n}")]
    assert steps[0] == f"council-003 {Q2}"


def test_two_batches_never_share_an_output(run, tmp_path, monkeypatch):
    monkeypatch.setattr(book, "_LOCK_SECONDS", 0.1)
    (tmp_path / "output/_build").mkdir(parents=True)
    with (
        FileLock(tmp_path / "output/_build/.lock"),
        pytest.raises(BuildFailed, match="another build has held"),
    ):
        run()


@pytest.fixture
def whole(project):
    (project / "book").mkdir()
    for edition_id in EDITIONS:
        (project / "book" / edition_id).mkdir()
        (project / "book" / edition_id / "frozen.ipynb").touch()
    return project


def test_all_editions_of_a_project_are_executed_and_its_site_assembled_once(whole, assembled):
    steps = []
    assert build_all(whole, in_turn, steps.append) == [Result("", one, OK) for one in EDITIONS]
    assert assembled == [(whole.name, EDITIONS, EDITIONS)]
    assert (sorted(steps[:-1]), steps[-1]) == (EDITIONS, "site")


def test_building_all_editions_leaves_the_frozen_ones_as_they_are(whole):
    build_all(whole, in_turn, str)
    for edition_id in EDITIONS:
        assert [path.name for path in (whole / "book" / edition_id).iterdir()] == ["frozen.ipynb"]
        staged = whole / "_build/stage/book" / edition_id
        assert [path.name for path in staged.iterdir()] == ["page.ipynb"]


def test_the_faults_of_all_editions_are_told_at_once_and_nothing_is_executed(whole, assembled):
    for edition_id in EDITIONS[::2]:
        path = whole / f"params/{edition_id}.yml"
        amend(path, "rules: corporate", "rules: corporat")
    with pytest.raises(BadInput) as raised:
        build_all(whole, in_turn, str)
    assert "corporat.yml" in str(raised.value)
    assert assembled == []
    assert not (whole / "_build/stage").exists()


def test_no_site_is_assembled_unless_every_edition_is_there(whole, assembled, monkeypatch):
    freeze = tasks.freeze_edition

    def fail(root, edition_id, folder, progress):
        if edition_id == EDITIONS[1]:
            raise NotebookFailed("summary: KeyError: x")
        freeze(root, edition_id, folder, progress)

    monkeypatch.setattr(tasks, "freeze_edition", fail)
    results = build_all(whole, in_turn, str)
    assert [one.outcome.status for one in results] == ["ok", "failed", "ok"]
    assert results[1].outcome.said == "summary: KeyError: x"
    assert assembled == []
