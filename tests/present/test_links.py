"""Links between the pages of an edition."""

from spf_lib.publish.contents import toc_pages
from tests.present.shown import plain

LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
NOT_FOLLOWED_HERE = ("../", "data/", "ledger.json", LICENCE_ADDRESS)


def test_every_link_within_the_edition_points_at_an_anchor_of_a_page(pages):
    anchors = {
        f"{name}.html#{tag['id']}"
        for name, page in pages.items()
        for tag in page.soup.select("[id]")
    }
    # Links to other editions, and to the files of the downloads, are followed on the built site.
    # A narrowed table is its page.
    files = {f"{name}.html" for name in pages}
    within = {
        f"{name}.html{link['href']}" if link["href"].startswith("#") else link["href"]
        for name, page in pages.items()
        for link in page.soup.select("a[href]")
        if not link["href"].startswith(NOT_FOLLOWED_HERE)
    }
    assert len(within) > 49
    assert {link for link in within - anchors if not _narrows(link, files)} == set()


def _narrows(link, files):
    file, asked, _ = link.partition("?")
    return bool(asked) and file in files


def test_every_link_out_of_the_edition_names_a_page_of_the_contents(root, pages):
    listed = set(toc_pages(root))
    for page in pages.values():
        for link in page.soup.select("a[href^='../']"):
            name = link["href"].removeprefix("../").partition("#")[0].rpartition(".")[0]
            assert f"book/{name}" in listed, link["href"]


def test_no_page_asks_outside_the_book_and_only_to_the_licence_does_one_lead(pages):
    for page in pages.values():
        for tag in page.soup.select("[href], [src], [action]"):
            for attribute in ("href", "src", "action"):
                address = tag.get(attribute, "")
                assert "//" not in address or (tag.name == "a" and address == LICENCE_ADDRESS), tag


def test_the_link_of_a_measure_stands_right_above_its_card(pages):
    for page in pages.values():
        for measure_id, card in page.cards.items():
            anchor = page.soup.find(id=measure_id)
            assert anchor.find_next("article") is card


def test_a_series_links_to_the_card_of_its_measure(pages):
    links = {
        plain(link): link["href"]
        for link in pages["reconciliation"].soup.select("a")
        if "kpi-events-evaluation" in link["href"]
    }
    assert set(links.values()) == {
        "kpi-community-leadership-and-engagement.html#kpi-events-evaluation"
    }
