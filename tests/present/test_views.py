"""The views across the framework, as the page by Cabinet portfolio shows them."""

import pytest

from spf_lib.present.page import open_page
from spf_lib.present.views import portfolio_view
from spf_lib.publish.inputs import load_edition
from tests.present.shown import parse, plain

SHARED = "portfolio-equalities-diversity"


@pytest.fixture(scope="module")
def framed(root):
    return load_edition(root, "2020-21-Q1")


@pytest.fixture(scope="module")
def shown(framed):
    page = open_page("members", framed)
    portfolios = framed.catalogue.portfolios["portfolio_id"]
    return {one: parse(portfolio_view(page, one)) for one in portfolios}


def linked(soup):
    return {link["href"] for link in soup.select("tbody th a")}


def test_a_portfolio_lists_what_its_member_leads(framed, shown):
    promised = framed.deliverables
    leads = promised["lead_member"].fillna("").str.split(";")
    led = promised[leads.map(lambda people: "cllr-rodwell" in people)]
    rows = shown["portfolio-leader"].select("table")[0].select("tbody tr")
    assert len(rows) == len(led) > 5
    assert f"{len(led)} deliverables led" in plain(shown["portfolio-leader"])


def test_what_is_led_by_those_who_share_a_portfolio_is_listed_once_with_their_own(shown):
    shared = shown[SHARED]
    assert shared.select("table") == []
    assert plain(shared).endswith(
        "What they lead is listed with the portfolios of their own: Community Leadership &"
        " Engagement (Cllr Saima Ashraf); Employment, Skills and Aspiration (Cllr Sade Bright)."
    )


def test_the_count_of_a_shared_portfolio_is_of_all_that_is_listed_with_their_own(shown):
    own = ("portfolio-community-leadership", "portfolio-employment-skills-aspiration")
    count = shown[SHARED].select_one("data")
    deliverables = {link for one in own for link in linked(shown[one].select("table")[0])}
    assert int(count["value"]) == len(deliverables) > 50
