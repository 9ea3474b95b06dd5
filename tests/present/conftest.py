"""The pages of the main edition as the book shows them, made once for all tests of the room."""

import ast
from dataclasses import dataclass

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt

from spf_lib.assess.edition_changes import edition_changes
from spf_lib.assess.narrowing import narrowed, of_chapter
from spf_lib.present.page import LEDGER_MIME, Page, Shown, open_page
from spf_lib.publish import changes_page
from spf_lib.publish import pages as notebook_pages
from spf_lib.publish.editions import read_edition
from spf_lib.publish.inputs import load_edition
from spf_lib.publish.templates import fill_template, parameters_of, template_file
from tests.present.shown import parse


@dataclass(frozen=True)
class Written:
    """A page: what a reader sees, and the figure records its last cell hands over."""

    soup: BeautifulSoup
    records: list[dict]

    @property
    def by_id(self):
        return {record["id"]: record for record in self.records}

    @property
    def cards(self) -> dict[str, Tag]:
        return {card["data-measure"]: card for card in self.soup.select("article[data-measure]")}


def _run(source, names):
    """Run a cell and return its last expression, as a notebook does."""
    body = ast.parse(source).body
    last = ast.Expression(body.pop().value) if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102
    return eval(compile(last, "cell", "eval"), names) if last else None  # noqa: S307


def _write(notebook, names):
    html, records = [], []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            html.append(MarkdownIt("commonmark").render(cell.source))
        elif "parameters" not in cell.metadata.tags:
            result = _run(cell.source, names)
            if isinstance(result, Shown):
                html.append(str(result.html))
            elif result is not None:
                bundle = result._repr_mimebundle_()
                records = bundle[LEDGER_MIME]
                html.append(bundle["text/html"])
    return Written(parse("\n".join(html)), records)


@pytest.fixture(scope="session")
def pages(root, edition):
    """Every page of the edition by name."""
    parameters = read_edition(root, edition.edition_id)
    written = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            notebook_pages,
            "begin",
            lambda _, page, reads: open_page(page, narrowed(edition, reads)),
        )
        patch.setattr(
            notebook_pages,
            "begin_chapter",
            lambda _, page, group, reads: open_page(page, of_chapter(edition, group, reads)),
        )
        patch.setattr(
            changes_page,
            "changes_since",
            lambda previous, _, __: edition_changes(load_edition(root, previous), edition),
        )
        for page in parameters.pages:
            template = nbformat.read(root / template_file(page), as_version=4)
            filled = fill_template(template, page, edition)
            written[page.name] = _write(filled, parameters_of(parameters, page))
    return written


@pytest.fixture(scope="session")
def cards(pages):
    return {measure: card for page in pages.values() for measure, card in page.cards.items()}


@pytest.fixture
def page(edition) -> Page:
    return open_page("a-page", edition)
