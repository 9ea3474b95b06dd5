"""Every number of the built site is in a ledger, and every entry of a ledger on its page."""

import json

import pytest

from spf_lib.publish.editions import edition_ids
from spf_lib.publish.inspect_figures import coverage, inspect_page


@pytest.fixture(scope="session")
def records(site):
    """The entries of every ledger, by the name of their page."""
    found = {}
    for ledger in sorted(site.rglob("ledger.json")):
        for record in json.loads(ledger.read_text("utf-8")):
            name = f"{ledger.parent.relative_to(site).as_posix()}/{record['page']}"
            found.setdefault(name, []).append(record)
    return found


@pytest.fixture(scope="session")
def inspected(pages, records):
    return [inspect_page(name, page, records.get(name, [])) for name, page in pages.items()]


# Its coverage is told by `pytest tests/site/test_figures.py -rP`.
def test_every_number_is_in_the_ledger_and_every_entry_is_on_its_page(inspected):
    print("\n".join(coverage(inspected)))
    assert [found for page in inspected for found in page.findings] == []


def test_every_edition_the_history_and_the_front_have_a_ledger(root, site):
    folders = {ledger.parent.name for ledger in site.rglob("ledger.json")}
    assert folders == {*edition_ids(root), "history", "book"}


def test_every_page_of_a_ledger_is_in_the_contents(pages, records):
    assert sorted(set(records) - set(pages)) == []


def test_figures_are_found_at_all(inspected):
    assert sum(page.recorded for page in inspected) > 5000
