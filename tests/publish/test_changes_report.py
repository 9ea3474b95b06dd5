"""What changed between two editions, as text."""

import pytest

from spf_lib.assess.edition_changes import edition_changes
from spf_lib.publish.changes_report import changes_between, changes_report

Q2, Q3, Q4, SPF = "2019-20-Q2", "2019-20-Q3", "2019-20-Q4", "2020-21-Q1"


@pytest.fixture(scope="module")
def report(vintages):
    return lambda before, after: changes_report(edition_changes(vintages[before], vintages[after]))


def test_counts_come_first(report):
    assert report(Q3, Q4).splitlines()[:11] == [
        "Quarter 3 2019/20 to Quarter 4 2019/20, both of Key performance indicators 2019/20",
        "Measures new                  0",
        "Measures gone                 0",
        "Measures continued            0",
        "Figures changed               1",
        "Colours changed               1",
        "Targets changed               0",
        "Rules changed                 0",
        "Deliverables new              0",
        "Deliverables gone             0",
        "Deliverables moved            0",
    ]


def test_each_kind_that_has_any_is_listed_after_the_counts(report):
    assert report(Q3, Q4).split("\n\n")[1:] == [
        "Figures changed: 1\n  kpi-active-volunteers, 2019-20-Q2: 199 to 205 (revised)",
        "Colours changed: 1\n  kpi-active-volunteers: green to red",
    ]


def test_figures_say_how_they_changed(report):
    found = next(part for part in report(Q2, Q3).split("\n\n") if part.startswith("Figures"))
    assert found.splitlines()[1:] == [
        "  kpi-active-volunteers, 2019-20-Q2: 202 to 199 (revised)",
        "  kpi-delayed-transfers, 2019-20-Q2: not_published to 140.5 (first given)",
        "  kpi-mandatory-training, 2019-20-Q1: 61.3 to not_published (withdrawn)",
        "  kpi-newsletter-subscribers, 2019-20-Q2: 13471 to 13741 (corrected)",
    ]


def test_two_frameworks_are_named(report):
    assert report(Q2, SPF).splitlines()[0] == (
        "Quarter 2 2019/20 to Quarter 1 2020/21: from Key performance indicators 2019/20 to "
        "Single Performance Framework 2020 to 2022"
    )


def test_every_list_is_sorted_and_as_long_as_counted(report):
    for part in report(Q2, SPF).split("\n\n")[1:]:
        heading, *lines = part.splitlines()
        assert lines == sorted(lines)
        assert heading.endswith(f": {len(lines)}")


def test_a_continued_measure_says_what_changed(report):
    lines = report(Q2, SPF).splitlines()
    assert "  kpi-decent-homes as spf-homes-decent-homes: nothing changed" in lines
    assert (
        "  kpi-affordable-homes as spf-homes-affordable-units: "
        "polarity range to higher, another target"
    ) in lines


def test_two_editions_of_a_project_are_compared(project):
    assert len(changes_between(project, Q2, SPF).gone) == 17
