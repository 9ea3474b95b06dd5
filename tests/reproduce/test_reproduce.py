"""Building twice: the conditions differ in what they say, and a difference is found and shown."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from tests.reproduce import __main__ as reproduce
from tests.reproduce.conditions import environment_of, prepare, two_conditions

EDITION = "2019-20-Q2"
QUESTION = """
import os, time
from pathlib import Path
print(os.listdir("many"))
print([entry.name for entry in os.scandir("many")])
print([path.name for path in Path("many").iterdir()])
print(time.strftime("%Y-%m-%d"))
print(os.path.expanduser("~"))
print(oct(os.umask(0)))
"""


@pytest.fixture
def tiny(tmp_path):
    project = tmp_path / "tiny"
    (project / "many").mkdir(parents=True)
    for name in "abcdefgh":
        (project / "many" / name).touch()
    for name in ("_build", ".venv", ".git"):
        (project / name).mkdir()
    return project


def asked(condition):
    """Say how a build would see its folders, the date, its home and its umask."""
    done = subprocess.run(
        [sys.executable, "-c", QUESTION],
        cwd=condition.project,
        env=environment_of(condition),
        umask=condition.umask,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


def test_the_two_conditions_are_really_different(tiny, tmp_path):
    first, second = two_conditions(tmp_path)
    for condition in (first, second):
        prepare(tiny, condition)
    answers = zip(asked(first), asked(second), strict=True)
    assert [one != other for one, other in answers] == [True] * 6
    assert asked(second)[0] == str(sorted("abcdefgh", reverse=True))


def test_a_condition_starts_from_a_clean_copy(tiny, tmp_path):
    (first, _) = two_conditions(tmp_path)
    prepare(tiny, first)
    assert [path.name for path in first.project.iterdir()] == ["many"]


def test_nothing_of_the_machine_s_settings_is_handed_on(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    (first, _) = two_conditions(tmp_path)
    first.home.mkdir(parents=True)
    assert {"SOURCE_DATE_EPOCH", "XDG_CONFIG_HOME"} & environment_of(first).keys() == set()


@pytest.fixture
def builds(monkeypatch):
    """Stands in for the commands: what each build writes is a function of its project."""

    def write(text):
        def run(condition, step, edition):
            for place in reproduce.COMPARED:
                folder = condition.project / place.format(edition=edition)
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "index.html").write_text(text(condition.project))
            return subprocess.CompletedProcess([step], 0, "", "")

        monkeypatch.setattr(reproduce, "run", run)

    return write


def test_two_builds_that_are_the_same_succeed(tiny, builds, capsys):
    builds(lambda _: "<p>49 measures</p>")
    assert reproduce.main(tiny, EDITION) == 0
    assert "the same bytes" in capsys.readouterr().out


def test_a_path_in_a_page_fails_with_its_first_difference(tiny, builds, capsys):
    builds(lambda project: f"<p>49 measures</p><p>{project}</p>")
    assert reproduce.main(tiny, EDITION) == 1
    said = capsys.readouterr().out
    assert f"book/{EDITION}/index.html: changed in the second build" in said
    assert "_build/site/index.html: changed in the second build" in said
    assert said.count("first difference at byte") == 1


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%Y%m%d"])
def test_today_s_date_fails_though_both_builds_hold_it(tiny, builds, capsys, form):
    today = datetime.now(UTC).strftime(form)
    builds(lambda _: f"<p>Built on {today}.</p>")
    assert reproduce.main(tiny, EDITION) == 1
    assert f"holds '{today}', which another day would change" in capsys.readouterr().out


def test_a_date_that_a_page_of_the_book_states_itself_is_none(tiny, builds):
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    (tiny / "book").mkdir(exist_ok=True)
    (tiny / "book/about.md").write_text(f"Prepared on {today}.", encoding="utf-8")
    builds(lambda _: f"<p>Prepared on {today}.</p>")
    assert reproduce.main(tiny, EDITION) == 0


def test_a_number_that_only_holds_a_date_is_none(tiny, builds):
    builds(lambda _: f"<p>a{datetime.now(UTC):%Y%m%d}0</p>")
    assert reproduce.main(tiny, EDITION) == 0


def test_a_build_that_fails_fails_in_its_own_words(tiny, monkeypatch, capsys):
    monkeypatch.setattr(
        reproduce,
        "run",
        lambda *_: subprocess.CompletedProcess([], 2, "", "one fault in the input"),
    )
    assert reproduce.main(tiny, EDITION) == 1
    assert "one fault in the input" in capsys.readouterr().out


def test_a_day_is_written_in_every_usual_way():
    forms = reproduce.written(date(2026, 1, 2))
    for form in ("2026-01-02", "2 January 2026", "January 2, 2026", "Jan 2, 2026", "02/01/2026"):
        assert form in forms


def test_make_and_the_pipeline_run_it(root):
    assert "tests.reproduce" in (root / "Makefile").read_text(encoding="utf-8")
    steps = (root / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert steps.index("make reproduce") < steps.index("make test-browser")


def test_builds_that_leave_nothing_to_compare_fail(tiny, monkeypatch, capsys):
    monkeypatch.setattr(reproduce, "run", lambda *_: subprocess.CompletedProcess([], 0, "", ""))
    assert reproduce.main(tiny, EDITION) == 1
    assert "_build/site holds nothing" in capsys.readouterr().out


def test_half_of_what_was_kept_is_forgotten_and_that_the_site_is_built(tmp_path):
    store = tmp_path / "_build/store"
    store.mkdir(parents=True)
    for name in ("a-pages", "b-pdf"):
        (store / name).mkdir()
    for name in ("c.pickle", "d.pickle"):
        (store / name).touch()
    (tmp_path / "_build/site.json").touch()
    reproduce.forget_half(tmp_path)
    assert sorted(path.name for path in store.iterdir()) == ["b-pdf", "d.pickle"]
    assert not (tmp_path / "_build/site.json").exists()
