"""The PDFs of the published editions: whole, accessible, and the same each time."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from spf_lib.publish.editions import edition_ids
from spf_lib.publish.pdf import book_pdf, write_frozen_pdfs, write_pdfs
from spf_lib.publish.pdf_imprint import read_imprint
from spf_lib.publish.pdf_pages import read_pages
from spf_lib.publish.pdf_tree import Heading
from spf_lib.publish.pdf_words import plain_text
from tests.conftest import EDITION
from tests.publish.projects import copy_project

SMALL = "2015-16-Q4"


def squeezed(text):
    return "".join(text.split())


def text_of(reader):
    return squeezed("".join(page.extract_text() for page in reader.pages))


@pytest.fixture(scope="module")
def made(root):
    """Each edition's pages as read, and its book as typeset; typesetting checks PDF/UA-1."""
    found = {}
    for edition_id in edition_ids(root):
        pages = read_pages(root, root / "book", edition_id)
        imprint = read_imprint(root, root / "book", edition_id)
        found[edition_id] = pages, book_pdf(pages, imprint, edition_id)
    return found


@pytest.fixture(scope="module")
def text(made):
    return text_of(PdfReader(BytesIO(made[EDITION][1])))


def bookmarks(outline):
    """The titles of an outline, those below a title after it."""
    return [
        title
        for one in outline
        for title in (bookmarks(one) if isinstance(one, list) else [squeezed(str(one.title))])
    ]


def test_there_is_a_book_for_every_edition(made):
    assert {SMALL, EDITION, "2020-21-Q1"} <= set(made)


def test_every_heading_of_every_page_is_a_bookmark(made):
    for pages, document in made.values():
        headings = [block for page in pages for block in page if isinstance(block, Heading)]
        titles = [squeezed(plain_text(block.words)) for block in headings]
        assert bookmarks(PdfReader(BytesIO(document)).outline) == titles


def test_every_page_title_can_be_read_in_the_book(made, text):
    titles = [squeezed(plain_text(page[0].words)) for page in made[EDITION][0]]
    assert len(titles) >= 17
    assert [title for title in titles if title not in text] == []


def test_every_headline_figure_of_the_ledger_is_in_the_book(root, edition, text):
    records = json.loads((root / "book" / EDITION / "ledger.json").read_text(encoding="utf-8"))
    headlines = edition.headlines
    said = {
        (record["page"], record["name"], record["period"]): record["text"]
        for record in records
        if record["kind"] == "reported" and record["shown"]
    }
    figures = {
        row.measure_id: (row.title, said[(row.chapter_id, row.measure_id, row.period)])
        for row in headlines.itertuples()
        if row.period
    }
    assert len(figures) >= 40
    lost = [
        measure_id
        for measure_id, (title, figure) in figures.items()
        if squeezed(title) not in text or squeezed(figure) not in text
    ]
    assert lost == []


def test_a_book_is_the_same_typeset_again(root, made):
    pages, document = made[EDITION]
    assert book_pdf(pages, read_imprint(root, root / "book", EDITION), EDITION) == document


def test_both_files_are_the_same_from_another_folder(root, tmp_path):
    project = copy_project(root, tmp_path / "elsewhere", "book")
    ours = write_pdfs(root, root / "book", SMALL, tmp_path / "ours")
    theirs = write_frozen_pdfs(project, SMALL)
    assert [file.name for file in ours] == [f"{SMALL}.pdf", f"{SMALL}-summary.pdf"]
    assert [file.read_bytes() for file in ours] == [file.read_bytes() for file in theirs]
