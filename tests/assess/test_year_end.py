"""Required run rates and year-end projections."""

import numpy as np
import pytest

from spf_lib.assess.trends import project_year_end, required_percentage, required_run_rate


class TestRequiredRunRate:
    def test_shares_what_is_missing_among_the_remaining_quarters(self):
        found = required_run_rate(target=400, to_date=180, remaining_quarters=2)
        assert (found.rate, found.status) == (110, "required")

    @pytest.mark.parametrize("to_date", [400, 450])
    def test_is_secured_at_or_below_0(self, to_date):
        assert required_run_rate(400, to_date, 2).status == "secured"

    def test_where_lower_is_better_is_what_each_quarter_may_still_have(self):
        assert required_run_rate(400, 180, 2, "lower").status == "required"
        assert required_run_rate(400, 400, 2, "lower").rate == 0
        assert required_run_rate(400, 400, 2, "lower").status == "required"

    def test_where_lower_is_better_cannot_be_achieved_once_exceeded(self):
        assert required_run_rate(400, 401, 2, "lower").status == "not achievable"

    def test_is_not_moved_by_binary_rounding(self):
        assert required_run_rate(0.3, 0.1 + 0.2, 1).status == "secured"

    @pytest.mark.parametrize("remaining", [0, 5, -1])
    def test_needs_remaining_quarters(self, remaining):
        with pytest.raises(ValueError, match="remain"):
            required_run_rate(400, 100, remaining)

    def test_needs_a_figure(self):
        with pytest.raises(ValueError, match="known"):
            required_run_rate(400, np.nan, 2)


class TestRequiredPercentage:
    def test_is_of_the_remaining_denominator(self):
        # 90% of 200 is 180; 85 so far; 95 of the remaining 100.
        found = required_percentage(90, 85, 100, 100)
        assert (found.rate, found.status) == (95, "required")

    def test_above_100_is_not_achievable(self):
        assert required_percentage(95, 85, 100, 100).status == "not achievable"

    def test_of_exactly_100_is_still_required(self):
        found = required_percentage(90, 80, 100, 100)
        assert (found.rate, found.status) == (100, "required")

    def test_at_or_below_0_is_secured(self):
        assert required_percentage(50, 100, 100, 100).status == "secured"
        assert required_percentage(40, 100, 100, 100).status == "secured"

    def test_where_lower_is_better_is_the_other_way_round(self):
        assert required_percentage(10, 25, 100, 100, "lower").status == "not achievable"
        assert required_percentage(10, 5, 100, 100, "lower").rate == 15
        assert required_percentage(60, 10, 100, 100, "lower").status == "secured"

    def test_needs_a_remaining_denominator(self):
        with pytest.raises(ValueError, match="remaining denominator"):
            required_percentage(90, 85, 100, 0)


class TestProjection:
    def test_is_a_straight_line_without_last_year(self):
        found = project_year_end([10, 20])
        assert (found.value, found.method) == (60, "straight line")

    def test_follows_last_years_seasonal_share(self):
        # Half of last year's total came in its first quarter.
        found = project_year_end([30], [20, 5, 5, 10])
        assert (found.value, found.method) == (60, "last year's seasonal share")

    @pytest.mark.parametrize(
        "last_year", [[20, 5, 5], [20, np.nan, 5, 10], [0, 5, 5, 5], [-1, 5, 5, 5]]
    )
    def test_is_a_straight_line_where_last_year_gives_no_share(self, last_year):
        assert project_year_end([30], last_year).method == "straight line"

    def test_of_a_whole_year_is_its_total(self):
        assert project_year_end([1, 2, 3, 4]).value == 10
        assert project_year_end([1, 2, 3, 4], [5, 5, 5, 5]).value == 10

    @pytest.mark.parametrize("quarters", [[], [1, np.nan], [1, 2, 3, 4, 5]])
    def test_needs_every_quarter_so_far(self, quarters):
        with pytest.raises(ValueError, match="every quarter"):
            project_year_end(quarters)
