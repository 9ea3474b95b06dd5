"""Previous and next edition on the cards of a page."""

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish.card_neighbours import link_neighbours, neighbour_links
from tests.conftest import EDITION

PAGE = (
    '<article class="bd-article">\n<article class="spf-card" data-measure="kpi-a">A</article>\n'
    '<article class="spf-card" data-measure="kpi-b">B</article>\n</article>'
)


@pytest.fixture(scope="module")
def links(on_site):
    return neighbour_links(on_site)


def addresses(html):
    return [link["href"] for link in BeautifulSoup(html, "html.parser").select("a")]


def test_a_measure_leads_to_the_edition_that_continues_it(links):
    assert addresses(links[EDITION]["kpi-new-homes"]) == [
        "../2020-21-Q1/spf-growth-homes.html#spf-homes-net-additional"
    ]
    assert "Quarter 1 2020/21" in links[EDITION]["kpi-new-homes"]


def test_and_that_one_leads_back(links):
    assert addresses(links["2020-21-Q1"]["spf-homes-net-additional"]) == [
        "../2019-20-Q2/kpi-regeneration-and-social-housing.html#kpi-new-homes"
    ]


def test_a_measure_without_neighbours_has_no_links(links):
    assert "kpi-gender-pay-gap" not in links[EDITION]


def test_the_links_stand_at_the_end_of_their_card():
    page = BeautifulSoup(link_neighbours(PAGE, {"kpi-b": "<b>here</b>"}), "html.parser")
    assert page.b.find_parent("article")["data-measure"] == "kpi-b"
    assert page.b.find_previous_sibling(string=True) == "B"


def test_a_page_whose_cards_have_no_neighbours_stays_as_it_is():
    assert link_neighbours(PAGE, {"kpi-c": "<b>here</b>"}) == PAGE
    assert link_neighbours(PAGE, {}) == PAGE
