"""What is begun before its turn."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing.reduction import ForkingPickler
from pathlib import Path

import pandas as pd
import pytest

from spf_lib.publish import ahead
from spf_lib.publish.ahead import make_ahead, making_ahead
from spf_lib.publish.kept import is_kept
from spf_lib.publish.memory import Memory
from spf_lib.publish.store import Editions
from tests.publish.projects import amend, copy_small_edition

EDITION = "2019-20-Q2"


@pytest.fixture
def project(root, tmp_path):
    """A project whose one edition has not been built."""
    return copy_small_edition(root, tmp_path / "project")


def test_history_and_downloads_wait_for_no_page(project):
    make_ahead(project, EDITION, Memory())
    assert is_kept(project, "history")
    assert is_kept(project, f"{EDITION}-downloads")
    assert is_kept(project, f"{EDITION}-archive")
    assert is_kept(project, f"{EDITION}-told")


def test_the_pdf_of_the_edition_that_is_executed_waits_for_its_pages(project):
    make_ahead(project, EDITION, Memory())
    assert not is_kept(project, f"{EDITION}-pdf")


def test_editions_are_assessed_from_the_oldest_on(project, monkeypatch):
    assessed = []
    monkeypatch.setattr(ahead, "edition_ids", lambda _: ["2015-16-Q4", EDITION])
    (project / "book/2015-16-Q4").mkdir(parents=True)
    monkeypatch.setattr(ahead, "told_edition", lambda _, name, __: assessed.append(name))
    for kept in ("keep_history", "keep_pdfs", "keep_downloads"):
        monkeypatch.setattr(ahead, kept, lambda *_: None)
    make_ahead(project, EDITION, Memory())
    assert assessed == ["2015-16-Q4", EDITION]


def test_faults_in_the_data_are_left_to_the_build_to_tell(project):
    figures = project / f"data/returns/{EDITION}/figures.csv"
    amend(figures, "kpi-active-volunteers,2019-20-Q2,202,", "kpi-active-volunteers,2019-20-Q2,2o2,")
    make_ahead(project, EDITION, Memory())
    assert not is_kept(project, "history")


def test_what_a_build_holds_can_be_handed_to_a_process_that_is_not_forked(project):
    memory = Memory()
    held = Editions(project, memory)[EDITION]
    handed = ForkingPickler.loads(ForkingPickler.dumps(memory))
    given = Editions(project, handed)[EDITION]
    pd.testing.assert_frame_equal(given.scorecard, held.scorecard)


def refuse(*_):
    raise AssertionError("a process was started")


def test_nothing_is_made_ahead_where_something_is_kept(project, monkeypatch):
    make_ahead(project, EDITION, Memory())
    monkeypatch.setattr(ahead._PROCESSES, "Process", refuse)
    with making_ahead(project, EDITION, Memory()):
        pass


def test_a_process_makes_it_while_the_pages_are_executed(project):
    with making_ahead(project, EDITION, Memory()):
        pass
    assert is_kept(project, "history")


def test_a_process_that_breaks_down_fails_the_build_and_says_why(project):
    (project / "_build").mkdir()
    (project / "_build/store").write_text("no folder")
    build = (
        "from pathlib import Path\n"
        "from spf_lib.publish.ahead import making_ahead\n"
        "from spf_lib.publish.memory import Memory\n"
        f"with making_ahead(Path({str(project)!r}), {EDITION!r}, Memory()): pass"
    )
    done = subprocess.run([sys.executable, "-c", build], capture_output=True, text=True)
    assert "FileExistsError" in done.stderr
    assert "BuildFailed: what is made beside the pages ended with 1" in done.stderr


def test_the_process_does_not_hold_the_lock_of_a_build(project, monkeypatch, tmp_path):
    told, lock = tmp_path / "told", tmp_path / "lock"

    def tell(*_):
        with suppress(OSError):
            told.write_text(str(Path(f"/proc/self/fd/{held.fileno()}").readlink()))

    monkeypatch.setattr(ahead, "make_ahead", tell)
    with lock.open("w") as held, making_ahead(project, EDITION, Memory()):
        pass
    assert not told.exists() or told.read_text() != str(lock)


def test_a_build_that_ends_early_leaves_no_process(project, monkeypatch, tmp_path):
    began = tmp_path / "began"

    def dawdle(*_):
        began.write_text(str(os.getpid()))
        time.sleep(60)

    monkeypatch.setattr(ahead, "make_ahead", dawdle)
    with pytest.raises(KeyError), making_ahead(project, EDITION, Memory()):
        while not (began.is_file() and began.read_text()):
            time.sleep(0.01)
        raise KeyError
    assert not Path(f"/proc/{began.read_text()}").exists()


def test_a_build_that_fails_waits_for_nothing_made_ahead(project):
    with pytest.raises(KeyError), making_ahead(project, EDITION, Memory()):
        raise KeyError
    assert not is_kept(project, "history")
