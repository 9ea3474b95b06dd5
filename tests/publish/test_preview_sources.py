"""The staged book of the preview: only what differs is written."""

import json

import pytest

from spf_lib.present.page import LEDGER_MIME
from spf_lib.publish.preview_sources import (
    copy_static,
    keep_only,
    stage_book,
    stage_file,
    write_changed,
)


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    (root / "book/2019-20-Q2").mkdir(parents=True)
    (root / "_config.yml").write_text("title: SPF Book\n")
    (root / "_toc.yml").write_text("root: book/welcome\n")
    (root / "book/welcome.md").write_text("# Welcome\n")
    (root / "book/2019-20-Q2/sources.ipynb").write_text(notebook("frozen"))
    return root


@pytest.fixture
def stage(tmp_path):
    return tmp_path / "stage"


def notebook(text):
    data = {"text/html": text, LEDGER_MIME: [{"id": "f--1"}]}
    return json.dumps({"cells": [{"outputs": [{"data": data}]}]})


def test_a_file_of_the_same_bytes_is_not_written_again(tmp_path):
    path = tmp_path / "folder/page.md"
    assert write_changed(path, b"one")
    stood = path.stat()
    assert not write_changed(path, b"one")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (stood.st_ino, stood.st_mtime_ns)
    assert write_changed(path, b"two")
    assert path.read_bytes() == b"two"


def test_writing_leaves_nothing_beside_the_file(tmp_path):
    write_changed(tmp_path / "page.md", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_the_whole_book_is_staged_with_its_settings(project, stage):
    stage_book(project, stage, [])
    assert (stage / "book/welcome.md").read_text() == "# Welcome\n"
    assert (stage / "_config.yml").is_file()
    assert (stage / "_toc.yml").is_file()


def test_a_staged_notebook_has_no_ledger(project, stage):
    stage_book(project, stage, [])
    staged = (stage / "book/2019-20-Q2/sources.ipynb").read_text()
    assert "frozen" in staged
    assert LEDGER_MIME not in staged


def test_a_page_the_preview_executed_is_not_replaced_by_the_frozen_one(project, stage):
    own = stage / "book/2019-20-Q2"
    write_changed(own / "sources.ipynb", b"executed")
    stage_book(project, stage, [own])
    assert (own / "sources.ipynb").read_bytes() == b"executed"


def test_a_page_not_executed_yet_is_shown_as_it_was_frozen(project, stage):
    own = stage / "book/2019-20-Q2"
    stage_book(project, stage, [own])
    assert "frozen" in (own / "sources.ipynb").read_text()


def test_what_left_the_book_leaves_the_stage(project, stage):
    stage_book(project, stage, [])
    (project / "book/welcome.md").unlink()
    stage_book(project, stage, [])
    assert not (stage / "book/welcome.md").exists()


def test_a_changed_file_is_staged_alone(project, stage):
    stage_book(project, stage, [])
    (project / "book/welcome.md").write_text("# Good day\n")
    assert stage_file(project, stage, "book/welcome.md")
    assert not stage_file(project, stage, "book/welcome.md")
    (project / "book/welcome.md").unlink()
    assert stage_file(project, stage, "book/welcome.md")
    assert not (stage / "book/welcome.md").exists()


def test_pages_of_no_parameters_are_taken_out(tmp_path):
    for name in ("summary.ipynb", "gone.ipynb"):
        write_changed(tmp_path / name, b"{}")
    keep_only(tmp_path, ["summary.ipynb"])
    assert [path.name for path in tmp_path.iterdir()] == ["summary.ipynb"]


@pytest.mark.parametrize(
    ("name", "place"), [("_static/spf.css", "_static/spf.css"), ("_root/robots.txt", "robots.txt")]
)
def test_a_style_goes_where_sphinx_puts_it(tmp_path, name, place):
    stage, site = tmp_path / "stage", tmp_path / "site"
    write_changed(stage / "book" / name, b"new")
    copy_static(stage, site, f"book/{name}")
    assert (site / place).read_bytes() == b"new"
    (stage / "book" / name).unlink()
    copy_static(stage, site, f"book/{name}")
    assert not (site / place).exists()
