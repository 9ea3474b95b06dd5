"""The opening of a portfolio's chapter."""

from tests.present.shown import captioned, plain

WORDS = {"G": "Green", "A": "Amber", "R": "Red", "": "Not rated"}


def test_a_chapter_begins_with_its_measures_at_a_glance(pages):
    title = "Public Realm"
    _, *rows = captioned(pages["kpi-public-realm"].soup, f"{title}: at a glance")
    assert rows[0] == [
        "The weight of fly-tipped material collected (tonnes)",
        "417 tonnes (Quarter 2 2019/20)",
        "at most 399 tonnes",
        "Amber",
        "Worse",
    ]
    assert len(rows) == 4


def test_every_measure_stands_in_the_opening_and_on_a_card_of_its_own_chapter(edition, pages):
    groups = edition.catalogue.groups.set_index("group_id")["title"]
    for group_id, own in edition.headlines.groupby("group_id"):
        soup = pages[group_id].soup
        _, *rows = captioned(soup, f"{groups[group_id]}: at a glance")
        assert [row[0] for row in rows] == list(own["title"])
        assert list(pages[group_id].cards) == list(own["measure_id"])


def test_the_opening_counts_each_rating_that_occurs(edition, pages):
    for group_id, own in edition.headlines.groupby("group_id"):
        shown = {
            plain(item.select_one(".spf-badge")): int(item.data["value"])
            for item in pages[group_id].soup.select(".spf-counts li")
        }
        assert shown == own["rag"].map(WORDS).value_counts().to_dict()


def test_each_card_stands_under_a_heading_with_its_title(edition, pages):
    for row in edition.headlines.itertuples():
        card = pages[row.group_id].cards[row.measure_id]
        assert plain(card.find_previous("h2")) == " ".join(row.title.split())
