"""What a page is about, in a line."""

from dataclasses import replace

import pytest

from spf_lib.publish.editions import PageParameters
from spf_lib.publish.page_descriptions import (
    LONGEST,
    SHORTEST,
    describe_history,
    describe_pages,
    describe_text,
    plain_title,
    shortened,
)


def test_every_page_of_every_edition_has_a_line_of_its_own_and_of_the_right_length(on_site):
    lines = [line for one in on_site for line in describe_pages(one).values()]
    assert len(lines) == len(set(lines))
    assert [line for line in lines if not SHORTEST <= len(line) <= LONGEST] == []


def test_a_chapter_says_how_its_measures_are_rated(on_site):
    assert describe_pages(on_site[1])["kpi-public-realm"] == (
        "Public Realm, Quarter 2 2019/20: 4 measures (2 green, 1 amber, 1 not rated), with "
        "targets, trends and commentary."
    )


def test_a_long_title_gives_way_to_the_counts(on_site):
    line = describe_pages(on_site[0])["spf-prevention-disability"]
    assert line.endswith("…, Quarter 1 2020/21: 8 measures, 7 deliverables.")


def test_a_page_of_an_unknown_template_is_described_all_the_same(on_site):
    page = PageParameters(name="x", template="new", title="Something new")
    line = describe_pages(replace(on_site[1], pages={"x": page}))["x"]
    assert line.startswith("Something new, Quarter 2 2019/20: ")


def test_the_history_of_a_measure_with_a_long_title_still_says_what_it_is():
    line = describe_history("The number of " + "very " * 40 + "long titles")
    assert len(line) <= LONGEST
    assert line.endswith("…: every figure through frameworks and editions, with chart and targets.")


@pytest.mark.parametrize(
    "page",
    [
        "# T\n\nOne **clear** sentence with [a link](x.md) in it, which is long enough to be "
        "shown.\n",
        "# T\n\n```{raw} html\n<p class='x'>One clear sentence with <a href='x'>a link</a> in it, "
        "which is long enough to be shown.</p>\n<table><tr><td>1</td></tr></table>\n```\n",
        "# T\n\n## H\n\n- item\n\n<!-- mark -->\n\nOne clear sentence with a link in it, which is "
        "long enough to be shown.\n",
    ],
)
def test_a_page_in_markdown_is_described_by_its_first_words(page):
    assert describe_text(page) == (
        "One clear sentence with a link in it, which is long enough to be shown."
    )


def test_a_short_line_is_filled_up():
    assert SHORTEST <= len(describe_text("# T\n\nShort.\n")) <= LONGEST
    assert SHORTEST <= len(describe_text("# T\n")) <= LONGEST


def test_a_text_is_cut_after_a_word():
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one two, three", 12) == "one two…"


def test_a_title_is_told_without_the_edition_named_beside_it():
    assert plain_title("Summary, Quarter 2 2019/20", "Quarter 2 2019/20") == "Summary"
    since = "What changed since Quarter 4 2015/16"
    assert plain_title(since, "Quarter 2 2019/20") == since
