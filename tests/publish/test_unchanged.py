"""A site that would be built the same again is not built."""

import pytest

from spf_lib.publish.unchanged import remember_site, report_of_unchanged, site_key
from tests.publish.projects import copy_project

EDITION = "2019-20-Q2"
REPORT = "Edition       2019-20-Q2"


@pytest.fixture
def built(root, tmp_path):
    """A project with a site, as if built just now."""
    project = copy_project(root, tmp_path / "project", "requirements.txt")
    (project / "book").mkdir()
    (project / "book/welcome.md").write_text("# Welcome")
    (project / "_build/site").mkdir(parents=True)
    (project / "_build/site/index.html").touch()
    remember_site(project, site_key(project, EDITION), REPORT)
    return project


def test_an_unchanged_project_has_its_report(built):
    assert report_of_unchanged(built, site_key(built, EDITION)) == REPORT


def test_a_site_never_built_has_none(built):
    (built / "_build/site.json").unlink()
    assert report_of_unchanged(built, site_key(built, EDITION)) is None


def test_a_site_built_with_another_edition_is_another(built):
    assert report_of_unchanged(built, site_key(built, "2020-21-Q1")) is None


def test_a_site_that_is_gone_is_to_be_built(built):
    (built / "_build/site/index.html").unlink()
    assert report_of_unchanged(built, site_key(built, EDITION)) is None


@pytest.mark.parametrize(
    "file",
    [
        f"data/returns/{EDITION}/figures.csv",
        f"params/{EDITION}.yml",
        "params/rules/corporate.yml",
        "notebooks/scorecard.ipynb",
        "book/welcome.md",
        "_config.yml",
        "_toc.yml",
        "requirements.txt",
    ],
)
def test_one_byte_of_any_input_makes_it_another(built, file):
    path = built / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert report_of_unchanged(built, site_key(built, EDITION)) is None


def test_a_new_file_makes_it_another(built):
    (built / "data/framework/more.csv").touch()
    assert report_of_unchanged(built, site_key(built, EDITION)) is None
