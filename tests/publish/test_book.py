"""Assembling the site."""

import json
import shutil
import threading
from pathlib import Path

import pytest

from spf_lib.present.page import LEDGER_MIME
from spf_lib.publish import book
from spf_lib.publish.book import (
    BuildFailed,
    build_html,
    build_lock,
    ledger_of,
    stage_sources,
    swap_in,
    without_ledger,
)

RECORDS = [{"id": "f--all-measures--count", "text": "49"}]


def has_parameters_of(project, *edition_ids):
    (project / "params").mkdir()
    for edition_id in edition_ids:
        (project / f"params/{edition_id}.yml").touch()


def a_site(folder, words):
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(words)
    return folder


def words_of(folder):
    return (folder / "index.html").read_text()


def a_notebook(path, *outputs):
    cells = [{"cell_type": "markdown", "source": "# T"}]
    cells += [{"cell_type": "code", "source": "1", "outputs": [{"data": data}]} for data in outputs]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells}))
    return path


def test_the_first_site_is_put_in_its_place(tmp_path):
    target = swap_in(a_site(tmp_path / "_build/html", "new"), tmp_path)
    assert target == tmp_path / "_build/site"
    assert words_of(target) == "new"


def test_a_new_site_takes_the_place_of_the_last_one_whole(tmp_path):
    (tmp_path / "_build").mkdir()
    old = swap_in(a_site(tmp_path / "_build/html", "old"), tmp_path)
    (old / "page-that-is-gone.html").touch()
    target = swap_in(a_site(tmp_path / "_build/html", "new"), tmp_path)
    assert words_of(target) == "new"
    assert [path.name for path in target.iterdir()] == ["index.html"]
    assert len(list((tmp_path / "_build/sites").iterdir())) == 1


def test_what_a_killed_swap_left_behind_does_not_stop_the_next(tmp_path):
    a_site(tmp_path / "_build/sites/left-behind/html", "never swapped in")
    target = swap_in(a_site(tmp_path / "_build/html", "new"), tmp_path)
    assert words_of(target) == "new"
    assert not (tmp_path / "_build/sites/left-behind").exists()


@pytest.mark.parametrize("step", ["rename", "symlink_to", "replace"])
def test_a_swap_that_stops_at_any_step_leaves_the_last_site_standing(tmp_path, monkeypatch, step):
    (tmp_path / "_build").mkdir()
    swap_in(a_site(tmp_path / "_build/html", "old"), tmp_path)
    new = a_site(tmp_path / "_build/html", "new")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, step, stop)
    with pytest.raises(KeyboardInterrupt):
        swap_in(new, tmp_path)
    assert words_of(tmp_path / "_build/site") == "old"


def test_the_stage_holds_the_book_and_nothing_from_before(tmp_path):
    a_notebook(tmp_path / "book/2019-20-Q2/summary.ipynb")
    (tmp_path / "data").mkdir()
    stage = tmp_path / "_build/stage"
    stage.mkdir(parents=True)
    (stage / "stale.md").touch()
    stage_sources(tmp_path, stage, fresh=[])
    files = sorted(
        path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file()
    )
    assert files == ["book/2019-20-Q2/summary.ipynb"]


def test_staging_leaves_the_book_alone(tmp_path):
    page = a_notebook(tmp_path / "book/2019-20-Q2/summary.ipynb", {LEDGER_MIME: RECORDS})
    has_parameters_of(tmp_path, "2019-20-Q2")
    before = page.read_bytes()
    stage_sources(tmp_path, tmp_path / "stage", fresh=[])
    assert page.read_bytes() == before


def test_a_frozen_edition_is_staged_and_one_that_is_executed_anew_is_not(tmp_path):
    for edition_id in ("2019-20-Q2", "2020-21-Q1"):
        a_notebook(tmp_path / "book" / edition_id / "summary.ipynb")
    (tmp_path / "book/welcome.md").write_text("# Welcome")
    has_parameters_of(tmp_path, "2019-20-Q2", "2020-21-Q1", "2021-22-Q1")
    stage = tmp_path / "stage"
    stage_sources(tmp_path, stage, fresh=["2020-21-Q1"])
    assert sorted(path.name for path in (stage / "book").iterdir()) == ["2019-20-Q2", "welcome.md"]
    assert (stage / "book/2019-20-Q2/summary.ipynb").is_file()


def test_dropping_the_stage_leaves_the_frozen_editions_alone(tmp_path):
    page = a_notebook(tmp_path / "book/2019-20-Q2/summary.ipynb")
    has_parameters_of(tmp_path, "2019-20-Q2")
    stage = tmp_path / "stage"
    for _ in range(2):
        stage_sources(tmp_path, stage, fresh=[])
    shutil.rmtree(stage)
    assert page.is_file()


def test_the_ledger_of_a_page_is_read_from_its_last_cell(tmp_path):
    page = a_notebook(
        tmp_path / "summary.ipynb",
        {LEDGER_MIME: [{"id": "stale"}]},
        {"text/html": "<p>", LEDGER_MIME: RECORDS},
    )
    assert ledger_of(page) == RECORDS


def test_a_page_without_ledger_fails_the_build_by_name(tmp_path):
    page = a_notebook(tmp_path / "summary.ipynb", {"text/html": "<p>"})
    with pytest.raises(BuildFailed, match=r"summary\.ipynb"):
        ledger_of(page)


def test_ledgers_are_taken_out_of_pages_and_the_rest_stays(tmp_path):
    page = a_notebook(tmp_path / "summary.ipynb", {"text/html": "<p>é", LEDGER_MIME: RECORDS})
    outputs = json.loads(without_ledger(page.read_text()))["cells"][1]["outputs"]
    assert outputs == [{"data": {"text/html": "<p>é"}}]


class JupyterBook:
    """Stands in for a process of Jupyter Book: notes what it is told, and does as a test says."""

    def __init__(self, status=0, words="", builds=True, ended=None):
        self.status, self.words, self.builds, self.returncode = status, words, builds, ended
        self.told = None

    def poll(self):
        return self.returncode

    def communicate(self, told):
        self.told = json.loads(told)
        if self.builds:
            a_site(Path(self.told[self.told.index("--path-output") + 1]) / "_build/html", "built")
        self.returncode = self.status
        return self.words, ""


@pytest.fixture
def jupyter_book(monkeypatch):
    """Let a process that does as a test says be the one that is started."""

    def starts(**how):
        process = JupyterBook(**how)
        monkeypatch.setattr(book, "start_jupyter_book", lambda: process)
        return process

    return starts


def test_a_site_is_built_clean_with_warnings_as_errors(tmp_path, jupyter_book):
    process = jupyter_book()
    site = build_html(tmp_path / "stage", tmp_path / "html")
    assert words_of(site) == "built"
    assert {"--all", "-W", "-n", "--keep-going"} <= set(process.told)


def test_a_process_that_has_loaded_is_used(tmp_path, jupyter_book):
    started, loaded = jupyter_book(), JupyterBook()
    build_html(tmp_path / "stage", tmp_path / "html", loaded)
    assert loaded.told
    assert not started.told


def test_one_that_was_used_or_has_ended_is_not_used_again(tmp_path, jupyter_book):
    started, ended = jupyter_book(), JupyterBook(ended=0)
    build_html(tmp_path / "stage", tmp_path / "html", ended)
    assert started.told
    assert not ended.told


def test_a_warning_of_jupyter_book_fails_the_build_in_its_own_words(tmp_path, jupyter_book):
    jupyter_book(status=1, words="WARNING: document isn't included in any toctree")
    with pytest.raises(BuildFailed, match="isn't included in any toctree"):
        build_html(tmp_path / "stage", tmp_path / "html")


def test_a_build_without_a_site_fails(tmp_path, jupyter_book):
    jupyter_book(builds=False)
    with pytest.raises(BuildFailed):
        build_html(tmp_path / "stage", tmp_path / "html")


@pytest.fixture
def held_lock(tmp_path):
    """Hold the lock of a project in another thread until told to let go."""
    held, let_go = threading.Event(), threading.Event()

    def hold():
        with build_lock(tmp_path):
            held.set()
            let_go.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(30)
    yield let_go
    let_go.set()
    thread.join()


def test_a_second_build_waits_for_the_first(tmp_path, held_lock):
    entered = threading.Event()

    def build():
        with build_lock(tmp_path):
            entered.set()

    second = threading.Thread(target=build)
    second.start()
    assert not entered.wait(0.3)
    held_lock.set()
    assert entered.wait(30)
    second.join()


@pytest.mark.usefixtures("held_lock")
def test_a_second_build_gives_up_and_says_why(tmp_path, monkeypatch):
    monkeypatch.setattr(book, "_LOCK_SECONDS", 0.05)
    with pytest.raises(BuildFailed, match="another build"), build_lock(tmp_path):
        pytest.fail("two builds at once")


def test_the_lock_is_free_again_after_a_build_that_failed(tmp_path, monkeypatch):
    monkeypatch.setattr(book, "_LOCK_SECONDS", 0.05)
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path):
        raise ZeroDivisionError
    with build_lock(tmp_path):
        pass


@pytest.mark.usefixtures("held_lock")
def test_two_projects_may_build_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(book, "_LOCK_SECONDS", 0.05)
    (tmp_path / "another").mkdir()
    with build_lock(tmp_path / "another"):
        pass
