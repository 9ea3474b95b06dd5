"""The project itself, and its main edition, for tests that read real data."""

from pathlib import Path

import pytest
from hypothesis import settings

from spf_lib.assess.edition import AssessedEdition
from spf_lib.publish.inputs import load_edition
from tests.publish.projects import add_vintages, copy_project

EDITION = "2019-20-Q2"

# Speed belongs in benchmarks, and a run that fails must fail again.
settings.register_profile("plain", deadline=None, derandomize=True)
settings.load_profile("plain")


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def vintages(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, AssessedEdition]:
    """The main edition, and two made-up quarters after it; see :func:`.projects.add_vintages`."""
    project = copy_project(root, tmp_path_factory.mktemp("vintages"))
    add_vintages(project)
    quarters = (EDITION, "2019-20-Q3", "2019-20-Q4", "2020-21-Q1")
    return {quarter: load_edition(project, quarter) for quarter in quarters}


@pytest.fixture(scope="session")
def edition(root: Path) -> AssessedEdition:
    return load_edition(root, EDITION)
