def test_a_headline_is_a_measure_and_not_a_further_series_of_one(edition):
    ids = set(edition.headlines["measure_id"])
    assert "kpi-gender-pay-gap" in ids
    assert "kpi-gender-pay-gap-median" not in ids


def test_an_edition_holds_only_the_measures_of_its_framework(edition):
    assert set(edition.scorecard["framework_id"]) == {"kpi-2019-20"}
    assert set(edition.catalogue.measures["framework_id"]) == {"kpi-2019-20"}
    assert set(edition.catalogue.targets["measure_id"]) <= set(edition.scorecard["measure_id"])


def test_an_edition_is_of_its_quarter(edition):
    assert edition.edition_id == "2019-20-Q2"
    assert edition.period.start_time.date().isoformat() == "2019-07-01"


def test_the_scorecard_has_one_row_for_each_measure(edition):
    assert (
        edition.scorecard["measure_id"].tolist()
        == edition.catalogue.measures["measure_id"].tolist()
    )


def test_each_measure_has_one_figure_for_a_period(edition):
    assert not edition.figures.duplicated(["measure_id", "period"]).any()


def test_every_figure_that_was_printed_is_reported(edition):
    assert len(edition.reported) == len(edition.returns.figures)


def test_every_reason_of_the_edition_ends_with_its_rating(edition):
    words = {"G": "green", "A": "amber", "R": "red", "": "no rating"}
    for row in edition.scorecard.itertuples():
        assert row.outcome == "not_rated" or row.reason.endswith(f": {words[row.rag]}")


def test_no_colour_of_the_edition_is_given_without_a_figure_and_a_target(edition):
    coloured = edition.scorecard[edition.scorecard["rag"] != ""]
    assert coloured["value"].notna().all()
    assert coloured["bound"].notna().all()
    assert not coloured["target_kind"].isin(["none", "to_be_set"]).any()
