"""The pages at the front, filled in."""

import shutil

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish.book import BuildFailed
from spf_lib.publish.front_pages import FRONT_FILES, front_pages
from tests.publish.projects import amend


@pytest.fixture
def book(root, tmp_path):
    for name in ("welcome", "editions"):
        shutil.copy(root / f"book/{name}.md", tmp_path / f"{name}.md")
    return tmp_path


def test_no_mark_is_left_on_a_page(on_site, book):
    assert [page.file for page in front_pages(on_site, book)] == list(FRONT_FILES)
    assert not [page.file for page in front_pages(on_site, book) if "<!--" in page.text]


def test_the_records_of_a_page_are_those_it_shows(on_site, book):
    for page in front_pages(on_site, book):
        assert {f"{record['page']}.md" for record in page.records} == {page.file}
        assert all(record["id"] in page.text for record in page.records)


def test_a_page_that_the_book_leaves_out_is_not_filled(on_site, book):
    (book / "editions.md").unlink()
    assert [page.file for page in front_pages(on_site, book)] == ["welcome.md"]


def test_the_archive_lists_the_files_of_every_edition(on_site, book):
    (archive,) = (page for page in front_pages(on_site, book) if page.file == "editions.md")
    page = BeautifulSoup(archive.text, "html.parser")
    for edition in on_site:
        key = edition.edition_id
        links = {link["href"] for link in page.select(f'[id="{key}"] .spf-files a')}
        assert links == {
            f"{key}/{key}.pdf",
            f"{key}/{key}-summary.pdf",
            f"{key}/data/{key}.xlsx",
            f"{key}/downloads.html",
            f"{key}/data/datapackage.json",
            f"{key}/ledger.json",
            f"{key}/data/{key}.zip",
            f"{key}/manifest.json",
        }


def test_a_page_without_its_mark_stops_the_build(on_site, book):
    amend(book / "welcome.md", "<!-- editions -->", "")
    with pytest.raises(BuildFailed, match=r"welcome\.md has no single line <!-- editions -->"):
        list(front_pages(on_site, book))
