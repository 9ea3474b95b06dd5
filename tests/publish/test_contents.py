"""The contents of the book."""

import pytest
import yaml

from spf_lib.publish.contents import FRONT, narrowed_contents, read_contents, toc_pages, volume_of

TOC = """format: jb-book
root: book/welcome
parts:
  - caption: Quarter 2
    chapters:
      - file: book/q2/summary
        sections:
          - file: book/q2/money
  - caption: file
    chapters:
      - file: book/history/index
        sections:
          - file: book/history/kpi-x
          - file: book/glossary
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "_toc.yml").write_text(TOC)
    return tmp_path


def test_the_pages_of_the_contents_are_listed_in_reading_order(project):
    assert toc_pages(project) == [
        "book/welcome",
        "book/q2/summary",
        "book/q2/money",
        "book/history/index",
        "book/history/kpi-x",
        "book/glossary",
    ]


def test_contents_without_parts_are_one(tmp_path):
    text = "format: jb-book\nroot: book/welcome\nchapters:\n  - file: book/a\n"
    (tmp_path / "_toc.yml").write_text(text)
    (part,) = read_contents(tmp_path).parts
    assert (part.caption, [one.page for one in part.listed]) == ("", ["book/a"])
    assert yaml.safe_load(narrowed_contents(tmp_path, {FRONT}))["parts"] == [
        {"chapters": [{"file": "book/a"}]}
    ]


@pytest.mark.parametrize(
    ("page", "volume"),
    [
        ("book/welcome", FRONT),
        ("search", FRONT),
        ("book/q2/summary", "q2"),
        ("book/history/kpi-x", "history"),
    ],
)
def test_a_page_is_of_the_volume_whose_folder_it_stands_in(page, volume):
    assert volume_of(page) == volume


def test_the_volumes_hold_every_page_once_the_front_first(project):
    volumes = read_contents(project).volumes
    assert list(volumes) == [FRONT, "q2", "history"]
    assert volumes[FRONT] == ("book/welcome", "book/glossary")
    assert sorted(page for pages in volumes.values() for page in pages) == sorted(
        toc_pages(project)
    )


def test_narrowed_contents_hold_some_volumes_alone_and_the_first_page(project):
    narrowed = yaml.safe_load(narrowed_contents(project, {FRONT}))
    assert narrowed == {
        "format": "jb-book",
        "root": "book/welcome",
        "parts": [{"caption": "file", "chapters": [{"file": "book/glossary"}]}],
    }


def test_contents_narrowed_to_every_volume_are_as_they_were(project):
    every = read_contents(project).volumes
    assert yaml.safe_load(narrowed_contents(project, every)) == yaml.safe_load(TOC)
