"""Links of Markdown from one volume into another."""

import json

import pytest

from spf_lib.publish.volume_links import LostPages, link_notebook, link_volumes

PAGES = ("book/welcome", "book/editions", "book/q1/summary", "book/q2/summary", "book/q2/money")


@pytest.mark.parametrize(
    ("page", "text", "written"),
    [
        ("book/welcome", "[Q 2](q2/summary.ipynb)", '<a href="q2/summary.html">Q 2</a>'),
        ("book/welcome", "[a](q2/money.md#f--x)", '<a href="q2/money.html#f--x">a</a>'),
        ("book/q1/summary", "[a](../q2/money.ipynb)", '<a href="../q2/money.html">a</a>'),
        ("book/q1/summary", "[a](../welcome.md)", '<a href="../welcome.html">a</a>'),
        ("book/welcome", "[*a*](q2/money.md), b", '<a href="q2/money.html">*a*</a>, b'),
    ],
)
def test_a_link_into_another_volume_is_html(page, text, written):
    assert link_volumes(text, page, PAGES) == written


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("book/welcome", "[a](editions.md)"),
        ("book/q2/summary", "[a](money.ipynb#x)"),
        ("book/welcome", "[a](https://example.org/q2/summary.md)"),
        ("book/welcome", "![a](q2/summary.md)"),
        ("book/welcome", "```\n[a](q2/summary.md)\n```\n"),
        ("book/welcome", "[a](q2/summary.html)"),
    ],
)
def test_every_other_link_stays_as_it_is(page, text):
    assert link_volumes(text, page, PAGES) == text


def test_all_links_to_pages_that_are_not_in_the_contents_are_told_at_once():
    text = "[a](q2/gone.md) and [b](q3/summary.md)"
    with pytest.raises(LostPages, match=r"book/welcome links .*: book/q2/gone, book/q3/summary"):
        link_volumes(text, "book/welcome", PAGES)


def test_the_markdown_of_a_notebook_is_written_likewise_and_its_code_is_not():
    link = "[a](../q2/money.md)"
    cells = [{"cell_type": kind, "source": ["é ", link]} for kind in ("markdown", "code")]
    text = link_notebook(json.dumps({"cells": cells}), "book/q1/summary", PAGES)
    markdown, code = json.loads(text)["cells"]
    assert markdown["source"] == 'é <a href="../q2/money.html">a</a>'
    assert code["source"] == ["é ", link]
