"""Words as data for the typesetter, and where links lead."""

import pytest

from spf_lib.publish.pdf_data import anchors_of, as_data, resolver
from spf_lib.publish.pdf_tree import (
    Badge,
    Chart,
    Heading,
    Item,
    Items,
    Link,
    Paragraph,
    Section,
    Text,
)

PLACES = frozenset({"summary", "public", "public#kpi-x"})
SITE = "https://spf.example/book-site/"


def leads(target, site="", page="summary"):
    return resolver("2019-20-Q2", PLACES, site)(Link(page, target, ()))


def nowhere(_):
    return ""


def test_every_part_names_its_kind():
    data = as_data((Paragraph("plain", (Text("x"),)),), nowhere)
    assert data == [
        {"kind": "paragraph", "voice": "plain", "words": [{"kind": "text", "text": "x"}]}
    ]


def test_a_shape_stands_alone_in_the_colour_of_its_badge():
    data = as_data(Badge("Red", "red", "<svg><path/></svg>"), nowhere)
    assert data["shape"] == ('<svg xmlns="http://www.w3.org/2000/svg" fill="#942514"><path/></svg>')


def test_the_text_of_a_chart_is_set_in_the_font_of_the_book():
    drawing = "<text style=\"font-family: 'DejaVu Sans', sans-serif; fill: red\">"
    data = as_data(Chart(drawing, "x", ()), nowhere)
    assert data["drawing"] == "<text style=\"font-family: 'Open Sans'; fill: red\">"


def test_places_are_found_at_any_depth():
    entry = Items(False, (Item("p#a", ()), Item("", ())))
    assert anchors_of([(Heading(1, "p", ()), Section((), (entry,)))]) == {"p", "p#a"}


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("public.html#kpi-x", "#public#kpi-x"),
        ("public.html", "#public"),
        ("public.ipynb", "#public"),
        ("../2019-20-Q2/public.html#kpi-x", "#public#kpi-x"),
        ("public.html#f--not-in-the-pdf", "#public"),
        ("public.html?rating=Red", "#public"),
    ],
)
def test_a_link_within_the_edition_stays_within_the_pdf(target, place):
    assert leads(target) == place


def test_a_place_on_the_same_page_is_found():
    assert leads("#kpi-x", page="public") == "#public#kpi-x"


@pytest.mark.parametrize(
    ("target", "relative", "whole"),
    [
        ("../history/kpi-x.html", "../history/kpi-x.html", "book/history/kpi-x.html"),
        ("../glossary.md#rag", "../glossary.html#rag", "book/glossary.html#rag"),
        ("", "summary.html", "book/2019-20-Q2/summary.html"),
        ("../i.html?q=a+b#x", "../i.html?q=a+b#x", "book/i.html?q=a+b#x"),
        ("2019-20-Q2.pdf", "2019-20-Q2.pdf", "book/2019-20-Q2/2019-20-Q2.pdf"),
    ],
)
def test_a_link_out_of_the_edition_leads_into_the_site(target, relative, whole):
    assert (leads(target), leads(target, SITE)) == (relative, SITE + whole)


@pytest.mark.parametrize("target", ["https://a.example/b", "mailto:a@b.example"])
def test_a_link_to_the_outside_stays_as_it_is(target):
    assert leads(target) == target


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "//a.example/b"])
def test_an_unsafe_link_leads_nowhere(target):
    assert leads(target) == ""
