"""Facts that follow from several figures."""

import pytest

from spf_lib.assess.support_changes import between_figures, over_the_year
from spf_lib.assess.supports import trusted_figures


@pytest.fixture(scope="module")
def figures(edition):
    return trusted_figures(edition.reported, edition.catalogue.measures)


@pytest.fixture(scope="module")
def sums(edition, figures):
    return over_the_year(figures, edition.period)


@pytest.fixture(scope="module")
def changes(edition, figures):
    return between_figures(figures, edition.catalogue.targets, edition.period)


def one(rows, measure_id, name, period):
    own = (rows["measure_id"] == measure_id) & (rows["name"] == name)
    return rows[own & (rows["period"] == period)]["value"].item()


def test_quarters_are_added_up_through_the_year(sums):
    assert one(sums, "kpi-fixed-penalties-issued", "year to date", "2019-20-Q2") == 344 + 314


def test_a_year_to_date_is_taken_apart(sums):
    assert one(sums, "kpi-fly-tipped-material", "quarter alone", "2019-20-Q2") == 417 - 220


def test_twelve_months_run_up_to_the_edition(sums):
    twelve = one(sums, "kpi-violence-with-injury", "twelve months", "2019-20-Q2")
    assert twelve == 1319 - 663 + 668


def test_a_change_is_of_the_later_from_the_earlier(changes):
    change = one(changes, "kpi-anti-social-behaviour", "from 2018-19-Q2", "2019-20-Q2")
    assert change == 2939 - 2758


def test_a_figure_is_set_against_its_target(changes):
    gap = one(changes, "kpi-twitter-engagements", "from the target", "2019-20-Q2")
    assert gap == 13380 - 13500


def test_a_year_to_date_is_not_compared_with_one_of_another_length(changes):
    own = changes[changes["measure_id"] == "kpi-anti-social-behaviour"]
    assert "from 2018-19-Q1" not in set(own[own["period"] == "2019-20-Q2"]["name"])


def test_nothing_is_told_of_changes_between_two_past_quarters(changes):
    quarters = changes[changes["period"].str.contains("-Q")]
    later = quarters[quarters["measure_id"] == "kpi-active-volunteers"]["period"]
    assert set(later) == {"2019-20-Q1", "2019-20-Q2"}
