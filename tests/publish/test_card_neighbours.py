"""Previous and next edition on the cards of a staged book."""

import json
import shutil

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish.card_neighbours import link_neighbours
from tests.conftest import EDITION


@pytest.fixture(scope="module")
def book(root, tmp_path_factory, on_site):
    folder = tmp_path_factory.mktemp("book")
    for edition in on_site:
        shutil.copytree(root / "book" / edition.edition_id, folder / edition.edition_id)
    link_neighbours(on_site, folder)
    return folder


def card(book, page, measure_id):
    for cell in json.loads((book / page).read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", ""))
            if f'data-measure="{measure_id}"' in html:
                return BeautifulSoup(html, "html.parser").article
    raise AssertionError(f"{measure_id} is not on {page}")


def test_a_card_leads_to_the_edition_that_continues_its_measure(book):
    housing = f"{EDITION}/kpi-regeneration-and-social-housing.ipynb"
    (links,) = card(book, housing, "kpi-new-homes").select(".spf-neighbours")
    assert [link["href"] for link in links.select("a")] == [
        "../2020-21-Q1/spf-growth-homes.html#spf-homes-net-additional"
    ]
    assert "Quarter 1 2020/21" in links.get_text()


def test_and_that_one_leads_back(book):
    homes = "2020-21-Q1/spf-growth-homes.ipynb"
    (links,) = card(book, homes, "spf-homes-net-additional").select(".spf-neighbours")
    assert [link["href"] for link in links.select("a")] == [
        "../2019-20-Q2/kpi-regeneration-and-social-housing.html#kpi-new-homes"
    ]
    assert links.find_parent("article") is not None


def test_a_card_without_neighbours_and_a_page_without_cards_stay_as_they_are(root, book):
    pay = card(book, f"{EDITION}/kpi-equalities-and-diversity.ipynb", "kpi-gender-pay-gap")
    assert pay.select(".spf-neighbours") == []
    page = f"{EDITION}/scorecard.ipynb"
    assert (book / page).read_bytes() == (root / "book" / page).read_bytes()
