"""The facts that may support a claim."""

import pytest

from spf_lib.assess.supports import facts, trusted_figures, with_best


@pytest.fixture(scope="module")
def support(edition):
    return facts(edition)


def values(support, family, **chosen):
    rows = support[support["family"] == family]
    for column, wanted in chosen.items():
        rows = rows[rows[column] == wanted]
    return [round(value, 4) for value in rows["value"]]


def test_a_figure_is_a_fact_of_its_period_and_line(support):
    rows = support[(support["family"] == "kpi-active-volunteers") & (support["value"] == 202)]
    row = rows[rows["what"] == "figure"].iloc[0]
    assert (row["period"], row["unit"], row["printed_in"], row["source_line"]) == (
        "2019-20-Q2",
        "count",
        "table",
        15,
    )


def test_a_part_of_a_measure_lends_its_facts_to_the_card(support):
    family = "kpi-fixed-penalties-issued"
    assert 659 in values(support, family, what="figure", period="2019-20-Q2")


@pytest.mark.parametrize(
    ("family", "what", "value"),
    [
        ("kpi-child-protection-visits", "numerator", 263),
        ("kpi-child-protection-visits", "denominator", 279),
        ("kpi-schools-good-or-outstanding", "rest", 5),
        ("kpi-domestic-violence-repeats", "target", 40),
        ("kpi-child-protection-visits", "target", 90),
        ("kpi-waste-arising", "rank", 33),
        ("kpi-care-leavers-eet", "breakdown", 14),
        ("kpi-new-homes", "sum", 2),
        ("kpi-anti-social-behaviour", "sum", 5408),
    ],
)
def test_facts_of_every_kind_are_gathered(support, family, what, value):
    assert value in values(support, family, what=what)


def test_a_share_is_worked_out_from_its_parts(support):
    family = "kpi-repeat-child-protection-plans"
    assert 19.3103 in values(support, family, what="share")


def test_a_figure_that_the_table_denies_is_no_fact(support, edition):
    assert 117 in set(edition.reported["value"])
    assert 117 not in values(support, "kpi-serious-youth-violence", what="figure")


def test_our_own_figure_among_the_benchmarks_is_no_fact_where_the_table_denies_it(support):
    assert 70.6 not in values(support, "kpi-twelve-month-reviews", what="benchmark")
    assert 75.6 in values(support, "kpi-twelve-month-reviews", what="benchmark")


def test_the_quarter_alone_is_trusted_beside_the_year_to_date(edition):
    figures = trusted_figures(edition.reported, edition.catalogue.measures)
    own = figures[figures["measure_id"] == "kpi-fly-tipped-material"].set_index("value")
    assert own.loc[197, "is_alone"]
    assert not own.loc[417, "is_alone"]


def test_two_printings_agree_at_the_coarser_of_their_precisions(edition):
    rows = with_best(edition.reported, edition.catalogue.measures)
    history = rows[rows["printed_in"] == "history"].set_index(["measure_id", "period"])
    assert history.loc[("kpi-a-level-points", "2018"), "agrees"]
    assert not history.loc[("kpi-gender-pay-gap-median", "2019-20-Q1"), "agrees"]
