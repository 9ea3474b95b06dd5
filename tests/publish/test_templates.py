"""Filling a notebook template."""

import re
from copy import deepcopy

import nbformat
import pytest
from markdown_it import MarkdownIt
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from spf_lib.framework.tables import BadInput
from spf_lib.publish.editions import EditionParameters, PageParameters, read_edition
from spf_lib.publish.execute import execute_edition
from spf_lib.publish.templates import (
    fill_template,
    parameters_of,
    read_templates,
    template_file,
)

HEADING = "# {title}"
GROUP = "kpi-public-realm"


def a_page(title="Public Realm", template="portfolio", name=GROUP, **parameters):
    return PageParameters(
        name=name, template=template, title=title, parameters={"group": GROUP} | parameters
    )


def an_edition(*pages):
    return EditionParameters(
        edition="2019-20-Q2",
        title="Quarter 2 2019/20",
        framework="kpi-2019-20",
        rules="corporate",
        status="draft",
        sources=(),
        pages=pages,
    )


def tagged(cell, *tags):
    cell.metadata["tags"] = list(tags)
    return cell


def filled(edition, *cells, page=None):
    return fill_template(new_notebook(cells=list(cells)), page or a_page(), edition)


def heading(notebook, number=0):
    """A heading as a reader sees it."""
    tokens = MarkdownIt("commonmark").parse(notebook.cells[number].source)
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    assert {child.type for child in tokens[1].children} <= {"text", "text_special"}
    return "".join(child.content for child in tokens[1].children)


def test_every_page_of_every_edition_takes_the_parameters_of_its_template(root):
    for path in sorted((root / "params").glob("*.yml")):
        read_templates(root, read_edition(root, path.stem))


@pytest.mark.parametrize("misspelt", ["gruop", "Group", "groups"])
def test_a_misspelt_parameter_fails_before_anything_is_executed(root, tmp_path, misspelt):
    page = PageParameters(name=GROUP, template="portfolio", title="x", parameters={misspelt: GROUP})
    folder = tmp_path / "executed"
    with pytest.raises(BadInput) as raised:
        next(execute_edition(root, an_edition(page), folder))
    assert not folder.exists()
    (fault,) = raised.value.faults
    assert fault.file == "notebooks/portfolio.ipynb"
    assert fault.column == f"parameters of {GROUP}"
    assert misspelt in fault.value
    assert fault.expected == "edition, group, page"


def test_a_parameter_too_many_or_too_few_is_a_fault(root):
    few = PageParameters(name="few", template="portfolio", title="x")
    many = PageParameters(name="many", template="summary", title="x", parameters={"group": GROUP})
    with pytest.raises(BadInput) as raised:
        read_templates(root, an_edition(few, many))
    assert [fault.column for fault in raised.value.faults] == [
        "parameters of few",
        "parameters of many",
    ]


def test_a_missing_template_is_a_fault(root):
    with pytest.raises(BadInput) as raised:
        read_templates(root, an_edition(a_page(template="portfollio")))
    (fault,) = raised.value.faults
    assert (fault.file, fault.value) == ("notebooks/portfollio.ipynb", "portfollio")


def test_a_template_without_parameters_is_a_fault(tmp_path):
    (tmp_path / "notebooks").mkdir()
    nbformat.write(
        new_notebook(cells=[new_code_cell('edition = page = group = ""')]),
        tmp_path / "notebooks/portfolio.ipynb",
    )
    with pytest.raises(BadInput, match="a cell tagged `parameters`"):
        read_templates(tmp_path, an_edition(a_page()))


def test_papermill_is_given_the_edition_the_page_and_its_own_parameters():
    page = a_page()
    assert parameters_of(an_edition(page), page) == {
        "edition": "2019-20-Q2",
        "page": GROUP,
        "group": GROUP,
    }


def test_a_template_is_named_after_itself():
    assert template_file(a_page()) == "notebooks/portfolio.ipynb"


def test_the_title_of_a_page_stands_in_its_heading(edition):
    assert filled(edition, new_markdown_cell(HEADING)).cells[0].source == "# Public Realm"


@pytest.mark.parametrize(
    "title",
    [
        "*All* _children_",
        "**5** `code` and ~tilde~",
        "[a link](https://example.org)",
        "![a picture](x.png)",
        "<script>alert(1)</script>",
        "<https://example.org>",
        "{include} and {title} and {measure_title}",
        "{ref}`x`",
        "back\\slash",
        "# hash and trailing #",
        "cost in $ and more $",
        "A & B",
        "A &amp; B &lt;b&gt; &#42;",
        "1. not a list",
    ],
)
def test_a_title_is_text_whatever_marks_it_holds(edition, title):
    assert heading(filled(edition, new_markdown_cell(HEADING), page=a_page(title))) == title


@pytest.mark.parametrize("title", ["{include} x", "cost in $a$", "{title}"])
def test_no_title_can_be_a_directive_or_a_formula(edition, title):
    source = filled(edition, new_markdown_cell(HEADING), page=a_page(title)).cells[0].source
    assert not re.search(r"(?<!\\)[{$]", source)


def test_a_code_cell_gets_keys_as_they_are(edition):
    cell = tagged(new_code_cell('cards.card(show, "{measure_id}")'), "for-each-measure")
    first = filled(edition, cell).cells[0]
    assert first.source == 'cards.card(show, "kpi-fly-tipped-material")'


def test_a_code_cell_gets_a_name_without_marks_of_markdown(edition):
    notebook = filled(edition, new_code_cell('"{title}"'), page=a_page("A* and B_"))
    assert notebook.cells[0].source == '"A* and B_"'


def test_a_run_of_cells_is_repeated_together_for_each_measure_of_the_group(edition):
    cells = [
        tagged(new_markdown_cell("## {measure_title}"), "for-each-measure"),
        tagged(new_code_cell('"{measure_id}"'), "for-each-measure"),
    ]
    notebook = filled(edition, *cells)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code"] * 4
    assert [cell.source for cell in notebook.cells[1::2]] == [
        '"kpi-fly-tipped-material"',
        '"kpi-waste-recycled"',
        '"kpi-waste-arising"',
        '"kpi-green-flags"',
    ]
    assert heading(notebook) == "The weight of fly-tipped material collected (tonnes)"


def test_cells_around_a_repeated_run_stand_once(edition):
    cells = [
        new_markdown_cell(HEADING),
        tagged(new_code_cell('"{source_id}"'), "for-each-source"),
        new_code_cell("show_ledger(show)"),
    ]
    assert [cell.source for cell in filled(edition, *cells).cells] == [
        "# Public Realm",
        '"kpis-2019-20-q2"',
        '"accountabilities-2019-20-q2"',
        "show_ledger(show)",
    ]


def test_cells_are_repeated_for_each_portfolio_in_reading_order(edition):
    cell = tagged(new_markdown_cell("## {group_title}"), "for-each-group")
    notebook = filled(edition, cell)
    assert len(notebook.cells) == 9
    assert heading(notebook, 0) == "Community Leadership and Engagement"
    assert heading(notebook, 8) == "Finance, Performance and Core Services"


def test_nothing_known_to_repeat_over_is_an_error(edition):
    with pytest.raises(ValueError, match="colour"):
        filled(edition, tagged(new_code_cell("1"), "for-each-colour"))


def test_the_tag_of_the_repetition_goes_and_the_others_stay(edition):
    cell = tagged(new_code_cell("1"), "for-each-source", "remove-input")
    assert [copy.metadata.tags for copy in filled(edition, cell).cells] == [["remove-input"]] * 2


def test_cells_are_numbered_so_that_ids_are_unique_and_the_same_each_time(edition, root):
    template = nbformat.read(root / "notebooks/portfolio.ipynb", as_version=4)
    ids = [cell.id for cell in fill_template(template, a_page(), edition).cells]
    assert len(set(ids)) == len(ids)
    assert ids == [cell.id for cell in fill_template(template, a_page(), edition).cells]


def test_filling_leaves_the_template_alone(edition, root):
    template = nbformat.read(root / "notebooks/portfolio.ipynb", as_version=4)
    before = deepcopy(template)
    fill_template(template, a_page(), edition)
    assert template == before


def test_no_name_is_left_unfilled_on_any_page(edition, root):
    for page in read_edition(root, edition.edition_id).pages:
        template = nbformat.read(root / template_file(page), as_version=4)
        for cell in fill_template(template, page, edition).cells:
            assert not re.search(r"(?<!\\)\{\w+\}", cell.source), page.name


def test_every_measure_has_an_anchor_and_a_heading_on_its_page(edition, root):
    template = nbformat.read(root / "notebooks/portfolio.ipynb", as_version=4)
    cells = fill_template(template, a_page(), edition).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    own = edition.headlines[edition.headlines["group_id"] == GROUP]
    assert re.findall(r'id="([^"]+)"', text) == list(own["measure_id"])
    assert len(re.findall("^## ", text, re.MULTILINE)) == len(own)
