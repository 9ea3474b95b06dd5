"""The filters of a table of measures, in the page before their script."""

from bs4 import BeautifulSoup

from spf_lib.present.measure_table import Cell, Row, measure_table
from spf_lib.publish.filter_room import with_filters

ROWS = [Row([Cell("Homes & roads"), Cell("Red")], {"rating": ["Red"], "owner": ["A & B"]})]
TABLE = str(measure_table("Homes & roads", {"measure": "Measure", "rating": "Rating"}, ROWS))


def page(text=TABLE):
    return BeautifulSoup(with_filters(f"<article>{text}</article>"), "html.parser")


def test_the_fields_are_those_the_table_can_be_narrowed_by():
    form = page().select_one("form")
    assert [field["name"] for field in form.select("input, select")] == ["q", "rating", "owner"]
    assert [label.get_text() for label in form.select("label")] == ["Find words", "Rating", "Owner"]
    assert [label["for"] for label in form.select("label")] == [
        field["id"] for field in form.select("input, select")
    ]
    assert form["aria-label"] == "Filters: Homes & roads"


def test_they_stand_right_above_the_table():
    assert page().select_one("form").find_next_sibling()["aria-label"] == "Homes & roads"


def test_they_are_hidden_without_scripts_and_cannot_be_used_before_theirs_has_run():
    form = page().select_one("form")
    assert "pst-js-only" in form["class"]
    assert form.has_attr("inert")


def test_each_heading_keeps_its_words_and_has_the_room_of_a_button():
    heads = page().select("thead th")
    assert [head.get_text() for head in heads] == ["Measure", "Rating"]
    assert [head.select_one(".spf-sort").name for head in heads] == ["span", "span"]


def test_nothing_else_of_the_page_changes():
    shown = page()
    shown.select_one("form").extract()
    for room in shown.select(".spf-sort"):
        room.unwrap()
    assert shown.get_text().split() == BeautifulSoup(TABLE, "html.parser").get_text().split()
    assert with_filters("<table><caption>None</caption></table>").endswith("</caption></table>")
