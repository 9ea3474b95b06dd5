"""The downloads are written into a built site."""

import shutil
import zipfile

import pytest

from spf_lib.publish import downloads as written
from spf_lib.publish.archive import NotAsPublished
from spf_lib.publish.downloads import download_files, write_downloads
from spf_lib.publish.site_parts import LastSite, NewSite
from spf_lib.publish.store import Editions
from tests.publish.projects import amend

EDITION = "2019-20-Q2"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "book" / EDITION).mkdir(parents=True)
    return folder


def write_into(site, project):
    write_downloads(project, Editions(project), NewSite(site, LastSite(project)))


def refuse(*_):
    raise NotAsPublished("edited")


def pack(_root, edition_id, target):
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(f"{edition_id}.txt", "whole")


@pytest.fixture
def refused(monkeypatch):
    monkeypatch.setattr(written, "write_archive", refuse)


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.usefixtures("refused")
def test_the_files_of_an_edition_stand_in_its_data_folder(project, site, main):
    write_into(site, project)
    assert files_of(site / "book" / EDITION / "data") == main.files


@pytest.mark.usefixtures("refused")
def test_the_files_of_an_unchanged_edition_are_kept_and_the_same(project, site, main, monkeypatch):
    write_into(site, project)
    monkeypatch.setattr(written, "download_files", None)
    shutil.rmtree(site / "book" / EDITION / "data")
    write_into(site, project)
    assert files_of(site / "book" / EDITION / "data") == main.files


@pytest.mark.usefixtures("refused")
def test_a_changed_figure_is_in_the_files_of_the_next_build(project, site):
    write_into(site, project)
    amend(
        project / f"data/returns/{EDITION}/figures.csv",
        "kpi-active-volunteers,2019-20-Q2,202,",
        "kpi-active-volunteers,2019-20-Q2,150,",
    )
    write_into(site, project)
    table = (site / "book" / EDITION / "data/figures.csv").read_text(encoding="utf-8")
    assert "\nkpi-active-volunteers,2019-20-Q2,2019-09-30,150," in table


@pytest.mark.usefixtures("refused")
def test_an_edition_that_the_site_does_not_hold_gets_no_files(project, site):
    write_into(site, project)
    assert {path.name for path in (site / "book").iterdir()} == {EDITION}


def test_a_published_edition_has_its_archive_beside_its_data(project, site, monkeypatch):
    monkeypatch.setattr(written, "write_archive", pack)
    write_into(site, project)
    assert zipfile.is_zipfile(site / "book" / EDITION / "data" / f"{EDITION}.zip")


def test_an_edition_that_was_never_published_has_no_archive(project, site):
    assert not (project / "book").exists()
    write_into(site, project)
    assert list(site.rglob("*.zip")) == []


@pytest.mark.usefixtures("refused")
def test_an_edition_that_is_not_as_published_has_no_archive(project, site):
    write_into(site, project)
    assert list(site.rglob("*.zip")) == []


@pytest.mark.usefixtures("refused")
def test_the_schemas_stand_at_the_root_of_the_site(project, site, root):
    shutil.copytree(root / "docs/schemas", project / "docs/schemas")
    write_into(site, project)
    assert files_of(site / "schemas") == files_of(root / "docs/schemas")


def test_the_same_edition_gives_the_same_bytes(main):
    assert download_files(main.edition, main.title) == main.files
