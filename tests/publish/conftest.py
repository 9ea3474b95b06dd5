"""A project that a test may spoil."""

import pytest

from tests.publish.projects import copy_project


@pytest.fixture
def project(root, tmp_path):
    return copy_project(root, tmp_path / "project")
