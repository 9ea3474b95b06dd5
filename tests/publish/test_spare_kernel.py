"""A kernel started ahead serves one page as any other kernel would, and never of stale data."""

import os
import signal

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from spf_lib.publish import execute
from spf_lib.publish.execute import page_kernels
from spf_lib.publish.fork_engine import ENGINE, kernel_of, register
from spf_lib.publish.kernel_specs import kernel_settings
from spf_lib.publish.spare_kernel import SpareKernel
from spf_lib.publish.store import assessed_edition
from tests.publish.processes import runs, wait_until
from tests.publish.projects import amend, copy_project

EDITION = "2019-20-Q2"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
FIGURES = f"data/returns/{EDITION}/figures.csv"
VOLUNTEERS = "kpi-active-volunteers,2019-20-Q2,{},"
HELD = "from spf_lib.publish import store\nstore.held_edition.cache_info().currsize"
FIGURE = f"""
from pathlib import Path
from spf_lib.publish.store import held_edition
rows = held_edition(Path.cwd(), "{EDITION}").scorecard.set_index("measure_id")
int(rows.at["kpi-active-volunteers", "value"])
"""
# What a page could tell one kernel from another by.
STATE = """
import os, sys, threading, warnings
own = {"JPY_PARENT_PID", "PYTHONPATH"}
environment = sorted((k, v) for k, v in os.environ.items() if k not in own)
names = [name for name in sorted(globals()) if name != "own"]
shell = get_ipython()
history = shell.history_manager.hist_file
shown = [os.getcwd(), sys.argv[-1], sys.path[0], names, environment, history]
[*shown, sorted(sys.modules), shell.execution_count, _, __, Out, In[:1]]
"""


@pytest.fixture(scope="module")
def server():
    register()
    with page_kernels() as kernels:
        yield kernels


@pytest.fixture
def spare(server):
    kernel = SpareKernel(server)
    yield kernel
    kernel.drop()


@pytest.fixture(scope="module")
def project(root, tmp_path_factory):
    """A project whose edition was assessed once."""
    copy = copy_project(root, tmp_path_factory.mktemp("spare") / "project")
    assessed_edition(copy, EDITION)
    return copy


def show(server, folder, spare, source):
    """Execute one cell in a folder, and return it with its outputs."""
    path = folder / "page.ipynb"
    cells = [new_code_cell(source.strip(), id="one")]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)
    settings = folder / "settings"
    with execute._loop_of_this_thread():
        done = papermill.execute_notebook(
            path,
            None,
            progress_bar=False,
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=[] if settings.exists() else kernel_settings(settings),
            engine_name=ENGINE,
            address=str(server.address),
            ready=spare.take if spare else None,
        )
    return done.cells[0]


def shown(cell):
    return cell.outputs[0].data["text/plain"]


def waiting(spare):
    """Look at the kernel that waits, and let it wait on."""
    one = spare._taken()
    spare._waiting.put(one)
    return one


def started(spare):
    return kernel_of(waiting(spare).manager).pid


def rehearsable(folder, *sources):
    """Write a notebook for a kernel to rehearse."""
    folder.mkdir(exist_ok=True)
    path = folder / "rehearsed.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(one) for one in sources]), path)
    return path


def has_rehearsed(spare):
    """Wait until the kernel has answered, and leave the answer."""
    return wait_until(waiting(spare).talk.shell_channel.msg_ready)


def answered(spare):
    """Wait until the kernel has done what it was told, and say whether it went well."""
    return waiting(spare).talk.get_shell_msg(timeout=60)["content"]["status"] == "ok"


def test_a_page_finds_in_a_spare_kernel_what_it_would_find_in_a_new_one(
    server, spare, project, tmp_path
):
    here, there = tmp_path / "one", tmp_path / "other"
    server.hold_ready(project, [EDITION])
    there.mkdir()
    new = shown(show(server, there, None, STATE)).replace(str(there), str(here))
    spare.start(here)
    spare.hold_ready(project, EDITION)
    assert answered(spare)
    waited = started(spare)
    assert shown(show(server, here, spare, STATE)) == new
    assert wait_until(lambda: not runs(waited))


def test_a_spare_kernel_serves_one_page(server, spare, tmp_path):
    spare.start(tmp_path)
    waited = started(spare)
    asked = [shown(show(server, tmp_path, spare, "import os\nos.getpid()")) for _ in range(2)]
    assert asked[0] == str(waited)
    assert asked[1] != str(waited)


def test_a_spare_kernel_holds_no_edition_until_it_is_told_to(server, spare, project):
    server.hold_ready(project, [EDITION])
    spare.start(project)
    assert shown(show(server, project, spare, HELD)) == "0"
    spare.start(project)
    assert spare.hold_ready(project, EDITION)
    assert answered(spare)
    assert shown(show(server, project, spare, HELD)) == "1"


def test_a_spare_kernel_shows_what_was_saved_after_it_started(server, spare, project):
    spare.start(project)
    amend(project / FIGURES, VOLUNTEERS.format(202), VOLUNTEERS.format(150))
    spare.hold_ready(project, EDITION)
    assert shown(show(server, project, spare, FIGURE)) == "150"
    spare.start(project)
    amend(project / FIGURES, VOLUNTEERS.format(150), VOLUNTEERS.format(202))
    assert shown(show(server, project, spare, FIGURE)) == "202"


def test_a_kernel_that_has_rehearsed_a_page_shows_what_was_saved_since(server, spare, project):
    spare.start(project)
    spare.rehearse(rehearsable(project, FIGURE))
    assert has_rehearsed(spare)
    amend(project / FIGURES, VOLUNTEERS.format(202), VOLUNTEERS.format(150))
    assert spare.hold_ready(project, EDITION)
    waited = started(spare)
    cell = show(server, project, spare, f"import os\n{FIGURE.strip()}, os.getpid()")
    amend(project / FIGURES, VOLUNTEERS.format(150), VOLUNTEERS.format(202))
    assert shown(cell) == f"(150, {waited})"


def test_a_page_finds_no_name_of_what_was_rehearsed_before_it(server, spare, tmp_path):
    spare.start(tmp_path)
    spare.rehearse(rehearsable(tmp_path, "rehearsed = 1", "assert rehearsed"))
    assert has_rehearsed(spare)
    assert spare.hold_ready(tmp_path, EDITION)
    found = "\n".join(["names = dict(globals())", "sorted(set(names) & {'rehearsed', 'cells'})"])
    assert shown(show(server, tmp_path, spare, found)) == "[]"


def test_nothing_is_rehearsed_where_no_kernel_waits(spare, tmp_path):
    spare.rehearse(rehearsable(tmp_path, "1"))
    assert not spare.hold_ready(tmp_path, EDITION)


def test_a_kernel_that_still_rehearses_is_not_waited_for(spare, tmp_path):
    spare.start(tmp_path)
    spare.rehearse(rehearsable(tmp_path, "import time; time.sleep(600)"))
    waited = started(spare)
    assert not spare.hold_ready(tmp_path, EDITION)
    assert wait_until(lambda: not runs(waited))
    assert spare.take("python3", str(tmp_path)) is None


def test_a_kernel_whose_rehearsal_failed_serves_no_page(spare, tmp_path):
    spare.start(tmp_path)
    spare.rehearse(rehearsable(tmp_path, "1 / 0"))
    waited = started(spare)
    assert has_rehearsed(spare)
    assert not spare.hold_ready(tmp_path, EDITION)
    assert wait_until(lambda: not runs(waited))


def test_a_kernel_that_was_told_of_an_edition_and_not_used_is_ended(spare, project):
    spare.start(project)
    spare.hold_ready(project, EDITION)
    assert answered(spare)
    waited = started(spare)
    spare.drop()
    assert wait_until(lambda: not runs(waited))
    assert spare.take("python3", str(project)) is None


def test_a_kernel_started_in_the_place_of_another_ends_it(spare, tmp_path):
    spare.start(tmp_path)
    before = started(spare)
    spare.start(tmp_path)
    assert wait_until(lambda: not runs(before))
    assert runs(started(spare))


@pytest.mark.parametrize(("name", "folder"), [("python3", "elsewhere"), ("ir", "here")])
def test_a_page_that_needs_another_kernel_does_not_get_the_spare_one(spare, tmp_path, name, folder):
    spare.start(tmp_path / "here")
    waited = started(spare)
    assert spare.take(name, str(tmp_path / folder)) is None
    assert wait_until(lambda: not runs(waited))


def test_a_spare_kernel_that_has_ended_is_not_handed_over(server, spare, tmp_path):
    spare.start(tmp_path)
    os.kill(started(spare), signal.SIGKILL)
    assert wait_until(lambda: not waiting(spare).runs)
    assert shown(show(server, tmp_path, spare, "1 + 1")) == "2"


def test_a_spare_kernel_that_has_ended_is_told_nothing(server, spare, tmp_path):
    spare.start(tmp_path)
    server.end_kernels()
    assert wait_until(lambda: not waiting(spare).runs)
    assert not spare.hold_ready(tmp_path, EDITION)


def test_a_spare_kernel_leaves_no_file_beside_its_server(server, spare, tmp_path):
    for _ in range(2):
        spare.start(tmp_path)
    spare.drop()
    left = {path.name for path in server.address.parent.iterdir()}
    assert left == {"kernels", "settings"}
