"""Filling a notebook template before papermill runs it.

Headings must stand in the notebook itself, so that contents, search and screen readers find them;
papermill only sets variables. So titles are put into Markdown cells here, and a run of cells tagged
``for-each-measure`` (or group, or source) is repeated once for each.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from spf_lib.assess.edition import AssessedEdition
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.editions import EditionParameters, PageParameters
from spf_lib.publish.layout import TEMPLATES_FOLDER

_REPEAT = "for-each-"
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#{}$&~|!])")


def template_file(page: PageParameters) -> str:
    """Return the file of a page's template, relative to the project's folder."""
    return f"{TEMPLATES_FOLDER}/{page.template}.ipynb"


def parameters_of(edition: EditionParameters, page: PageParameters) -> dict[str, str]:
    """Return what papermill sets in a page's notebook."""
    return {"edition": edition.edition, "page": page.name, **page.parameters}


@dataclass(frozen=True)
class FilledPage:
    """A page ready to be executed.

    Attributes
    ----------
    page : PageParameters
        The page.
    notebook : NotebookNode
        Its template, filled.
    text : str
        The same as a file has it.
    parameters : dict of str to str
        What papermill sets in it.
    """

    page: PageParameters
    notebook: NotebookNode
    text: str
    parameters: dict[str, str]


def read_templates(root: Path, edition: EditionParameters) -> dict[str, NotebookNode]:
    """Read the templates of an edition's pages, by name, and check what they declare.

    papermill only warns of an unknown parameter, and would then build the template's own quarter.

    Raises
    ------
    BadInput
        If a template is missing, or takes other parameters than a page gives.
    """
    templates: dict[str, NotebookNode] = {}
    faults = []
    for page in edition.pages:
        file = template_file(page)
        if not (root / file).is_file():
            faults.append(Fault(file, 1, "(file)", page.template, "an existing template"))
            continue
        if page.template not in templates:
            templates[page.template] = nbformat.read(root / file, as_version=4)
        declared = _declared_parameters(templates[page.template])
        given = set(parameters_of(edition, page))
        if declared != given:
            faults.append(
                Fault(
                    file,
                    1,
                    f"parameters of {page.name}",
                    ", ".join(sorted(given)),
                    ", ".join(sorted(declared)) or "a cell tagged `parameters`",
                )
            )
    if faults:
        raise BadInput(faults)
    return templates


def filled_pages(
    templates: Mapping[str, NotebookNode], edition: EditionParameters, assessed: AssessedEdition
) -> Iterator[FilledPage]:
    """Fill the templates of an edition's pages, one after another.

    Parameters
    ----------
    templates : mapping of str to NotebookNode
        As :func:`read_templates` returns them.
    edition, assessed : EditionParameters, AssessedEdition
        The edition, as its parameters have it and as assessed.
    """
    for page in edition.pages:
        notebook = fill_template(templates[page.template], page, assessed)
        yield FilledPage(page, notebook, nbformat.writes(notebook), parameters_of(edition, page))


def _declared_parameters(notebook: NotebookNode) -> set[str]:
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            return {
                target.id
                for statement in ast.parse(cell.source).body
                if isinstance(statement, ast.Assign)
                for target in statement.targets
                if isinstance(target, ast.Name)
            }
    return set()


def tables_listed(notebook: NotebookNode, name: str) -> tuple[str, ...]:
    """Return the tables that a template's code lists under a name, such as ``reads``."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for statement in ast.parse(cell.source).body:
            if isinstance(statement, ast.Assign) and name in map(ast.unparse, statement.targets):
                return tuple(ast.literal_eval(statement.value))
    return ()


def fill_template(
    template: NotebookNode, page: PageParameters, edition: AssessedEdition
) -> NotebookNode:
    """Put a page's title, measures, groups and sources into its template.

    Parameters
    ----------
    template : NotebookNode
        As read from ``notebooks/``.
    page : PageParameters
        The page to make.
    edition : AssessedEdition
        Whose measures, groups and sources the repeated cells run over.
    """
    cells = []
    for repeated, run in groupby(template.cells, key=_repeated_over):
        together = list(run)
        for names in _each(repeated, page, edition):
            cells += [_filled(cell, names | {"title": page.title}) for cell in together]
    for number, cell in enumerate(cells, start=1):
        cell.id = f"{page.template}-{number:03d}"
    filled: NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata=template.metadata)
    filled.nbformat_minor = template.nbformat_minor
    return filled


def _repeated_over(cell: NotebookNode) -> str:
    tags = cell.metadata.get("tags", [])
    return next((tag.removeprefix(_REPEAT) for tag in tags if tag.startswith(_REPEAT)), "")


def _each(
    repeated: str, page: PageParameters, edition: AssessedEdition
) -> Iterator[dict[str, str]]:
    if not repeated:
        yield {}
        return
    catalogue = edition.catalogue
    frame = catalogue.frame
    if repeated == "measure":
        measures = edition.scorecard
        own = measures["part_of"].isna() & (measures["chapter_id"] == page.parameters["group"])
        keyed = measures.loc[own, ["measure_id", "title"]]
    elif repeated == "group":
        keyed = catalogue.groups[["group_id", "title"]]
    elif repeated == "source":
        keyed = catalogue.sources[["source_id", "title"]]
    elif repeated == "portfolio":
        keyed = catalogue.portfolios[["portfolio_id", "title"]]
    elif repeated == "issue":
        keyed = frame.loc[frame["kind"] == "cross_cutting_issue", ["frame_id", "title"]]
    elif repeated == "programme":
        keyed = frame.loc[frame["kind"] == "improvement_programme", ["frame_id", "title"]]
    else:
        raise ValueError(f"template {page.template}: nothing known to repeat over: {repeated}")
    yield from _named(keyed.itertuples(index=False), repeated)


def _named(rows: Iterable[tuple[str, str]], thing: str) -> Iterator[dict[str, str]]:
    for key, title in rows:
        yield {f"{thing}_id": key, f"{thing}_title": title}


def as_markdown_text(text: str) -> str:
    """Escape a text so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def _filled(cell: NotebookNode, names: dict[str, str]) -> NotebookNode:
    """Replace ``{name}`` by its value; titles are text, so their Markdown marks are escaped."""
    copy: NotebookNode = nbformat.from_dict(cell)
    copy.metadata = nbformat.from_dict(
        {"tags": [tag for tag in cell.metadata.get("tags", []) if not tag.startswith(_REPEAT)]}
    )
    source = cell.source
    for name, value in names.items():
        text = as_markdown_text(value) if cell.cell_type == "markdown" else value
        source = source.replace("{" + name + "}", text)
    copy.source = source
    return copy
