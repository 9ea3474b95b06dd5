"""Forked kernels against papermill's own: the same notebooks, whatever they hold."""

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from papermill.engines import papermill_engines

from spf_lib.publish import execute
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.execute import page_jobs, page_kernels, without_traces
from spf_lib.publish.fork_engine import ENGINE, ForkEngine, KernelDied, register
from spf_lib.publish.kernel_specs import kernel_settings
from spf_lib.publish.layout import RUNNING_CODE
from spf_lib.publish.store import Editions
from spf_lib.publish.templates import filled_pages, read_templates

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
# When and how long: nothing else may differ, even in what is dropped from a page later.
TIMES = ("start_time", "end_time", "duration")
# What tells a kernel's state: where it is, what it was started with, what it draws and warns of.
SPECIMENS = {
    "surroundings": """
        import os, sys
        own = {"JPY_PARENT_PID", "PYTHONPATH"}
        environment = {k: v for k, v in os.environ.items() if k not in own}
        [os.getcwd(), sys.argv[0], sys.argv[-1], sys.path[0], __name__, sorted(environment.items())]
        """,
    "drawn with pyplot": """
        %config InlineBackend.figure_formats = ["svg"]
        import matplotlib
        matplotlib.rcParams["svg.hashsalt"] = "x"
        matplotlib.rcParams["svg.fonttype"] = "none"
        import matplotlib.pyplot as plt
        _ = plt.plot([1, 3, 2])
        _ = plt.figure().add_subplot().bar([1, 2], [3, 4])
        matplotlib.get_backend()
        """,
    "streams and warnings": """
        import sys, os, warnings
        print("out")
        print("err", file=sys.stderr)
        warnings.warn_explicit("once", DeprecationWarning, "a.py", 1)
        warnings.warn_explicit("twice", UserWarning, "a.py", 2)
        import IPython
        IPython.get_ipython().history_manager.hist_file
        """,
    "tables": """
        import pandas as pd
        pd.DataFrame({"a": [1.5, None], "b": ["x", "y"]})
        """,
}


@pytest.fixture(scope="module")
def server():
    register()
    with page_kernels() as kernels:
        yield kernels


def run(path, folder, settings, parameters=None, **engine):
    with execute._loop_of_this_thread():
        return papermill.execute_notebook(
            path,
            None,
            parameters=parameters,
            progress_bar=False,
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=settings,
            **engine,
        )


def in_threads(function, tasks):
    """Run tasks as a build does; each thread has a loop of its own."""
    with ThreadPoolExecutor(execute.WORKERS) as pool:
        return list(pool.map(function, tasks))


def untimed(notebook):
    """Drop when and how long, where the files lay, and the random id papermill gives a cell."""
    for metadata in (notebook.metadata, *(cell.metadata for cell in notebook.cells)):
        metadata.pop("execution", None)
        for name in (*TIMES, "input_path"):
            metadata.get("papermill", {}).pop(name, None)
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected"
    return notebook


@pytest.fixture(scope="module")
def jobs(root, tmp_path_factory):
    """One page of every template, the shortest, wherever it is used."""
    folder = tmp_path_factory.mktemp("templates", numbered=False)
    pages = {}
    for edition_id in edition_ids(root):
        edition = read_edition(root, edition_id)
        scratch = folder / edition_id
        scratch.mkdir()
        assessed = Editions(root)[edition_id]
        filled = filled_pages(read_templates(root, edition), edition, assessed)
        made = page_jobs(filled, root / "_build", scratch)
        for page, job in zip(edition.pages, made, strict=True):
            size = len(nbformat.read(job.filled, as_version=4).cells)
            known = pages.get(page.template)
            if known is None or size < known[0]:
                pages[page.template] = (size, job)
    return {template: job for template, (_, job) in sorted(pages.items())}


def test_every_template_gives_the_same_bytes_as_stock_papermill(jobs, root, server, monkeypatch):
    assert set(jobs) == {path.stem for path in (root / "notebooks").glob("*.ipynb")}
    monkeypatch.setenv("PYTHONPATH", str(RUNNING_CODE.parent))
    (root / "_build").mkdir(exist_ok=True)

    def both(job):
        settings = kernel_settings(job.filled.with_suffix(""))
        found = []
        for engine in ({}, {"engine_name": ENGINE, "address": str(server.address)}):
            executed = run(job.filled, job.executed.parent, settings, job.parameters, **engine)
            whole = nbformat.writes(untimed(executed))
            found.append((whole, nbformat.writes(without_traces(executed))))
        return found

    compared = dict(zip(jobs, in_threads(both, jobs.values()), strict=True))
    assert [name for name, (stock, forked) in compared.items() if forked != stock] == []


def write(path, *sources):
    cells = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(sources)]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)
    return path


def lines(source):
    return "\n".join(line.strip() for line in source.strip().splitlines())


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_forked_kernel_shows_what_a_started_one_shows(specimen, server, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(RUNNING_CODE.parent))
    # matplotlib dates its drawings.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    path = write(tmp_path / "page.ipynb", lines(SPECIMENS[specimen]))
    (tmp_path / "settings").mkdir()
    settings = kernel_settings(tmp_path / "settings/ipython")
    address = str(server.address)

    def each(engine):
        return untimed(run(path, tmp_path, settings, **engine))

    stock, forked = in_threads(each, [{}, {"engine_name": ENGINE, "address": address}])
    assert stock.cells[0].outputs
    assert forked == stock


def execute_cells(server, folder, *sources, **options):
    path = write(folder / "page.ipynb", *sources)

    def here(_):
        return run(path, folder, [], engine_name=ENGINE, address=str(server.address), **options)

    return in_threads(here, [None])[0].cells[-1].outputs


def test_nothing_of_one_notebook_is_left_for_the_next(server, tmp_path):
    execute_cells(server, tmp_path, "import pandas\npandas.mark = 1\nmark = 1")
    source = "import pandas\n[hasattr(pandas, 'mark'), 'mark' in globals()]"
    shown = execute_cells(server, tmp_path, source)
    assert shown[0].data["text/plain"] == "[False, False]"


def test_forked_kernels_share_no_random_numbers(server, tmp_path):
    source = "import random, uuid, numpy\n[random.random(), uuid.uuid4(), numpy.random.random()]"
    shown = [execute_cells(server, tmp_path, source)[0].data["text/plain"] for _ in range(2)]
    numbers = [text.strip("[]").split(", ") for text in shown]
    assert all(one != other for one, other in zip(*numbers, strict=True))


def test_a_kernel_is_met_at_files_beside_its_server_and_leaves_none(server, tmp_path):
    source = "import json, ipykernel\njson.loads(ipykernel.get_connection_info())"
    met = ast.literal_eval(execute_cells(server, tmp_path, source)[0].data["text/plain"])
    assert met["transport"] == "ipc"
    assert Path(met["ip"]).parent == server.address.parent
    assert list(server.address.parent.iterdir()) == [server.address]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", "killed by SIGSEGV"),
        ("import os\nos._exit(3)", "exit status 3"),
    ],
)
def test_a_kernel_that_ends_says_how(server, tmp_path, source, said):
    with pytest.raises(KernelDied, match=said):
        execute_cells(server, tmp_path, source)


def test_the_engine_is_registered_with_papermill():
    register()
    assert papermill_engines.get_engine(ENGINE) is ForkEngine
