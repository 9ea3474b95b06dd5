"""The project itself, and its main edition, for tests that read real data."""

from pathlib import Path

import pytest
from hypothesis import settings

from spf_lib.assess.edition import AssessedEdition
from spf_lib.publish.inputs import load_edition

EDITION = "2019-20-Q2"

# Speed belongs in benchmarks, and a run that fails must fail again.
settings.register_profile("plain", deadline=None, derandomize=True)
settings.load_profile("plain")


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def edition(root: Path) -> AssessedEdition:
    return load_edition(root, EDITION)
