"""An edition's archive: what it holds, always the same bytes, and unpacked with care."""

import os
import shutil
import stat
import zipfile

import pytest
import yaml

from spf_lib.framework.tables import BadInput
from spf_lib.publish.archive import (
    BadArchive,
    NotAsPublished,
    archive_edition,
    archive_key,
    key_of_archives,
    unpack_archive,
)
from spf_lib.publish.layout import project_root
from spf_lib.publish.manifest import flat, make_manifest, manifest_text, read_manifest
from spf_lib.publish.store import Editions
from tests.publish.projects import copy_small_edition
from tests.publish.published import EDITION, FIGURES, FROZEN, LEDGER, MANIFEST, PAGE

TOP = f"spf-book-{EDITION}"


@pytest.fixture(scope="module")
def original(root, tmp_path_factory):
    project = copy_small_edition(root, tmp_path_factory.mktemp("archived") / "project")
    (project / FROZEN).mkdir(parents=True)
    for file in (PAGE, LEDGER, "README.md", "Makefile"):
        shutil.copy(root / file, project / file)
    manifest = make_manifest(project, EDITION, project / FROZEN, project / "spf_lib")
    (project / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8")
    return project


@pytest.fixture
def project(original, tmp_path):
    return shutil.copytree(original, tmp_path / "project")


def names(file):
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def test_an_archive_holds_all_the_manifest_names_and_what_sets_it_up(project):
    manifest = read_manifest(project, EDITION)
    wanted = {*flat(manifest.inputs), *flat(manifest.outputs), MANIFEST}
    wanted |= {"README.md", "Makefile", "pyproject.toml", "_config.yml", "_toc.yml"}
    assert {f"{TOP}/{name}" for name in wanted} == set(names(archive_edition(project, EDITION)))


def test_a_signature_and_a_licence_go_along(project):
    (project / "LICENCE").touch()
    (project / f"{MANIFEST}.sig").touch()
    held = names(archive_edition(project, EDITION))
    assert {f"{TOP}/LICENCE", f"{TOP}/{MANIFEST}.sig"} <= set(held)


def test_names_dates_and_permissions_are_fixed(project):
    with zipfile.ZipFile(archive_edition(project, EDITION)) as archive:
        members = archive.infolist()
    held = [member.filename for member in members]
    assert held == sorted(held)
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.external_attr >> 16 for member in members} == {0o100644}
    assert {member.create_system for member in members} == {3}


def test_the_same_files_elsewhere_give_the_same_bytes(project, tmp_path):
    other = shutil.copytree(project, tmp_path / "elsewhere")
    for path in other.rglob("*"):
        os.utime(path, (0, 0))
        path.chmod(0o700)
    first, second = (archive_edition(side, EDITION).read_bytes() for side in (project, other))
    assert first == second


def test_a_later_edition_changes_neither_an_archive_nor_its_key(project):
    key, before = (
        archive_key(project, EDITION, Editions(project), key_of_archives(project)),
        archive_edition(project, EDITION).read_bytes(),
    )
    parameters = (project / f"params/{EDITION}.yml").read_text(encoding="utf-8")
    later = parameters.replace(f"edition: {EDITION}", "edition: 2019-20-Q3")
    (project / "params/2019-20-Q3.yml").write_text(later, encoding="utf-8")
    (project / "data/returns/2019-20-Q3").mkdir()
    (project / "data/returns/2019-20-Q3/figures.csv").touch()
    toc = project / "_toc.yml"
    contents = yaml.safe_load(toc.read_text(encoding="utf-8"))
    chapters = [{"file": "book/2019-20-Q3/summary"}]
    contents["parts"].insert(0, {"caption": "Quarter 3", "chapters": chapters})
    toc.write_text(yaml.safe_dump(contents, sort_keys=False), encoding="utf-8")
    assert archive_key(project, EDITION, Editions(project), key_of_archives(project)) == key
    assert archive_edition(project, EDITION).read_bytes() == before


@pytest.mark.parametrize("file", [FIGURES, PAGE, "README.md", "_config.yml"])
def test_whatever_an_archive_holds_changes_its_key(project, file):
    before = archive_key(project, EDITION, Editions(project), key_of_archives(project))
    (project / file).write_bytes((project / file).read_bytes() + b"\n")
    assert archive_key(project, EDITION, Editions(project), key_of_archives(project)) != before


def test_archiving_again_replaces_the_archive_and_leaves_nothing_else(project):
    archive_edition(project, EDITION)
    target = archive_edition(project, EDITION)
    assert [path.name for path in target.parent.iterdir()] == [f"{EDITION}.zip"]


def test_an_edition_without_a_manifest_is_not_archived(project):
    (project / MANIFEST).unlink()
    with pytest.raises(BadInput, match="spf publish"):
        archive_edition(project, EDITION)


@pytest.mark.parametrize("file", [FIGURES, PAGE, "params/rules/corporate.yml"])
def test_an_edition_that_is_not_as_published_is_not_archived(project, file):
    (project / file).write_text("edited", encoding="utf-8")
    with pytest.raises(NotAsPublished, match=f"{file}: changed"):
        archive_edition(project, EDITION)
    assert not (project / f"_build/archives/{EDITION}.zip").exists()


def test_an_unpacked_archive_is_a_project(project, tmp_path):
    (tmp_path / "unpacked").mkdir()
    root, edition_id = unpack_archive(archive_edition(project, EDITION), tmp_path / "unpacked")
    assert (project_root(root), edition_id) == (tmp_path / "unpacked" / TOP, EDITION)


def a_zip(path, *members):
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return path


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside", "a/../../outside", "a\\b", "C:/a"])
def test_a_name_that_leads_out_of_the_folder_is_refused_and_nothing_unpacked(tmp_path, name):
    member = zipfile.ZipInfo("x")
    member.filename = name
    folder = tmp_path / "unpacked"
    folder.mkdir()
    with pytest.raises(BadArchive, match="leads out of the folder"):
        unpack_archive(a_zip(tmp_path / "bad.zip", "good", member), folder)
    assert list(folder.iterdir()) == []


def test_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(BadArchive, match="'link' is a link"):
        unpack_archive(a_zip(tmp_path / "bad.zip", link), tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(BadArchive, match="'a' stands twice"):
        unpack_archive(a_zip(tmp_path / "bad.zip", "a", "a"), tmp_path)


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("spf_lib.publish.archive._MOST_BYTES", 1)
    with pytest.raises(BadArchive, match="more than"):
        unpack_archive(a_zip(tmp_path / "bad.zip", "a", "b"), tmp_path)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04"])
def test_what_is_no_archive_is_said_to_be_none(tmp_path, content):
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(BadArchive, match="cannot be read as an archive"):
        unpack_archive(tmp_path / "bad.zip", tmp_path)


def test_an_archive_of_something_else_is_said_to_hold_no_edition(tmp_path):
    with pytest.raises(BadArchive, match="holds 0 published editions"):
        unpack_archive(a_zip(tmp_path / "bad.zip", "a"), tmp_path)
