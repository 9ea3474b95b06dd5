"""A project that a test may spoil, and the downloads of every edition."""

from dataclasses import dataclass

import pytest

from spf_lib.assess.edition import AssessedEdition
from spf_lib.publish.downloads import download_files
from spf_lib.publish.downloads_tables import OpenTable, open_tables
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.inputs import load_edition
from spf_lib.publish.site_editions import SiteEdition, site_editions
from spf_lib.publish.store import Editions
from tests.publish.projects import copy_project


@pytest.fixture
def project(root, tmp_path):
    return copy_project(root, tmp_path / "project")


@dataclass(frozen=True)
class Downloads:
    """An edition with its tables and the files made of them."""

    edition: AssessedEdition
    title: str
    tables: dict[str, OpenTable]
    files: dict[str, bytes]


@pytest.fixture(scope="session")
def downloads(root) -> dict[str, Downloads]:
    """The downloads of every edition of the project, by edition."""
    found = {}
    for edition_id in edition_ids(root):
        edition = load_edition(root, edition_id)
        title = read_edition(root, edition_id).title
        tables = {table.name: table for table in open_tables(edition)}
        files = dict(download_files(edition, title))
        found[edition_id] = Downloads(edition, title, tables, files)
    return found


@pytest.fixture(scope="session")
def main(downloads):
    return downloads["2019-20-Q2"]


@pytest.fixture(scope="session")
def on_site(root) -> list[SiteEdition]:
    """The editions of the project as its site holds them, newest first."""
    return site_editions(root, Editions(root))
