"""What stands around the pages: titles, previews, switcher, archive, sitemap, feed."""

import itertools
import json
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from matplotlib.image import imread
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from spf_lib.publish.contents import toc_pages
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.site_address import read_address
from tests.site.browsing import NARROW, WIDE, resize

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
MAIN = "book/2019-20-Q2"
CHAPTER = f"{MAIN}/kpi-public-realm"


def meta(page, name):
    found = page.select(f'head meta[name="{name}"], head meta[property="{name}"]')
    assert len(found) == 1, (name, page.title)
    return found[0]["content"]


@cache
def size_of(image):
    height, width, _ = imread(image).shape
    return width, height


@pytest.fixture(scope="session")
def edition_pages(root, pages):
    """The pages of editions, each with its edition's parameters."""
    editions = {edition: read_edition(root, edition) for edition in edition_ids(root)}
    return {
        name: (page, editions[name.split("/")[1]])
        for name, page in pages.items()
        if name.split("/")[1] in editions
    }


def test_every_page_has_a_title_of_its_own_that_ends_in_the_book(every_page):
    titles = [page.title.get_text() for page in every_page.values()]
    assert len(titles) == len(set(titles))
    assert all(title.endswith("SPF Book") for title in titles)


def test_the_title_of_an_edition_s_page_names_the_edition(edition_pages):
    for name, (page, edition) in edition_pages.items():
        assert page.title.get_text().endswith(f" - {edition.title} - SPF Book"), name


def test_every_page_has_a_description_of_its_own_and_of_the_right_length(every_page):
    lines = {name: meta(page, "description") for name, page in every_page.items()}
    assert len(set(lines.values())) == len(lines)
    assert {name: line for name, line in lines.items() if not 50 <= len(line) <= 160} == {}


def test_every_page_has_a_card_for_those_who_link_to_it(site, pages):
    for name, page in pages.items():
        assert meta(page, "og:title") == page.title.get_text(), name
        assert meta(page, "og:description") == meta(page, "description"), name
        assert meta(page, "twitter:card") == "summary_large_image"
        assert meta(page, "og:image:alt") == meta(page, "twitter:image:alt")
        assert len(meta(page, "og:image:alt")) > 50
        assert size_of(((site / name).parent / meta(page, "og:image")).resolve()) == (1200, 630)


def test_no_page_claims_an_address_that_nobody_owns(root, pages):
    assert not read_address(root).is_real
    for name, page in pages.items():
        assert page.select("head link[rel=canonical]") == [], name
        assert page.select("head meta[property='og:url']") == [], name


def test_every_page_of_an_edition_can_be_left_for_every_other_edition(root, edition_pages):
    for name, (page, edition) in edition_pages.items():
        (switcher,) = page.select("main nav.spf-switcher")
        *links, archive = switcher.select("li a")
        assert len(links) == len(edition_ids(root))
        assert edition.title in switcher.summary.get_text()
        here = [link for link in links if link.get("aria-current") == "page"]
        assert [link.get_text().split(":")[0] for link in here] == [edition.title], name
        assert archive["href"].endswith("editions.html")


def test_the_switcher_leads_to_the_same_kind_of_page_where_there_is_one(site, edition_pages):
    shared = {"summary", "discrepancies", "sources", "downloads"}
    seen = set()
    for name, (page, _) in edition_pages.items():
        own = Path(name).name
        for link in page.select("nav.spf-switcher li a:not([href$='editions.html'])"):
            target = (site / name).parent / (urlsplit(link["href"]).path or f"{own}.html")
            assert target.resolve().is_file(), name
            if own in shared:
                assert target.stem in (own, "#"), name
                seen.add(own)
    assert seen == shared


def test_only_pages_of_earlier_editions_say_that_there_is_a_later_one(root, edition_pages):
    latest = edition_ids(root)[-1]
    for name, (page, edition) in edition_pages.items():
        said = "There is a later edition" in page.select_one("nav.spf-switcher").get_text()
        assert said == (edition.edition != latest), name


def test_a_step_into_another_edition_says_so(root, pages):
    listed = toc_pages(root)
    for before, after in itertools.pairwise(listed):
        if before.split("/")[1] in edition_ids(root) and before.split("/")[1] not in after:
            words = pages[before].select_one(".right-next .prev-next-subtitle").get_text()
            back = pages[after].select_one(".left-prev .prev-next-subtitle").get_text()
            title = read_edition(root, before.split("/")[1]).title
            assert words.startswith("Next, in "), before
            assert back.startswith(f"Previous, in {title}"), after


def test_a_step_within_an_edition_says_no_more_than_it_must(pages):
    words = pages[CHAPTER].select_one(".right-next .prev-next-subtitle").get_text()
    assert words == "Next"


def test_neighbours_of_a_measure_lead_there_and_back(pages):
    found = 0
    for name, page in pages.items():
        for link in page.select(".spf-neighbours a"):
            found += 1
            other, anchor = urljoin(f"{name}.html", link["href"]).split("#")
            card = pages[other.removesuffix(".html")].select_one(f'[data-measure="{anchor}"]')
            own = link.find_parent("article")["data-measure"]
            back = [one["href"].split("#")[1] for one in card.select(".spf-neighbours a")]
            assert own in back, (name, own)
    assert found > 60


def test_the_landing_page_shows_the_ratings_of_the_latest_edition_that_has_any(edition, pages):
    tiles = [
        " ".join(tile.get_text().split()) for tile in pages["book/welcome"].select("a.spf-tile")
    ]
    counts = edition.headlines["rag"].value_counts()
    assert tiles[:3] == [f"{counts['G']} Green", f"{counts['A']} Amber", f"{counts['R']} Red"]


def test_the_archive_lists_every_edition_with_all_its_files(root, pages):
    shelves = pages["book/editions"].select(".spf-shelved")
    assert [shelf["id"] for shelf in shelves] == list(reversed(edition_ids(root)))
    for shelf in shelves:
        kinds = {link["href"].rsplit(".", 1)[1] for link in shelf.select(".spf-files a")}
        assert kinds == {"pdf", "xlsx", "html", "json", "zip"}


def test_every_page_is_in_the_sitemap_once(root, site):
    address = read_address(root)
    tree = ET.fromstring((site / "sitemap.xml").read_text("utf-8"))  # noqa: S314 our own
    assert tree.tag == f"{SITEMAP}urlset"
    assert {child.tag for child in tree} == {f"{SITEMAP}url"}
    assert {part.tag for child in tree for part in child} == {f"{SITEMAP}loc"}
    listed = [part.text for part in tree.iter(f"{SITEMAP}loc")]
    files = {
        file.relative_to(site).as_posix()
        for file in site.rglob("*.html")
        if "_static" not in file.parts
    }
    # The front door only leads on, and the search is no page to find by a search.
    assert sorted(listed) == sorted(
        address.of(file) for file in files - {"index.html", "search.html"}
    )


def test_the_feed_leads_to_pages_and_documents_that_are_there(root, site):
    tree = ET.fromstring((site / "feed.xml").read_text("utf-8"))  # noqa: S314 our own
    entries = tree.findall(f"{ATOM}entry")
    assert len(entries) == len(edition_ids(root))
    links = [link.get("href") for link in tree.iter(f"{ATOM}link")]
    assert [one for one in links if not (site / one).is_file()] == []


def test_every_page_leads_to_the_feed(site, pages):
    for name, page in pages.items():
        link = page.select_one('head link[rel="alternate"][type="application/atom+xml"]')
        assert ((site / name).parent / link["href"]).resolve() == site / "feed.xml", name


def test_the_manifest_of_an_edition_is_on_the_site(root, site):
    for edition in edition_ids(root):
        manifest = json.loads((site / "book" / edition / "manifest.json").read_text("utf-8"))
        assert manifest["edition"] == edition


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_switcher_opens_and_leads_on_by_keyboard(browser, address, width):
    resize(browser, width)
    browser.get(f"{address}/{MAIN}/downloads.html")
    summary = browser.find_element(By.CSS_SELECTOR, ".spf-switcher summary")
    links = browser.find_elements(By.CSS_SELECTOR, ".spf-switcher li a")
    assert not any(link.is_displayed() for link in links)
    browser.execute_script("arguments[0].focus()", summary)
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert all(link.is_displayed() for link in links)
    assert all(link.size["height"] >= 24 for link in [summary, *links])
    ActionChains(browser).send_keys(Keys.TAB, Keys.ENTER).perform()
    assert browser.current_url == f"{address}/book/2020-21-Q1/downloads.html"


def test_a_tile_of_the_landing_page_leads_to_the_red_measures(browser, address):
    resize(browser, NARROW)
    browser.get(f"{address}/book/welcome.html")
    browser.find_element(By.CSS_SELECTOR, "a.spf-tile.spf-red").click()
    assert browser.current_url.endswith(f"/{MAIN}/scorecard.html?rating=Red")
    rows = browser.find_elements(By.CSS_SELECTOR, ".spf-measures tbody tr:not([hidden])")
    assert len(rows) == 10
