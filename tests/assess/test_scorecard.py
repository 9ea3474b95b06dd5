from datetime import date

import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest

from spf_lib.assess.rules import Rule, RuleSet
from spf_lib.assess.scorecard import (
    build_scorecard,
    figures_by_period,
    latest_figures,
    reported_figures,
    targets_for,
)
from spf_lib.framework.periods import parse_period

NAN = float("nan")
EDITION = parse_period("2019-20-Q2")
LAST_DAY = date(2019, 9, 30)
RULES = RuleSet(title="t", default=Rule(family="relative", tolerance=10))

_MEASURE = {"measure_id": "m", "title": "A measure", "part_of": None, "polarity": "higher"}
_MEASURE |= {"unit": "count", "decimals": 0, "multiplier": 1, "frequency": "quarterly"}
_MEASURE |= {"rated": "yes"}
_FIGURE = {"measure_id": "m", "period": "2019-20-Q2", "value": 202.0, "numerator": NAN}
_FIGURE |= {"denominator": NAN, "status": "final", "value_as_printed": None}
_FIGURE |= {"printed_in": "table", "source_id": "s", "source_line": "15", "note": None}
_TARGET = {"measure_id": "m", "period": "2019-20-Q2", "kind": "at_least", "lower": 200.0}
_TARGET |= {"upper": NAN, "benchmark": None, "target_as_printed": None, "source_line": "16"}
_RATING = {"measure_id": "m", "published_rag": "G", "published_travel": "down", "reason": None}


def _frame(row, changes, numbers):
    frame = pd.DataFrame([row | change for change in changes], columns=list(row))
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="line")
    return frame.astype(dict.fromkeys(numbers, "float64"))


def measures(*changes):
    return _frame(_MEASURE, changes or ({},), [])


def reported(*changes, of=None):
    frame = _frame(_FIGURE, changes, ["value", "numerator", "denominator"])
    known = frame.assign(file="data/figures.csv", file_line=frame.index)
    return reported_figures(known, measures() if of is None else of)


def targets(*changes):
    return _frame(_TARGET, changes, ["lower", "upper"])


def ratings(*changes):
    return _frame(_RATING, changes, [])


def scorecard(figures, targets_=None, measures_=None, ratings_=None, rules=RULES, quarter=EDITION):
    return build_scorecard(
        measures() if measures_ is None else measures_,
        targets() if targets_ is None else targets_,
        figures_by_period(figures),
        ratings() if ratings_ is None else ratings_,
        rules,
        quarter,
    )


def only(frame):
    assert len(frame) == 1
    return frame.iloc[0]


# Which figure


def test_a_figure_knows_the_line_of_its_file_and_the_day_its_period_ends():
    found = only(reported({"value_as_printed": "202"}))
    assert (found["file_line"], found["ends"], found["shown_decimals"]) == (2, "2019-09-30", 0)


def test_figures_are_put_in_order_of_measure_and_end_of_period():
    both = measures({}, {"measure_id": "a"})
    found = reported(
        {"period": "2019-20-Q2"},
        {"period": "2018-19"},
        {"period": "2019-M05"},
        {"measure_id": "a"},
        of=both,
    )
    assert found["measure_id"].tolist() == ["a", "m", "m", "m"]
    assert found["period"].tolist() == ["2019-20-Q2", "2018-19", "2019-M05", "2019-20-Q2"]


@pytest.mark.parametrize(
    ("places", "chosen"),
    [
        (["text", "history", "table"], "table"),
        (["text", "history"], "history"),
        (["text"], "text"),
    ],
)
def test_the_table_is_taken_before_the_history_and_the_history_before_the_text(places, chosen):
    found = only(figures_by_period(reported(*({"printed_in": place} for place in places))))
    assert found["printed_in"] == chosen


def test_the_latest_figure_is_that_of_the_last_period_with_a_value():
    figures = figures_by_period(
        reported(
            {"period": "2019-20-Q1", "value": 210},
            {"period": "2018-19-Q4", "value": 265},
            {"period": "2019-20-Q2", "value": NAN, "status": "not_published"},
        )
    )
    assert only(latest_figures(figures, LAST_DAY))["value"] == 210


def test_a_latest_figure_of_zero_is_a_figure():
    figures = figures_by_period(reported({"period": "2019-20-Q1"}, {"value": 0}))
    assert only(latest_figures(figures, LAST_DAY))["value"] == 0


def test_a_period_that_has_not_begun_has_no_latest_figure():
    figures = figures_by_period(reported({"value": 1}, {"period": "2019-20-Q3", "value": 2}))
    assert only(latest_figures(figures, LAST_DAY))["value"] == 1


def test_a_forecast_for_the_year_that_has_begun_is_its_latest_figure():
    figures = figures_by_period(
        reported(
            {"period": "2018-19", "value": 132},
            {"period": "2019-20", "value": 112, "status": "forecast"},
        )
    )
    assert only(latest_figures(figures, LAST_DAY))["value"] == 112


@pytest.mark.parametrize("place", ["history", "text"])
def test_a_figure_outside_the_table_is_evidence_and_not_the_latest(place):
    figures = figures_by_period(
        reported({"period": "2019-20-Q1", "value": 1}, {"value": 2, "printed_in": place})
    )
    assert only(latest_figures(figures, LAST_DAY))["value"] == 1


def test_a_measure_without_any_value_has_no_latest_figure():
    figures = figures_by_period(reported({"value": NAN, "status": "dash"}))
    assert latest_figures(figures, LAST_DAY).empty


# Which target


def target_of(period, *changes):
    wanted = pd.DataFrame({"measure_id": ["m"], "period": pd.Series([period], dtype="object")})
    return only(targets_for(wanted, targets(*changes)))


OF_QUARTER = {"period": "2019-20-Q2", "lower": 1.0}
OF_YEAR = {"period": "2019-20", "lower": 2.0}
STANDING = {"period": None, "lower": 3.0}


@pytest.mark.parametrize(
    ("rows", "lower"),
    [
        ([STANDING, OF_YEAR, OF_QUARTER], 1),
        ([STANDING, OF_YEAR], 2),
        ([STANDING], 3),
    ],
)
def test_a_target_of_the_quarter_comes_before_one_of_the_year_and_that_before_a_standing_one(
    rows, lower
):
    assert target_of("2019-20-Q2", *rows)["lower"] == lower


@pytest.mark.parametrize("other", ["2019-20-Q1", "2019-20-Q3", "2018-19-Q2", "2018-19", "2020-21"])
def test_a_target_of_another_period_is_no_target(other):
    assert target_of("2019-20-Q2", OF_QUARTER | {"period": other})["target_kind"] == "none"


def test_a_target_of_another_measure_is_no_target():
    assert target_of("2019-20-Q2", {"measure_id": "other"})["target_kind"] == "none"


def test_a_target_of_the_quarter_that_says_none_hides_a_standing_one():
    found = target_of("2019-20-Q2", STANDING, {"kind": "none", "lower": NAN})
    assert found["target_kind"] == "none"
    assert np.isnan(found["lower"])


def test_a_measure_without_a_figure_takes_only_its_standing_target():
    assert target_of(None, OF_QUARTER, OF_YEAR, STANDING)["lower"] == 3
    assert target_of(None, OF_QUARTER)["target_kind"] == "none"


def test_a_target_knows_where_it_stands():
    found = target_of("2019-20-Q2", OF_YEAR, OF_QUARTER | {"target_as_printed": "1"})
    assert (found["target_line"], found["target_file_line"]) == ("16", 3)
    assert (found["target_period"], found["target_as_printed"]) == ("2019-20-Q2", "1")


# Which comparator


@pytest.mark.parametrize(
    ("period", "before"),
    [("2019-20-Q2", "2018-19-Q2"), ("2019", "2018"), ("2018-19", "2017-18")],
)
def test_a_figure_is_compared_with_the_same_period_a_year_before(period, before):
    found = only(scorecard(reported({"period": period}, {"period": before, "value": 242})))
    assert (found["compared_with"], found["previous"], found["change"]) == (before, 242, -40)


def test_a_late_figure_is_compared_with_its_own_quarter_a_year_before():
    figures = reported(
        {"value": NAN, "status": "not_published"},
        {"period": "2019-20-Q1", "value": 129},
        {"period": "2018-19-Q1", "value": 16},
        {"period": "2018-19-Q2", "value": 69},
    )
    assert only(scorecard(figures))["previous"] == 16


def test_a_comparator_may_come_from_the_history():
    found = only(scorecard(reported({}, {"period": "2018-19-Q2", "printed_in": "history"})))
    assert found["travel"] == "level"


def test_a_comparator_without_a_value_gives_no_direction():
    before = {"period": "2018-19-Q2", "value": NAN, "status": "dash"}
    found = only(scorecard(reported({}, before)))
    assert (found["travel"], found["travel_outcome"]) == ("n/a", "no_comparator")


def test_the_quarter_before_is_no_comparator():
    assert only(scorecard(reported({}, {"period": "2019-20-Q1"})))["travel"] == "n/a"


# The row


def test_a_row_says_the_figure_the_target_the_rating_and_the_sum():
    found = only(scorecard(reported({"value_as_printed": "202"}), targets({})))
    assert (found["value"], found["lower"], found["rag"]) == (202, 200, "G")
    assert found["reason"] == "202 against at least 200: on or better than target: green"
    assert (found["figure_line"], found["file_line"], found["variance"]) == ("15", 2, 2)


def test_a_variance_is_the_figure_less_the_bound():
    found = only(
        scorecard(
            reported({"value": 417.0}),
            targets({"kind": "at_most", "lower": NAN, "upper": 399.0}),
            measures({"polarity": "lower", "unit": "tonnes"}),
        )
    )
    assert (found["variance"], found["rag"]) == (18, "A")
    assert found["reason"] == (
        "417 tonnes against at most 399 tonnes: 4.5% over target, no more than 10%: amber"
    )


def test_a_measure_without_a_figure_keeps_its_row_and_gets_no_colour():
    found = only(scorecard(reported({"value": NAN, "status": "not_published"}), targets({})))
    assert (found["rag"], found["travel"]) == ("", "n/a")
    assert found["reason"] == "No figure: no rating"


def test_a_suppressed_figure_is_said_to_be_suppressed():
    found = only(scorecard(reported({"value": NAN, "status": "suppressed"}), targets({})))
    assert found["rag"] == ""
    assert found["reason"] == "The figure is suppressed to protect individuals: no rating"


def test_figures_and_targets_are_shown_with_the_digits_they_were_printed_with():
    found = only(
        scorecard(
            reported({"value": 72.0, "value_as_printed": "72%"}),
            targets({"lower": 75.5, "target_as_printed": "75.5%"}),
            measures({"unit": "percent", "decimals": 1}),
        )
    )
    assert found["reason"].startswith("72% against at least 75.5%: ")


def test_a_measure_may_have_a_rule_of_its_own():
    rules = RuleSet(
        title="t",
        default=Rule(family="relative", tolerance=10),
        measures={"m": Rule(family="points", tolerance=1, note="Why.")},
    )
    found = only(scorecard(reported({"value": 198.0}), targets({}), rules=rules))
    assert (found["rag"], found["rule_note"]) == ("R", "Why.")


def test_a_further_series_of_a_measure_is_not_rated():
    both = measures({}, {"measure_id": "m-median", "part_of": "m"})
    figures = reported({"measure_id": "m-median", "value": 1.0}, of=both)
    found = scorecard(figures, targets({"measure_id": "m-median"}), both).iloc[1]
    assert (found["rag"], found["outcome"]) == ("", "not_rated")


def test_a_measure_that_is_not_to_be_rated_gets_no_colour():
    found = only(scorecard(reported({}), targets({}), measures({"rated": "no"})))
    assert found["rag"] == ""


def test_rows_keep_the_order_of_the_measures():
    three = measures({"measure_id": "c"}, {"measure_id": "a"}, {"measure_id": "b"})
    figures = reported({"measure_id": "a"}, {"measure_id": "b"}, {"measure_id": "c"}, of=three)
    assert scorecard(figures, measures_=three)["measure_id"].tolist() == ["c", "a", "b"]


# Against what was published


@pytest.mark.parametrize(
    ("published", "value", "agrees"),
    [("G", 202, True), ("A", 202, False), (None, 202, False), ("n/a", 202, False)],
)
def test_a_rating_agrees_if_the_colour_is_the_published_one(published, value, agrees):
    found = only(
        scorecard(
            reported({"value": value}), targets({}), ratings_=ratings({"published_rag": published})
        )
    )
    assert bool(found["rag_agrees"]) is agrees


@pytest.mark.parametrize("published", ["n/a", None])
def test_no_rating_agrees_with_none_published(published):
    card = scorecard(reported({}), ratings_=ratings({"published_rag": published}))
    assert bool(only(card)["rag_agrees"])


@pytest.mark.parametrize(
    ("published", "agrees"), [("down", True), ("up", False), ("level", False), (None, False)]
)
def test_a_direction_agrees_if_the_arrow_is_the_published_one(published, agrees):
    figures = reported({}, {"period": "2018-19-Q2", "value": 242})
    found = only(scorecard(figures, ratings_=ratings({"published_travel": published})))
    assert bool(found["travel_agrees"]) is agrees


# Exceptions


def test_a_red_and_worsening_measure_is_both():
    figures = reported({"value": 100.0}, {"period": "2018-19-Q2", "value": 242})
    found = only(scorecard(figures, targets({})))
    assert (found["is_red"], found["is_worsening"], found["is_missing"]) == (True, True, False)


def test_an_amber_measure_that_improves_is_no_exception():
    figures = reported({"value": 199.0}, {"period": "2018-19-Q2", "value": 150})
    found = only(scorecard(figures, targets({})))
    assert (found["rag"], found["is_red"], found["is_worsening"], found["is_missing"]) == (
        "A",
        False,
        False,
        False,
    )


def missing(*figures, frequency="quarterly"):
    card = scorecard(reported(*figures), measures_=measures({"frequency": frequency}))
    return bool(only(card)["is_missing"])


def test_a_quarterly_measure_without_a_figure_for_the_quarter_is_missing():
    late = {"period": "2019-20-Q1"}
    assert missing(late)
    assert missing(late, {"value": NAN, "status": "not_published"})
    assert not missing(late, {})


def test_a_quarterly_measure_with_a_zero_for_the_quarter_is_not_missing():
    assert not missing({"value": 0})


def test_a_monthly_measure_with_the_last_month_of_the_quarter_is_not_missing():
    assert not missing({"period": "2019-M09"}, frequency="monthly")


def test_an_annual_measure_with_last_years_figure_is_not_missing():
    assert not missing({"period": "2018"}, frequency="annual")


def test_an_annual_measure_whose_next_figure_is_still_to_come_is_missing():
    awaited = {"period": "2019", "value": NAN, "status": "not_yet_available"}
    assert missing({"period": "2018"}, awaited, frequency="annual")


def test_a_figure_that_is_not_due_is_not_missing():
    not_due = {"period": "2019-20", "value": NAN, "status": "not_due"}
    assert not missing({"period": "2018-19"}, not_due, frequency="annual")


def test_a_measure_without_any_figure_is_missing():
    nothing = {"period": "2018", "value": NAN, "status": "not_applicable"}
    assert missing(nothing, frequency="annual")


def test_a_further_series_is_never_an_exception():
    both = measures({}, {"measure_id": "m-median", "part_of": "m"})
    figures = reported(
        {"measure_id": "m-median", "value": 1.0},
        {"measure_id": "m-median", "value": 5.0, "period": "2018-19-Q2"},
        of=both,
    )
    found = scorecard(figures, measures_=both).iloc[1]
    assert found["travel"] == "down"
    assert not found[["is_red", "is_worsening", "is_missing"]].any()


def test_building_a_scorecard_changes_no_argument():
    figures = figures_by_period(reported({}, {"period": "2018-19-Q2", "value": 242}))
    given_tables = (measures(), targets({}), figures, ratings({}))
    before = [table.copy(deep=True) for table in given_tables]
    build_scorecard(*given_tables, RULES, EDITION)
    for table, copy in zip(given_tables, before, strict=True):
        pdt.assert_frame_equal(table, copy)


# The edition as published


@pytest.mark.parametrize(
    ("measure_id", "period", "value", "compared_with", "previous"),
    [
        ("kpi-active-volunteers", "2019-20-Q2", 202, "2018-19-Q2", 242),
        ("kpi-residents-listened-to", "2018", 47, "2017", 53),
        ("kpi-delayed-transfers", "2019-20-Q1", 129.2, "2018-19-Q1", 16.2),
        ("kpi-first-time-entrants", "2018-19-Q4", 421, "2017-18-Q4", 443),
        ("kpi-new-homes", "2019-20", 112, "2018-19", 132),
        ("kpi-gender-pay-gap-median", "2019-20-Q2", -0.44, "2018-19-Q2", -0.43),
        ("kpi-a-level-points", "2018", 32.2, "2017", 32.7),
        ("kpi-capital-works-satisfaction", "2019-20-Q1", 94.3, "2018-19-Q1", 94.84),
    ],
)
def test_a_published_measure_shows_its_latest_figure_beside_the_one_a_year_before(
    edition, measure_id, period, value, compared_with, previous
):
    found = edition.scorecard.set_index("measure_id").loc[measure_id]
    assert (found["period"], found["value"]) == (period, value)
    assert (found["compared_with"], found["previous"]) == (compared_with, previous)


def test_the_missing_measures_of_the_quarter_are_those_whose_cell_says_so(edition):
    headlines = edition.headlines
    assert set(headlines.loc[headlines["is_missing"], "measure_id"]) == {
        "kpi-bame-employees",
        "kpi-delayed-transfers",
        "kpi-twelve-month-reviews",
        "kpi-healthy-lifestyles",
        "kpi-first-time-entrants",
        "kpi-a-level-points",
        "kpi-capital-works-satisfaction",
        "kpi-contact-centre-satisfaction",
    }


def test_the_red_measures_of_the_quarter_are_those_more_than_a_tenth_off_target(edition):
    headlines = edition.headlines
    assert set(headlines.loc[headlines["is_red"], "measure_id"]) == {
        "kpi-newsletter-subscribers",
        "kpi-instagram-followers",
        "kpi-residents-listened-to",
        "kpi-domestic-violence-repeats",
        "kpi-serious-youth-violence",
        "kpi-delayed-transfers",
        "kpi-care-home-admissions",
        "kpi-repeat-child-protection-plans",
        "kpi-assessments-in-time",
        "kpi-new-homes",
    }
