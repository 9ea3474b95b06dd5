"""Numbers on a page against its ledger, on small pages."""

from typing import get_args

import pytest
from bs4 import BeautifulSoup

from spf_lib.present.told import Reason
from spf_lib.publish.inspect_figures import EXEMPT, PERIOD, Finding, coverage, inspect_page

ENTRY = {"id": "f--a", "shown": True, "text": "11,600", "value": 11600.0}
DATA = '<data value="11600" id="f--a">11,600</data>'
DRAWN = (
    '<svg><g class="spf-axis"><text>5,000</text></g>'
    '<g data-figures="f--a"><text>2019/20</text><text>11,600</text></g></svg>'
)


def inspected(html, *records):
    return inspect_page("p", BeautifulSoup(html, "html.parser"), records)


def faults(html, *records):
    return [(found.text, found.fault) for found in inspected(html, *records).findings]


def test_a_number_with_its_entry_is_in_the_ledger():
    found = inspected(f"<p>It stood at {DATA}.</p>", ENTRY)
    assert (found.recorded, found.figures, found.findings) == (1, 1, [])


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("It rests on 5 quarterly figures.", "5"),
        ("It cost £7,011,000 more.", "£7,011,000"),
        ("It fell to -0.44 then.", "-0.44"),
        ("Within 10% of it.", "10%"),
        ("About c.8,000 homes.", "8,000"),
        ("Those aged 16-and-over.", "16"),
    ],
)
def test_a_number_without_an_entry_is_found(words, number):
    assert faults(f"<p>{words}</p>") == [(number, f"not in the ledger: {words}")]


@pytest.mark.parametrize(
    "period",
    [
        "Quarter 2 2019/20",
        "Quarter 2",
        "2019/20",
        "2019",
        "2016 to 2018",
        "July 2019",
        "30 September 2019",
        "30 April",
        "2019-20-Q2",
        "2019-20",
        "2016-2018",
        "2019-M07",
        "2020-11-30",
        "Q2 20-21",
    ],
)
def test_a_period_is_no_figure(period):
    found = inspected(f"<p>Counted in {period}.</p>")
    assert found.findings == []
    assert PERIOD in found.exempt


@pytest.mark.parametrize(
    "number", ["2,019", "2019%", "2019.5", "£2019", "2019,000", "1899", "2100", "20191"]
)
def test_a_number_that_only_looks_like_a_year_is_found(number):
    assert faults(f"<p>{number} people</p>")


@pytest.mark.parametrize("word", ["KS4", "Covid-19", "SHA-256", "L2L"])
def test_digits_of_a_word_are_no_number(word):
    assert faults(f"<p>After {word} began</p>") == []


def test_what_the_markup_marks_is_exempt_and_counted_by_its_reason():
    html = (
        '<p data-numerals="narrative">We saw <em>12</em> of 13.</p><code>figure-7</code>'
        '<p>See <span data-numerals="source-line">line 123</span>.</p>'
    )
    assert inspected(html).findings == []
    assert inspected(html).exempt == {
        "what officers report": 2,
        "a place in the text of a source": 1,
    }


def test_an_unknown_mark_exempts_nothing():
    assert faults('<p data-numerals="whatever">12</p>')


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_mark_a_page_can_set_is_known(reason):
    assert EXEMPT[f'[data-numerals="{reason}"]']
    assert faults(f'<p data-numerals="{reason}">12</p>') == []


def test_a_figure_shown_under_an_id_the_ledger_lacks_is_found():
    assert faults(f"<p>{DATA}</p>") == [("f--a", "shown as '11,600', but not in the ledger")]


def test_a_figure_without_an_id_is_found():
    assert faults('<data value="1">1</data>') == [("1", "shown as a figure without an id")]


@pytest.mark.parametrize("value", ["11601", "", "11,600"])
def test_another_value_than_the_ledgers_is_found(value):
    html = f'<data value="{value}" id="f--a">11,600</data>'
    assert faults(html, ENTRY) == [("f--a", f"has the value {value}; the ledger has 11600.0")]


def test_another_text_than_the_ledgers_is_found():
    html = '<data value="11600" id="f--a">11,601</data>'
    assert faults(html, ENTRY) == [("f--a", "shown as '11,601'; the ledger has '11,600'")]


def test_an_entry_that_is_not_on_its_page_is_found():
    assert faults("<p>11,600</p>", ENTRY) == [
        ("f--a", "in the ledger as '11,600', but not on the page"),
        ("11,600", "not in the ledger: 11,600"),
    ]


def test_an_entry_shown_twice_is_found():
    assert faults(DATA + DATA, ENTRY) == [("f--a", "stands 2 times on the page")]


def test_a_drawing_shows_the_figures_it_names_and_its_axis_is_a_scale():
    found = inspected(DRAWN, ENTRY)
    assert (found.recorded, found.findings) == (1, [])
    assert found.exempt["the scale of a chart"] == 1


def test_a_number_drawn_without_an_entry_is_found():
    html = "<svg><g><text>2019/20</text><text>11,600</text></g></svg>"
    assert faults(html) == [("11,600", "not in the ledger: 11,600")]


def test_a_number_drawn_beside_a_figure_is_found():
    html = DRAWN.replace("2019/20", "2019/20 (12)")
    assert faults(html, ENTRY) == [("12", "not in the ledger: drawn beside f--a")]


def test_a_drawing_that_does_not_show_a_figure_it_names_is_found():
    html = DRAWN.replace("11,600", "some")
    assert faults(html, ENTRY) == [("f--a", "not shown in '2019/20 some'; the ledger has '11,600'")]


@pytest.mark.parametrize("attribute", ["alt", "aria-label", "title", "data-label"])
def test_a_number_told_only_to_some_readers_is_found(attribute):
    assert faults(f'<p {attribute}="All 49 measures">All</p>') == [
        ("49", "not in the ledger: All 49 measures")
    ]


def test_a_label_that_repeats_the_caption_is_the_caption():
    table = '<div aria-label="Best 3"><table><caption>Best 3</caption></table></div>'
    assert faults(table) == []


def test_navigation_outside_the_article_is_not_read():
    page = '<nav>12</nav><article class="bd-article"><p>None</p></article><footer>13</footer>'
    assert inspected(page).findings == []


def test_coverage_tells_each_page_the_exempt_numbers_and_the_total():
    pages = [
        inspected(f'<p>{DATA} <span data-numerals="source-line">line 7</span></p>', ENTRY),
        inspected("<p>12</p>"),
    ]
    assert coverage(pages) == [
        "p: 1 of 1 in the ledger; 1 a place in the text of a source",
        "p: 0 of 1 in the ledger; no more",
        "Exempt: 1 a place in the text of a source",
        "1 of 2 figures are in the ledger (50%)",
    ]


def test_a_finding_names_its_page():
    assert inspected("<p>12</p>").findings == [Finding("p", "12", "not in the ledger: 12")]


def test_a_figure_behind_another_need_not_be_on_the_page():
    assert faults(f"<p>{DATA}</p>", ENTRY, {**ENTRY, "id": "f--b", "shown": False}) == []


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<a href="#f--a">11,600</a>', []),
        ('<a href="#f--a">11,601</a>', [("11,601", "cites f--a, which is '11,600'")]),
        ('<a href="#f--b">3</a>', [("3", "cites f--b, which is not on the page")]),
    ],
)
def test_a_figure_repeated_elsewhere_on_the_page_is_the_one_it_cites(link, found):
    assert faults(f"<p>{DATA} {link}</p>", ENTRY) == found
