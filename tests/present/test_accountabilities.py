"""The key accountabilities."""

from collections import Counter

import pytest

from tests.present.shown import plain


@pytest.fixture(scope="module")
def items(pages):
    return pages["accountabilities"].soup.select("ol.spf-accountabilities > li")


@pytest.fixture(scope="module")
def item(items):
    def found(beginning):
        own = [each for each in items if plain(each).startswith(beginning)]
        assert len(own) == 1
        return plain(own[0])

    return found


def test_all_fifty_nine_are_there_once(edition, items):
    assert len(items) == 59
    promised = edition.catalogue.deliverables["deliverable_id"]
    assert Counter(each["id"] for each in items) == Counter(promised)


def test_each_stands_as_printed_with_its_update_and_its_director(edition, items):
    updates = edition.returns.deliverables.set_index("deliverable_id")["update"]
    promised = edition.catalogue.deliverables.set_index("deliverable_id")
    people = edition.catalogue.people.set_index("person_id")["name"]
    for each in items:
        words, row = plain(each), promised.loc[each["id"]]
        assert " ".join(row["deliverable"].split()) in words
        assert " ".join(updates[each["id"]].split()) in words
        for lead in row["lead_officer"].split(";"):
            assert people[lead] in words


def test_none_is_without_an_update(items):
    for each in items:
        assert "No update was given" not in plain(each)
        assert len(plain(each)) > 100


def test_each_says_its_progress_in_words(items):
    words = {"Complete", "In progress", "Progress not stated", "Not stated"}
    for each in items:
        assert plain(each.select_one(".spf-badge")) in words


@pytest.mark.parametrize(
    ("beginning", "kept"),
    [
        (
            "Deliver the Cohesion Strategy and dedicate Faith Policy.",
            ["Mark Tyson", "May 2019", "15 October 2019", "November"],
        ),
        (
            "Implement the Connected Communities Fund",
            ["June 2020", "31 March 2020", "December", "2019/20"],
        ),
        (
            "Continue to develop Every One Every Day",
            ["years 3-5", "200", "22 October", "Marks Gate"],
        ),
        (
            "Support the development of the community and voluntary sector",
            ["18 February 2019", "650"],
        ),
    ],
)
def test_the_dates_and_amounts_of_the_source_are_kept(item, beginning, kept):
    words = item(beginning)
    assert [fact for fact in kept if fact not in words] == []


def test_the_counts_add_up_to_fifty_nine(pages):
    table = pages["accountabilities"].soup.table
    assert sum(int(number["value"]) for number in table.select("data")) == 59


def test_the_counts_of_a_portfolio_are_those_of_its_list(pages):
    soup = pages["accountabilities"].soup
    for row in soup.table.select("tbody tr"):
        title = plain(row.th)
        heading = next(each for each in soup.select("h2") if plain(each) == title)
        listed = heading.find_next("ol").find_all("li", recursive=False)
        assert sum(int(number["value"]) for number in row.select("data")) == len(listed), title
