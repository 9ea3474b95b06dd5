"""The Single Performance Framework and the peer challenge plan are whole.

The counts were made from the source documents by a second reader, before the data was looked at.
"""

from pathlib import Path

import pytest

from spf_lib.assess.edition import AssessedEdition
from spf_lib.publish.contents import toc_pages
from spf_lib.publish.editions import read_edition
from spf_lib.publish.inputs import load_edition
from spf_lib.publish.inspect_site import missing_from_site

MEASURES = {
    ("spf-prevention-demand", "demand"): 20,
    ("spf-prevention-best-start", "long_term_outcome"): 2,
    ("spf-prevention-best-start", "proxy"): 9,
    ("spf-prevention-schools", "long_term_outcome"): 4,
    ("spf-prevention-schools", "proxy"): 7,
    ("spf-prevention-adulthood", "long_term_outcome"): 1,
    ("spf-prevention-adulthood", "proxy"): 8,
    ("spf-prevention-children-in-care", "long_term_outcome"): 6,
    ("spf-prevention-care-leavers", "long_term_outcome"): 7,
    ("spf-prevention-safeguarding", "long_term_outcome"): 3,
    ("spf-prevention-safeguarding", "proxy"): 13,
    ("spf-prevention-knife-crime", "long_term_outcome"): 3,
    ("spf-prevention-knife-crime", "proxy"): 3,
    ("spf-prevention-domestic-abuse", "long_term_outcome"): 1,
    ("spf-prevention-domestic-abuse", "proxy"): 4,
    ("spf-prevention-disability", "long_term_outcome"): 2,
    ("spf-prevention-disability", "proxy"): 6,
    ("spf-prevention-wellbeing", "long_term_outcome"): 2,
    ("spf-prevention-wellbeing", "proxy"): 7,
    ("spf-prevention-adult-care", "long_term_outcome"): 1,
    ("spf-prevention-adult-care", "proxy"): 13,
    ("spf-prevention-older-people", "long_term_outcome"): 1,
    ("spf-prevention-older-people", "proxy"): 9,
    ("spf-prevention-public-health", "long_term_outcome"): 4,
    ("spf-prevention-public-health", "proxy"): 6,
    ("spf-participation-capacity", "indicator"): 5,
    ("spf-participation-opportunities", "indicator"): 12,
    ("spf-participation-democratic", "indicator"): 8,
    ("spf-participation-relational", "indicator"): 17,
    ("spf-growth-homes-new", "indicator"): 18,
    ("spf-growth-homes-quality", "indicator"): 23,
    ("spf-growth-homes-homelessness", "indicator"): 14,
    ("spf-growth-homes-vulnerable", "indicator"): 3,
    ("spf-growth-jobs-quality", "indicator"): 15,
    ("spf-growth-jobs-access", "indicator"): 14,
    ("spf-growth-places-neighbourhoods", "indicator"): 15,
    ("spf-growth-environment-energy", "indicator"): 5,
    ("spf-growth-environment-buildings", "indicator"): 4,
    ("spf-growth-environment-local", "indicator"): 7,
    ("spf-growth-money", "indicator"): 12,
    ("spf-organisation-value", "indicator"): 12,
    ("spf-organisation-people", "indicator"): 14,
    ("spf-organisation-democratic", "indicator"): 27,
    ("spf-organisation-customer", "indicator"): 14,
    ("spf-organisation-tools", "indicator"): 6,
}
PREVENTION_DELIVERABLES = {
    "best-start": 5,
    "schools": 6,
    "adulthood": 4,
    "children-in-care": 3,
    "care-leavers": 3,
    "safeguarding": 6,
    "knife-crime": 3,
    "domestic-abuse": 3,
    "disability": 7,
    "wellbeing": 3,
    "adult-care": 5,
    "older-people": 6,
    "public-health": 2,
}
PEER_ACTIONS = {
    "peer-leadership": 16,
    "peer-finance": 6,
    "peer-capacity": 11,
    "peer-members": 13,
    "peer-growth": 7,
    "peer-demand": 11,
}


@pytest.fixture(scope="module")
def framework(root: Path) -> AssessedEdition:
    return load_edition(root, "2020-21-Q1")


@pytest.fixture(scope="module")
def peer(root: Path) -> AssessedEdition:
    return load_edition(root, "2015-16-Q4")


def test_every_section_of_every_theme_has_all_its_measures(framework):
    counted = framework.headlines.groupby(["group_id", "section"]).size().to_dict()
    assert counted == MEASURES


def test_the_framework_has_three_hundred_and_eighty_seven_measures(framework):
    assert len(framework.headlines) == sum(MEASURES.values()) == 387


def test_every_theme_of_prevention_has_all_its_deliverables(framework):
    counted = framework.deliverables["group_id"].value_counts()
    for theme, number in PREVENTION_DELIVERABLES.items():
        assert counted[f"spf-prevention-{theme}"] == number


def test_every_theme_of_the_peer_challenge_has_all_its_actions(peer):
    assert peer.deliverables["group_id"].value_counts().to_dict() == PEER_ACTIONS


def test_no_measure_of_the_opening_edition_has_a_colour(framework):
    assert set(framework.scorecard["rag"]) == {""}


def test_every_measure_of_the_framework_has_a_target_row(framework):
    without = set(framework.headlines["measure_id"]) - set(
        framework.catalogue.targets["measure_id"]
    )
    assert without == set()


def test_no_deliverable_without_an_update_is_said_to_be_done(framework):
    said = set(framework.deliverables["status"])
    assert said <= {"overdue", "due_this_quarter", "not_yet_due", "ongoing", "no_date"}


def test_thirty_two_cards_run_on_into_the_framework_in_a_series_at_least(framework):
    part_of = framework.whole.measures.set_index("measure_id")["part_of"].dropna().to_dict()
    continued = framework.whole.continuity["continues"]
    assert len({part_of.get(measure_id, measure_id) for measure_id in continued}) == 32


def test_the_measures_of_a_subtheme_are_looked_for_in_the_chapter_of_its_theme(
    framework, root, tmp_path
):
    edition = read_edition(root, "2020-21-Q1")
    for page in toc_pages(root):
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{page}.html").touch()
    homes = framework.headlines[framework.headlines["chapter_id"] == "spf-growth-homes"]
    cards = "".join(f'<article data-measure="{one}"></article>' for one in homes["measure_id"])
    (tmp_path / "book/2020-21-Q1/spf-growth-homes.html").write_text(cards, encoding="utf-8")
    missing = missing_from_site(root, tmp_path, edition, framework)
    assert len(missing) == 387 - 58
