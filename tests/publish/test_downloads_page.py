"""The page of downloads lists every file there is, and counts rows through its ledger."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from spf_lib.present.page import open_page
from spf_lib.publish.downloads_page import licence, other_files, symbols, tables_to_download
from spf_lib.publish.downloads_tables import SHORTHAND_MEANING
from tests.publish.projects import amend


@pytest.fixture
def page(main):
    return open_page("downloads", main.edition)


def shown(part):
    return BeautifulSoup(part.html, "html.parser")


def links(part):
    return [link["href"] for link in shown(part).select("a")]


def test_every_file_but_those_of_single_measures_is_listed(page, main, root, monkeypatch):
    monkeypatch.chdir(root)
    listed = {*links(tables_to_download(page)), *links(other_files(page))}
    made = {f"data/{name}" for name in main.files}
    single = {name for name in made if name.startswith("data/measures/kpi-")}
    assert listed == (made - single) | {"ledger.json", "data/2019-20-Q2.zip"}


def test_a_draft_lists_no_archive(page, project, monkeypatch):
    amend(project / "params/2019-20-Q2.yml", "status: published", "status: draft")
    monkeypatch.chdir(project)
    assert "data/2019-20-Q2.zip" not in links(other_files(page))


def test_the_rows_of_each_table_are_counted_in_the_ledger(page, main):
    listed = shown(tables_to_download(page))
    counts = [int(data["value"]) for data in listed.select("data")]
    assert counts == [len(table.rows) for table in main.tables.values()]
    assert [record["value"] for record in page.ledger.records()] == counts


def test_a_counted_row_is_named_by_its_key(page, main):
    tables_to_download(page)
    figures = next(one for one in page.ledger.records() if "figures" in one["name"])
    assert "kpi-a-level-points 2018 table" in figures["counted"]
    assert len(set(figures["counted"])) == len(main.tables["figures"].rows)


def test_the_page_explains_every_symbol_and_states_the_licence():
    assert all(symbol in shown(symbols()).text for symbol in SHORTHAND_MEANING)
    assert "Open Government Licence v3.0" in shown(licence()).text


def test_listing_the_files_loads_nothing_that_makes_them():
    asked = "import sys, spf_lib.publish.downloads_page; sys.exit('gptables' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
