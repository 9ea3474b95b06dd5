"""Executing notebooks with papermill: one tiny notebook in a project of its own."""

import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import spf_lib
from spf_lib.publish import execute
from spf_lib.publish.editions import EditionParameters
from spf_lib.publish.execute import (
    NotebookFailed,
    execute_edition,
    page_jobs,
    page_kernels,
    run_jobs,
    without_traces,
)
from spf_lib.publish.store import Editions
from spf_lib.publish.templates import filled_pages, read_templates
from tests.publish.processes import runs, wait_until
from tests.publish.projects import copy_project

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
PARAMETERS = 'edition = "the template\'s own"\npage = "the template\'s own"'


def an_edition(*names, template="tiny"):
    return EditionParameters(
        edition="2019-20-Q2",
        title="x",
        framework="kpi-2019-20",
        rules="corporate",
        status="draft",
        sources=("kpis-2019-20-q2",),
        pages=tuple({"name": name, "template": template, "title": name} for name in names),
    )


def write_template(project, name, *sources):
    parameters = new_code_cell(PARAMETERS, id="parameters")
    parameters.metadata["tags"] = ["parameters", "remove-input"]
    cells = [new_markdown_cell("# {title}", id="title"), parameters]
    cells += [new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, project / f"notebooks/{name}.ipynb")


@pytest.fixture(scope="module")
def project(root, tmp_path_factory):
    made = copy_project(root, tmp_path_factory.mktemp("tiny"))
    write_template(made, "tiny", "from pathlib import Path", "(edition, page, Path.cwd().name)")
    write_template(made, "failing", "total = 0", "1 / total")
    return made


@pytest.fixture(scope="module")
def executed(project):
    """One page executed twice, in two folders of one name."""
    folders = [project / run / "executed" for run in ("first", "second")]
    for folder in folders:
        assert list(execute_edition(project, an_edition("one"), folder)) == ["one"]
    return [folder / "one.ipynb" for folder in folders]


def test_a_page_runs_with_the_parameters_of_its_edition(executed):
    notebook = nbformat.read(executed[0], as_version=4)
    shown = notebook.cells[-1].outputs[0].data["text/plain"]
    assert shown == "('2019-20-Q2', 'one', 'executed')"


def test_executing_a_page_twice_gives_the_same_bytes(executed):
    first, second = executed
    assert first.read_bytes() == second.read_bytes()


def test_an_executed_page_tells_nothing_of_its_run(executed, project):
    text = executed[0].read_text(encoding="utf-8")
    notebook = json.loads(text)
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    assert "papermill" not in text
    assert "iopub" not in text
    assert str(project) not in text


def test_the_injected_parameters_are_hidden_like_the_template_s_own(executed):
    cells = nbformat.read(executed[0], as_version=4).cells
    injected = [cell for cell in cells if "injected-parameters" in cell.metadata.tags]
    assert len(injected) == 1
    assert "remove-input" in injected[0].metadata.tags


def execute_tiny(project, folder, name, *sources):
    write_template(project, name, *sources)
    list(execute_edition(project, an_edition(name, template=name), folder))
    return nbformat.read(folder / f"{name}.ipynb", as_version=4).cells[-1].outputs


def test_settings_in_a_user_s_home_change_no_page(project, tmp_path, monkeypatch):
    startup = tmp_path / ".ipython/profile_default/startup/own.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("print('own startup')\nown = True\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / ".ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(startup))
    shown = execute_tiny(project, tmp_path / "executed", "settings", "'own' in globals()")
    assert [output.data["text/plain"] for output in shown] == ["False"]


def test_a_kernel_keeps_no_history_of_its_cells(project, tmp_path):
    source = "get_ipython().history_manager.enabled"
    shown = execute_tiny(project, tmp_path / "executed", "history", source)
    assert shown[0].data["text/plain"] == "False"


def test_a_page_is_executed_with_the_library_that_runs_not_with_another(
    project, tmp_path, monkeypatch
):
    (tmp_path / "other/spf_lib").mkdir(parents=True)
    (tmp_path / "other/spf_lib/__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "other"))
    source = "import spf_lib\nspf_lib.__file__"
    shown = execute_tiny(project, tmp_path / "executed", "library", source)
    assert shown[0].data["text/plain"] == repr(spf_lib.__file__)


def test_nothing_but_the_pages_is_left_in_the_folder(executed):
    assert [path.name for path in executed[0].parent.iterdir()] == ["one.ipynb"]
    assert [path.name for path in executed[0].parents[1].iterdir()] == ["executed"]


def test_a_failing_cell_stops_the_edition_and_names_the_page(project):
    folder = project / "third" / "executed"
    with pytest.raises(NotebookFailed, match=r"^broken: ZeroDivisionError: division by zero"):
        list(execute_edition(project, an_edition("broken", template="failing"), folder))
    assert list(folder.parent.rglob("*.ipynb")) == []


def test_a_cell_that_hangs_is_reported_with_its_page_and_its_time(project, tmp_path, monkeypatch):
    monkeypatch.setattr(execute, "SECONDS_PER_CELL", 3)
    write_template(project, "hanging", "total = 0", "while True:\n    total += 1")
    edition = an_edition("endless", template="hanging")
    expected = (
        r"^endless: the time limit of 3 s a cell passed in cell 5 \(while True:\), \d+ s after"
    )
    with pytest.raises(NotebookFailed, match=expected):
        list(execute_edition(project, edition, tmp_path / "executed"))


def test_a_kernel_that_dies_is_reported_with_its_page_its_cell_and_its_end(project, tmp_path):
    source = "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)"
    write_template(project, "dying", source)
    expected = (
        r"^dead: the kernel died \(killed by SIGSEGV\) in cell 4 \(import os, signal\), \d+ s after"
    )
    with pytest.raises(NotebookFailed, match=expected):
        list(execute_edition(project, an_edition("dead", template="dying"), tmp_path / "executed"))


@pytest.fixture
def unforked(monkeypatch):
    monkeypatch.setattr(execute, "why_not_fork", lambda: "the reason")


@pytest.mark.usefixtures("unforked")
def test_without_forking_the_stock_engine_gives_the_same_bytes_and_that_is_said(
    project, executed, tmp_path, caplog
):
    folder = tmp_path / "executed"
    assert list(execute_edition(project, an_edition("one"), folder)) == ["one"]
    assert (folder / "one.ipynb").read_bytes() == executed[0].read_bytes()
    said = "Pages are executed by papermill's own engine, which is slower: the reason."
    assert caplog.messages == [said]


@pytest.mark.usefixtures("unforked")
def test_without_forking_a_page_still_gets_the_library_that_runs(project, tmp_path, monkeypatch):
    (tmp_path / "other/spf_lib").mkdir(parents=True)
    (tmp_path / "other/spf_lib/__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "other"))
    source = "import spf_lib\nspf_lib.__file__"
    shown = execute_tiny(project, tmp_path / "executed", "library", source)
    assert shown[0].data["text/plain"] == repr(spf_lib.__file__)


def jobs_of(project, edition, folder, scratch):
    templates, assessed = read_templates(project, edition), Editions(project)[edition.edition]
    return list(page_jobs(filled_pages(templates, edition, assessed), folder, scratch))


def test_one_server_serves_several_runs_and_only_the_jobs_chosen(project, tmp_path):
    edition = an_edition("one", "two", "three")
    scratch, folder = tmp_path / "scratch", tmp_path / "executed"
    scratch.mkdir()
    folder.mkdir()
    jobs = jobs_of(project, edition, folder, scratch)
    with page_kernels() as server:
        assert list(run_jobs(jobs[2:], server)) == ["three"]
        assert list(run_jobs(jobs[:1], server)) == ["one"]
    assert sorted(path.name for path in folder.iterdir()) == ["one.ipynb", "three.ipynb"]


def test_the_first_page_is_executed_while_the_next_is_still_being_made(project, tmp_path):
    scratch, folder = tmp_path / "scratch", tmp_path / "executed"
    scratch.mkdir()
    folder.mkdir()
    jobs = jobs_of(project, an_edition("one", "two"), folder, scratch)
    waited = []

    def one_after_the_other():
        yield jobs[0]
        until = time.monotonic() + 60
        while not jobs[0].executed.is_file() and time.monotonic() < until:
            time.sleep(0.01)
        waited.append(jobs[0].executed.is_file())
        yield jobs[1]

    with page_kernels() as server:
        assert sorted(run_jobs(one_after_the_other(), server)) == ["one", "two"]
    assert waited == [True]


def two_jobs(project, tmp_path, template, source):
    """Two pages of a new template, to be executed inside the project: there they find theirs."""
    write_template(project, template, source)
    scratch, folder = tmp_path / "scratch", project / template / "executed"
    scratch.mkdir()
    folder.mkdir(parents=True)
    edition = an_edition("one", "two", template=template)
    return folder, jobs_of(project, edition, folder, scratch)


def test_a_kernel_finds_the_edition_in_the_memory_it_was_forked_with(project, tmp_path):
    show = 'show = pages.begin(edition, page, ["scorecard"])'
    source = f"from spf_lib.publish import pages\n{show}\nlen(show.edition.headlines)"
    folder, jobs = two_jobs(project, tmp_path, "begun", source)
    stored = list((project / "_build/store").glob("*.pickle"))
    with page_kernels() as server:
        server.hold_ready(project, ["2019-20-Q2"])
        assert list(run_jobs(jobs[:1], server)) == ["one"]
        for path in stored:
            path.write_bytes(b"not a pickle")
        assert list(run_jobs(jobs[1:], server)) == ["two"]
    for path in stored:
        path.unlink()
    shown = nbformat.read(folder / "two.ipynb", as_version=4).cells[-1].outputs
    assert [output.data["text/plain"] for output in shown] == ["49"]


def test_a_server_told_again_to_hold_an_edition_holds_what_has_changed_since(project, tmp_path):
    show = 'show = pages.begin(edition, page, ["catalogue.groups"])'
    source = f"from spf_lib.publish import pages\n{show}\nset(show.edition.catalogue.groups.title)"
    folder, jobs = two_jobs(project, tmp_path, "held", source)
    groups = project / "data/framework/groups.csv"
    before = groups.read_text(encoding="utf-8")
    with page_kernels() as server:
        server.hold_ready(project, ["2019-20-Q2"])
        assert list(run_jobs(jobs[:1], server)) == ["one"]
        groups.write_text(before.replace("Public Realm", "Streets"), encoding="utf-8")
        server.hold_ready(project, ["2019-20-Q2"])
        assert list(run_jobs(jobs[1:], server)) == ["two"]
    groups.write_text(before, encoding="utf-8")
    texts = [(folder / f"{name}.ipynb").read_text(encoding="utf-8") for name in ("one", "two")]
    assert ["'Streets'" in text for text in texts] == [False, True]


DRIVER = """
import sys
from pathlib import Path
from spf_lib.publish.execute import execute_edition
from tests.publish.test_execute import an_edition

if __name__ == "__main__":
    project, folder = map(Path, sys.argv[1:])
    list(execute_edition(project, an_edition("one", "two", template="waiting"), folder))
"""


def test_ctrl_c_ends_a_build_and_its_kernels_at_once(project, root, tmp_path):
    tell = f"open(f'{tmp_path}/{{page}}', 'w').write(str(os.getpid()))"
    write_template(project, "waiting", f"import os, time\n{tell}\ntime.sleep(600)")
    command = [sys.executable, "-c", DRIVER, str(project), str(tmp_path / "executed")]
    environment = os.environ | {"PYTHONPATH": str(root)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as driver:
        told = [tmp_path / page for page in ("one", "two")]
        assert wait_until(lambda: all(path.is_file() and path.read_text() for path in told), 120)
        driver.send_signal(signal.SIGINT)
        _, said = driver.communicate(timeout=60)
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert not any(runs(int(path.read_text())) for path in told)


def a_notebook(**metadata):
    cell = new_code_cell("edition = 1", id="0f3a", execution_count=1)
    cell.metadata = nbformat.from_dict(
        {
            "tags": ["injected-parameters"],
            "papermill": {"duration": 0.01, "status": "completed"},
            "execution": {"iopub.status.busy": "2026-11-22T01:00:00Z"},
        }
    )
    cell.outputs = [new_output("stream", text="1")]
    return new_notebook(
        cells=[cell, new_markdown_cell("# T", id="kept", metadata={"tags": []})],
        metadata={"kernelspec": KERNEL} | metadata,
    )


def test_what_threads_make_has_been_made_once_before():
    named = (
        "from jupyter_client.manager import AsyncKernelManager\n"
        "from nbclient import NotebookClient\n"
        "from spf_lib.publish.execute import make_ready_for_threads\n"
        "from spf_lib.publish.fork_engine import PromptClient\n"
        "from spf_lib.publish.kernel_specs import ForkedSpecs\n"
        "makers = (AsyncKernelManager, NotebookClient, PromptClient, ForkedSpecs)\n"
        "def named():\n"
        "    return sum(isinstance(getattr(one, 'klass', 0), str)\n"
        "               for maker in makers for one in maker.class_traits().values())\n"
        "before = named(); make_ready_for_threads(); print(before > 0, named())"
    )
    told = subprocess.run([sys.executable, "-c", named], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "0"]


def test_timings_versions_and_random_ids_are_dropped():
    traced = a_notebook(
        papermill={"input_path": "/tmp/x.ipynb"},  # noqa: S108 a name, not a file
        language_info={"name": "python", "version": "3.11.2"},
    )
    notebook = without_traces(traced)
    assert notebook.metadata == {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    assert notebook.cells[0].metadata == {"tags": ["injected-parameters", "remove-input"]}
    assert notebook.cells[0].id != "0f3a"
    assert notebook.cells[1].id == "kept"


def test_two_runs_differ_in_nothing_once_their_traces_are_dropped():
    one, other = a_notebook(papermill={"duration": 1}), a_notebook(papermill={"duration": 2})
    other.cells[0].id = "77b2"
    other.cells[0].metadata.execution["iopub.status.busy"] = "2026-11-22T02:00:00Z"
    assert without_traces(one) == without_traces(other)


def test_outputs_are_kept():
    assert without_traces(a_notebook()).cells[0].outputs[0].text == "1"
