"""Pages that are kept are executed again only if what they follow from changed."""

import shutil

import pytest

from spf_lib.publish import kept_pages
from spf_lib.publish.code_used import read_code
from spf_lib.publish.editions import read_edition
from spf_lib.publish.execute import page_kernels
from spf_lib.publish.kept_pages import NOTHING_KEPT, execute_what_changed
from spf_lib.publish.spare_kernel import SpareKernel
from tests.publish.projects import SMALL_PAGES, amend, copy_small_edition

EDITION = "2019-20-Q2"
RENAMED = ("Appendix 2: Key Performance", "Appendix II: Key Performance")


@pytest.fixture(scope="module")
def first(root, tmp_path_factory):
    """A project whose pages were executed once, with what was said of them."""
    project = copy_small_edition(root, tmp_path_factory.mktemp("kept") / "project")
    return project, execute(project, "first")


@pytest.fixture
def project(first, tmp_path):
    return shutil.copytree(first[0], tmp_path / "project")


def execute(project, folder):
    edition = read_edition(project, EDITION)
    return list(execute_what_changed(project, edition, project / folder, read_code()))


def notebooks(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}


def test_pages_never_kept_are_executed(first):
    _, done = first
    assert {page.page: page.changed for page in done} == dict.fromkeys(SMALL_PAGES, NOTHING_KEPT)


def test_unchanged_pages_are_put_there_without_being_executed(project, monkeypatch):
    monkeypatch.setattr(kept_pages, "execute_pages", None)
    assert [page.changed for page in execute(project, "again")] == [(), ()]
    assert notebooks(project / "again") == notebooks(project / "first")


def test_a_page_for_which_a_kernel_waits_begins_at_once_and_comes_out_as_it_was(project):
    with page_kernels() as server:
        spare = SpareKernel(server)
        spare.start(project / "again")
        edition = read_edition(project, EDITION)
        done = list(
            execute_what_changed(
                project, edition, project / "again", read_code(), server, spare=spare
            )
        )
        taken = spare.take("python3", str(project / "again")) is None
        spare.drop()
    assert taken
    assert [page.changed for page in done] == [(), ()]
    assert notebooks(project / "again") == notebooks(project / "first")


def test_a_changed_page_is_executed_and_says_why(project):
    amend(project / "data/framework/sources.csv", *RENAMED)
    done = {page.page: page.changed for page in execute(project, "again")}
    assert done["scorecard"] == ()
    assert "table catalogue.sources" in done["sources"]


def test_a_deleted_store_gives_the_same_notebooks(project):
    shutil.rmtree(project / "_build")
    execute(project, "again")
    assert notebooks(project / "again") == notebooks(project / "first")


def test_a_page_nobody_takes_any_more_is_not_kept(project):
    """A newer change has come: what a kernel read of it must not stand under the key of the old."""
    amend(project / "data/framework/sources.csv", *RENAMED)
    edition = read_edition(project, EDITION)
    pages = execute_what_changed(project, edition, project / "again", read_code())
    done = next(pages)
    pages.close()
    assert done.changed
    assert done in execute(project, "once more")
