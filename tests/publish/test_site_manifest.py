"""A copy of the site is compared with its manifest."""

import json

import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.manifest import sha256_of
from spf_lib.publish.site_manifest import (
    hashes_of,
    site_differences,
    site_report,
    write_site_manifest,
)


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "book").mkdir(parents=True)
    (folder / "index.html").write_text("<p>49 measures</p>")
    (folder / "book/é page.html").write_text("<p>82.1%</p>")
    write_site_manifest(folder, {})
    return folder


def test_the_manifest_names_every_file_of_the_site_but_itself(site):
    files = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert files == {
        "book/é page.html": sha256_of(site / "book/é page.html"),
        "index.html": sha256_of(site / "index.html"),
    }


def test_a_site_as_built_has_no_difference(site):
    assert site_differences(site) == []
    assert site_report(site, []) == "2 of 2 files as built"


def test_changed_missing_and_added_files_are_each_named(site):
    (site / "index.html").write_text("<p>50 measures</p>")
    (site / "book/é page.html").unlink()
    (site / "new.js").touch()
    assert site_report(site, site_differences(site)).splitlines() == [
        "book/é page.html: missing",
        "index.html: changed",
        "new.js: added",
    ]


@pytest.mark.parametrize("text", [None, "", "[]", '{"files": {"a": "b"}, "format": 1}'])
def test_a_folder_without_a_manifest_is_bad_input(site, text):
    (site / "manifest.json").unlink()
    if text is not None:
        (site / "manifest.json").write_text(text)
    with pytest.raises(BadInput, match="the manifest of a built site"):
        site_differences(site)


def test_writing_it_again_changes_nothing(site):
    before = (site / "manifest.json").read_bytes()
    write_site_manifest(site, {})
    assert (site / "manifest.json").read_bytes() == before


def test_a_part_that_was_hashed_before_is_not_hashed_again_and_the_manifest_is_the_same(site):
    before = (site / "manifest.json").read_bytes()
    known = hashes_of(site / "book", {})
    write_site_manifest(site, {f"book/{name}": digest for name, digest in known.items()})
    assert (site / "manifest.json").read_bytes() == before
    write_site_manifest(site, {"index.html": "0" * 64})
    files = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert files["index.html"] == "0" * 64
