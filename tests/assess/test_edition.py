import pandas as pd


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


def test_an_edition_still_knows_the_figures_of_earlier_returns(vintages):
    later = vintages["2019-20-Q4"]
    assert len(later.returns.figures) == 2
    assert len(later.reported) == len(vintages["2019-20-Q2"].reported)
    assert set(later.reported["edition_id"]) == {"2019-20-Q2", "2019-20-Q3", "2019-20-Q4"}


def test_an_edition_is_rated_by_the_figures_known_at_it(vintages):
    def rated(quarter):
        rows = vintages[quarter].scorecard.set_index("measure_id")
        return tuple(rows.loc["kpi-active-volunteers", ["period", "value"]])

    assert rated("2019-20-Q2") == ("2019-20-Q2", 202)
    assert rated("2019-20-Q3") == ("2019-20-Q3", 230)
    assert rated("2019-20-Q4") == ("2019-20-Q4", 120)


def test_later_returns_change_nothing_in_an_earlier_edition(edition, vintages):
    among = vintages["2019-20-Q2"]
    for name in ("reported", "figures", "history", "scorecard", "restatements"):
        pd.testing.assert_frame_equal(getattr(edition, name), getattr(among, name))


def test_an_edition_of_another_framework_has_none_of_its_figures_but_their_history(vintages):
    later = vintages["2020-21-Q1"]
    assert later.reported.empty
    pd.testing.assert_frame_equal(later.history, vintages["2019-20-Q4"].history)
