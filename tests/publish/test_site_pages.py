"""What the head of each page says."""

import pytest

from spf_lib.publish.site_pages import page_facts

LISTED = [
    "book/welcome",
    "book/2020-21-Q1/summary",
    "book/2020-21-Q1/downloads",
    "book/2019-20-Q2/summary",
    "book/2019-20-Q2/scorecard",
    "book/history/kpi-x",
]


@pytest.fixture
def facts(on_site, tmp_path):
    (tmp_path / "book/history").mkdir(parents=True)
    (tmp_path / "book/welcome.md").write_text("# How are we?\n\nWords.\n", encoding="utf-8")
    text = "# History: paid \\| owed\n\nWords.\n"
    (tmp_path / "book/history/kpi-x.md").write_text(text, encoding="utf-8")
    return page_facts(LISTED, on_site, tmp_path, "SPF Book")


def test_a_title_names_page_edition_and_book(facts):
    assert facts["book/2019-20-Q2/summary"]["title"] == "Summary - Quarter 2 2019/20 - SPF Book"
    assert facts["book/welcome"]["title"] == "How are we? - SPF Book"
    assert facts["book/history/kpi-x"]["title"] == "History: paid | owed - SPF Book"


def test_a_page_of_no_edition_is_pictured_by_the_latest_with_ratings(facts):
    assert facts["book/welcome"]["image"] == "book/2019-20-Q2/preview.png"
    assert facts["book/2020-21-Q1/summary"]["image"] == "book/2020-21-Q1/preview.png"


def test_the_picture_is_told_in_words(facts):
    assert facts["book/2019-20-Q2/summary"]["image_alt"] == (
        "London Borough of Barking and Dagenham, Quarter 2 2019/20: Key performance indicators "
        "2019/20: 49 measures (10 green, 15 amber, 10 red, 14 not rated), 59 deliverables"
    )


def test_the_search_page_is_named_too(facts):
    assert facts["search"]["title"] == "Search - SPF Book"
