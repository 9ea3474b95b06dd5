"""The code that a notebook uses."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from spf_lib.publish.code_used import read_code


@pytest.fixture(scope="module")
def code():
    return read_code()


def used_by(code, *sources):
    return set(code.used_by(new_notebook(cells=[new_code_cell(source) for source in sources])))


def test_a_notebook_uses_the_modules_it_imports(code):
    assert "spf_lib.present.peer" in used_by(code, "from spf_lib.present import peer")


def test_an_import_of_one_function_uses_its_module(code):
    used = used_by(code, "from spf_lib.present.page import show_ledger")
    assert "spf_lib.present.page" in used


def test_a_module_uses_what_it_imports_at_any_remove(code):
    used = used_by(code, "from spf_lib.present import cards")
    assert "spf_lib.framework.units" in used


def test_modules_that_nothing_imports_are_not_used(code):
    assert "spf_lib.present.cards" not in used_by(code, "from spf_lib.present import peer")


def test_the_way_to_the_tables_is_not_followed(code):
    used = used_by(code, "from spf_lib.publish import pages")
    assert "spf_lib.publish.store" in used
    assert "spf_lib.publish.inputs" not in used


def test_html_templates_are_used_with_those_they_include(code):
    used = used_by(code, "from spf_lib.present import cards")
    assert {"card.html", "contradictions.html"} <= used
    assert "promise_card.html" not in used


def test_a_notebook_of_words_uses_nothing(code):
    words = new_notebook(cells=[new_markdown_cell("from spf_lib.present import cards")])
    assert code.used_by(words) == {}


def test_what_is_used_comes_with_the_hash_of_its_file(code):
    hashes = code.used_from(["spf_lib.present.peer"])
    assert all(len(found) == 64 for found in hashes.values())
    assert list(hashes) == sorted(hashes)
