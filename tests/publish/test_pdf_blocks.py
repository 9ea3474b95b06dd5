"""Blocks of a page for the PDF: nothing that the site folds away is lost."""

import pytest

from spf_lib.publish.pdf_blocks import read_blocks
from spf_lib.publish.pdf_tree import (
    Card,
    Cell,
    Chart,
    Heading,
    Item,
    Items,
    Paragraph,
    Section,
    Table,
    Term,
    Terms,
    Text,
    Tile,
    Tiles,
)

DRAWING = '<svg viewBox="0 0 1 1"><text>x</text></svg>'
CHART = (
    f'<figure><div role="img" aria-describedby="t">{DRAWING}</div>'
    "<figcaption>Over time</figcaption>{}</figure>"
)


def plain(text):
    return Paragraph("plain", (Text(text),))


def read(html):
    return read_blocks(html, "page")


def test_an_anchor_in_one_cell_names_the_heading_of_the_next():
    html = '<p><span class="spf-anchor" id="kpi-x"></span></p>\n<h2>Title</h2>'
    assert read(html) == (Heading(2, "page#kpi-x", (Text("Title"),)),)


def test_words_outside_any_block_are_a_paragraph():
    assert read("<div>one <strong></strong>two</div>")[0].voice == "plain"


def test_a_paragraph_keeps_its_voice():
    assert read('<p class="spf-lead">x</p>') == (Paragraph("lead", (Text("x"),)),)


def test_an_entry_of_a_list_keeps_its_place_and_its_blocks():
    entry = Item("page#a", (plain("one"), plain("two")))
    assert read('<ol><li id="a"><p>one</p><p>two</p></li></ol>') == (Items(True, (entry,)),)


def test_names_are_read_with_what_is_said_of_them():
    html = "<dl><div><dt>Target</dt><dd>5</dd></div></dl>"
    assert read(html) == (Terms((Term((Text("Target"),), (plain("5"),)),)),)


def test_a_table_keeps_caption_head_and_rows():
    html = (
        "<table><caption>C</caption><thead><tr><th>H</th></tr></thead>"
        "<tbody><tr><th>R</th></tr></tbody></table>"
    )
    table = read(html)[0]
    assert (table.caption, table.head, table.rows) == (
        (Text("C"),),
        (Cell(1, (plain("H"),)),),
        ((Cell(1, (plain("R"),)),),),
    )


@pytest.mark.parametrize(
    ("rows", "words", "whole"), [(14, 1, True), (15, 1, False), (9, 90, False)]
)
def test_a_table_is_kept_whole_if_it_surely_fits_on_a_page(rows, words, whole):
    row = f"<tr><td>A</td><td>{'word ' * words}</td></tr>"
    assert read(f"<table><tr><th>A</th><th>B</th></tr>{row * rows}</table>")[0].whole is whole


def test_a_cell_over_several_columns_keeps_its_reach():
    html = "<table><tr><th>A</th><th>B</th></tr><tr><td colspan='2'>None</td></tr></table>"
    assert read(html)[0].rows == ((Cell(2, (plain("None"),)),),)


def test_tiles_are_counts_with_what_they_count():
    html = (
        '<ul class="spf-tiles"><li class="spf-tile spf-green">'
        '<span class="spf-tile-count">10</span> new</li></ul>'
    )
    assert read(html) == (Tiles((Tile("green", (Text("10"),), (Text("new"),)),)),)


def test_a_folded_part_is_opened():
    html = "<details><summary>More</summary><p>x</p></details>"
    assert read(html) == (Section((Text("More"),), (plain("x"),)),)


def test_the_drawing_of_a_chart_is_kept_to_the_letter():
    chart = read(CHART.format('<p id="t">Rose.</p>'))[0]
    assert chart == Chart(DRAWING, "Rose.", (Text("Over time"),))


def test_the_folded_text_of_a_chart_stands_for_the_drawing_only():
    html = CHART.format('<details><summary>In words</summary><p id="t">Rose.</p></details>')
    assert read(html) == (Chart(DRAWING, "Rose.", (Text("Over time"),)),)


def test_a_chart_without_words_is_refused():
    with pytest.raises(ValueError, match="a chart of page has no text alternative"):
        read(CHART.format('<p id="t"> </p>'))


def test_a_card_is_kept_together_up_to_what_may_run_on():
    html = '<article><p>a</p><div class="spf-trend"><p>b</p></div><p>c</p></article>'
    assert read(html) == (Card((plain("a"),), (plain("b"), plain("c"))),)


@pytest.mark.parametrize("name", ["spf-ledger", "spf-workings"])
def test_what_tells_of_the_page_itself_stays_on_the_site(name):
    assert read(f'<p class="{name}">This page</p>') == ()


def test_raw_html_of_a_narrative_is_read_as_its_text():
    assert read("<p>&lt;script&gt;</p>") == (plain("<script>"),)


def test_a_table_within_a_folded_part_is_read():
    html = "<details><summary>F</summary><table><tr><th>A</th></tr></table></details>"
    assert isinstance(read(html)[0].blocks[0], Table)
