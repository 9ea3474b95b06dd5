"""What the preview does at each change, with notebooks that need no kernel."""

from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest

from spf_lib.publish import store
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.inputs import follow_edition
from spf_lib.publish.preview_changes import Sources
from spf_lib.publish.preview_state import PreviewState
from spf_lib.publish.preview_work import PreviewWork
from tests.publish.projects import amend, copy_preview_project

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]

EDITION = "2019-20-Q2"
FIGURES = f"data/returns/{EDITION}/figures.csv"
ROW = "kpi-active-volunteers,2019-20-Q2,"


@dataclass
class Preview:
    project: Path
    state: PreviewState
    said: list[str] = field(default_factory=list)
    executed: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    failing: str = ""

    def __post_init__(self):
        self.sources = Sources(self.project)
        folder = self.state.site.parent
        self.work = PreviewWork(
            self.project,
            folder,
            EDITION,
            self.state,
            lambda: bool(self.saved),
            self.execute,
            self.said.append,
        )

    def execute(self, root, edition, folder, _editions):
        """Make notebooks that show the volunteers, or on the page of sources nothing that moves."""
        folder.mkdir(parents=True, exist_ok=True)
        row = next(line for line in (root / FIGURES).read_text().splitlines() if ROW in line)
        shown = {"scorecard": row.split(",")[2], "sources": "documents"}
        for page in edition.pages:
            if page.name == self.failing:
                raise NotebookFailed(f"{page.name}: KeyError: x")
            text = f"# {page.title}\n\nShown: {shown[page.name]}"
            cells = [nbformat.v4.new_markdown_cell(text, id="one")]
            nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / f"{page.name}.ipynb")
            self.executed.append(page.name)
            yield page.name

    def save(self, name, old, new):
        amend(self.project / name, old, new)
        self.follow(name)

    def follow(self, *names):
        self.said.clear()
        self.executed.clear()
        self.work.follow(self.sources.take([self.project / name for name in names]))

    def page(self, name):
        return (self.state.site / f"book/{name}.html").read_text()

    def written(self):
        return {path: path.stat().st_mtime_ns for path in self.state.site.rglob("*.html")}


@pytest.fixture(scope="module")
def begun(root, tmp_path_factory):
    """One preview for all tests of this module: opening it takes seconds."""
    project = copy_preview_project(root, tmp_path_factory.mktemp("preview") / "project")
    preview = Preview(project, PreviewState(project / "_build/preview/html"))
    preview.work.follow(None)
    preview.first_said = list(preview.said)
    yield preview
    preview.work.close()


@pytest.fixture
def preview(begun):
    """The preview with everything as it was at first, and nothing said or executed yet."""
    kept = {path: path.read_bytes() for path in begun.project.rglob("*") if _may_change(path)}
    yield begun
    begun.failing, begun.saved = "", []
    changed = [path for path, content in kept.items() if path.read_bytes() != content]
    for path in changed:
        path.write_bytes(kept[path])
    begun.work.follow(begun.sources.take(kept))


def _may_change(path):
    return path.is_file() and "_build" not in path.parts and "spf_lib" not in path.parts


def test_the_whole_book_is_there_at_first(begun):
    assert "Shown: 202" in begun.page(f"{EDITION}/scorecard")
    assert "Good day." in begun.page("welcome")
    assert begun.first_said[0].startswith("The whole book:")


def test_nothing_stands_on_top_when_all_is_well(begun):
    assert begun.state.banner() == ""


def test_the_notebook_of_the_page_that_a_reader_has_open_is_known(preview):
    preview.state.opened(f"/book/{EDITION}/scorecard.html")
    staged = preview.work.page_open
    assert staged.name == "scorecard.ipynb"
    assert "Shown: 202" in staged.read_text()


@pytest.mark.parametrize("address", ["/book/welcome.html", "/index.html"])
def test_no_notebook_is_open_where_the_page_is_not_of_the_edition(preview, address):
    preview.state.opened(address)
    assert preview.work.page_open is None


def test_a_changed_figure_is_on_its_page_and_no_other_page_is_written(preview):
    before = preview.written()
    preview.save(FIGURES, f"{ROW}202,,,final,202", f"{ROW}203,,,final,203")
    assert "Shown: 203" in preview.page(f"{EDITION}/scorecard")
    after = preview.written()
    changed = [path.name for path in after if after[path] != before.get(path)]
    assert changed == ["scorecard.html"]
    assert preview.said[0].startswith("  scorecard: ")


def test_a_changed_rating_is_in_the_tiles_of_the_landing_page_too(preview):
    green = preview.page("welcome")
    assert 'class="spf-tile' in green
    preview.save(FIGURES, f"{ROW}202,,,final,202", f"{ROW}100,,,final,100")
    assert preview.page("welcome") != green
    assert any("welcome" in line for line in preview.said)


def test_the_page_that_is_read_is_executed_first(preview):
    preview.state.opened(f"/book/{EDITION}/sources.html")
    preview.save(FIGURES, f"{ROW}202,,,final,202", f"{ROW}203,,,final,203")
    assert preview.executed == ["sources", "scorecard"]


def test_a_change_without_effect_says_so(preview):
    (preview.project / "notebooks/summary.ipynb").write_text("{} ")
    preview.follow("notebooks/summary.ipynb")
    assert preview.said == ["  no page changed"]


def test_a_fault_is_told_on_terminal_and_pages_and_the_last_good_page_stands(preview):
    preview.save(FIGURES, f"{ROW}202,", f"{ROW}2o2,")
    assert "2o2" in "".join(preview.said)
    assert "2o2" in preview.state.banner()
    assert "Shown: 202" in preview.page(f"{EDITION}/scorecard")
    preview.save(FIGURES, f"{ROW}2o2,", f"{ROW}202,")
    assert preview.state.banner() == ""


def test_a_file_saved_while_the_data_are_read_is_no_trouble_since_it_is_told_of_next(
    preview, monkeypatch
):
    def saved_meanwhile(*given):
        amend(preview.project / FIGURES, f"{ROW}203", f"{ROW}204")
        return follow_edition(*given)

    with monkeypatch.context() as patch:
        patch.setattr(store, "follow_edition", saved_meanwhile)
        preview.save(FIGURES, f"{ROW}202", f"{ROW}203")
    assert (preview.executed, preview.said) == ([], [])
    assert "Shown: 202" in preview.page(f"{EDITION}/scorecard")
    preview.follow(FIGURES)
    assert "Shown: 204" in preview.page(f"{EDITION}/scorecard")


def test_a_failing_notebook_is_told_and_the_next_change_is_followed(preview):
    preview.failing = "scorecard"
    preview.save(FIGURES, f"{ROW}202,,,final,202", f"{ROW}203,,,final,203")
    assert "scorecard: KeyError: x" in preview.state.banner()
    preview.failing = ""
    preview.save(FIGURES, f"{ROW}203,,,final,203", f"{ROW}204,,,final,204")
    assert preview.state.banner() == ""
    assert "Shown: 204" in preview.page(f"{EDITION}/scorecard")


def test_a_page_of_the_book_is_written_without_executing_anything(preview):
    preview.save("book/welcome.md", "Good day.", "Good evening.")
    assert "Good evening." in preview.page("welcome")
    assert preview.executed == []


def test_a_new_title_is_on_every_page(preview):
    preview.save("book/welcome.md", "# Welcome", "# Come in")
    assert "Come in" in preview.page(f"{EDITION}/sources")


def test_a_style_is_in_place_and_every_open_page_loads_anew(preview):
    before = preview.state.version(f"/book/{EDITION}/sources.html")
    (preview.project / "book/_static/spf.css").write_text("h1 { color: red }")
    preview.follow("book/_static/spf.css")
    assert (preview.state.site / "_static/spf.css").read_text() == "h1 { color: red }"
    assert preview.state.version(f"/book/{EDITION}/sources.html") != before


def test_a_template_of_the_site_is_on_every_page(preview):
    name = "book/_templates/article-header-buttons.html"
    (preview.project / name).write_text("<p>no buttons</p>")
    preview.follow(name)
    assert "no buttons" in preview.page("welcome")
    assert "no buttons" in preview.page(f"{EDITION}/sources")


def test_a_template_sphinx_cannot_read_is_told_and_mended(preview):
    name = "book/_templates/article-header-buttons.html"
    was = (preview.project / name).read_text()
    (preview.project / name).write_text("{% nonsense %}")
    preview.follow(name)
    assert "nonsense" in preview.state.banner()
    (preview.project / name).write_text(was)
    preview.follow(name)
    assert preview.state.banner() == ""


def test_what_would_fail_the_clean_build_is_told_until_it_is_mended(preview):
    preview.save("book/welcome.md", "Good day.", "[gone](gone.md)")
    assert "gone" in preview.state.banner()
    preview.save(FIGURES, f"{ROW}202,,,final,202", f"{ROW}203,,,final,203")
    assert "gone" in preview.state.banner()
    preview.save("book/welcome.md", "[gone](gone.md)", "Good day.")
    assert preview.state.banner() == ""


def test_what_was_wrong_when_the_book_was_opened_goes_when_it_is_mended(preview):
    amend(preview.project / "book/welcome.md", "Good day.", "[gone](gone.md)")
    config = preview.project / "_config.yml"
    config.write_text(config.read_text() + "# touched\n")
    preview.follow("book/welcome.md", "_config.yml")
    assert "gone" in preview.state.banner()
    preview.save("book/welcome.md", "[gone](gone.md)", "Good day.")
    assert preview.state.banner() == ""


def test_a_page_that_comes_into_the_contents_is_shown(preview):
    (preview.project / "book/more.md").write_text("# More\n")
    amend(preview.project / "_toc.yml", "chapters:\n", "chapters:\n  - file: book/more\n")
    preview.follow("book/more.md", "_toc.yml")
    assert "More" in preview.page("more")
    (preview.project / "book/more.md").unlink()


def test_a_newer_change_is_not_kept_waiting(preview):
    preview.saved.append(FIGURES)
    preview.save(FIGURES, f"{ROW}202,,,final,202", f"{ROW}203,,,final,203")
    assert len(preview.executed) == 1
    preview.saved.clear()
    preview.work.follow(None)
    assert "Shown: 203" in preview.page(f"{EDITION}/scorecard")
