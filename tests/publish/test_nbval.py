"""The frozen notebooks are what the data says, and nbval notices when they are not."""

import os
import subprocess
import sys

import pytest

from tests.publish.projects import amend, copy_project

PAGE = "book/2019-20-Q2/kpi-equalities-and-diversity.ipynb"


@pytest.fixture(scope="module")
def nbval(root, tmp_path_factory):
    """Run nbval on one frozen page in a copy of the project, its data perhaps changed."""

    def run(old="", new=""):
        copy = copy_project(root, tmp_path_factory.mktemp("copy"), "spf_lib", "pyproject.toml")
        page = copy / PAGE
        page.parent.mkdir(parents=True)
        page.write_bytes((root / PAGE).read_bytes())
        if old:
            amend(copy / "data/returns/2019-20-Q2/figures.csv", old, new)
        command = [sys.executable, "-m", "pytest", "--nbval", PAGE, "-q", "-p", "no:cacheprovider"]
        return subprocess.run(
            command,
            cwd=copy,
            env=os.environ
            | {"PYTHONPATH": str(copy), "PYTEST_ADDOPTS": "", "IPYTHONDIR": str(copy / ".ipython")},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_frozen_page_comes_out_the_same(nbval):
    done = nbval()
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout


def test_a_changed_figure_makes_a_frozen_page_fail(nbval):
    done = nbval(
        "kpi-mandatory-training,2019-20-Q2,82.1,", "kpi-mandatory-training,2019-20-Q2,82.2,"
    )
    assert done.returncode == 1, done.stdout[-3000:]
    assert " failed" in done.stdout
    assert "82.2" in done.stdout
