"""Files of a new site that the last one has too are not copied, and nothing else changes."""

import os

import pytest

from spf_lib.publish.placing import placing


@pytest.fixture
def folders(tmp_path):
    """A folder of kept files, the last site and a new one."""
    made = [tmp_path / name for name in ("kept", "last", "new")]
    for folder in made:
        (folder / "data").mkdir(parents=True)
    return made


def placed(folders, kept, last=None):
    """Place a file that is kept, beside what stands in its place in the last site."""
    source, before, target = (folder / "data/figures.csv" for folder in folders)
    source.write_text(kept)
    if last is not None:
        before.write_text(last)
    placing(folders[2], folders[1])(str(source), str(target))
    return source, before, target


def test_a_file_that_the_last_site_has_is_one_file_with_it(folders):
    _, before, target = placed(folders, "1,2", "1,2")
    assert target.read_text() == "1,2"
    assert target.samefile(before)


@pytest.mark.parametrize("last", ["1,3", "1,2,3", None])
def test_a_file_that_the_last_site_does_not_have_is_copied(folders, last):
    _, before, target = placed(folders, "1,2", last)
    assert target.read_text() == "1,2"
    assert not (before.exists() and target.samefile(before))


@pytest.mark.parametrize("last", ["1,2", "1,3", None])
def test_a_file_of_a_site_is_never_the_one_that_is_kept(folders, last):
    source, _, target = placed(folders, "1,2", last)
    assert not target.samefile(source)


def test_a_file_stays_when_the_last_site_goes(folders):
    _, before, target = placed(folders, "1,2", "1,2")
    before.unlink()
    assert target.read_text() == "1,2"


def test_where_there_are_no_links_a_file_is_copied(folders, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    _, before, target = placed(folders, "1,2", "1,2")
    assert target.read_text() == "1,2"
    assert not target.samefile(before)


def test_a_file_placed_over_one_of_the_last_site_leaves_that_as_it_was(folders):
    _, before, target = placed(folders, "1,2", "1,2")
    other = folders[0] / "data/other.csv"
    other.write_text("9")
    placing(folders[2], folders[1])(str(other), str(target))
    assert (target.read_text(), before.read_text()) == ("9", "1,2")
