"""What the furniture says of each page."""

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


def test_the_switcher_leads_to_every_edition_and_marks_this_one(facts):
    switch = facts["book/2019-20-Q2/scorecard"]["switch"]
    assert [(one["page"], one["here"]) for one in switch] == [
        ("book/2020-21-Q1/summary", False),
        ("book/2019-20-Q2/scorecard", True),
        ("book/2015-16-Q4/summary", False),
    ]


def test_only_an_edition_that_is_not_the_latest_names_a_later_one(facts):
    assert facts["book/2019-20-Q2/summary"]["later"] == {
        "title": "Quarter 1 2020/21",
        "page": "book/2020-21-Q1/summary",
    }
    assert facts["book/2020-21-Q1/summary"]["later"] == {}
    assert "later" not in facts["book/welcome"]


def test_a_neighbour_of_another_edition_is_named(facts):
    last = facts["book/2020-21-Q1/downloads"]
    assert last["next_part"] == "Quarter 2 2019/20: Key performance indicators 2019/20"
    assert last["previous_part"] == ""
    assert facts["book/history/kpi-x"]["next_part"] == ""
    assert facts["book/history/kpi-x"]["previous_part"].startswith("Quarter 2 2019/20")
    assert facts["book/welcome"]["previous_part"] == ""


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
