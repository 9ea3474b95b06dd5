"""The PDFs in a staged book, linked from the first page of their edition."""

import json
import shutil

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish import pdf_site
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.pdf_site import stage_pdfs
from tests.conftest import EDITION


@pytest.fixture
def book(root, tmp_path, monkeypatch):
    """A staged book; typesetting, the slow step, is stood in for."""

    def write_pdfs(_root, _book, edition_id, folder):
        (folder / f"{edition_id}.pdf").touch()
        (folder / f"{edition_id}-summary.pdf").touch()

    monkeypatch.setattr(pdf_site, "write_pdfs", write_pdfs)
    staged = shutil.copytree(root / "book", tmp_path / "book")
    stage_pdfs(root, staged)
    return staged


def test_every_edition_gets_its_pdfs(root, book):
    assert sorted(path.parent.name for path in book.glob("*/*-summary.pdf")) == sorted(
        edition_ids(root)
    )


def test_the_first_page_of_an_edition_leads_to_its_pdfs_after_its_title(book):
    cells = json.loads((book / EDITION / "summary.ipynb").read_text(encoding="utf-8"))["cells"]
    assert "".join(cells[0]["source"]).startswith("# ")
    links = BeautifulSoup(cells[1]["source"], "html.parser").find_all("a")
    assert [(book / EDITION / link["href"]).is_file() for link in links] == [True, True]


def test_the_line_that_leads_there_shows_no_number(book):
    cells = json.loads((book / EDITION / "summary.ipynb").read_text(encoding="utf-8"))["cells"]
    words = BeautifulSoup(cells[1]["source"], "html.parser").get_text()
    assert not any(sign.isdigit() for sign in words)


def test_other_pages_stay_as_they_are(root, book):
    page = f"{EDITION}/scorecard.ipynb"
    assert (book / page).read_bytes() == (root / "book" / page).read_bytes()
