"""The console command."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from spf_lib import cli
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.build import Built
from spf_lib.publish.editions import read_edition
from spf_lib.publish.execute import NotebookFailed
from tests.publish.projects import amend, copy_project

EDITION = "2019-20-Q2"
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
    for name in ("build", "publish", "check", "serve"):
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("command", ["build", "publish", "check", "serve"])
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
@pytest.mark.parametrize("command", ["check", "build", "publish"])
@pytest.mark.parametrize("edition_id", ["2019-20-Q3", "2019/20", "..", "Q2"])
def test_an_unknown_edition_exits_with_two_and_says_which_there_are(spf, command, edition_id):
    done = spf(command, edition_id)
    assert done.exit_code == 2
    assert EDITION in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "arguments", [["check"], ["build", EDITION], ["publish", EDITION], ["serve"]]
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
@pytest.mark.parametrize("arguments", [["build"], ["publish"], ["bild", EDITION], ["check", "--x"]])
def test_a_wrong_command_line_exits_with_two(spf, arguments):
    assert spf(*arguments).exit_code == 2


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "error", [NotebookFailed("summary: KeyError: x"), BuildFailed("No page for book/welcome")]
)
def test_a_failed_check_exits_with_one_and_says_why(spf, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(cli, "build_site", fail)
    done = spf("build", EDITION)
    assert done.exit_code == 1
    assert str(error) in done.stderr


def test_a_build_shows_its_steps_and_ends_with_its_report(project, spf, monkeypatch, edition):
    pages = read_edition(project, EDITION).pages

    def build(root, _, progress):
        for page in pages:
            progress(page.name)
        progress("site")
        return Built(root / "_build/site", edition, 2345)

    monkeypatch.setattr(cli, "build_site", build)
    done = spf("build", EDITION)
    assert done.exit_code == 0
    assert f"{len(pages) + 1}/{len(pages) + 1}" in done.stderr
    assert "Site          _build/site/index.html" in done.stdout.splitlines()


@pytest.mark.usefixtures("project")
def test_publishing_says_where_the_edition_is_frozen(spf, monkeypatch):
    monkeypatch.setattr(cli, "publish_edition", lambda root, name, _: root / "book" / name)
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
