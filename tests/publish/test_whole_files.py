"""Files taken whole."""

import pytest

from spf_lib.publish.whole_files import hash_of_files, replace_file


def test_a_file_is_written_with_the_folders_it_needs(tmp_path):
    replace_file(tmp_path / "deep/er/file", b"new")
    assert (tmp_path / "deep/er/file").read_bytes() == b"new"


def test_a_file_that_was_there_is_replaced_and_nothing_else_is_left(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    replace_file(tmp_path / "file", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_who_has_the_old_file_open_goes_on_reading_it(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    with (tmp_path / "file").open("rb") as reader:
        replace_file(tmp_path / "file", b"new")
        assert reader.read() == b"old"


@pytest.mark.parametrize(
    ("head", "name", "content"),
    [(b"other", "a.csv", b"1"), (b"head", "b.csv", b"1"), (b"head", "a.csv", b"2")],
)
def test_the_hash_changes_with_the_head_a_name_and_a_content(tmp_path, head, name, content):
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(b"1")
    after.write_bytes(content)
    assert hash_of_files(head, [(name, after)]) != hash_of_files(b"head", [("a.csv", before)])


def test_a_name_does_not_run_into_the_file_after_it(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"x")
    two.write_bytes(b"x")
    assert hash_of_files(b"", [("a", one), ("b", two)]) != hash_of_files(b"", [("ab", one)])
