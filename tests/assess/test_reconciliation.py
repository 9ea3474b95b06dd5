import numpy as np
import pandas as pd
import pytest

from spf_lib.assess.reconciliation import reconcile_ratings, reconcile_travel
from spf_lib.framework.units import round_half_up

NAN = float("nan")


def card(**facts):
    row = {"measure_id": "m", "part_of": None, "rag": "A", "published_rag": "A", "value": 202.0}
    row |= {"polarity": "higher", "lower": 200.0, "upper": NAN, "travel": "up"}
    row |= {"published_travel": "up", "previous": 150.0, "reason": "the worked sum"}
    row |= facts
    row["rag_agrees"] = (row["published_rag"] or "").replace("n/a", "") == row["rag"]
    row["travel_agrees"] = (row["published_travel"] or "n/a") == row["travel"]
    return row


def printed(measure_id="m", compared_with="2018-19-Q2", reason="the printed reason"):
    return {
        "measure_id": measure_id,
        "reason": reason,
        "compared_with": compared_with,
        "compared_with_as_printed": "DOT from Qtr 2 2018/19",
    }


def rating_difference(**facts):
    found = reconcile_ratings(pd.DataFrame([card(**facts)]), pd.DataFrame([printed()]))
    return found["difference"].item()


def travel_difference(figure_before=None, compared_with="2018-19-Q2", **facts):
    figures = pd.DataFrame(
        {
            "measure_id": ["m", "m"],
            "period": ["2019-20-Q2", compared_with],
            "value": [202.0, NAN if figure_before is None else figure_before],
        }
    )
    ratings = pd.DataFrame([printed(compared_with=compared_with)])
    return reconcile_travel(pd.DataFrame([card(**facts)]), ratings, figures)["difference"].item()


@pytest.mark.parametrize(
    ("published", "recomputed", "difference"),
    [
        ("G", "G", "none"),
        ("R", "R", "none"),
        ("n/a", "", "none"),
        (None, "", "none"),
        ("A", "R", "colour"),
        ("R", "A", "colour"),
        ("G", "A", "colour"),
        ("G", "", "published_only"),
        ("R", "", "published_only"),
        ("n/a", "G", "recomputed_only"),
        (None, "R", "recomputed_only"),
    ],
)
def test_colours_differ_in_one_of_three_ways_or_not(published, recomputed, difference):
    assert rating_difference(published_rag=published, rag=recomputed) == difference


def test_each_difference_stands_beside_its_worked_sum_and_the_printed_reason():
    found = reconcile_ratings(pd.DataFrame([card(rag="R")]), pd.DataFrame([printed()])).iloc[0]
    assert (found["reason"], found["printed_reason"]) == ("the worked sum", "the printed reason")


def test_a_headline_without_a_printed_rating_is_still_reconciled():
    cards = pd.DataFrame([card(), card(measure_id="n", published_rag=None)])
    found = reconcile_ratings(cards, pd.DataFrame([printed()]))
    assert found["measure_id"].tolist() == ["m", "n"]
    assert found["difference"].tolist() == ["none", "recomputed_only"]


def test_the_further_series_of_a_measure_are_not_reconciled_by_colour():
    cards = pd.DataFrame([card(), card(measure_id="m-median", part_of="m")])
    found = reconcile_ratings(cards, pd.DataFrame([printed(), printed("m-median")]))
    assert found["measure_id"].tolist() == ["m"]


@pytest.mark.parametrize(
    ("published", "recomputed", "difference"),
    [
        ("up", "up", "none"),
        ("level", "level", "none"),
        ("n/a", "n/a", "none"),
        (None, "n/a", "none"),
        ("down", "up", "direction"),
        ("level", "up", "direction"),
        ("up", "n/a", "published_only"),
        (None, "up", "recomputed_only"),
        ("n/a", "down", "recomputed_only"),
    ],
)
def test_directions_differ_in_one_of_three_ways_or_not(published, recomputed, difference):
    assert travel_difference(published_travel=published, travel=recomputed) == difference


def test_a_difference_that_the_printed_comparator_explains_is_said_to_be_the_comparator():
    facts = {"travel": "up", "published_travel": "down"}
    assert (
        travel_difference(figure_before=250.0, compared_with="2018-19-Q4", **facts) == "comparator"
    )


def test_a_difference_that_the_printed_comparator_does_not_explain_is_the_direction():
    facts = {"travel": "up", "published_travel": "down"}
    assert (
        travel_difference(figure_before=150.0, compared_with="2018-19-Q4", **facts) == "direction"
    )


def test_a_comparator_of_zero_is_a_comparator():
    facts = {"travel": "down", "published_travel": "up"}
    assert travel_difference(figure_before=0.0, compared_with="2018-19-Q4", **facts) == "comparator"


def test_only_measures_with_a_printed_rating_are_reconciled_by_direction():
    cards = pd.DataFrame([card(), card(measure_id="n")])
    figures = pd.DataFrame({"measure_id": ["m"], "period": ["2018-19-Q2"], "value": [1.0]})
    found = reconcile_travel(cards, pd.DataFrame([printed()]), figures)
    assert found["measure_id"].tolist() == ["m"]


# The edition of Quarter 2 2019/20, worked out by hand from the source: measure, printed colour,
# our colour, and by how many percent of its target the figure is worse, where it is.
BY_HAND = [
    ("kpi-active-volunteers", "G", "G", "0.0"),
    ("kpi-twitter-engagements", "A", "A", "0.9"),
    ("kpi-newsletter-subscribers", "A", "R", "15.8"),
    ("kpi-instagram-followers", "A", "R", "17.9"),
    ("kpi-residents-listened-to", "R", "R", "19.0"),
    ("kpi-residents-get-on-well", "A", "A", "6.4"),
    ("kpi-fly-tipped-material", "A", "A", "4.5"),
    ("kpi-anti-social-behaviour", "R", "A", "6.6"),
    ("kpi-domestic-violence-repeats", "A", "R", "10.7"),
    ("kpi-violence-with-injury", "A", "A", "0.9"),
    ("kpi-serious-youth-violence", "R", "R", "31.0"),
    ("kpi-fixed-penalties-paid", "A", "A", "4.0"),
    ("kpi-delayed-transfers", "R", "R", "120.9"),
    ("kpi-care-home-admissions", "R", "R", "46.6"),
    ("kpi-child-protection-visits", "A", "A", "3.1"),
    ("kpi-repeat-child-protection-plans", "A", "R", "28.6"),
    ("kpi-assessments-in-time", "R", "R", "22.0"),
    ("kpi-first-time-entrants", "R", "A", "7.9"),
    ("kpi-early-years-gap", "R", "A", "9.0"),
    ("kpi-gcse-english-and-maths", "A", "A", "4.7"),
    ("kpi-schools-good-or-outstanding", "G", "A", "0.5"),
    ("kpi-temporary-accommodation", "A", "A", "2.1"),
    ("kpi-new-homes", "R", "R", "90.9"),
    ("kpi-capital-works-satisfaction", "A", "A", "3.8"),
    ("kpi-sickness-absence", "G", "A", "3.8"),
]


@pytest.mark.parametrize(
    ("measure_id", "published", "recomputed", "percent"), BY_HAND, ids=[row[0] for row in BY_HAND]
)
def test_a_published_colour_stands_beside_the_one_worked_out_by_hand(
    edition, measure_id, published, recomputed, percent
):
    found = edition.ratings_reconciled.set_index("measure_id").loc[measure_id]
    assert (found["published_rag"], found["rag"]) == (published, recomputed)
    assert str(round_half_up(found["shortfall_percent"], 1)) == percent
    assert found["difference"] == ("none" if published == recomputed else "colour")


@pytest.mark.parametrize(
    ("measure_id", "published", "reason"),
    [
        ("kpi-bame-employees", "G", "39%, but the target is still to be set: no rating"),
        ("kpi-mandatory-training", "A", "82.1%, but the target is still to be set: no rating"),
        ("kpi-employee-engagement", "G", "76%, but the target is still to be set: no rating"),
        ("kpi-neet-or-unknown", "G", "12.5%, but no target is set for the period: no rating"),
        ("kpi-a-level-points", "R", "32.2, but no target is set for the period: no rating"),
        (
            "kpi-revenue-budget-position",
            "R",
            "£7,011,000, but no target is set for the period: no rating",
        ),
    ],
)
def test_a_colour_published_without_a_target_for_the_figure_cannot_be_recomputed(
    edition, measure_id, published, reason
):
    found = edition.ratings_reconciled.set_index("measure_id").loc[measure_id]
    assert (found["published_rag"], found["difference"]) == (published, "published_only")
    assert found["reason"] == reason


def test_the_colours_of_the_quarter_differ_in_nine_and_cannot_be_recomputed_in_seven(edition):
    counts = edition.ratings_reconciled["difference"].value_counts().to_dict()
    assert counts == {"none": 33, "colour": 9, "published_only": 7}


@pytest.mark.parametrize(
    ("measure_id", "published", "recomputed", "difference"),
    [
        ("kpi-active-volunteers", "down", "down", "none"),
        ("kpi-residents-get-on-well", "down", "up", "direction"),
        ("kpi-gender-pay-gap", "up", "down", "direction"),
        ("kpi-violence-with-injury", "up", "down", "direction"),
        ("kpi-green-flags", "level", "level", "none"),
        ("kpi-affordable-homes", "level", "level", "none"),
        ("kpi-domestic-violence-repeats", "down", "down", "none"),
        ("kpi-first-time-entrants", "up", "up", "none"),
        ("kpi-capital-works-satisfaction", "down", "down", "none"),
        ("kpi-homelessness-prevented", "n/a", "n/a", "none"),
        ("kpi-fixed-penalties-issued", "down", "n/a", "published_only"),
        ("kpi-events-evaluation-first-time-attenders", "down", "n/a", "published_only"),
        ("kpi-revenue-budget-position", "n/a", "down", "recomputed_only"),
        ("kpi-decent-homes", None, "up", "recomputed_only"),
        ("kpi-early-years-gap", None, "down", "recomputed_only"),
        ("kpi-care-home-admissions", None, "down", "recomputed_only"),
        ("kpi-repeat-child-protection-plans", None, "level", "recomputed_only"),
    ],
)
def test_a_published_arrow_stands_beside_the_direction_worked_out_by_hand(
    edition, measure_id, published, recomputed, difference
):
    found = edition.travel_reconciled.set_index("measure_id").loc[measure_id]
    assert (found["published_travel"] if published else None) == published
    assert (found["travel"], found["difference"]) == (recomputed, difference)


def test_the_directions_of_the_quarter_differ_in_three_of_those_both_printed_and_judged(edition):
    counts = edition.travel_reconciled["difference"].value_counts().to_dict()
    assert counts == {"none": 38, "recomputed_only": 9, "published_only": 4, "direction": 3}


def test_the_comparator_a_heading_names_may_turn_a_direction_round(edition):
    found = edition.travel_reconciled.set_index("measure_id").loc["kpi-capital-works-satisfaction"]
    assert (found["compared_with"], found["printed_comparator"]) == ("2018-19-Q1", "2018-19-Q2")
    assert (found["previous"], found["printed_previous"]) == (94.84, 89.05)
    assert (found["travel"], found["by_printed_comparator"]) == ("down", "up")


def test_a_measure_whose_heading_names_no_period_has_no_printed_comparator(edition):
    found = edition.travel_reconciled.set_index("measure_id").loc["kpi-events-evaluation"]
    assert np.isnan(found["printed_previous"])
    assert found["by_printed_comparator"] == "n/a"
