"""What stands around a page, and follows from other pages."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish.around import MARKS
from spf_lib.publish.contents import Contents, Listed, Part
from spf_lib.publish.surroundings import Surroundings, around_templates, fill

PAGES = ("book/welcome", "book/q2/summary", "book/q2/money", "book/q1/summary", "book/glossary")


def edition(edition_id, *pages):
    """An edition of the site, as far as what stands around its pages asks for it."""
    return SimpleNamespace(
        edition_id=edition_id,
        title=edition_id.upper(),
        full_title=f"{edition_id.upper()}: a <framework>",
        pages=dict.fromkeys(pages),
    )


@pytest.fixture(scope="module")
def around(root):
    contents = Contents(
        "book/welcome",
        (
            Part("Quarter 2", (Listed("book/q2/summary", (Listed("book/q2/money", ()),)),)),
            Part("Quarter 1", (Listed("book/q1/summary", ()),)),
            Part("About", (Listed("book/glossary", ()),)),
        ),
    )
    titles = {page: f"Title of {page} & more" for page in PAGES}
    editions = [edition("q2", "summary", "money"), edition("q1", "summary")]
    surroundings = Surroundings(contents, titles, editions, around_templates(root))

    def of(page, mark):
        return BeautifulSoup(surroundings.of(page)[mark], "html.parser")

    return of


def links(part):
    return [(link["href"], link.get_text()) for link in part.select("a")]


def test_the_contents_are_whole_around_the_page_and_elsewhere_of_the_first_level(around):
    assert [href for href, _ in links(around("book/q1/summary", "contents"))] == [
        "../welcome.html",
        "../q2/summary.html",
        "#",
        "../glossary.html",
    ]
    assert [href for href, _ in links(around("book/q2/summary", "contents"))] == [
        "../welcome.html",
        "#",
        "money.html",
        "../q1/summary.html",
        "../glossary.html",
    ]


def test_parts_that_are_not_open_lead_to_the_same_pages_from_each_page_of_a_folder(around):
    def parts(page):
        return [links(part) for part in around(page, "contents").select("ul.bd-sidenav")[2:]]

    assert parts("book/q2/summary") == parts("book/q2/money")
    assert parts("book/q2/money")[0] == [("../q1/summary.html", "Title of book/q1/summary & more")]
    assert parts("book/welcome")[0] == [("q1/summary.html", "Title of book/q1/summary & more")]


@pytest.mark.parametrize(
    ("page", "opened"),
    [
        ("book/welcome", ["book/welcome"]),
        ("book/q2/money", ["book/q2/summary", "book/q2/money"]),
        ("book/q2/summary", ["book/q2/summary"]),
        ("search", []),
    ],
)
def test_a_page_and_those_above_it_are_open_in_the_contents(around, page, opened):
    found = around(page, "contents").select("li.current > a")
    assert [link.get_text() for link in found] == [f"Title of {one} & more" for one in opened]


def test_the_switcher_leads_to_the_same_page_of_each_edition_and_marks_this_one(around):
    switcher = around("book/q2/money", "switcher")
    assert [href for href, _ in links(switcher)] == [
        "#",
        "../q1/summary.html",
        "../editions.html",
    ]
    (here,) = switcher.select("[aria-current=page]")
    assert here.get_text() == "Q2: a <framework>"


def long_run(root, count):
    """The surroundings of a page of each of many editions, newest first."""
    names = [f"q{number}" for number in range(count, 0, -1)]
    pages = [f"book/{name}/summary" for name in names]
    parts = tuple(Part(page, (Listed(page, ()),)) for page in pages)
    contents = Contents("book/welcome", (*parts, Part("About", (Listed("book/editions", ()),))))
    titles = dict.fromkeys([*pages, "book/welcome", "book/editions"], "Title")
    editions = [edition(name, "summary") for name in names]
    return Surroundings(contents, titles, editions, around_templates(root))


def editions_in(surroundings, page, mark):
    found = links(BeautifulSoup(surroundings.of(page)[mark], "html.parser"))
    own = page.split("/")[1]
    return [
        own if href == "#" else href.split("/")[1]
        for href, _ in found
        if "summary" in href or href == "#"
    ]


@pytest.mark.parametrize("mark", ["contents", "switcher"])
@pytest.mark.parametrize(
    ("page", "newest", "oldest"), [("q20", 24, 16), ("q38", 40, 34), ("q36", 40, 32), ("q2", 6, 1)]
)
def test_of_many_editions_those_within_a_year_are_listed(root, mark, page, newest, oldest):
    found = editions_in(long_run(root, 40), f"book/{page}/summary", mark)
    listed = [f"q{number}" for number in range(newest, oldest - 1, -1)]
    assert found[: len(listed)] == listed
    assert set(found) == set(listed)


def test_what_stands_around_an_old_page_stays_as_it_is_when_editions_are_added(root):
    then, now = long_run(root, 36), long_run(root, 40)
    assert then.of("book/q20/summary") == now.of("book/q20/summary")
    assert repr(then.around("q20")) == repr(now.around("q20"))


def test_what_stands_around_a_page_changes_when_an_edition_near_it_is_added(root):
    then, now = long_run(root, 22), long_run(root, 23)
    assert then.of("book/q20/summary") != now.of("book/q20/summary")
    assert repr(then.around("q20")) != repr(now.around("q20"))


@pytest.mark.parametrize(("count", "link"), [(24, "../q24/summary.html"), (25, "../editions.html")])
def test_an_old_page_leads_to_the_list_of_all_editions_in_place_of_the_latest(root, count, link):
    switcher = BeautifulSoup(
        long_run(root, count).of("book/q20/summary")["switcher"], "html.parser"
    )
    assert switcher.select_one("p.spf-quiet a")["href"] == link


def test_of_many_editions_each_page_leads_to_the_list_of_all(root):
    found = BeautifulSoup(long_run(root, 40).of("book/q20/summary")["contents"], "html.parser")
    assert "../editions.html" in [href for href, _ in links(found)]


def test_only_an_edition_that_is_not_the_latest_names_a_later_one(around):
    assert "later edition" not in around("book/q2/summary", "switcher").get_text()
    assert links(around("book/q1/summary", "switcher"))[-1] == ("../q2/summary.html", "Q2")


@pytest.mark.parametrize("page", ["book/glossary", "search"])
def test_a_page_of_no_edition_has_no_switcher(around, page):
    assert around(page, "switcher").get_text(strip=True) == ""


def test_the_ways_on_lead_to_the_pages_before_and_after(around):
    ways = around("book/q2/money", "ways").select("link")
    assert [(way["rel"], way["href"]) for way in ways] == [
        (["next"], "../q1/summary.html"),
        (["prev"], "summary.html"),
    ]
    assert links(around("book/welcome", "neighbours"))[0][0] == "q2/summary.html"


def test_a_way_into_another_part_names_it_and_one_within_does_not(around):
    said = around("book/q2/money", "neighbours")
    assert [one.get_text() for one in said.select(".prev-next-subtitle")] == [
        "Previous",
        "Next, in Q1: a <framework>",
    ]
    last = around("book/glossary", "neighbours")
    assert [one.get_text() for one in last.select(".prev-next-subtitle")] == [
        "Previous, in Q1: a <framework>"
    ]


def test_a_page_that_the_contents_do_not_list_has_no_ways_on(around):
    assert around("search", "ways").select("link") == []
    assert links(around("search", "neighbours")) == []


def test_each_mark_is_filled_and_one_without_anything_leaves_no_line():
    around = dict.fromkeys(MARKS, "") | {"contents": "\n<ul></ul>\n"}
    text = "<p>\n<!-- around: contents -->\n<!-- around: switcher -->\n</p>"
    assert fill(text, around) == "<p>\n<ul></ul>\n</p>"
