"""Where two files or folders first differ."""

import json
import zipfile

import pytest

from spf_lib.publish.byte_differences import (
    FolderDifference,
    first_difference,
    folder_differences,
)


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def test_two_folders_with_the_same_files_do_not_differ(tmp_path):
    one = write(tmp_path / "one", a="1", sub__b="2")
    other = write(tmp_path / "other", sub__b="2", a="1")
    (other / "a").chmod(0o600)
    assert folder_differences(one, other) == []


def test_changed_missing_and_added_files_are_named_in_order(tmp_path):
    one = write(tmp_path / "one", same="1", sub__changed="2", gone="3")
    other = write(tmp_path / "other", same="1", sub__changed="4", new="5")
    assert folder_differences(one, other) == [
        FolderDifference("gone", "missing"),
        FolderDifference("new", "added"),
        FolderDifference("sub/changed", "changed"),
    ]


def test_the_same_bytes_have_no_first_difference():
    assert first_difference("a.html", b"<p>1</p>", b"<p>1</p>") == ""


def test_a_page_is_laid_out_by_tags_and_the_differing_line_shown_from_both_sides():
    one = b"<ul><li>1</li><li>2</li><li>3</li></ul>"
    shown = first_difference("a.html", one, one.replace(b"2", b"5"))
    first, *lines = shown.splitlines()
    assert first == "first difference at byte 18:"
    assert "    - <li>2</li>".strip() in [line.strip() for line in lines]
    assert "+ <li>5</li>" in [line.strip() for line in lines]
    assert len(lines) <= 12


def test_a_notebook_on_one_line_is_laid_out_by_keys():
    one = json.dumps({"cells": [{"source": "a", "id": "x"}], "metadata": {}}).encode()
    shown = first_difference("a.ipynb", one, one.replace(b'"x"', b'"y"'))
    assert '-    "id": "x"' in shown
    assert '+    "id": "y"' in shown


def test_a_long_line_is_cut_to_what_stands_around_the_difference():
    one = b"a" * 5000 + b"1" + b"b" * 5000
    shown = first_difference("a.txt", one, one.replace(b"1", b"2"))
    assert "a1b" in shown
    assert "a2b" in shown
    assert max(map(len, shown.splitlines())) < 200


def test_json_that_differs_only_in_its_spaces_is_shown_as_bytes():
    shown = first_difference("a.json", b'{"a": 1}', b'{"a":  1}')
    assert "byte 6" in shown
    assert """+ b'{"a":  1}'""" in shown


def test_bytes_that_are_no_text_are_shown_in_hexadecimal():
    shown = first_difference("a.png", b"\x89PNG\x00\xff\x01", b"\x89PNG\x00\xff\x02")
    assert "- 89 50 4e 47 00 ff 01" in shown


def test_a_file_that_ends_early_differs_where_it_ends():
    assert "byte 3" in first_difference("a.txt", b"abc", b"abcd")


@pytest.mark.parametrize(
    ("name", "date", "content"),
    [("b", (1980, 1, 1, 0, 0, 0), "x"), ("a", (1999, 1, 1, 0, 0, 0), "x"), ("a", None, "y")],
)
def test_an_archive_is_compared_member_by_member(tmp_path, name, date, content):
    def archive(file, name, date, content):
        with zipfile.ZipFile(tmp_path / file, "w") as made:
            made.writestr(zipfile.ZipInfo(name, date), content)
        return (tmp_path / file).read_bytes()

    usual = (1980, 1, 1, 0, 0, 0)
    shown = first_difference(
        "e.zip", archive("one", "a", usual, "x"), archive("other", name, date or usual, content)
    )
    assert "- a (1980, 1, 1, 0, 0, 0)" in shown
    assert f"+ {name} {date or usual}" in shown
