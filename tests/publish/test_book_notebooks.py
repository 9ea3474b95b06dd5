"""What Sphinx reads of a notebook."""

import nbformat
import pytest
import yaml
from jinja2.utils import import_string
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from spf_lib.publish.book_notebooks import read_shown


def _read(*cells):
    return read_shown(nbformat.writes(new_notebook(cells=[*cells]))).cells


def _cell(source, data, *tags):
    shown = new_output("execute_result", data, execution_count=1)
    return new_code_cell(source, metadata={"tags": [*tags]}, outputs=[shown])


def test_html_stands_without_the_text_that_says_the_same():
    (cell,) = _read(_cell("cards()", {"text/html": "<p>\n1</p>", "text/plain": "'<p>1</p>'"}))
    assert cell.outputs[0].data == {"text/html": "<p>\n1</p>"}


def test_text_alone_stays():
    (cell,) = _read(_cell("1", {"text/plain": "1"}))
    assert cell.outputs[0].data == {"text/plain": "1"}


def test_code_that_is_hidden_is_not_carried_through():
    hidden, shown = _read(_cell("cards()", {}, "remove-input"), _cell("cards()", {}))
    assert "cards" not in hidden.source
    assert shown.source == "cards()"


@pytest.mark.parametrize("source", ["", " \n"])
def test_a_cell_is_left_without_code_only_if_it_had_none(source):
    empty, full = _read(_cell(source, {}, "remove-input"), _cell("1\n2", {}, "remove-input"))
    assert [not one.source.strip() for one in (empty, full)] == [True, False]


def test_words_and_the_rest_of_a_cell_stay_as_they_are():
    written = [new_markdown_cell("# Title\n\nWords"), _cell("1", {"text/html": "<p>1</p>"})]
    assert _read(*written) == written


def test_sphinx_reads_notebooks_by_it(root):
    settings = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    formats = settings["sphinx"]["config"]["nb_custom_formats"]
    assert import_string(formats[".ipynb"]) is read_shown
