"""The tasks a batch is made of, with execution and assembly stood in for."""

import pytest

from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish import tasks
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.tasks import EditionTask, Outcome, SiteTask, put_in_place, run_task
from tests.publish.toy_tasks import Fail

EDITION = "2019-20-Q2"
FAULTS = [Fault("a.csv", 2, "value", "2o2", "a number"), Fault("b.csv", 3, "x", "", "filled in")]


def execution(monkeypatch, page=b"a page", error=None):
    """Make one page, or an error, stand in for an executed edition."""

    def freeze(_, edition_id, folder, progress):
        folder.mkdir(parents=True)
        (folder / "page.ipynb").write_bytes(page)
        if error:
            raise error
        progress(edition_id)

    monkeypatch.setattr(tasks, "freeze_edition", freeze)


@pytest.fixture
def task(tmp_path):
    return EditionTask(tmp_path, EDITION, tmp_path / "book" / EDITION)


def test_an_executed_edition_stands_in_its_place_and_nowhere_else(monkeypatch, task):
    execution(monkeypatch)
    assert run_task(task) == Outcome("ok", "")
    assert [path.name for path in task.project.rglob("*.ipynb")] == ["page.ipynb"]
    assert (task.folder / "page.ipynb").read_bytes() == b"a page"


def test_an_edition_executed_twice_is_there_once(monkeypatch, task):
    execution(monkeypatch)
    assert [run_task(task), run_task(task)] == [Outcome("ok", "")] * 2
    assert [path.name for path in task.project.rglob("*.ipynb")] == ["page.ipynb"]


def test_faults_in_the_input_are_the_outcome_each_of_them(monkeypatch, task):
    execution(monkeypatch, error=BadInput(FAULTS))
    done = run_task(task)
    assert done.status == "bad input"
    for fault in FAULTS:
        assert str(fault) in done.said


@pytest.mark.parametrize("error", [NotebookFailed("summary: KeyError"), BuildFailed("no ledger")])
def test_a_failed_check_is_the_outcome_in_its_own_words(monkeypatch, task, error):
    execution(monkeypatch, error=error)
    assert run_task(task) == Outcome("failed", str(error))


def test_an_edition_that_failed_half_way_leaves_nothing(monkeypatch, task):
    execution(monkeypatch, error=NotebookFailed("summary: KeyError"))
    run_task(task)
    assert [path for path in task.project.rglob("*") if path.is_file()] == []


def test_what_nobody_expected_is_raised():
    with pytest.raises(ZeroDivisionError):
        run_task(Fail(ZeroDivisionError()))


def test_a_folder_is_moved_to_its_place(tmp_path):
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "a").touch()
    put_in_place(fresh, tmp_path / "deep/target")
    assert (tmp_path / "deep/target/a").is_file()
    assert not fresh.exists()


def test_a_folder_that_cannot_be_moved_is_no_result(tmp_path):
    (tmp_path / "target").write_text("a file in the way")
    (tmp_path / "fresh").mkdir()
    with pytest.raises(OSError, match="target"):
        put_in_place(tmp_path / "fresh", tmp_path / "target")


def test_a_site_is_assembled_from_the_staged_book_with_all_editions(monkeypatch, project):
    calls = []
    monkeypatch.setattr(tasks, "assemble_site", lambda *arguments: calls.append(arguments))
    (project / "book").mkdir()
    (project / "book/welcome.md").touch()
    assert run_task(SiteTask(project)) == Outcome("ok", "")
    [(root, stage, editions, _)] = calls
    assert (root, stage) == (project, project / "_build/stage")
    assert editions == ["2015-16-Q4", "2019-20-Q2", "2020-21-Q1"]
    assert (stage / "book/welcome.md").is_file()
