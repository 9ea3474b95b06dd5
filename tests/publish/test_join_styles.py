"""One stylesheet for a page, in place of several."""

import re

import pytest

from spf_lib.publish.join_styles import join_styles

HEAD = """<head>
    <noscript><link rel="stylesheet" href="../_static/plain.css" /></noscript>
    <link rel="stylesheet" href="../_static/theme/first.css?v=1" />
    <link rel="stylesheet" type="text/css" href="../_static/last.css" />
    <script src="../_static/a.js"></script>
</head>
"""


@pytest.fixture
def site(tmp_path):
    theme = tmp_path / "_static/theme"
    theme.mkdir(parents=True)
    (tmp_path / "book").mkdir()
    (tmp_path / "book/page.html").write_text(HEAD)
    (tmp_path / "book/other.html").write_text(HEAD)
    (tmp_path / "bare.html").write_text("<p>Nothing</p>\n")
    (theme / "base.css").write_text('@charset "UTF-8";\nul{background:url(dot.png)}\n')
    (theme / "first.css").write_text('@import "base.css";\np{top:0}\n')
    (tmp_path / "_static/last.css").write_text('p{top:1px}i{--icon:url("data:image/svg+xml,x")}\n')
    join_styles(tmp_path)
    return tmp_path


def style_of(site, page):
    (address,) = re.findall(r'^ *<link rel="stylesheet" href="(.+)" />$', page, re.MULTILINE)
    return (site / "book" / address).resolve()


def test_pages_have_one_stylesheet_and_the_same(site):
    pages = [(site / f"book/{name}.html").read_text() for name in ("page", "other")]
    assert style_of(site, pages[0]) == style_of(site, pages[1])


def test_it_holds_the_rules_in_their_order_with_what_they_import(site):
    joined = style_of(site, (site / "book/page.html").read_text()).read_text()
    assert re.findall(r"ul|p\{top:\w+\}", joined) == ["ul", "p{top:0}", "p{top:1px}"]
    assert "@import" not in joined
    assert "@charset" not in joined


def test_what_it_asks_for_is_named_from_where_it_stands_now(site):
    joined = style_of(site, (site / "book/page.html").read_text()).read_text()
    assert "url(theme/dot.png)" in joined
    assert 'url("data:image/svg+xml,x")' in joined


def test_its_name_changes_with_its_content(site):
    before = style_of(site, (site / "book/page.html").read_text())
    (site / "book/page.html").write_text(HEAD)
    (site / "_static/last.css").write_text("p{top:2px}\n")
    join_styles(site)
    after = style_of(site, (site / "book/page.html").read_text())
    assert before.name != after.name


def test_the_rest_of_a_page_stays(site):
    page = (site / "book/page.html").read_text()
    assert "<noscript>" in page
    assert '<script src="../_static/a.js"></script>' in page
    assert (site / "bare.html").read_text() == "<p>Nothing</p>\n"
