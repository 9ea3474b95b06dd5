"""The parts of a site, and what is taken over of the last one."""

from pathlib import Path

import pytest

from spf_lib.publish.manifest import sha256_of
from spf_lib.publish.site_parts import LastSite, NewSite
from tests.publish.standing_sites import stand

AT = "book/q1/data"
FILES = {"figures.csv": "1,2", "measures/a.json": "{}"}
RECORD = "_build/site-parts.json"


@pytest.fixture
def kept(tmp_path):
    """A folder in the store, named by its key."""
    folder = tmp_path / "store/q1-data-key"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


@pytest.fixture
def last(tmp_path, kept):
    """The folder of a site that stands, with one part."""
    site = NewSite(tmp_path / "bound", LastSite(tmp_path))
    site.put("q1-data", kept, AT)
    return stand(site, tmp_path)


def again(tmp_path, kept):
    """Put the part into a new site."""
    site = NewSite(tmp_path / "bound", LastSite(tmp_path))
    site.put("q1-data", kept, AT)
    return site


def contents_of(site):
    return {name: (site.folder / AT / name).read_text() for name in FILES}


def are_linked(site, last):
    return {(site.folder / AT / name).samefile(last / AT / name) for name in FILES}


def test_a_part_is_copied_to_its_place(tmp_path, kept):
    site = again(tmp_path, kept)
    assert contents_of(site) == FILES
    assert site.parts["q1-data"].files == (f"{AT}/figures.csv", f"{AT}/measures/a.json")


def test_a_part_that_the_last_site_has_is_one_with_it(tmp_path, kept, last):
    site = again(tmp_path, kept)
    assert contents_of(site) == FILES
    assert are_linked(site, last) == {True}
    assert site.parts == again(tmp_path / "elsewhere", kept).parts


def test_the_hashes_of_what_is_taken_over_are_told(tmp_path, kept, last):
    site = again(tmp_path, kept)
    assert site.hashes == {f"{AT}/{name}": sha256_of(last / AT / name) for name in FILES}


def test_a_part_with_another_key_is_copied(tmp_path, kept, last):
    other = kept.rename(kept.with_name("q1-data-other"))
    (other / "figures.csv").write_text("1,3")
    site = again(tmp_path, other)
    assert contents_of(site) == FILES | {"figures.csv": "1,3"}
    assert are_linked(site, last) == {False}


@pytest.mark.parametrize("spoilt", [*FILES])
@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("edited")])
def test_a_part_of_which_a_file_is_not_as_it_was_built_is_copied(
    tmp_path, kept, last, spoil, spoilt
):
    spoil(last / AT / spoilt)
    site = again(tmp_path, kept)
    assert contents_of(site) == FILES
    assert site.hashes == {}


@pytest.mark.parametrize("record", [None, "", '{"parts": {}}'])
def test_without_a_record_of_its_parts_nothing_is_taken_over(tmp_path, kept, last, record):
    (tmp_path / RECORD).unlink()
    if record is not None:
        (tmp_path / RECORD).write_text(record)
    assert are_linked(again(tmp_path, kept), last) == {False}


def test_the_record_of_another_site_is_not_believed(tmp_path, kept, last):
    manifest = last / "manifest.json"
    manifest.write_text(manifest.read_text().replace("\n", "\n\n"))
    assert are_linked(again(tmp_path, kept), last) == {False}


def test_what_is_kept_is_never_one_with_a_site(tmp_path, kept, last):
    site = again(tmp_path, kept)
    for folder in (site.folder, last):
        assert not (folder / AT / "figures.csv").samefile(kept / "figures.csv")


def test_a_part_stays_when_the_last_site_goes(tmp_path, kept, last):
    site = again(tmp_path, kept)
    (last / AT / "figures.csv").unlink()
    assert contents_of(site) == FILES


def test_where_there_are_no_links_a_part_is_copied_from_the_last_site(
    tmp_path, kept, last, monkeypatch
):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    site = again(tmp_path, kept)
    assert contents_of(site) == FILES
    assert are_linked(site, last) == {False}


def test_a_file_is_a_part_that_goes_by_what_it_holds(tmp_path, kept):
    source = kept / "figures.csv"
    first = NewSite(tmp_path / "bound", LastSite(tmp_path))
    first.put_file("q1-ledger", source, "book/q1/ledger.json")
    assert first.hashes == {"book/q1/ledger.json": sha256_of(source)}
    last = stand(first, tmp_path)
    for content, is_linked in (("1,2", True), ("1,3", False)):
        source.write_text(content)
        site = NewSite(tmp_path / content, LastSite(tmp_path))
        site.put_file("q1-ledger", source, "book/q1/ledger.json")
        file = site.folder / "book/q1/ledger.json"
        assert file.read_text() == content
        assert file.samefile(last / "book/q1/ledger.json") == is_linked
