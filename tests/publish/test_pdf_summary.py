"""The summary of an edition: two pages, what matters most first, nothing lost in silence."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from spf_lib.publish.editions import edition_ids
from spf_lib.publish.pdf_imprint import Imprint, read_imprint
from spf_lib.publish.pdf_pages import read_pages
from spf_lib.publish.pdf_summary import summary_pdf
from spf_lib.publish.pdf_tree import Heading, Item, Items, Paragraph, Section, Text
from tests.conftest import EDITION

IMPRINT = Imprint(
    book="Book",
    question="How?",
    author="Us",
    licence="Free",
    site="",
    edition="Quarter",
    framework="Frame",
)


def heading(level, text, anchor=""):
    return Heading(level, anchor, (Text(text),))


def paragraph(text, voice="plain"):
    return Paragraph(voice, (Text(text),))


def summary(*pages):
    ended = [(*page, paragraph("to the site")) for page in pages]
    return PdfReader(BytesIO(summary_pdf(ended, IMPRINT, EDITION)))


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture(scope="module")
def published(root):
    found = {}
    for edition_id in edition_ids(root):
        pages = read_pages(root, root / "book", edition_id)
        document = summary_pdf(pages, read_imprint(root, root / "book", edition_id), edition_id)
        found[edition_id] = PdfReader(BytesIO(document))
    return found


def test_the_summary_of_every_edition_has_two_pages(published):
    assert {edition_id: len(reader.pages) for edition_id, reader in published.items()} == (
        dict.fromkeys(published, 2)
    )


def test_the_summary_names_its_red_measures(published, edition):
    said = "".join(words(published[EDITION]).split())
    reds = edition.headlines.loc[edition.headlines["is_red"], "title"]
    assert [title for title in reds if "".join(title.split()) not in said] == []


def test_what_the_site_folds_away_is_left_out_with_the_words_that_lead_to_it():
    page = (
        heading(1, "Title", "summary"),
        paragraph("Stays"),
        paragraph("Label", "label"),
        paragraph("Given below"),
        Section((Text("Folded"),), (paragraph("Inside"),)),
    )
    said = words(summary(page))
    assert "Stays" in said
    assert not [lost for lost in ("Label", "Given below", "Folded", "Inside") if lost in said]


def test_openings_of_chapters_follow_and_their_later_parts_do_not():
    listed = Items(False, (Item("", (paragraph("An entry"),)),))
    chapter = (heading(1, "Chapter", "c"), listed, heading(2, "Later"), paragraph("Not here"))
    said = words(summary((heading(1, "Title", "summary"),), chapter))
    assert "Chapter • An entry" in said
    assert "Later" not in said


def test_a_chapter_that_only_introduces_is_left_out():
    chapter = (heading(1, "Chapter", "c"), paragraph("What follows"))
    assert "Chapter" not in words(summary((heading(1, "Title", "summary"),), chapter))


def test_a_part_without_room_is_left_out_as_a_whole_and_named():
    page = (
        heading(1, "Title", "summary"),
        heading(2, "Endless"),
        *(paragraph("word " * 500) for _ in range(12)),
        heading(2, "Short"),
        paragraph("Fits"),
    )
    reader = summary(page)
    assert "left out of its summary: Endless." in words(reader)
    assert "Fits" in words(reader)
    assert "word" not in words(reader)


def test_a_longer_table_runs_on_to_the_second_page(published):
    first, second = (page.extract_text() for page in published[EDITION].pages)
    assert "Red measures" in first
    assert "The number of new homes completed" in second.split("Worsening")[0]
