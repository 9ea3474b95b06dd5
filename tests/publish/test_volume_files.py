"""What is kept of a volume."""

import re
from hashlib import sha256
from urllib.parse import unquote

import pytest

from spf_lib.publish.contents import FRONT
from spf_lib.publish.search_index import SearchedPages
from spf_lib.publish.volume_files import (
    STYLES_MARK,
    kept_site,
    pages_written,
    read_about,
    write_files_of_all,
    write_volume,
)
from tests.publish.test_slim_drawings import DRAWING

PAGE = f"""<head>
    <noscript><link rel="stylesheet" href="../../_static/plain.css" /></noscript>
    <link rel="stylesheet" href="../../_static/styles/theme.css?v=1" />
    <link rel="stylesheet" type="text/css" href="../../_static/spf.css" />
    <script src="../../_static/a.js"></script>
</head>
<body>
    <!-- around: contents -->
    <p class="lead" id="top" style="top:var(--page)">Words</p>
    {DRAWING}
</body>
"""
NOTHING = SearchedPages(titles={}, files={}, headings={}, words={}, title_words={}, versions={})
TITLES = {"book/q2/summary": "Summary"}


@pytest.fixture
def html(tmp_path):
    """What Sphinx wrote: two volumes, and what every page uses."""
    html = tmp_path / "html"
    for name in ("book/q2/summary", "book/welcome"):
        for file, text in ((f"{name}.html", PAGE), (f"_sources/{name}.ipynb", "{}")):
            (html / file).parent.mkdir(parents=True, exist_ok=True)
            (html / file).write_text(text)
    (html / "_static").mkdir()
    (html / "_static/a.js").touch()
    for name in ("CNAME", "objects.inv", ".buildinfo", "searchindex.js", "page-titles.json"):
        (html / name).touch()
    return html


@pytest.fixture
def kept(html, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    write_volume(html, ["book/q2/summary"], TITLES, NOTHING, folder)
    return folder


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_volume_has_its_pages_and_their_sources_and_no_others(kept):
    assert files(kept_site(kept)) == {"book/q2/summary.html", "_sources/book/q2/summary.ipynb"}


def test_the_stylesheet_of_a_page_is_left_open_and_those_it_asks_for_are_told(kept):
    page = (kept_site(kept) / "book/q2/summary.html").read_text()
    assert page.count(STYLES_MARK) == 1
    assert "theme.css" not in page
    assert '<noscript><link rel="stylesheet"' in page
    assert read_about(kept).stylesheets == ("_static/styles/theme.css", "_static/spf.css")


def test_the_site_is_told_all_that_it_needs_to_know(kept):
    about = read_about(kept)
    assert about.titles == TITLES
    assert about.drawn == ("fill: none", "stroke: red")
    assert {"lead", "top"} <= set(about.names)
    assert about.properties == ("--page",)
    assert {"_static/plain.css", "_static/a.js"} <= set(about.asked)


def test_marks_stay_for_what_follows_from_other_volumes(kept):
    page = (kept_site(kept) / "book/q2/summary.html").read_text()
    assert "<!-- around: contents -->" in page
    assert "fill: none" not in page


def test_the_front_brings_what_every_page_uses_but_nothing_told_of_all_pages(html, kept):
    write_files_of_all(html, kept)
    assert files(kept_site(kept)) - {"book/q2/summary.html", "_sources/book/q2/summary.ipynb"} == {
        "_static/a.js",
        "CNAME",
    }


def test_the_front_has_pages_that_the_contents_do_not_list():
    assert pages_written(FRONT, ["book/welcome"]) == ("book/welcome", "index", "search")
    assert pages_written("q2", ["book/q2/summary"]) == ("book/q2/summary",)


def test_a_picture_is_kept_with_its_volume_under_a_name_that_no_other_page_decides(html, tmp_path):
    page = html / "book/q2/summary.html"
    page.write_text(
        '<a href="../../_images/logo1.png"><img src="../../_images/logo1.png"/></a>'
        '<a href="../../_downloads/0ab/my%20notes.txt">Notes</a><a href="money.html">Money</a>'
    )
    for file, content in (
        ("_images/logo1.png", b"logo"),
        ("_downloads/0ab/my notes.txt", b"words"),
    ):
        (html / file).parent.mkdir(parents=True, exist_ok=True)
        (html / file).write_bytes(content)
    folder = tmp_path / "kept"
    folder.mkdir()
    write_volume(html, ["book/q2/summary"], TITLES, NOTHING, folder)
    written = (kept_site(folder) / "book/q2/summary.html").read_text()
    logo, shown, notes, money = re.findall(r'(?:href|src)="([^"]+)"', written)
    assert logo == shown == f"../../_images/{sha256(b'logo').hexdigest()[:12]}.png"
    assert notes == f"../../_downloads/{sha256(b'words').hexdigest()[:12]}/my%20notes.txt"
    assert money == "money.html"
    for address, content in ((logo, b"logo"), (notes, b"words")):
        assert (kept_site(folder) / "book/q2" / unquote(address)).read_bytes() == content
