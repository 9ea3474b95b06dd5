"""What differs between two editions."""

from dataclasses import replace

import pandas as pd
import pytest

from spf_lib.assess.edition_changes import (
    edition_changes,
    figures_changed,
    framework_title,
    last_targets,
    rules_changed,
)
from spf_lib.assess.rules import Rule, RuleSet

Q2, Q3, Q4, SPF = "2019-20-Q2", "2019-20-Q3", "2019-20-Q4", "2020-21-Q1"


@pytest.fixture(scope="module")
def changes(vintages):
    return lambda before, after: edition_changes(vintages[before], vintages[after])


@pytest.fixture(scope="module")
def reframed(changes):
    return changes(Q2, SPF)


def test_an_edition_differs_in_nothing_from_itself(changes):
    same = changes(Q3, Q3)
    assert same.same_framework
    for rows in (
        *(same.new, same.gone, same.continued, same.figures, same.colours, same.targets),
        *(same.rules, same.deliverables_new, same.deliverables_gone, same.deliverables_moved),
    ):
        assert rows.empty


def test_revised_withdrawn_late_and_corrected_figures_are_changed(changes):
    rows = changes(Q2, Q3).figures
    assert rows[["measure_id", "period", "kind"]].to_numpy().tolist() == [
        ["kpi-active-volunteers", Q2, "revised"],
        ["kpi-delayed-transfers", Q2, "first_given"],
        ["kpi-mandatory-training", "2019-20-Q1", "withdrawn"],
        ["kpi-newsletter-subscribers", Q2, "corrected"],
    ]


def test_a_change_is_between_the_two_editions_and_skips_those_between(changes):
    rows = changes(Q2, Q4).figures.set_index(["measure_id", "period"])
    row = rows.loc[("kpi-active-volunteers", Q2)]
    assert (row["old"], row["new"]) == (202, 205)


def test_a_figure_of_another_framework_is_known_to_have_changed(reframed):
    assert len(reframed.figures) == 4


def test_a_figure_that_is_suppressed_now_is_not_told_again(vintages):
    before, after = vintages[Q2].history, vintages[Q2].history.copy()
    first = after["value"].notna().idxmax()
    after.loc[first, ["value", "status"]] = [float("nan"), "suppressed"]
    (row,) = figures_changed(before, after).itertuples()
    assert row.kind == "withdrawn"
    assert pd.isna(row.old)
    assert pd.isna(row.old_value_as_printed)


def test_a_changed_colour_stands_with_both(changes):
    rows = changes(Q3, Q4).colours
    assert rows[["measure_id", "rag_before", "rag_after"]].to_numpy().tolist() == [
        ["kpi-active-volunteers", "G", "R"]
    ]


def test_a_changed_target_stands_with_both(changes):
    rows = changes(Q2, Q3).targets
    assert rows[["measure_id", "upper_before", "upper_after"]].to_numpy().tolist() == [
        ["kpi-delayed-transfers", 58.5, 117.1]
    ]


def test_a_deliverable_without_an_update_has_moved(changes):
    rows = changes(Q2, Q3).deliverables_moved
    assert len(rows) == 59
    assert set(rows["status_after"]) == {"no_date"}


def test_every_measure_of_two_frameworks_is_new_gone_or_continued(reframed, vintages):
    after, before = vintages[SPF].headlines, vintages[Q2].headlines
    new, continuing = set(reframed.new["measure_id"]), set(reframed.continued["headline_id"])
    assert new | continuing == set(after["measure_id"])
    assert not new & continuing
    gone = set(reframed.gone["measure_id"])
    kept = set(reframed.continued["continues_headline_id"])
    assert gone | kept == set(before["measure_id"])
    assert not gone & kept


def test_editions_of_two_frameworks_share_no_measure_to_compare(reframed):
    assert not reframed.same_framework
    assert reframed.colours.empty
    assert reframed.targets.empty


def test_every_deliverable_of_another_framework_is_new_and_of_the_earlier_gone(reframed):
    assert (len(reframed.deliverables_new), len(reframed.deliverables_gone)) == (364, 59)


@pytest.mark.parametrize(
    ("measure_id", "changed"),
    [
        ("spf-homes-decent-homes", False),
        ("spf-adult-care-delayed-transfers", False),
        ("spf-homes-net-additional", True),
        ("spf-homes-temporary-moved-on", False),
        ("spf-homes-temporary-total", True),
        ("spf-transparency-facebook-followers", True),
    ],
)
def test_the_target_that_stood_last_is_compared_with_the_one_now(reframed, measure_id, changed):
    rows = reframed.continued.set_index("measure_id")
    assert rows.at[measure_id, "target_changed"] == changed


def test_unit_and_polarity_of_a_continued_measure_stand_beside_those_before(reframed):
    rows = reframed.continued.set_index("measure_id")
    assert rows.loc["spf-schools-a-level-best-3", ["unit_before", "unit_after"]].tolist() == [
        "points",
        "score",
    ]
    affordable = rows.loc["spf-homes-affordable-units", ["polarity_before", "polarity_after"]]
    assert affordable.tolist() == ["range", "higher"]


def test_nothing_continues_where_no_link_leads(vintages):
    whole = replace(vintages[SPF].whole, continuity=vintages[SPF].whole.continuity.iloc[:0])
    found = edition_changes(vintages[Q2], replace(vintages[SPF], whole=whole))
    assert found.continued.empty
    assert (len(found.new), len(found.gone)) == (387, 49)


def test_the_last_target_is_the_standing_one_else_the_latest():
    rows = pd.DataFrame(
        {
            "measure_id": ["a", "a", "a", "b", "b"],
            "period": ["2019-20-Q4", "2019-20-Q1", None, "2019-20-Q4", "2019-20-Q1"],
            "lower": [4, 1, 9, 4, 1],
        }
    )
    assert last_targets(rows, "a")["lower"].tolist() == [9]
    assert last_targets(rows, "b")["lower"].tolist() == [4]
    assert last_targets(rows, "c").empty


def test_rules_are_compared_key_by_key():
    rule = Rule(family="relative", tolerance=10)
    before = RuleSet(title="t", default=rule, measures={"a": rule})
    default = Rule(family="relative", tolerance=5)
    after = RuleSet(title="t", default=default, measures={"b": rule})
    assert rules_changed(before, after).to_numpy().tolist() == [
        ["default.tolerance", "10", "5"],
        ["measures.a.family", "relative", ""],
        ["measures.a.tolerance", "10", ""],
        ["measures.b.family", "", "relative"],
        ["measures.b.tolerance", "", "10"],
    ]


def test_the_framework_of_an_edition_has_its_title(vintages):
    assert framework_title(vintages[Q2]) == "Key performance indicators 2019/20"
    assert framework_title(vintages[SPF]) == "Single Performance Framework 2020 to 2022"
