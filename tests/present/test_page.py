"""Templates, narrative and the page's own ledger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from spf_lib.present import page
from spf_lib.present.ledger import count
from spf_lib.present.page import (
    LEDGER_MIME,
    Shown,
    compile_templates,
    count_table,
    narrative_html,
    open_page,
    record_table,
    render,
    show_ledger,
)
from tests.present.shown import parse, plain


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "an <img src=x onerror=alert(1)> in a line",
        "```{include} /etc/passwd\n```",
        "{include}`/etc/passwd`",
        ":::{raw} html\n<b>x</b>\n:::",
        "[a page](https://example.org)",
        "[a page](javascript:alert(1))",
        "![a picture](https://example.org/a.png)",
        "<https://example.org>",
        "https://example.org",
        "{{ edition }} and {% raw %}",
        "$x^2$ and `code`",
        "# not a heading",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "&lt;b&gt;",
        "(anchor)=",
    ],
)
def test_what_is_not_plain_narrative_comes_out_as_text(text):
    shown = parse(narrative_html(text))
    assert shown.get_text() == text
    assert {tag.name for tag in shown.find_all()} == {"p"}


@given(st.text(max_size=60))
def test_narrative_gives_only_paragraphs_emphasis_and_lists(text):
    shown = parse(narrative_html(text))
    assert {tag.name for tag in shown.find_all()} <= {"p", "em", "strong", "ul", "ol", "li"}
    assert not any(set(tag.attrs) - {"start"} for tag in shown.find_all())


def test_narrative_may_stress_and_list():
    shown = narrative_html("**Up** and *over*:\n\n- one\n- two")
    assert [tag.name for tag in parse(shown).find_all()] == ["p", "strong", "em", "ul", "li", "li"]


def test_a_value_set_into_a_template_is_escaped():
    shown = record_table("<b>T</b>", ["A & B"], [["<script>x</script>"]])
    assert "<script>" not in shown
    assert parse(shown).find("th", scope="row").get_text() == "<script>x</script>"
    assert parse(shown).caption.get_text() == "<b>T</b>"


def test_a_name_missing_from_a_template_is_an_error():
    with pytest.raises(UndefinedError):
        render("table.html", title="T", columns=["A"])


def test_the_first_cell_of_each_row_heads_it():
    shown = parse(count_table("T", ["A", "B"], [["one", "1"], ["two", "2"]]))
    heads = shown.select("tbody th[scope=row]")
    assert [head.get_text() for head in heads] == ["one", "two"]
    assert [cell.get_text() for cell in shown.select("tbody td")] == ["1", "2"]


def test_a_table_has_a_caption_and_column_heads():
    shown = parse(count_table("Counts", ["A", "B"], [["one", "1"]]))
    assert shown.caption.get_text() == "Counts"
    assert [head["scope"] for head in shown.select("thead th")] == ["col", "col"]


def test_a_cell_of_a_record_table_carries_its_column_name_for_a_phone():
    shown = parse(record_table("T", ["Measure", "Rating"], [["one", "Red"]]))
    assert shown.select_one("tbody td")["data-label"] == "Rating"


@pytest.mark.parametrize(
    ("columns", "classes"),
    [
        (5, ["spf-table"]),
        (6, ["spf-table", "spf-stack"]),
        (9, ["spf-table", "spf-stack", "spf-wide"]),
    ],
)
def test_a_table_of_many_counts_folds_where_it_has_no_room(columns, classes):
    heads = [f"Column {letter}" for letter in "ABCDEFGHI"[:columns]]
    shown = parse(count_table("T", heads, [["1"] * columns]))
    assert shown.div["class"] == classes
    labels = [cell.get("data-label") for cell in shown.select("td")]
    assert labels == (heads[1:] if columns > 5 else [None] * 4)


def test_an_empty_table_says_none():
    shown = parse(record_table("T", ["A", "B"], []))
    assert shown.select_one("tbody").get_text(strip=True) == "None"
    assert shown.select_one("tbody td")["colspan"] == "2"


def test_a_page_ends_with_its_ledger(edition):
    page = open_page("summary", edition)
    page.ledger.html(count("all measures", ["one", "two"], "measures"))
    bundle = show_ledger(page)._repr_mimebundle_()
    assert bundle[LEDGER_MIME] == page.ledger.records()
    assert "shows 1 figure." in plain(bundle["text/html"])


def test_opening_a_page_begins_an_empty_ledger_under_its_name(edition):
    page = open_page("summary", edition)
    assert (page.ledger.page, page.ledger.entries, page.edition) == ("summary", [], edition)


def test_templates_can_be_compiled_ahead(monkeypatch):
    compile_templates()
    monkeypatch.setattr(page._TEMPLATES, "compile", None)
    assert "None" in count_table("Colours", ["Colour"], [])


def test_what_a_notebook_keeps_beside_html_and_ledger_is_a_line(edition):
    page = open_page("summary", edition)
    page.ledger.html(count("all measures", ["one", "two"], "measures"))
    assert repr(Shown(render("ledger.html", shown=None, one=False))).count("\n") == 0
    assert repr(show_ledger(page)) == "<ShownLedger: 2 records>"
