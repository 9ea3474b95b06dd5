"""The book of the preview: one Sphinx that stays alive."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from spf_lib.publish.book import BuildFailed
from spf_lib.publish.contents import read_contents
from spf_lib.publish.preview_book import PreviewBook
from spf_lib.publish.surroundings import Surroundings, around_templates

# Sphinx and its extensions warn of one another's old ways.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]

CONTENTS = "format: jb-book\nroot: book/welcome\nchapters:\n  - file: book/figures\n"


@dataclass
class Opened:
    book: PreviewBook
    stage: Path

    def page(self, name):
        return (self.book.site / f"book/{name}.html").read_text()

    def save(self, name, text):
        (self.stage / f"book/{name}.md").write_text(text)
        return self.book.read_pages([f"book/{name}"])

    def write(self, *names):
        return list(self.book.write_pages([f"book/{name}" for name in names]))


def staged(root, folder):
    """Stage two pages with the project's own settings, templates and styles."""
    stage = folder / "stage"
    for name in ("_templates", "_static", "_root"):
        shutil.copytree(root / "book" / name, stage / "book" / name)
    shutil.copy(root / "_config.yml", stage)
    (stage / "_toc.yml").write_text(CONTENTS)
    (stage / "book/welcome.md").write_text("# Welcome\n\nGood day.\n")
    (stage / "book/figures.md").write_text("# Figures\n\nThere were 202.\n")
    return stage


@pytest.fixture(scope="module")
def opened(root, tmp_path_factory):
    """One book for all tests of this module: opening it takes seconds."""
    folder = tmp_path_factory.mktemp("preview")
    stage = staged(root, folder)
    contents = read_contents(stage)

    def around(titles):
        return Surroundings(contents, titles, [], around_templates(root))

    with PreviewBook(stage, folder, around) as book:
        book.build()
        yield Opened(book, stage)


@pytest.fixture(autouse=True)
def as_it_was(opened):
    yield
    opened.save("welcome", "# Welcome\n\nGood day.\n")
    opened.save("figures", "# Figures\n\nThere were 202.\n")
    opened.write("welcome", "figures")
    opened.book.warnings()


def test_the_pages_are_those_of_the_contents(opened):
    assert opened.book.pages() == ["book/figures", "book/welcome"]
    assert "There were 202." in opened.page("figures")


def test_what_stands_around_a_page_is_put_in_whether_all_or_one_is_written(opened):
    for _ in range(2):
        assert "<!-- around" not in opened.page("figures")
        assert 'rel="prev" title="Welcome"' in opened.page("figures")
        opened.write("figures")


def test_a_changed_page_is_written_alone(opened):
    welcome = opened.book.site / "book/welcome.html"
    before = welcome.stat().st_mtime_ns
    opened.save("figures", "# Figures\n\nThere were 203.\n")
    assert opened.write("figures") == ["book/figures"]
    assert "There were 203." in opened.page("figures")
    assert welcome.stat().st_mtime_ns == before


def test_a_page_written_alone_is_the_page_a_whole_build_writes(opened):
    before = opened.page("figures"), opened.page("welcome")
    opened.save("figures", "# Figures\n\nThere were 203.\n")
    opened.write("figures")
    opened.save("figures", "# Figures\n\nThere were 202.\n")
    opened.write("figures", "welcome")
    assert (opened.page("figures"), opened.page("welcome")) == before


def test_a_new_title_is_told_since_other_pages_show_it(opened):
    assert not opened.save("figures", "# Figures\n\nThere were 203.\n")
    assert opened.save("figures", "# All figures\n\nThere were 203.\n")
    opened.write("welcome")
    assert "All figures" in opened.page("welcome")


def test_a_changed_template_shows_as_soon_as_a_page_is_written(opened):
    template = opened.stage / "book/_templates/article-header-buttons.html"
    was = template.read_text()
    template.write_text("<p>no buttons</p>")
    os.utime(template, (0, 0))
    opened.write("figures")
    template.write_text(was)
    assert "<p>no buttons</p>" in opened.page("figures")


def test_warnings_are_told_once_with_the_file_as_the_project_names_it(opened):
    opened.save("figures", "# Figures\n\n[gone](gone.md)\n")
    opened.write("figures")
    assert [line.split(":")[0] for line in opened.book.warnings()] == ["book/figures.md"]
    assert opened.book.warnings() == []


def test_a_page_sphinx_cannot_write_is_said_to_be_one(opened):
    template = opened.stage / "book/_templates/article-header-buttons.html"
    was = template.read_text()
    template.write_text("{% nonsense %}")
    os.utime(template, (0, 0))
    with pytest.raises(BuildFailed, match="Sphinx failed"):
        opened.write("figures")
    template.write_text(was)


def test_the_environment_is_as_it_was_while_kernels_run(opened):
    before = dict(os.environ)
    opened.save("figures", "# Figures\n\nThere were 203.\n")
    opened.write("figures")
    assert dict(os.environ) == before
