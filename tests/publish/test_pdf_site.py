"""The PDFs in a staged book, linked from the first page of their edition."""

import json
import shutil

import pytest
import yaml
from bs4 import BeautifulSoup

from spf_lib.publish import pdf_site
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.pdf_imprint import pdf_names
from spf_lib.publish.pdf_site import key_of_pdfs, link_pdfs, pdf_key, write_site_pdfs
from spf_lib.publish.site_parts import LastSite, NewSite
from tests.conftest import EDITION


@pytest.fixture
def written(monkeypatch):
    """The editions typeset so far; typesetting, the slow step, is stood in for."""
    editions = []

    def write_pdfs(_root, _book, edition_id, folder):
        (folder / f"{edition_id}.pdf").touch()
        (folder / f"{edition_id}-summary.pdf").touch()
        editions.append(edition_id)

    monkeypatch.setattr(pdf_site, "write_pdfs", write_pdfs)
    return editions


@pytest.fixture
def book(root, tmp_path):
    """A staged book whose first page of an edition leads to the PDFs."""
    staged = shutil.copytree(root / "book", tmp_path / "book")
    link_pdfs(staged / EDITION / "summary.ipynb", EDITION)
    return staged


@pytest.fixture
def project(project, root):
    shutil.copytree(root / "book", project / "book")
    return project


def test_every_edition_gets_its_pdfs(project, tmp_path, written):
    write_site_pdfs(project, project / "book", NewSite(tmp_path / "site", LastSite(project)))
    found = sorted(path.parent.name for path in (tmp_path / "site/book").glob("*/*-summary.pdf"))
    assert found == sorted(written) == sorted(edition_ids(project))


def test_an_edition_is_typeset_again_only_if_its_pages_changed(project, tmp_path, written):
    last = LastSite(project)
    write_site_pdfs(project, project / "book", NewSite(tmp_path / "first", last))
    written.clear()
    page = project / "book" / EDITION / "scorecard.ipynb"
    page.write_text(page.read_text() + "\n")
    write_site_pdfs(project, project / "book", NewSite(tmp_path / "second", last))
    assert written == [EDITION]


@pytest.mark.parametrize(
    "file",
    [
        f"book/{EDITION}/summary.ipynb",
        "book/welcome.md",
        f"params/{EDITION}.yml",
        "_config.yml",
        "data/framework/measures.csv",
    ],
)
def test_whatever_the_pdfs_are_made_from_changes_their_key(project, file):
    before = pdf_key(project, project / "book", EDITION, key_of_pdfs(project))
    path = project / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert pdf_key(project, project / "book", EDITION, key_of_pdfs(project)) != before


@pytest.mark.parametrize(
    "file", ["book/2015-16-Q4/summary.ipynb", f"data/returns/{EDITION}/figures.csv"]
)
def test_what_their_pages_hold_already_does_not_change_the_key_of_the_pdfs(project, file):
    before = pdf_key(project, project / "book", EDITION, key_of_pdfs(project))
    path = project / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert pdf_key(project, project / "book", EDITION, key_of_pdfs(project)) == before


def test_the_order_of_its_pages_changes_the_key_of_the_pdfs_and_another_edition_does_not(project):
    before = pdf_key(project, project / "book", EDITION, key_of_pdfs(project))
    contents = yaml.safe_load((project / "_toc.yml").read_text(encoding="utf-8"))
    others = [part for part in contents["parts"] if part["caption"] != "Quarter 1 2020/21"]
    (project / "_toc.yml").write_text(yaml.safe_dump({**contents, "parts": others}))
    assert pdf_key(project, project / "book", EDITION, key_of_pdfs(project)) == before
    others[0]["chapters"][0]["sections"].reverse()
    (project / "_toc.yml").write_text(yaml.safe_dump({**contents, "parts": others}))
    assert pdf_key(project, project / "book", EDITION, key_of_pdfs(project)) != before


def test_the_first_page_of_an_edition_leads_to_its_pdfs_after_its_title(book):
    cells = json.loads((book / EDITION / "summary.ipynb").read_text(encoding="utf-8"))["cells"]
    assert "".join(cells[0]["source"]).startswith("# ")
    links = BeautifulSoup(cells[1]["source"], "html.parser").find_all("a")
    assert tuple(link["href"] for link in links) == pdf_names(EDITION)


def test_the_line_that_leads_there_shows_no_number(book):
    cells = json.loads((book / EDITION / "summary.ipynb").read_text(encoding="utf-8"))["cells"]
    words = BeautifulSoup(cells[1]["source"], "html.parser").get_text()
    assert not any(sign.isdigit() for sign in words)
