"""The pages of a built site, written once more."""

from spf_lib.publish.filter_room import with_filters
from spf_lib.publish.lighter_pages import lighten_pages
from spf_lib.publish.slim_markup import without_indentation
from tests.publish.test_filter_room import TABLE
from tests.publish.test_slim_drawings import DRAWING


def test_every_page_of_a_site_is_written_again(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "page.html").write_text("<p>\n  a</p>", "utf-8")
    lighten_pages(tmp_path)
    assert (tmp_path / "book" / "page.html").read_text("utf-8") == "<p>\na</p>"


def test_every_page_of_a_site_with_a_table_of_measures_has_its_filters(tmp_path):
    (tmp_path / "book").mkdir()
    with_table, without = tmp_path / "book" / "with.html", tmp_path / "without.html"
    with_table.write_text(TABLE, "utf-8")
    without.write_text("<p>None</p>", "utf-8")
    lighten_pages(tmp_path)
    assert with_table.read_text("utf-8") == without_indentation(with_filters(TABLE))
    assert without.read_text("utf-8") == "<p>None</p>"


def test_the_stylesheet_of_a_site_takes_the_styles_of_its_drawings(tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "spf.css").write_text("p{margin:0}\n", "utf-8")
    (tmp_path / "page.html").write_text(DRAWING, "utf-8")
    lighten_pages(tmp_path)
    assert (tmp_path / "_static" / "spf.css").read_text("utf-8") == (
        "p{margin:0}\n.d0{fill: none}\n.d1{stroke: red}\n"
    )
    assert 'class="d1"' in (tmp_path / "page.html").read_text("utf-8")
