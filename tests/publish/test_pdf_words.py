"""Words of a page for the PDF: text, links and badges, white space run together."""

import pytest

from spf_lib.publish.pdf_html import read_html
from spf_lib.publish.pdf_tree import Badge, Break, Link, Styled, Text
from spf_lib.publish.pdf_words import plain_text, tone_of, words_in

SHAPE = "<svg><circle/></svg>"


def read(html):
    return words_in(read_html(html), "page", [SHAPE])


def element(html):
    return read_html(html)[0]


def test_white_space_runs_together_across_elements_and_ends_at_the_edges():
    assert read(" one\n <span> two</span>  three ") == (Text("one two three"),)


def test_a_space_that_does_not_break_stays():
    assert read("5&nbsp;km") == (Text("5\N{NO-BREAK SPACE}km"),)


def test_a_figure_is_read_as_its_text():
    assert read('<data value="0.5" id="f--x">50%</data> of all') == (Text("50% of all"),)


def test_a_comment_is_not_read():
    assert read("one<!-- two -->") == (Text("one"),)


@pytest.mark.parametrize(
    ("tag", "style"), [("strong", "strong"), ("em", "emphasis"), ("code", "code")]
)
def test_emphasis_and_code_are_kept(tag, style):
    assert read(f"<{tag}>x</{tag}>") == (Styled(style, (Text("x"),)),)


def test_a_link_keeps_the_page_it_stands_on():
    assert read('<a href="x.html#y">to y</a>') == (Link("page", "x.html#y", (Text("to y"),)),)


def test_a_line_break_is_kept():
    assert read("one<br>two") == (Text("one"), Break(), Text("two"))


def test_a_badge_is_its_word_with_its_shape():
    html = '<span class="spf-badge spf-red"><svg data-drawing="0"></svg>Red</span>'
    assert read(html) == (Badge("Red", "red", SHAPE),)


def test_a_badge_without_a_shape_has_none():
    assert read('<span class="spf-badge spf-grey">Ongoing</span>') == (
        Badge("Ongoing", "grey", ""),
    )


@pytest.mark.parametrize(
    ("name", "tone"),
    [("spf-travel-down", "red"), ("spf-progress-overdue", "amber"), ("spf-unknown", "grey")],
)
def test_the_tone_is_that_of_the_site(name, tone):
    assert tone_of(element(f'<span class="{name}">x</span>')) == tone


def test_plain_text_reads_links_styles_and_badges_through():
    words = read('a <a href="#">b</a> <strong>c</strong><br><span class="spf-badge">d</span>')
    assert plain_text(words) == "a b c d"
