"""A kernel that rehearsed a page executes another as if it had not."""

from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest

from spf_lib.publish import store
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.execute import execute_pages, page_kernels
from spf_lib.publish.fork_engine import register
from spf_lib.publish.rehearsal import rehearse
from spf_lib.publish.spare_kernel import SpareKernel
from spf_lib.publish.store import Editions, held_edition
from spf_lib.publish.templates import filled_pages, read_templates
from tests.publish.projects import copy_project
from tests.publish.test_spare_kernel import has_rehearsed

EDITION = "2019-20-Q2"


@pytest.fixture(scope="module")
def server():
    register()
    with page_kernels() as kernels:
        yield kernels


def all_pages(root):
    """Return each page as its edition and its name, by template; of the newest edition last."""
    pages = {}
    for edition_id in edition_ids(root):
        for page in read_edition(root, edition_id).pages:
            pages.setdefault(page.template, []).append((edition_id, page.name))
    return pages


@pytest.fixture
def folder(root):
    """A folder inside the project, where pages may be executed."""
    (root / "_build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir=root / "_build") as made:
        yield Path(made)


def executed_after(server, root, folder, page, rehearsed):
    """Execute a page in a kernel that has rehearsed another, and return its notebook's text."""
    edition_id, name = page
    edition = read_edition(root, edition_id)
    (chosen,) = (one for one in edition.pages if one.name == name)
    edition = edition.model_copy(update={"pages": (chosen,)})
    filled = filled_pages(read_templates(root, edition), edition, Editions(root)[edition_id])
    spare = SpareKernel(server)
    spare.start(folder)
    spare.rehearse(frozen(root, rehearsed))
    assert has_rehearsed(spare)
    assert spare.hold_ready(root, edition_id)
    assert list(execute_pages(filled, folder, server, spare)) == [name]
    spare.drop()
    return (folder / f"{name}.ipynb").read_text(encoding="utf-8")


def frozen(root, page):
    return root / "book" / page[0] / f"{page[1]}.ipynb"


def test_every_template_gives_the_published_bytes_after_a_page_of_other_figures(
    root, server, folder
):
    pages = all_pages(root)
    assert set(pages) == {path.stem for path in (root / "notebooks").glob("*.ipynb")}
    found = {}
    for template, made in pages.items():
        page = made[0]
        others = [one for one in made if one[0] != page[0]] or pages["scorecard"][:1]
        text = executed_after(server, root, folder, page, others[-1])
        found[template] = text == frozen(root, page).read_text(encoding="utf-8")
    assert [template for template, same in found.items() if not same] == []


def test_a_rehearsed_page_gives_its_own_bytes_again(root, server, folder):
    page = (EDITION, "kpi-public-realm")
    text = executed_after(server, root, folder, page, page)
    assert text == frozen(root, page).read_text(encoding="utf-8")


def test_no_edition_is_held_once_a_page_was_rehearsed(root, tmp_path, monkeypatch):
    project = copy_project(root, tmp_path / "project")
    monkeypatch.chdir(project)
    rehearse(frozen(root, (EDITION, "kpi-public-realm")))
    assert held_edition.cache_info().currsize == 0
    assert store._stored.cache_info().currsize == 0


def test_a_fault_in_a_rehearsed_page_is_told(tmp_path):
    cells = [nbformat.v4.new_code_cell(source) for source in ("figure = 1", "figure / 0")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "page.ipynb")
    with pytest.raises(ZeroDivisionError):
        rehearse(tmp_path / "page.ipynb")
