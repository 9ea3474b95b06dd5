"""The executed notebooks of an edition, read in the order of the contents."""

import json

import pytest

from spf_lib.publish.book import BuildFailed
from spf_lib.publish.pdf_pages import edition_pages, read_page, read_pages
from spf_lib.publish.pdf_tree import Heading, Link, Paragraph, Text

EDITION = "2019-20-Q2"


def markdown(text):
    return {"cell_type": "markdown", "source": text}


def shown(html):
    return {"cell_type": "code", "source": "show()", "outputs": [{"data": {"text/html": html}}]}


@pytest.fixture
def notebook(tmp_path):
    def write(*cells):
        path = tmp_path / "a-page.ipynb"
        path.write_text(json.dumps({"cells": cells}))
        return path

    return write


def test_pages_come_in_the_order_of_the_contents(root):
    pages = edition_pages(root, EDITION)
    assert pages[0] == "summary"
    assert pages.index("scorecard") < pages.index("kpi-public-realm") < pages.index("sources")


def test_every_published_page_of_the_edition_is_read(root):
    titles = [page[0].anchor for page in read_pages(root, root / "book", EDITION)]
    assert sorted(titles) == sorted(path.stem for path in (root / "book" / EDITION).glob("*.ipynb"))


def test_markdown_and_outputs_are_read_in_turn_and_code_is_not(notebook):
    blocks = read_page(notebook(markdown("# Title"), shown("<p>one</p>"), markdown("two")))
    assert blocks[:3] == (
        Heading(1, "a-page", (Text("Title"),)),
        Paragraph("plain", (Text("one"),)),
        Paragraph("plain", (Text("two"),)),
    )


def test_a_page_ends_with_the_way_to_the_site(notebook):
    *_, last = read_page(notebook(markdown("# Title")))
    assert Link("a-page", "", (Text("this page on the site"),)) in last.words


def test_no_level_of_heading_is_left_out(notebook):
    cells = [markdown(text) for text in ("# A", "### B", "### C", "## D")]
    levels = [block.level for block in read_page(notebook(*cells)) if isinstance(block, Heading)]
    assert levels == [1, 2, 3, 2]


def test_a_page_without_a_title_is_refused(notebook):
    with pytest.raises(BuildFailed, match=r"a-page\.ipynb: it does not begin with its title"):
        read_page(notebook(shown("<p>one</p>")))


def test_a_chart_without_words_is_refused(notebook):
    figure = '<figure><div role="img"><svg></svg></div></figure>'
    with pytest.raises(BuildFailed, match=r"a-page\.ipynb: a chart .* has no text alternative"):
        read_page(notebook(markdown("# Title"), shown(figure)))


def test_an_edition_that_was_not_executed_is_refused(root, tmp_path):
    with pytest.raises(BuildFailed, match="spf publish 2019-20-Q2"):
        read_pages(root, tmp_path, EDITION)
