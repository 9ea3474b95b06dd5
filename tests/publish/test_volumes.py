"""The volumes of the site, each kept until something it follows from changes."""

import json
from types import SimpleNamespace

import pytest
import yaml

from spf_lib.publish import volume_sources, volumes
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.contents import FRONT, read_contents
from spf_lib.publish.search_index import index_text
from spf_lib.publish.volume_files import kept_site, read_about
from spf_lib.publish.volumes import in_batches, plan_volumes, volumes_of, write_volumes
from tests.publish.test_volume_files import NOTHING

FILES = {
    "_config.yml": "title: Book\nhtml:\n  baseurl: ''\n",
    "_toc.yml": (
        "root: book/welcome\nparts:\n"
        "  - chapters:\n      - file: book/2019-20-Q2/summary\n"
        "  - chapters:\n      - file: book/2019-20-Q3/summary\n"
        "  - chapters:\n      - file: book/history/index\n"
    ),
    "book/welcome.md": "# Welcome",
    "book/pictures/logo.svg": "<svg/>",
    "book/2019-20-Q2/pictures/map.svg": "<svg/>",
    "book/2019-20-Q2/manifest.json": "{}",
    "book/history/index.md": "# All measures",
    "book/2019-20-Q2/summary.ipynb": '{"cells": []}',
    "book/2019-20-Q3/summary.ipynb": '{"cells": []}',
    "book/_templates/layout.html": "layout",
    "book/_templates/around/contents.html": "contents",
    "book/_static/spf.css": "p{top:0}",
    "book/_root/index.html": "front door",
    "params/2019-20-Q2.yml": "title: Quarter 2",
    "params/2019-20-Q3.yml": "title: Quarter 3",
    "assessed/2019-20-Q2": "figures",
    "assessed/2019-20-Q3": "figures",
}
QUARTERS = ("2019-20-Q2", "2019-20-Q3")
EVERY = {FRONT, *QUARTERS, "history"}
# Stands for the process of Jupyter Book that has loaded.
LOADED = object()


def edition(root, edition_id):
    return SimpleNamespace(
        edition_id=edition_id,
        content=(root / "assessed" / edition_id).read_text(),
        first_page="summary",
        document=lambda page: f"book/{edition_id}/{page}",
    )


class Project:
    """A small book, with a stand-in for Jupyter Book that notes what it is given."""

    def __init__(self, root):
        self.root = root
        self.given = []
        self.lost = ()
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)

    def build_html(self, source, output, loaded):
        self.loaded = loaded
        listed = read_contents(source).pages
        self.given.append({*read_contents(source).volumes})
        self.files = {path.relative_to(source).as_posix() for path in source.rglob("*.*")}
        for page in {*listed, "index", "search"} - {*self.lost}:
            (output / f"{page}.html").parent.mkdir(parents=True, exist_ok=True)
            (output / f"{page}.html").write_text(f"<p>{page}</p>")
        (output / "page-titles.json").write_text(json.dumps({page: page for page in listed}))
        (output / "searchindex.js").write_text(index_text([NOTHING]))
        return output

    def keep(self):
        self.given.clear()
        editions = [edition(self.root, one) for one in reversed(QUARTERS)]
        contents = read_contents(self.root)
        planned = plan_volumes(self.root, self.root / "book", contents, editions)
        write_volumes(self.root, contents, planned, LOADED)
        return volumes_of(self.root, contents, planned)


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = Project(tmp_path)
    monkeypatch.setattr(volumes, "build_html", made.build_html)
    monkeypatch.setattr(volumes, "pictured_by", lambda editions: editions[0])
    monkeypatch.setattr(volumes, "preview_words", lambda _edition: "49 measures")
    for step, result in (("page_facts", {}), ("link_pdfs", None)):
        monkeypatch.setattr(volume_sources, step, lambda *_, result=result: result)
    return made


def test_they_are_written_by_the_process_that_has_loaded(project):
    project.keep()
    assert project.loaded is LOADED


def test_all_are_written_at_once_if_none_is_kept(project):
    kept = project.keep()
    assert project.given == [EVERY]
    assert {volume.name: volume.pages for volume in kept} == {
        FRONT: ("book/welcome", "index", "search"),
        "2019-20-Q2": ("book/2019-20-Q2/summary",),
        "2019-20-Q3": ("book/2019-20-Q3/summary",),
        "history": ("book/history/index",),
    }
    assert [read_about(volume.folder).titles for volume in kept][1] == {
        "book/2019-20-Q2/summary": "book/2019-20-Q2/summary"
    }
    for volume in kept:
        for page in volume.pages:
            assert (kept_site(volume.folder) / f"{page}.html").is_file()


def test_pages_are_given_with_what_they_show_and_without_what_they_do_not(project):
    project.keep()
    assert {"book/pictures/logo.svg", "book/2019-20-Q2/pictures/map.svg"} <= project.files
    assert "book/2019-20-Q2/manifest.json" not in project.files


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [
        ({}, []),
        ({"a": 60, "b": 90}, [["a", "b"]]),
        ({"a": 60, "b": 91}, [["a"], ["b"]]),
        ({"a": 400, "b": 1, "c": 149, "d": 1}, [["a"], ["b", "c"], ["d"]]),
    ],
)
def test_volumes_are_written_in_batches_of_so_many_pages(sizes, batches):
    assert list(in_batches(sizes)) == batches


def test_nothing_is_written_if_all_are_kept(project):
    before = project.keep()
    assert project.keep() == before
    assert project.given == []


@pytest.mark.parametrize(
    ("file", "again"),
    [
        ("book/2019-20-Q2/summary.ipynb", {"2019-20-Q2"}),
        ("params/2019-20-Q2.yml", {"2019-20-Q2"}),
        ("assessed/2019-20-Q2", {"2019-20-Q2"}),
        ("book/history/index.md", {"history"}),
        ("book/welcome.md", {FRONT}),
        ("book/pictures/logo.svg", {FRONT}),
        ("book/2019-20-Q2/pictures/map.svg", {"2019-20-Q2"}),
        ("book/2019-20-Q2/manifest.json", set()),
        ("book/_static/spf.css", {FRONT}),
        ("book/_root/index.html", {FRONT}),
        ("book/_templates/layout.html", EVERY),
        ("_config.yml", EVERY),
        ("book/_templates/around/contents.html", set()),
    ],
)
def test_only_what_follows_from_a_changed_file_is_written_again(project, file, again):
    before = {volume.name: volume.folder for volume in project.keep()}
    project.write(file, f"{(project.root / file).read_text()}\n")
    after = {volume.name: volume.folder for volume in project.keep()}
    assert {name for name in EVERY if before[name] != after[name]} == again
    # Jupyter Book needs the first page whatever it writes.
    assert project.given == ([again | {FRONT}] if again else [])


def test_an_added_edition_leaves_the_pages_of_the_others(project):
    text = FILES["_toc.yml"].replace("  - chapters:\n      - file: book/2019-20-Q3/summary\n", "")
    project.write("_toc.yml", text)
    before = {volume.name: volume.folder for volume in project.keep()}
    project.write("_toc.yml", FILES["_toc.yml"])
    after = {volume.name: volume.folder for volume in project.keep()}
    assert project.given == [{FRONT, "2019-20-Q3"}]
    assert {name: after[name] for name in before} == before


def test_an_edition_whose_pages_are_in_another_order_is_written_again(project):
    project.write("book/2019-20-Q2/money.ipynb", '{"cells": []}')
    contents = yaml.safe_load(FILES["_toc.yml"])
    chapters = [{"file": f"book/2019-20-Q2/{page}"} for page in ("summary", "money")]
    for order in (chapters, chapters[::-1]):
        contents["parts"][0]["chapters"] = order
        project.write("_toc.yml", yaml.safe_dump(contents))
        project.keep()
        assert "2019-20-Q2" in project.given[0]


def test_a_page_that_the_contents_list_but_nobody_made_fails_the_build_by_name(project):
    (project.root / "book/2019-20-Q3/summary.ipynb").unlink()
    with pytest.raises(BuildFailed, match="do not exist: book/2019-20-Q3/summary"):
        project.keep()


def test_links_to_pages_that_are_not_in_the_contents_fail_the_build_all_at_once(project):
    project.write("book/welcome.md", "# Welcome\n\n[a](2019-20-Q2/gone.ipynb)")
    cell = {"cell_type": "markdown", "source": "[b](../2019-20-Q3/gone.ipynb)"}
    project.write("book/2019-20-Q2/summary.ipynb", json.dumps({"cells": [cell]}))
    with pytest.raises(BuildFailed) as failed:
        project.keep()
    assert "book/2019-20-Q2/gone" in str(failed.value)
    assert "book/2019-20-Q3/gone" in str(failed.value)


def test_a_page_that_jupyter_book_lost_fails_the_build_by_name_and_keeps_nothing(project):
    project.lost = ("book/2019-20-Q2/summary",)
    with pytest.raises(BuildFailed, match="wrote no page for book/2019-20-Q2/summary"):
        project.keep()
    assert not list((project.root / "_build/store").glob("*-pages-*"))


def test_nothing_is_left_of_what_jupyter_book_was_given_and_wrote(project):
    project.keep()
    assert [path.name for path in (project.root / "_build").iterdir()] == ["store"]
