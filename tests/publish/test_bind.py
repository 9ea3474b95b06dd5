"""The site put together from its volumes."""

import re
from types import SimpleNamespace

import pytest

from spf_lib.publish import bind
from spf_lib.publish.bind import Binding
from spf_lib.publish.byte_differences import folder_differences
from spf_lib.publish.contents import FRONT, read_contents
from spf_lib.publish.search_index import SearchedPages
from spf_lib.publish.volume_files import pages_written, write_files_of_all, write_volume
from spf_lib.publish.volumes import Volume

PAGE = """<head>
    <link rel="stylesheet" href="{up}_static/theme.css" />
    <link rel="stylesheet" href="{up}_static/spf.css" />
</head>
<body class="{name}">
    <!-- around: contents -->
    {drawing}
    <article class="spf-card" data-measure="kpi-a">A</article>
</body>
"""
TOC = (
    "root: book/welcome\nparts:\n  - chapters:\n      - file: book/q1/summary\n"
    "  - chapters:\n      - file: book/q2/summary\n"
)
DRAWINGS = {
    "welcome": "",
    "q1": '<svg><path style="stroke: red"/></svg>',
    "q2": '<svg><path style="fill: none"/><path style="stroke: red"/></svg>',
}
THEME = '@import "base.css";.welcome,.q1,.q2,.gone{top:0}.d0,.d1{left:0}.nav{top:1px}'


def page(name, depth):
    return PAGE.format(up="../" * depth, name=name, drawing=DRAWINGS[name])


@pytest.fixture
def html(tmp_path):
    html = tmp_path / "html"
    static = html / "_static"
    static.mkdir(parents=True)
    (static / "theme.css").write_text(THEME)
    (static / "base.css").write_text(".gone{top:0}p{top:0}")
    (static / "spf.css").write_text("p{left:0}\n")
    (static / "unused.js").touch()
    for name in ("index", "search"):
        (html / f"{name}.html").write_text(page("welcome", 0))
    for file, name, depth in (
        ("book/welcome", "welcome", 1),
        ("book/q1/summary", "q1", 2),
        ("book/q2/summary", "q2", 2),
    ):
        (html / f"{file}.html").parent.mkdir(parents=True, exist_ok=True)
        (html / f"{file}.html").write_text(page(name, depth))
    return html


@pytest.fixture
def bound(html, root, tmp_path, monkeypatch):
    """Bind the site of some volumes of the book; return its folder."""
    links = {"q1": {"kpi-a": '<a href="../q2/summary.html">Next edition</a>'}}
    monkeypatch.setattr(bind, "neighbour_links", lambda _editions: links)
    (tmp_path / "_toc.yml").write_text(TOC)
    contents = read_contents(tmp_path)

    def of(*names, reverse=False):
        volumes = []
        for name in names:
            folder = tmp_path / "kept" / name
            folder.mkdir(parents=True, exist_ok=True)
            pages = pages_written(name, contents.volumes[name])
            titles = {one: f"Title of {one}" for one in contents.pages}
            files = {one: f"{one}.md" for one in contents.volumes[name]}
            searched = SearchedPages(
                titles=files, files=files, headings={}, words={}, title_words={}, versions={}
            )
            if not (folder / "site").is_dir():
                write_volume(html, pages, titles, searched, folder)
                if name == FRONT:
                    write_files_of_all(html, folder)
            volumes.append(Volume(name, pages, folder))
        site = tmp_path / f"site-{len(names)}-{len(list(tmp_path.iterdir()))}"
        editions = [SimpleNamespace(pages={}, document=None)]
        binding = Binding(root, contents, editions, site)
        for volume in volumes[::-1] if reverse else volumes:
            binding.take(volume)
        binding.finish()
        return site

    return of


def text(site, name):
    return (site / f"{name}.html").read_text()


def sheet(site):
    (found,) = (site / "_static").glob("*.css")
    return found


def test_every_page_is_there_and_leads_to_one_stylesheet(bound):
    site = bound(FRONT, "q1", "q2")
    for name, up in (("index", ""), ("book/welcome", "../"), ("book/q2/summary", "../../")):
        (address,) = re.findall(r'<link rel="stylesheet" href="(.+)" />', text(site, name))
        assert address == f"{up}_static/{sheet(site).name}"


def test_what_stands_around_a_page_names_pages_of_other_volumes(bound):
    page = text(bound(FRONT, "q1", "q2"), "book/q1/summary")
    assert '<a class="reference internal" href="../q2/summary.html">Title of' in page
    assert "around:" not in page


def test_a_card_leads_to_its_neighbours(bound):
    site = bound(FRONT, "q1", "q2")
    assert "Next edition" in text(site, "book/q1/summary")
    assert "Next edition" not in text(site, "book/q2/summary")


def test_a_style_has_the_same_class_in_every_volume_and_one_rule(bound):
    site = bound(FRONT, "q1", "q2")
    assert 'class="d1"' in text(site, "book/q1/summary")
    assert 'class="d0"' in text(site, "book/q2/summary")
    assert sheet(site).read_text().count(".d1{stroke: red}") == 1


def test_the_stylesheet_has_what_pages_and_what_stands_around_them_can_need(bound):
    rules = sheet(bound(FRONT, "q1", "q2")).read_text()
    assert ".welcome,.q1,.q2{top:0}" in rules
    assert ".nav{top:1px}" in rules
    assert "gone" not in rules


def test_what_no_page_asks_for_is_left_out(bound):
    assert not (bound(FRONT, "q1", "q2") / "_static/unused.js").exists()


def test_the_search_finds_the_pages_of_every_volume(bound):
    index = (bound(FRONT, "q1", "q2") / "searchindex.js").read_text()
    assert '"docnames":["book/q1/summary","book/q2/summary","book/welcome"]' in index


def test_a_site_bound_again_from_what_was_kept_is_the_same(bound):
    first, second = bound(FRONT, "q1", "q2"), bound(FRONT, "q1", "q2")
    files = {path.relative_to(first) for path in first.rglob("*") if path.is_file()}
    assert files == {path.relative_to(second) for path in second.rglob("*") if path.is_file()}
    assert first != second
    for file in sorted(files):
        assert (first / file).read_bytes() == (second / file).read_bytes(), file


def test_the_site_is_the_same_in_whichever_order_its_volumes_come(bound):
    one, other = bound(FRONT, "q1", "q2"), bound(FRONT, "q1", "q2", reverse=True)
    assert folder_differences(one, other) == []
