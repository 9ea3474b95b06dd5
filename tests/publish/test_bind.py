"""The site put together from its volumes."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from spf_lib.publish import bind
from spf_lib.publish.bind import bind_site
from spf_lib.publish.byte_differences import folder_differences
from spf_lib.publish.contents import FRONT, read_contents
from spf_lib.publish.search_index import SearchedPages
from spf_lib.publish.site_parts import LastSite, NewSite
from spf_lib.publish.volume_files import pages_written, write_files_of_all, write_volume
from spf_lib.publish.volumes import Volume
from tests.publish.standing_sites import stand

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


@dataclass
class Bindery:
    """Binds volumes of a book; each site becomes the last one for the next."""

    root: Path
    project: Path
    html: Path
    titles: str = "Title of"

    def __call__(self, *names):
        contents = read_contents(self.project)
        volumes = [self.volume(name, contents) for name in names]
        edition = SimpleNamespace(edition_id="q9", title="Q9", full_title="Q9: a", pages={})
        site = NewSite(self.project / "bound", LastSite(self.project))
        bind_site(self.root, contents, volumes, [edition], site)
        return stand(site, self.project).resolve()

    def volume(self, name, contents):
        """The folder of a volume stands for what it holds, as under its key in the store."""
        folder = self.project / "kept" / f"{name}-{self.titles}"
        pages = pages_written(name, contents.volumes[name])
        if not folder.is_dir():
            folder.mkdir(parents=True)
            titles = {one: f"{self.titles} {one}" for one in contents.pages}
            files = {one: f"{one}.md" for one in contents.volumes[name]}
            searched = SearchedPages(
                titles=files, files=files, headings={}, words={}, title_words={}, versions={}
            )
            write_volume(self.html, pages, titles, searched, folder)
            if name == FRONT:
                write_files_of_all(self.html, folder)
        return Volume(name, pages, folder)


@pytest.fixture
def bound(html, root, tmp_path, monkeypatch):
    """Binds the volumes it is told: one of them leads from a card to another edition."""
    links = {"q1": {"kpi-a": '<a href="../q2/summary.html">Next edition</a>'}}
    monkeypatch.setattr(bind, "neighbour_links", lambda _editions: links)
    (tmp_path / "_toc.yml").write_text(TOC)
    return Bindery(root, tmp_path, html)


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


def copied(site, tmp_path):
    """A copy of a site, which goes when the next one is bound."""
    return shutil.copytree(site, tmp_path / "copied")


def inode(site, name):
    return (site / f"{name}.html").stat().st_ino


def test_a_site_bound_again_from_what_was_kept_is_the_same(bound, tmp_path):
    first = copied(bound(FRONT, "q1", "q2"), tmp_path)
    shutil.rmtree(tmp_path / "_build")
    assert folder_differences(first, bound(FRONT, "q1", "q2")) == []


def test_a_site_that_takes_pages_over_from_the_last_one_is_the_same(bound, tmp_path):
    first = copied(bound(FRONT, "q1", "q2"), tmp_path)
    assert folder_differences(first, bound(FRONT, "q1", "q2")) == []


def test_pages_that_stay_as_they_were_are_those_of_the_last_site(bound):
    before = inode(bound(FRONT, "q1", "q2"), "book/q1/summary")
    assert inode(bound(FRONT, "q1", "q2"), "book/q1/summary") == before


def test_a_page_is_written_again_if_what_stands_around_it_changed(bound, tmp_path):
    before = inode(bound(FRONT, "q1", "q2"), "book/q1/summary")
    toc = tmp_path / "_toc.yml"
    toc.write_text(TOC.replace("chapters:", "caption: Years\n    chapters:", 1))
    site = bound(FRONT, "q1", "q2")
    assert inode(site, "book/q1/summary") != before
    assert "Years" in text(site, "book/q1/summary")


def test_a_page_is_written_again_if_its_volume_changed(bound):
    bound(FRONT, "q1", "q2")
    bound.titles = "New title of"
    page = text(bound(FRONT, "q1", "q2"), "book/q1/summary")
    assert "New title of book/q2/summary" in page


def test_a_page_is_written_again_if_the_styles_of_another_changed(bound, tmp_path, html):
    before = text(bound(FRONT, "q1", "q2"), "book/q1/summary")
    assert 'class="d1"' in before
    drawn = html / "book/q2/summary.html"
    drawn.write_text(drawn.read_text().replace("fill: none", "z-index: 9"))
    shutil.rmtree(next((tmp_path / "kept").glob("q2-*")))
    assert 'class="d0"' in text(bound(FRONT, "q1", "q2"), "book/q1/summary")


def test_a_page_that_was_edited_in_the_last_site_is_written_again(bound, tmp_path):
    site = bound(FRONT, "q1", "q2")
    first = copied(site, tmp_path)
    (site / "book/q1/summary.html").write_text("edited")
    assert folder_differences(first, bound(FRONT, "q1", "q2")) == []
