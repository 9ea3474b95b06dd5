"""What is begun before its turn."""

import signal

import pytest

from spf_lib.publish import ahead
from spf_lib.publish.ahead import kernels_ahead, make_ahead, making_ahead
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.kept import is_kept
from tests.publish.projects import amend, copy_small_edition

EDITION = "2019-20-Q2"


@pytest.fixture
def project(root, tmp_path, monkeypatch):
    """A project whose one edition has not been built; this process stays as urgent as it is."""
    monkeypatch.setattr(ahead.os, "nice", lambda _: 0)
    return copy_small_edition(root, tmp_path / "project")


@pytest.fixture(autouse=True)
def interrupts():
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_history_and_downloads_wait_for_no_page(project):
    make_ahead(project, EDITION)
    assert is_kept(project, "history")
    assert is_kept(project, f"{EDITION}-downloads")
    assert is_kept(project, f"{EDITION}-archive")


def test_the_pdf_of_the_edition_that_is_executed_waits_for_its_pages(project):
    make_ahead(project, EDITION)
    assert not is_kept(project, f"{EDITION}-pdf")


def test_faults_in_the_data_are_left_to_the_build_to_tell(project):
    figures = project / f"data/returns/{EDITION}/figures.csv"
    amend(figures, "kpi-active-volunteers,2019-20-Q2,202,", "kpi-active-volunteers,2019-20-Q2,2o2,")
    make_ahead(project, EDITION)
    assert not is_kept(project, "history")


def refuse(*_):
    raise AssertionError("a process was started")


def test_nothing_is_made_ahead_where_something_is_kept(project, monkeypatch):
    make_ahead(project, EDITION)
    monkeypatch.setattr(ahead.subprocess, "Popen", refuse)
    with making_ahead(project, EDITION):
        pass


def test_a_process_makes_it_while_the_pages_are_executed(project):
    with making_ahead(project, EDITION):
        pass
    assert is_kept(project, "history")


def test_a_process_that_breaks_down_fails_the_build_and_says_why(project, capfd):
    (project / "_build").mkdir()
    (project / "_build/store").write_text("no folder")
    with pytest.raises(BuildFailed, match="ended with 1"), making_ahead(project, EDITION):
        pass
    assert "FileExistsError" in capfd.readouterr().err


def test_a_build_that_fails_waits_for_nothing_made_ahead(project):
    with pytest.raises(KeyError), making_ahead(project, EDITION):
        raise KeyError
    assert not is_kept(project, "history")


def test_kernels_are_started_early_only_where_no_page_is_kept(project, monkeypatch):
    (project / "_build/store/pages" / EDITION).mkdir(parents=True)
    monkeypatch.setattr(ahead, "page_kernels", refuse)
    with kernels_ahead(project, EDITION) as kernels:
        assert kernels is None
