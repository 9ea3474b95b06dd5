"""The data that ships is whole."""


def test_every_scorecard_of_the_source_is_a_headline_measure(edition):
    assert len(edition.headlines) == 49


def test_every_portfolio_has_its_measures(edition):
    counts = edition.headlines["group_id"].value_counts(sort=False).tolist()
    assert counts == [8, 3, 4, 7, 10, 5, 3, 4, 5]
