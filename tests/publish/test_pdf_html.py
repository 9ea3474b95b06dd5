"""The HTML of a page as a tree: as it stands, and as a browser would mend it."""

import pytest

from spf_lib.publish.pdf_html import read_html


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
