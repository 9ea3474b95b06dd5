"""The pages at the front, filled in."""

import shutil

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish.book import BuildFailed
from spf_lib.publish.front_pages import write_front_pages
from tests.publish.projects import amend


@pytest.fixture
def book(root, tmp_path):
    for name in ("welcome", "editions"):
        shutil.copy(root / f"book/{name}.md", tmp_path / f"{name}.md")
    return tmp_path


def test_no_mark_is_left_on_a_page(on_site, book):
    write_front_pages(on_site, book)
    for name in ("welcome", "editions"):
        assert "<!--" not in (book / f"{name}.md").read_text(encoding="utf-8")


def test_the_records_are_those_of_both_pages(on_site, book):
    records = write_front_pages(on_site, book)
    assert {record["page"] for record in records} == {"welcome", "editions"}
    for record in records:
        assert record["id"] in (book / f"{record['page']}.md").read_text(encoding="utf-8")


def test_the_archive_lists_the_files_of_every_edition(on_site, book):
    write_front_pages(on_site, book)
    page = BeautifulSoup((book / "editions.md").read_text(encoding="utf-8"), "html.parser")
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
        write_front_pages(on_site, book)
