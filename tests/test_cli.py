"""The console command."""

import shutil
import socket
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner

from spf_lib import cli
from spf_lib.cli import building, checking, following
from spf_lib.cli.exits import BAD_INPUT
from spf_lib.publish.archive import NotAsPublished
from spf_lib.publish.batch import Result
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.build import Built
from spf_lib.publish.edition_differences import FileDifference
from spf_lib.publish.editions import read_edition
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.published_returns import ReturnEdited
from spf_lib.publish.signing import BadSignature, SigningUnavailable, UnreadableKey
from spf_lib.publish.site_manifest import write_site_manifest
from spf_lib.publish.tasks import Outcome
from spf_lib.publish.verify import Verification
from spf_lib.publish.workers import ClusterUnavailable
from tests.publish.projects import amend, copy_project

EDITION = "2019-20-Q2"
COMMANDS = (
    "build",
    "batch",
    "publish",
    "pdf",
    "check",
    "explain",
    "trace",
    "diff",
    "verify",
    "archive",
    "sign",
    "serve",
    "watch",
)
FIGURES = f"data/returns/{EDITION}/figures.csv"
RATINGS = f"data/returns/{EDITION}/ratings.csv"


@pytest.fixture
def project(root, tmp_path, monkeypatch):
    made = copy_project(root, tmp_path / "project")
    monkeypatch.chdir(made)
    return made


@pytest.fixture(scope="module")
def spf():
    return lambda *arguments: CliRunner().invoke(cli.main, arguments)


def spoil(project):
    """Put three faults into two files."""
    amend(
        project / FIGURES,
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunters,2019-20-Q2,2o2,",
    )
    amend(
        project / RATINGS,
        "kpi-twitter-engagements,2019-20-Q2,A,",
        "kpi-twitter-engagements,2019-20-Q2,AMBER,",
    )


def test_the_installed_command_explains_itself():
    command = Path(sys.executable).with_name("spf")
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=True)
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(spf, command):
    done = spf(command, "--help")
    assert done.exit_code == 0
    assert done.output.startswith("Usage: ")


def test_help_tells_the_exit_codes(spf):
    assert "2 something in the input is wrong" in " ".join(spf("--help").output.split())


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("arguments", [[], [EDITION]])
def test_good_data_is_checked_with_nothing_to_say_against_it(spf, arguments):
    done = spf("check", *arguments)
    assert done.exit_code == 0
    assert f"{EDITION}: 49 measures, no fault" in done.stdout.splitlines()
    assert done.stderr == ""


@pytest.mark.usefixtures("project")
def test_the_numbers_in_the_officers_words_are_counted(spf):
    said = spf("check", EDITION).stdout.splitlines()[-1]
    assert said.startswith(f"{EDITION}: 362 paragraphs, ")
    assert said.endswith(" reviewed")


def test_a_number_the_data_do_not_bear_out_exits_with_one_and_tells_the_nearest_fact(project, spf):
    amend(project / f"data/returns/{EDITION}/narrative.csv", "averaged 202", "averaged 207")
    done = spf("check", EDITION)
    assert done.exit_code == 1
    assert "'207' unsupported; nearest: 210, figure for 2019-20-Q1" in done.stderr


def test_a_reviewed_finding_that_is_there_no_more_exits_with_two(project, spf):
    amend(project / f"data/returns/{EDITION}/narrative.csv", "in Quarter 2 was 34.8%", "is known")
    done = spf("check", EDITION)
    assert done.exit_code == 2
    assert "data/words_reviewed.csv, line" in done.stderr
    assert "'34.8%'" in done.stderr


@pytest.mark.parametrize("command", ["check", "build", "publish"])
def test_bad_data_exits_with_two_and_lists_every_fault(project, spf, command):
    spoil(project)
    done = spf(command, EDITION)
    assert done.exit_code == 2
    lines = [line.strip() for line in done.stderr.splitlines()]
    faults = sorted(line for line in lines if line.startswith("data/"))
    assert f"{len(faults)} faults in the input:" in lines
    assert [line.split(" should be ")[0] for line in faults] == [
        f"{FIGURES}, line 3, column measure_id: 'kpi-active-volunters'",
        f"{FIGURES}, line 3, column value: '2o2'",
        f"{RATINGS}, line 4, column published_rag: 'AMBER'",
    ]
    assert faults[-1].endswith("should be one of: G, A, R, n/a")


@pytest.mark.parametrize("command", ["check", "build", "publish"])
def test_bad_data_writes_nothing(project, spf, command):
    def files():
        return {path for path in project.rglob("*") if path.is_file() and path.name != ".lock"}

    spoil(project)
    before = files()
    spf(command, EDITION)
    assert files() == before


def test_the_faults_of_every_edition_are_listed(project, spf):
    spoil(project)
    path = project / "params/2019-20-Q3.yml"
    shutil.copy(project / f"params/{EDITION}.yml", path)
    amend(path, "\nframework:", "\nframwork:")
    done = spf("check")
    assert done.exit_code == 2
    assert "'2o2'" in done.stderr
    assert "params/2019-20-Q3.yml" in done.stderr


def test_a_misspelt_parameter_of_a_page_is_found_by_checking(project, spf):
    amend(
        project / f"params/{EDITION}.yml", "{group: kpi-public-realm}", "{gruop: kpi-public-realm}"
    )
    done = spf("check", EDITION)
    assert done.exit_code == 2
    assert "gruop" in done.stderr


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("command", ["check", "build", "publish", "verify", "archive"])
@pytest.mark.parametrize("edition_id", ["2019-20-Q3", "2019/20", "..", "Q2"])
def test_an_unknown_edition_exits_with_two_and_says_which_there_are(spf, command, edition_id):
    done = spf(command, edition_id)
    assert done.exit_code == 2
    assert EDITION in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        *([name, EDITION] for name in ("build", "publish", "verify", "archive")),
        ["serve"],
    ],
)
def test_outside_a_project_every_command_exits_with_two(tmp_path, monkeypatch, spf, arguments):
    monkeypatch.chdir(tmp_path)
    done = spf(*arguments)
    assert done.exit_code == 2
    assert "not inside an SPF Book project" in done.stderr


def test_commands_work_from_a_folder_inside_the_project(project, spf, monkeypatch):
    monkeypatch.chdir(project / "data/framework")
    assert spf("check").exit_code == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", EDITION, "--all"],
        ["build", "--all", "--workers", "0"],
        ["batch"],
        ["batch", "no-such-folder"],
        ["publish"],
        ["bild", EDITION],
        ["check", "--x"],
    ],
)
def test_a_wrong_command_line_exits_with_two(spf, arguments):
    assert spf(*arguments).exit_code == 2


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "error", [NotebookFailed("summary: KeyError: x"), BuildFailed("No page for book/welcome")]
)
def test_a_failed_check_exits_with_one_and_says_why(spf, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(building, "build_site", fail)
    done = spf("build", EDITION)
    assert done.exit_code == 1
    assert str(error) in done.stderr


def test_a_build_shows_its_steps_and_ends_with_its_report(project, spf, monkeypatch, edition):
    pages = read_edition(project, EDITION).pages

    def build(root, _edition, progress, _kernels, _loaded):
        for page in pages:
            progress(page.name)
        progress("PDF")
        progress("site")
        return Built(root / "_build/site", edition, 2345, ())

    monkeypatch.setattr(building, "build_site", build)
    done = spf("build", EDITION)
    assert done.exit_code == 0
    assert f"{len(pages) + 2}/{len(pages) + 2}" in done.stderr
    assert "Site          _build/site/index.html" in done.stdout.splitlines()


@pytest.mark.usefixtures("project")
def test_jupyter_book_loads_while_a_build_runs_and_does_not_outlast_it(spf, monkeypatch, edition):
    found = []

    def build(root, _edition, _progress, _kernels, loaded):
        found.append((loaded, loaded.poll()))
        return Built(root / "_build/site", edition, 2345, ())

    monkeypatch.setattr(building, "build_site", build)
    assert spf("build", EDITION).exit_code == 0
    ((loaded, status_then),) = found
    assert status_then is None
    assert loaded.returncode is not None


def test_an_unchanged_site_is_not_built_again_and_its_report_is(project, spf, monkeypatch, edition):
    built = Built(project / "_build/site", edition, 2345, ())
    monkeypatch.setattr(building, "build_site", lambda *_: built)
    (project / "_build/site").mkdir(parents=True)
    (project / "_build/site/index.html").touch()
    first = spf("build", EDITION)
    monkeypatch.setattr(building, "build_site", None)
    second = spf("build", EDITION)
    assert second.exit_code == 0
    heading, *report = second.stdout.splitlines()
    assert heading == "Nothing changed since this site was built:"
    assert report == first.stdout.splitlines()[:-1]


def test_typesetting_says_what_it_wrote_and_how_long_it_took(spf, monkeypatch, project):
    files = [project / "_build/pdf/a.pdf", project / "_build/pdf/b.pdf"]
    monkeypatch.setattr(building, "write_frozen_pdfs", lambda _root, _edition: files)
    done = spf("pdf", EDITION)
    assert done.exit_code == 0
    *named, seconds = done.stdout.splitlines()
    assert named == ["_build/pdf/a.pdf", "_build/pdf/b.pdf"]
    assert seconds.endswith(" seconds")


def test_an_edition_without_frozen_notebooks_is_not_typeset(spf, project):
    done = spf("pdf", EDITION)
    assert done.exit_code == 1
    assert f"spf publish {EDITION}" in done.stderr
    assert not (project / "_build/pdf").exists()


@pytest.mark.usefixtures("project")
def test_publishing_says_where_the_edition_is_frozen(spf, monkeypatch):
    monkeypatch.setattr(building, "publish_edition", lambda root, name, _: root / "book" / name)
    done = spf("publish", EDITION)
    assert done.exit_code == 0
    assert done.stdout.strip().endswith(f"book/{EDITION}")


@pytest.mark.usefixtures("project")
def test_serving_before_building_exits_with_two_and_says_what_to_do(spf):
    done = spf("serve", "--port", "0")
    assert done.exit_code == 2
    assert "spf build" in done.stderr


def test_a_port_that_is_taken_is_said_in_words(project, spf):
    site = project / "_build/site"
    site.mkdir(parents=True)
    (site / "index.html").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = spf("serve", "--port", str(taken.getsockname()[1]))
    assert done.exit_code != 0
    assert isinstance(done.exception, SystemExit)
    assert "port" in done.stderr


@pytest.mark.usefixtures("project")
def test_two_editions_are_compared_with_counts_first(spf):
    done = spf("diff", EDITION, "2020-21-Q1")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1:3] == [
        "Measures new                354",
        "Measures gone                17",
    ]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("arguments", [(EDITION, "2019-20-Q3"), ("2019-20-Q3", EDITION)])
def test_an_unknown_edition_cannot_be_compared(spf, arguments):
    done = spf("diff", *arguments)
    assert done.exit_code == 2
    assert "'2019-20-Q3' should be one of the editions" in done.stderr


def found(**differences):
    return Verification(EDITION, 3592, 18, **{"differing_files": (), **differences})


def standing_in(monkeypatch, name, result):
    """Put a function in the place of one that the command calls; return its calls."""
    calls = []

    def stand_in(*arguments):
        calls.append(arguments)
        if isinstance(result, Exception):
            raise result
        return result

    module = next(one for one in (building, checking, following) if hasattr(one, name))
    monkeypatch.setattr(module, name, stand_in)
    return calls


@pytest.mark.usefixtures("project")
def test_an_edition_that_holds_exits_with_nought_and_counts_its_figures(spf, monkeypatch):
    standing_in(monkeypatch, "verify_edition", found())
    done = spf("verify", EDITION)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "3592 of 3592 figures reproduced",
        "18 of 18 outputs reproduced to the byte",
        f"Edition {EDITION} holds.",
    ]


@pytest.mark.usefixtures("project")
def test_an_edition_that_does_not_hold_exits_with_one_and_names_what_differs(spf, monkeypatch):
    changed = FileDifference("return", FIGURES, "changed")
    standing_in(monkeypatch, "verify_edition", found(differing_files=(changed,)))
    done = spf("verify", EDITION)
    assert done.exit_code == 1
    assert f"  return      {FIGURES}: changed" in done.stdout.splitlines()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("command", ["verify", "archive"])
def test_an_edition_without_a_manifest_exits_with_two_and_says_what_to_do(spf, command):
    done = spf(command, EDITION)
    assert done.exit_code == 2
    assert f"spf publish {EDITION}" in done.stderr


@pytest.mark.usefixtures("project")
def test_an_archive_is_verified_without_naming_its_edition(spf, monkeypatch, tmp_path):
    (tmp_path / "e.zip").touch()
    calls = standing_in(monkeypatch, "verify_archive", found())
    assert spf("verify", "--archive", str(tmp_path / "e.zip")).exit_code == 0
    assert calls == [(tmp_path / "e.zip", None)]


def test_what_is_no_archive_exits_with_two(spf, tmp_path):
    (tmp_path / "e.zip").write_text("no archive")
    done = spf("verify", "--archive", str(tmp_path / "e.zip"))
    assert done.exit_code == 2
    assert "cannot be read as an archive" in done.stderr


def test_a_copy_of_the_site_is_compared_with_its_manifest(spf, tmp_path):
    (tmp_path / "index.html").write_text("as built")
    write_site_manifest(tmp_path, {})
    done = spf("verify", "--site", str(tmp_path))
    assert (done.exit_code, done.stdout) == (0, "1 of 1 files as built\n")
    (tmp_path / "index.html").write_text("tampered with")
    done = spf("verify", "--site", str(tmp_path))
    assert (done.exit_code, done.stdout) == (1, "index.html: changed\n")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "arguments",
    [[], [EDITION, "--site", "."], [EDITION, "--archive", "x.zip"], ["--site", ".", "--signature"]],
)
def test_exactly_one_thing_is_verified(spf, project, arguments):
    (project / "x.zip").touch()
    signature = [str(project / "x.zip")] if "--signature" in arguments else []
    assert spf("verify", *arguments, *signature).exit_code == 2


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadSignature("not signed"), 1),
        (UnreadableKey("no key"), 2),
        (SigningUnavailable("pip install"), 2),
    ],
)
def test_nothing_is_executed_unless_the_signature_is_good(spf, monkeypatch, project, error, status):
    standing_in(monkeypatch, "check_signature", error)
    executed = standing_in(monkeypatch, "verify_edition", found())
    (project / "key.pem").touch()
    done = spf("verify", EDITION, "--signature", str(project / "key.pem"))
    assert done.exit_code == status
    assert str(error) in done.stderr
    assert executed == []


@pytest.mark.usefixtures("project")
def test_a_good_signature_is_said_with_its_key(spf, monkeypatch, project):
    standing_in(monkeypatch, "check_signature", None)
    standing_in(monkeypatch, "verify_edition", found())
    (project / "key.pem").touch()
    done = spf("verify", EDITION, "--signature", str(project / "key.pem"))
    assert done.exit_code == 0
    assert done.stdout.startswith(f"The manifest is signed with the key of {project / 'key.pem'}")


def test_archiving_and_signing_say_what_they_wrote(spf, monkeypatch, project):
    (project / "key.pem").touch()
    file = project / "_build/archives/e.zip"
    standing_in(monkeypatch, "archive_edition", file)
    assert spf("archive", EDITION).stdout == "_build/archives/e.zip\n"
    calls = standing_in(monkeypatch, "sign_edition", project / "book/manifest.json.sig")
    done = spf("sign", EDITION, "--key", str(project / "key.pem"))
    assert done.stdout == "book/manifest.json.sig\n"
    assert calls == [(project, EDITION, project / "key.pem", None)]


def test_a_passphrase_is_asked_for_and_not_shown(monkeypatch, project):
    (project / "key.pem").touch()
    calls = standing_in(monkeypatch, "sign_edition", project / "s")
    command = ["sign", EDITION, "--key", str(project / "key.pem"), "--passphrase"]
    done = CliRunner().invoke(cli.main, command, input="plain words\n")
    assert calls[0][-1] == b"plain words"
    assert "plain words" not in done.output


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("error", [ReturnEdited("edited since"), NotAsPublished("not as it was")])
def test_what_would_touch_a_published_edition_exits_with_one(spf, monkeypatch, error):
    name = {"ReturnEdited": "publish_edition", "NotAsPublished": "archive_edition"}
    command = {"ReturnEdited": "publish", "NotAsPublished": "archive"}
    standing_in(monkeypatch, name[type(error).__name__], error)
    done = spf(command[type(error).__name__], EDITION)
    assert done.exit_code == 1
    assert str(error) in done.stderr


OK = Outcome("ok", "")
BAD = Outcome("bad input", "2 faults in the input:\n  a.csv, line 2\n  b.csv, line 3")
FAILED = Outcome("failed", "summary: KeyError: x")


@pytest.fixture
def councils(tmp_path):
    for name in ("leeds", "barnet"):
        (tmp_path / "councils" / name).mkdir(parents=True)
    return tmp_path / "councils"


def test_a_batch_takes_every_council_of_the_folder_with_the_workers_asked_for(
    spf, monkeypatch, project, councils
):
    opened = standing_in(monkeypatch, "open_workers", nullcontext("submit"))
    calls = standing_in(monkeypatch, "run_batch", [Result("leeds", EDITION, OK)])
    done = spf("batch", str(councils), "--scheduler", "tcp://10.0.0.5:8786")
    assert (done.exit_code, done.stderr.strip().startswith("batch")) == (0, True)
    assert done.stdout == f"leeds {EDITION}: ok\n1 of 1 ok\n"
    assert opened == [(2, "tcp://10.0.0.5:8786")]
    [(found, product, output, submit, _)] = calls
    assert found == [councils / "barnet", councils / "leeds"]
    assert (product, output, submit) == (project, project / "_build/batch", "submit")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("outcomes", "status"),
    [([OK, OK], 0), ([OK, FAILED], 1), ([FAILED, BAD, OK], 2)],
)
def test_a_batch_exits_as_its_worst_council_asks_and_tells_all_of_them(
    spf, monkeypatch, councils, outcomes, status
):
    results = [Result(f"council-{n}", EDITION, outcome) for n, outcome in enumerate(outcomes)]
    standing_in(monkeypatch, "open_workers", nullcontext())
    standing_in(monkeypatch, "run_batch", results)
    done = spf("batch", str(councils))
    assert done.exit_code == status
    for result in results:
        assert f"{result.council} {EDITION}: {result.outcome.status}" in done.output
        for line in result.outcome.said.splitlines():
            assert line in done.output


@pytest.mark.usefixtures("project")
def test_a_cluster_that_cannot_be_had_exits_with_two_and_says_why(spf, monkeypatch, councils):
    standing_in(monkeypatch, "open_workers", ClusterUnavailable("pip install 'spf-book[cluster]'"))
    for arguments in (["batch", str(councils)], ["build", "--all"]):
        done = spf(*arguments, "--scheduler", "tcp://10.0.0.5:8786")
        assert done.exit_code == 2
        assert "pip install 'spf-book[cluster]'" in done.stderr


@pytest.mark.usefixtures("project")
def test_a_batch_of_no_council_exits_with_two(spf, tmp_path):
    (tmp_path / "empty").mkdir()
    done = spf("batch", str(tmp_path / "empty"))
    assert done.exit_code == 2
    assert "holds no folder of a council" in done.stderr


def test_all_editions_are_built_by_as_many_workers_as_asked_for(spf, monkeypatch, project):
    opened = standing_in(monkeypatch, "open_workers", nullcontext("submit"))
    calls = standing_in(monkeypatch, "build_all", [Result("", EDITION, OK)])
    done = spf("build", "--all", "--workers", "3")
    assert (done.exit_code, done.stdout) == (0, f"{EDITION}: ok\n1 of 1 ok\n")
    assert opened == [(3, None)]
    assert calls[0][:2] == (project, "submit")


@pytest.mark.usefixtures("project")
def test_an_edition_that_fails_among_all_exits_with_one(spf, monkeypatch):
    standing_in(monkeypatch, "open_workers", nullcontext())
    standing_in(monkeypatch, "build_all", [Result("", EDITION, FAILED)])
    done = spf("build", "--all")
    assert done.exit_code == 1
    assert "KeyError" in done.stderr


@pytest.mark.usefixtures("project")
def test_watching_an_edition_that_is_not_there_is_bad_input(spf):
    answer = spf("watch", "2031-32-Q1")
    assert answer.exit_code == BAD_INPUT
    assert "one of the editions" in answer.output
