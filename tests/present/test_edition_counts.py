"""An edition at a glance."""

import pytest

from spf_lib.present.edition_counts import (
    counts_at_a_glance,
    counts_in_words,
    directions_counted,
    is_rated,
    ratings_counted,
)


@pytest.fixture
def opening(vintages):
    return vintages["2020-21-Q1"]


def said(counted):
    return [(one.fact.text, one.words) for one in counted]


def test_ratings_are_counted_those_without_one_last(edition):
    assert said(ratings_counted(edition)) == [
        ("10", "Green"),
        ("15", "Amber"),
        ("10", "Red"),
        ("14", "Not rated"),
    ]


def test_ratings_add_up_to_all_measures_and_so_do_directions(edition):
    for counted in (ratings_counted(edition), directions_counted(edition)):
        assert sum(one.fact.value for one in counted) == len(edition.headlines)


def test_every_rating_and_direction_has_a_shape_beside_its_tint(edition):
    for one in [*ratings_counted(edition), *directions_counted(edition)]:
        assert one.shape


def test_a_count_names_what_it_counted_and_the_edition(edition):
    red = ratings_counted(edition)[2].fact
    assert red.formula == "number of measures rated red of 2019-20-Q2"
    assert len(red.counted) == 10


def test_an_edition_with_ratings_is_told_by_them(edition):
    assert is_rated(edition)
    assert [one.words for one in counts_at_a_glance(edition)] == [
        "Green",
        "Amber",
        "Red",
        "Not rated",
    ]


def test_an_edition_without_ratings_is_told_by_what_it_promises(opening):
    assert not is_rated(opening)
    assert said(counts_at_a_glance(opening)) == [("387", "measures"), ("364", "deliverables")]


def test_the_words_leave_out_what_an_edition_has_none_of(edition, opening):
    def plain(fact):
        return fact.text

    assert counts_in_words(edition, plain) == (
        "49 measures (10 green, 15 amber, 10 red, 14 not rated), 59 deliverables"
    )
    assert counts_in_words(opening, plain) == "387 measures, 364 deliverables"
