"""What a page follows from: after one change, the right pages have another key, and no others."""

import json
import shutil
from dataclasses import replace

import pytest

from spf_lib.publish.code_used import read_code
from spf_lib.publish.editions import read_edition
from spf_lib.publish.kept_pages import differences
from spf_lib.publish.layout import RUNNING_CODE
from spf_lib.publish.page_keys import PageKeys
from spf_lib.publish.store import Editions
from spf_lib.publish.templates import filled_pages, read_templates
from tests.publish.projects import amend, copy_project

EDITION = "2019-20-Q2"
STRICTER = "default:\n  family: relative\n  tolerance: 5"
RETURN = f"data/returns/{EDITION}"


@pytest.fixture(scope="module")
def code():
    return read_code()


@pytest.fixture(scope="module")
def before(root, code):
    return keys_of(root, code)


@pytest.fixture
def project(root, tmp_path):
    return copy_project(
        root, tmp_path / "project", "requirements.txt", "requirements-bootstrap.txt"
    )


def keys_of(root, code):
    edition, editions = read_edition(root, EDITION), Editions(root)
    pages = filled_pages(read_templates(root, edition), edition, editions[EDITION])
    key_of = PageKeys(root, edition, code, editions).of
    return {filled.page.name: key_of(filled) for filled in pages}


def changed(before, after):
    return {page for page in after if after[page] != before[page]}


def test_an_edition_just_assessed_gives_the_keys_it_gives_from_the_store(project, code):
    shutil.rmtree(project / "_build", ignore_errors=True)
    assert keys_of(project, code) == keys_of(project, code)


def test_a_copy_of_the_project_has_the_same_keys(project, code, before):
    assert keys_of(project, code) == before


def test_a_figure_changes_the_pages_that_show_it(project, code, before):
    figure = "kpi-fly-tipped-material,2019-20-Q2,417,,,final,417 tonnes"
    amend(project / f"{RETURN}/figures.csv", figure, figure.replace("417", "418"))
    after = changed(before, keys_of(project, code))
    assert {"kpi-public-realm", "summary", "scorecard"} <= after
    untouched = {"kpi-equalities-and-diversity", "accountabilities", "sources", "revisions"}
    assert not after & untouched


def test_an_officer_s_word_changes_the_card_it_stands_on_alone(project, code, before):
    sentence = "In Quarter 2 alone, 197 tonnes of fly-tipped material were collected."
    amend(project / f"{RETURN}/narrative.csv", sentence, f"Again: {sentence}")
    assert changed(before, keys_of(project, code)) == {"kpi-public-realm"}


def test_a_rule_changes_the_pages_that_rate_by_it(project, code, before):
    rules = project / "params/rules/corporate.yml"
    amend(rules, "default:\n  family: relative\n  tolerance: 10", STRICTER)
    after = changed(before, keys_of(project, code))
    assert {"methods", "summary", "kpi-public-realm"} <= after
    assert not after & {"accountabilities", "sources", "revisions"}


def test_a_function_changes_the_pages_that_use_its_module(root, code, before):
    file = RUNNING_CODE / "present/reconciling.py"
    edited = replace(code, sha256={**code.sha256, file: "another function"})
    assert changed(before, keys_of(root, edited)) == {"reconciliation"}


def test_a_template_changes_its_pages(project, code, before):
    path = project / "notebooks/scorecard.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][1]["source"] += " Another sentence."
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert changed(before, keys_of(project, code)) == {"scorecard"}


def test_a_package_s_version_changes_every_page(project, code, before):
    path = project / "requirements.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("pandas==", "pandas==9", 1))
    assert changed(before, keys_of(project, code)) == set(before)


def test_what_changed_is_named(before):
    key = before["scorecard"]
    assert differences(key, {**key, "table scorecard": "another"}) == ("table scorecard",)
