"""Typesetting: accessible, the same bytes, and no word is taken for a program."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from spf_lib.publish.book import BuildFailed
from spf_lib.publish.pdf_compile import FONTS, page_count, typeset
from spf_lib.publish.pdf_data import as_data
from spf_lib.publish.pdf_tree import (
    Cell,
    Chart,
    Heading,
    Item,
    Items,
    Link,
    Paragraph,
    Table,
    Text,
)

HOSTILE = r'#panic("x") #read("main.typ") $x^2$ *a* _b_ `c` <d> @e = f \ // g [h] {i} "j" ~ -- #[k]'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 0 0 L 9 9"/></svg>'
AROUND = {
    "title": "A title",
    "author": "An author",
    "framework": "A framework",
    "short-title": "A short title",
}


def leaflet(*blocks):
    pages = as_data([(Heading(1, "top", (Text("Heading"),)), *blocks)], lambda link: link.target)
    return AROUND | {"pages": pages}


def book(*chapters):
    pages = as_data(chapters, lambda link: link.target)
    around = AROUND | {"book": "B", "question": "Q", "edition": "E", "notes": []}
    return typeset("edition.typ", around | {"contents-depth": 1, "pages": pages})


def chapter(name, *blocks):
    return (Heading(1, name, (Text(f"Chapter {name}"),)), *blocks)


def words(document):
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)
    return "".join(text.split())


def paragraph(*inside):
    return Paragraph("plain", inside)


def test_no_sign_of_the_typesetter_is_taken_for_its_language():
    document = typeset("leaflet.typ", leaflet(paragraph(Text(HOSTILE))))
    assert "".join(HOSTILE.split()) in words(document)


def test_a_document_says_its_title_and_language_and_is_tagged():
    reader = PdfReader(BytesIO(typeset("leaflet.typ", leaflet())))
    assert reader.metadata.title == "A title"
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_claims_pdf_ua_1_and_tells_no_date():
    reader = PdfReader(BytesIO(typeset("leaflet.typ", leaflet())))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()
    assert reader.metadata.creation_date is None


def test_a_chart_has_its_words_for_an_alternative():
    document = typeset("leaflet.typ", leaflet(Chart(DRAWING, "The figures rose.", ())))
    reader = PdfReader(BytesIO(document))
    alternatives = {
        found["/Alt"]
        for number in range(1, len(reader.xref_objStm) + len(reader.xref[0]) + 1)
        if isinstance(found := reader.get_object(number), dict) and "/Alt" in found
    }
    assert alternatives == {"The figures rose."}


def test_what_would_not_be_accessible_is_refused():
    with pytest.raises(BuildFailed, match="PDF/UA-1"):
        typeset("leaflet.typ", leaflet(Chart(DRAWING, "x", ()), Heading(4, "", (Text("Deep"),))))


def test_a_link_to_no_place_is_refused():
    with pytest.raises(BuildFailed, match="nowhere"):
        typeset("leaflet.typ", leaflet(paragraph(Link("", "#nowhere", (Text("x"),)))))


def test_pages_are_counted():
    long = [paragraph(Text("word " * 400)) for _ in range(4)]
    assert (page_count("leaflet.typ", leaflet()), page_count("leaflet.typ", leaflet(*long))) == (
        1,
        2,
    )


def test_a_chapter_has_its_title_at_the_head_of_each_of_its_pages_and_the_contents_have_none():
    long = [paragraph(Text("word " * 400)) for _ in range(3)]
    pages = PdfReader(BytesIO(book(chapter("one", *long), chapter("two", *long)))).pages
    heads = [page.extract_text().split("\n")[0] for page in pages[1:]]
    titles = ["", *[" Chapter one"] * 2, *[" Chapter two"] * 2]
    assert heads == [f"A short title{title}" for title in titles]


def test_a_link_leads_to_the_page_its_place_has_come_to_stand_on():
    there = Link("", "#two", (Text("to a chapter"),))
    entry = Link("", "#entry", (Text("to an entry"),))
    long = [paragraph(Text("word " * 400)) for _ in range(3)]
    listed = Items(False, (Item("entry", (paragraph(Text("x")),)),))
    chapters = chapter("one", paragraph(there, entry), *long), chapter("two", *long, listed)
    reader = PdfReader(BytesIO(book(*chapters)))
    said = [link.get_object()["/Contents"] for link in reader.pages[2]["/Annots"]]
    assert said == ["Section, page 5", "page 6"]


def table(*rows, whole=False):
    head, *others = [tuple(Cell(1, (paragraph(word),)) for word in row) for row in rows]
    return Table((Text("Caption"),), (20, 40), head, tuple(others), whole)


def test_a_row_of_a_table_is_not_torn_apart_by_the_end_of_a_page():
    head = (Text("Head"), Text("Other head"))
    rows = [(Text(f"first{at} " + "word " * 60 + f"last{at}"), Text("x")) for at in range(30)]
    pages = PdfReader(BytesIO(book(chapter("one", table(head, *rows))))).pages[2:]
    said = [page.extract_text() for page in pages]
    assert len(said) > 2
    assert all(page.count("first") == page.count("last") > 0 for page in said)
    assert all("Other head" in page for page in said)


def test_a_link_that_is_all_there_is_in_a_cell_leads_to_its_place():
    link = Link("", "#two", (Text("to a chapter"),))
    rows = table((Text("Head"), Text("Other")), (Text("x"), link))
    reader = PdfReader(BytesIO(book(chapter("one", rows), chapter("two"))))
    (pressed,) = (found.get_object() for found in reader.pages[2]["/Annots"])
    assert reader.named_destinations[pressed["/Dest"]].page.get_object() == reader.pages[3]


def test_only_fonts_of_the_book_are_embedded():
    reader = PdfReader(BytesIO(typeset("leaflet.typ", leaflet(paragraph(Text("↑ x"))))))
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.partition("-")[0] for name in fonts} == {"OpenSans", "DejaVuSansMono"}


def test_every_font_comes_with_its_licence():
    assert {path.name for path in FONTS.glob("*.txt")} == {
        "LICENSE-DejaVu.txt",
        "LICENSE-OpenSans.txt",
    }


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_neither_clock_nor_folder_nor_language_goes_in(zone, tmp_path):
    program = (
        "import sys, tests.publish.test_pdf_compile as t;"
        "sys.stdout.buffer.write(t.typeset('leaflet.typ', t.leaflet(t.paragraph(t.Text('x')))))"
    )
    surroundings = os.environ | {
        "TZ": zone,
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "0",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        check=True,
    )
    assert done.stdout == typeset("leaflet.typ", leaflet(paragraph(Text("x"))))
