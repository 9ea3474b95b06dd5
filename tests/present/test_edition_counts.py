"""An edition at a glance."""

import pytest

from spf_lib.present.edition_counts import count_edition


@pytest.fixture
def counts(edition):
    return count_edition(edition)


@pytest.fixture
def opening(vintages):
    return count_edition(vintages["2020-21-Q1"])


def said(counted):
    return [(one.fact.text, one.words) for one in counted]


def test_ratings_are_counted_those_without_one_last(counts):
    assert said(counts.ratings) == [
        ("10", "Green"),
        ("15", "Amber"),
        ("10", "Red"),
        ("14", "Not rated"),
    ]


def test_ratings_add_up_to_all_measures_and_so_do_directions(edition, counts):
    for counted in (counts.ratings, counts.directions):
        assert sum(one.fact.value for one in counted) == len(edition.headlines)


def test_every_rating_and_direction_has_a_shape_beside_its_tint(counts):
    for one in [*counts.ratings, *counts.directions]:
        assert one.shape


def test_a_count_names_what_it_counted_and_the_edition(counts):
    red = counts.ratings[2].fact
    assert red.formula == "number of measures rated red of 2019-20-Q2"
    assert len(red.counted) == 10


def test_an_edition_with_ratings_is_told_by_them(counts):
    assert counts.is_rated
    assert [one.words for one in counts.at_a_glance()] == [
        "Green",
        "Amber",
        "Red",
        "Not rated",
    ]


def test_an_edition_without_ratings_is_told_by_what_it_promises(opening):
    assert not opening.is_rated
    assert said(opening.at_a_glance()) == [("387", "measures"), ("364", "deliverables")]


def test_the_words_leave_out_what_an_edition_has_none_of(counts, opening):
    def plain(fact):
        return fact.text

    assert counts.in_words(plain) == (
        "49 measures (10 green, 15 amber, 10 red, 14 not rated), 59 deliverables"
    )
    assert opening.in_words(plain) == "387 measures, 364 deliverables"
