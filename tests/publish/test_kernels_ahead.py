"""The process that kernels are forked from, begun before anything else of a build."""

import subprocess
import sys

from spf_lib.publish import kernels_ahead
from tests.conftest import EDITION

HEAVY = ("pandas", "numpy", "matplotlib", "papermill", "nbformat", "zmq")


def refuse():
    raise AssertionError("a process was started")


def test_kernels_are_started_early_only_where_no_page_is_kept(project, monkeypatch):
    (project / "_build/store/pages" / EDITION).mkdir(parents=True)
    monkeypatch.setattr(kernels_ahead, "kernel_server", refuse)
    with kernels_ahead.kernels_ahead(project, EDITION) as kernels:
        assert kernels is None


def test_where_none_is_kept_a_server_runs_while_the_build_does(project):
    with kernels_ahead.kernels_ahead(project, EDITION) as kernels:
        assert kernels.process.poll() is None
    assert kernels.process.poll() is not None


def test_nothing_heavy_is_imported_before_the_server_is_begun():
    said = f"import sys, spf_lib.cli.build; print(set({HEAVY}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
