"""The drawings of a site: lighter, and shown the same."""

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish.slim_drawings import (
    name_classes,
    short_path,
    slim_page,
    style_classes,
    style_rules,
    styles_in,
)

DRAWING = (
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 302.4 216"'
    ' xmlns="http://www.w3.org/2000/svg" version="1.1">'
    '<path d="M 10.04 20 L 30.26 20 L 30.26 40 z " clip-path="url(#p7544b7146a)"'
    ' style="fill: none"/>'
    '<path id="m4530472cd5" d="M 1 2 C 1 2 3 4 5 6 " style="stroke: red"/>'
    '<use xlink:href="#m4530472cd5" x="56.66" y="-0.04" style="stroke: red"/>'
    '<text class="spf-axis" style="fill: none" transform="translate(1.25 2.5)">60</text>'
    '<clipPath id="p7544b7146a"/></svg>'
)


def slim(text):
    named = name_classes({"page": slim_page(text)}, style_classes(styles_in(text)))
    return BeautifulSoup(named["page"], "html.parser")


def test_a_style_has_one_class_in_every_page():
    other = '<svg><g style="stroke: red"/><g style="opacity: 0"/></svg>'
    classes = style_classes(styles_in(DRAWING) | styles_in(other))
    assert classes == {"fill: none": "d0", "opacity: 0": "d1", "stroke: red": "d2"}
    named = name_classes({"one": slim_page(DRAWING), "other": slim_page(other)}, classes)
    assert 'class="d2"' in named["one"]
    assert 'class="d2"' in named["other"]


def test_what_a_page_is_kept_as_does_not_follow_from_the_styles_of_others():
    assert slim_page(DRAWING) in slim_page(f'{DRAWING}<svg><g style="opacity: 0"/></svg>')


def test_the_rules_of_a_stylesheet_say_the_styles():
    assert style_rules(style_classes({"stroke: red", "fill: none"})) == (
        ".d0{fill: none}\n.d1{stroke: red}\n"
    )


def test_a_word_that_looks_like_what_stands_for_a_class_stays():
    assert name_classes({"page": "~aroundabout"}, {"fill: none": "d0"}) == {"page": "~aroundabout"}


def test_a_drawing_has_classes_in_place_of_styles_beside_those_it_had():
    drawing = slim(DRAWING)
    assert not drawing.select("[style]")
    assert [one["class"] for one in drawing.select("path, use, text")] == [
        ["d0"],
        ["d1"],
        ["d1"],
        ["spf-axis", "d0"],
    ]


def test_what_points_at_an_id_still_does_and_no_two_drawings_of_a_page_share_one():
    page = slim(DRAWING + DRAWING.replace("4530472cd5", "0000000000"))
    ids = [one["id"] for one in page.select("[id]")]
    assert len(set(ids)) == len(ids) == 4
    assert [one["href"] for one in page.select("use")] == [f"#{ids[0]}", f"#{ids[2]}"]
    assert page.select_one("path")["clip-path"] == f"url(#{ids[1]})"


def test_a_group_that_says_nothing_is_opened():
    text = (
        '<svg><g><g class="spf-axis"><g><text>1</text></g></g></g><g/><g><text>2</text></g></svg>'
    )
    assert slim_page(text) == (
        '<svg><g class="spf-axis"><text>1</text></g><g/><text>2</text></svg>'
    )


@pytest.mark.parametrize(
    ("path", "stays"),
    [
        ("M10 30H90", False),
        ("M10 30L50 40L90 20", False),
        ("M10 30L50 51", True),
        ("M9 30H90", True),
        ("M-10 30H90", True),
    ],
)
def test_a_path_is_clipped_only_where_it_leaves_its_box(path, stays):
    box = '<clipPath id="p7544b7146a"><rect x="10" y="20" width="80" height="30"/></clipPath>'
    text = f'<svg><path d="{path}" clip-path="url(#p7544b7146a)"/>{box}</svg>'
    assert ("clip-path" in slim_page(text)) == stays


def test_markers_of_one_look_take_it_from_their_group():
    look = 'style="fill: red"'
    same = f'<g clip-path="url(#a)"><use x="1" {look}/><use x="2" {look}/></g>'
    other = f'<g clip-path="url(#a)"><use x="1" {look}/><use x="2" style="fill: blue"/></g>'
    said = slim(f"<svg>{same}{other}</svg>")
    assert [group.get("class") for group in said.select("g")] == [["d1"], None]
    assert [use.get("class") for use in said.select("use")] == [None, None, ["d1"], ["d0"]]


def test_places_are_told_to_a_tenth_of_a_point():
    drawing = slim(DRAWING)
    used, text = drawing.select_one("use"), drawing.select_one("text")
    assert (used["x"], used["y"]) == ("56.7", "0")
    assert (text["x"], text["y"]) == ("1.2", "2.5")
    assert not text.has_attr("transform")
    assert text.get_text() == "60"


def test_what_is_no_drawing_stays_as_it_is():
    text = '<p style="color: red" id="p7544b7146a">x="1.2345"</p>'
    assert slim_page(text) == text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("M 1 2 L 3 2 ", "M1 2H3"),
        ("M 1 2 L 1 5 L 4 5 L 4 2 z", "M1 2V5H4V2z"),
        ("M 1 2 L 3 4", "M1 2L3 4"),
        ("M 0 3 C 1 2 3 4 5 6 L 5 -1", "M0 3C1 2 3 4 5 6V-1"),
        ("M 1 2 A 1 1 0 0 0 3 4", "M 1 2 A 1 1 0 0 0 3 4"),
        ("m 1 2 l 3 2", "m 1 2 l 3 2"),
        ("M 1 2 L 3 2 5 2", "M 1 2 L 3 2 5 2"),
        ("M 1 2 H 4", "M 1 2 H 4"),
    ],
)
def test_a_path_says_the_same_in_fewer_letters(path, said):
    assert short_path(path) == said
