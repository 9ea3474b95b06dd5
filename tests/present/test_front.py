"""The front of the book."""

import pytest
from bs4 import BeautifulSoup

from spf_lib.present.edition_counts import count_edition
from spf_lib.present.front import Download, Shelved, archive, at_a_glance, edition_list
from spf_lib.present.ledger import Ledger
from spf_lib.publish.inspect_figures import inspect_page


def shelved(edition, title):
    folder = edition.edition_id
    return Shelved(
        counts=count_edition(edition),
        period=edition.period,
        title=title,
        framework=f"Framework of {title}",
        first_page=f"{folder}/summary.html",
        all_measures=f"{folder}/scorecard.html",
        downloads=[Download(f"{folder}/{folder}.pdf", "The whole edition", "PDF")],
    )


@pytest.fixture
def shelf(edition, vintages):
    return [
        shelved(vintages["2020-21-Q1"], "Quarter 1 2020/21"),
        shelved(edition, "Quarter 2 2019/20"),
    ]


def parse(html):
    return BeautifulSoup(html, "html.parser")


def words(tag):
    return " ".join(tag.get_text(" ").split())


def test_the_latest_edition_with_ratings_is_shown_at_a_glance(shelf):
    tiles = parse(at_a_glance(Ledger("p"), shelf)).select("a.spf-tile")
    assert [words(tile) for tile in tiles] == [
        "10 Green",
        "15 Amber",
        "10 Red",
        "14 Not rated",
        "21 Better",
        "23 Worse",
        "3 No change",
        "2 No direction",
    ]


def test_each_tile_leads_to_its_measures_alone(shelf):
    tiles = parse(at_a_glance(Ledger("p"), shelf)).select("a.spf-tile")
    leads = {words(tile).split(" ", 1)[1]: tile["href"] for tile in tiles}
    assert leads["Red"] == "2019-20-Q2/scorecard.html?rating=Red"
    assert leads["Worse"] == "2019-20-Q2/scorecard.html?direction=Worse"
    assert leads["Not rated"] == "2019-20-Q2/scorecard.html?rating=Not+rated"


def test_a_newer_edition_without_ratings_is_named(shelf):
    said = words(parse(at_a_glance(Ledger("p"), shelf)))
    assert "The newest is Quarter 1 2020/21" in said
    assert "none of them rated yet" in said
    assert "The newest" not in words(parse(at_a_glance(Ledger("p"), shelf[1:])))


def test_nothing_is_shown_at_a_glance_before_anything_is_rated(shelf):
    assert at_a_glance(Ledger("p"), shelf[:1]) == ""


@pytest.mark.parametrize("part", [at_a_glance, edition_list, archive])
def test_every_number_is_in_the_ledger(part, shelf):
    ledger = Ledger("p")
    html = part(ledger, shelf)
    inspected = inspect_page("p", parse(html), ledger.records())
    assert list(inspected.findings) == []
    assert inspected.recorded > 0


def test_the_list_names_each_edition_with_its_framework_and_days(shelf):
    rows = [words(row) for row in parse(edition_list(Ledger("p"), shelf)).select("li")]
    assert rows[1].startswith(
        "Quarter 2 2019/20 : Framework of Quarter 2 2019/20 , 1 July 2019 to 30 September 2019"
    )


def test_the_archive_tells_the_links_of_one_edition_from_those_of_another(shelf):
    links = parse(archive(Ledger("p"), shelf)).select(".spf-files a")
    assert [words(link) for link in links] == [
        "The whole edition of Quarter 1 2020/21",
        "The whole edition of Quarter 2 2019/20",
    ]
