"""The HTML of a page as a tree: as it stands, and as a browser would mend it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spf_lib.publish.pdf_html import _read_any, _read_plain, read_html

_TAGS = """<p>|</p>|</p >|</p a>|<br>|<br/>|<b />|</b>|<P>|<!-- a -->|<style>|</style>|<title>|<p|</
|<a href="a>b">|<a href="&lt;&amp;x" b c='d'>|<li\n id="1" id="2">"""
_PARTS = st.sampled_from(["a", " ", "&amp;", "&#163;", *'&<>"=', *_TAGS.split("|")])


def whole(nodes):
    return [
        node if isinstance(node, str) else (node.name, node.attributes, whole(node.children))
        for node in nodes
    ]


def shape(nodes):
    return [node if isinstance(node, str) else (node.name, shape(node.children)) for node in nodes]


def test_elements_and_text_stand_in_the_order_of_the_page():
    assert shape(read_html("a<p>b<b>c</b>d</p>e")) == ["a", ("p", ["b", ("b", ["c"]), "d"]), "e"]


@pytest.mark.parametrize("html", ["<p>a<br>b</p>", "<p>a<br/>b</p>"])
def test_an_element_that_holds_nothing_does_not_hold_what_follows(html):
    assert shape(read_html(html)) == [("p", ["a", ("br", []), "b"])]


def test_an_element_written_as_closed_is_closed():
    assert shape(read_html("<span/>a")) == [("span", []), "a"]


def test_an_element_that_is_not_closed_ends_with_the_one_around_it():
    assert shape(read_html("<ul><li>a</ul>b")) == [("ul", [("li", ["a"])]), "b"]


def test_a_closing_tag_that_closes_nothing_is_passed_over():
    assert shape(read_html("<p>a</b>c</p>")) == [("p", ["a", "c"])]


def test_references_are_read_as_the_signs_they_stand_for():
    assert read_html("&lt;b&gt; &amp; &#163;5&nbsp;m") == [
        "<b> & \N{POUND SIGN}5\N{NO-BREAK SPACE}m"
    ]


@pytest.mark.parametrize(
    "html", ["<!-- a -->", "<!DOCTYPE html>", "<style>a</style>", "<script>a</script>"]
)
def test_what_a_reader_does_not_see_is_no_text(html):
    assert "".join(one if isinstance(one, str) else one.text() for one in read_html(html)) == ""


def test_an_attribute_without_a_value_is_empty():
    assert read_html("<details open>")[0].attributes == {"open": ""}


def test_classes_are_told_apart_by_any_white_space():
    assert read_html('<p class=" a\n b ">')[0].classes == ["a", "b"]


def test_what_is_below_an_element_is_found_at_any_depth_in_the_order_of_the_page():
    top = read_html("<div><p><b>a</b></p><b>c</b></div>")[0]
    assert [one.name for one in top.below()] == ["p", "b", "b"]
    assert [one.name for one in top.inside()] == ["p", "b"]
    assert top.first("b").text() == "a"
    assert top.first("i") is None


@given(st.lists(_PARTS, max_size=12).map("".join))
def test_what_the_pattern_reads_is_what_the_parser_reads(html):
    read = _read_plain(html)
    assert read is None or whole(read) == whole(_read_any(html))


@pytest.mark.parametrize("html", ["<p class=a>b</p>", "a < b", "<p>a<!-- b --></p>", "<P>a</P>"])
def test_what_the_pattern_does_not_know_is_left_to_the_parser(html):
    assert _read_plain(html) is None
    assert whole(read_html(html)) == whole(_read_any(html))


def test_html_of_the_templates_is_read_by_the_pattern():
    html = '<p class="a b" id="c">d &amp; <br><a href="e.html#f">g</a></p>\n'
    assert whole(_read_plain(html)) == whole(_read_any(html))
