"""Following the files of a project."""

import threading
import time

import pytest

from spf_lib.publish.preview_watch import Watch, watching


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data/returns").mkdir(parents=True)
    (tmp_path / "data/returns/figures.csv").write_text("one\n")
    (tmp_path / "_toc.yml").write_text("root: book/welcome\n")
    (tmp_path / "_build").mkdir()
    return tmp_path


@pytest.fixture
def saved(project):
    with watching(project) as saved:
        # Until the watch stands: saving again and again is seen once it does.
        while not saved.waiting():
            (project / "_toc.yml").write_text("root: book/welcome\n")
            (project / "data/returns/figures.csv").write_text("one\n")
            time.sleep(0.1)
        settle(saved)
        yield saved


def settle(saved):
    """Take what was saved until nothing more comes for a while."""
    quiet = 0
    while quiet < 5:
        time.sleep(0.1)
        quiet = quiet + 1 if not saved.waiting() else 0
        while saved.waiting():
            saved.take()


def test_a_saved_file_is_seen(project, saved):
    (project / "data/returns/figures.csv").write_text("two\n")
    assert saved.take() == {project / "data/returns/figures.csv"}


def test_a_file_put_in_place_of_the_old_one_is_one_change(project, saved):
    fresh = project / "data/returns/figures.csv.tmp"
    fresh.write_text("two\n")
    fresh.rename(project / "data/returns/figures.csv")
    assert saved.take() == {project / "data/returns/figures.csv"}
    time.sleep(0.3)
    assert not saved.waiting()


def test_the_contents_of_the_book_are_followed_also_when_put_in_place(project, saved):
    (project / "_toc.yml~").write_text("root: book/other\n")
    (project / "_toc.yml~").rename(project / "_toc.yml")
    assert saved.take() == {project / "_toc.yml"}


def test_what_the_build_writes_is_not_seen(project, saved):
    (project / "_build/page.html").write_text("built")
    (project / "data/returns/figures.csv").write_text("two\n")
    assert saved.take() == {project / "data/returns/figures.csv"}


def test_a_new_folder_is_seen_and_what_is_saved_in_it_later(project, saved):
    folder = project / "data/returns/2020-21-Q1"
    folder.mkdir()
    assert saved.take() == {folder}
    time.sleep(0.3)
    (folder / "figures.csv").write_text("two\n")
    assert saved.take() == {folder / "figures.csv"}


def test_files_saved_apart_and_not_yet_taken_are_taken_together(tmp_path):
    saved = Watch()
    assert not saved.waiting()
    saved.add(frozenset([tmp_path / "a"]))
    saved.add(frozenset([tmp_path / "b"]))
    assert saved.waiting()
    assert saved.take() == {tmp_path / "a", tmp_path / "b"}
    assert not saved.waiting()


def test_taking_waits_until_something_is_saved(tmp_path):
    saved = Watch()
    threading.Timer(0.05, saved.add, [frozenset([tmp_path / "a"])]).start()
    assert saved.take() == {tmp_path / "a"}
