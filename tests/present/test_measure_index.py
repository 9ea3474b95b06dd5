"""The index of all measures."""

from collections import Counter

import pytest

from spf_lib.present.ledger import Ledger
from spf_lib.present.measure_index import latest_of_each_framework, measure_index
from spf_lib.present.page import Page
from tests.present.shown import captioned, parse, plain

RATINGS = {"G": "Green", "A": "Amber", "R": "Red", "": "Not rated"}


@pytest.fixture(scope="module")
def ledger():
    return Ledger("index")


@pytest.fixture(scope="module")
def editions(vintages):
    return latest_of_each_framework(vintages.values())


@pytest.fixture(scope="module")
def index(editions, ledger):
    return parse(measure_index([Page("index", edition, ledger) for edition in editions]))


@pytest.fixture(scope="module")
def rows(index):
    head, *rows = captioned(index, "All measures")
    return [dict(zip(head, row, strict=True)) for row in rows]


def row_of(index, measure_id):
    found = [row for row in index.select("tbody tr") if row.select(f'th a[href$="#{measure_id}"]')]
    assert len(found) == 1, measure_id
    return found[0]


def test_each_framework_is_shown_as_of_its_latest_edition(editions):
    assert [edition.edition_id for edition in editions] == ["2019-20-Q4", "2020-21-Q1"]


def test_every_headline_measure_of_every_framework_has_one_row(index, editions):
    shown = [row.th.a["href"].partition("#")[2] for row in index.select("tbody tr")]
    expected = [key for edition in editions for key in edition.headlines["measure_id"]]
    assert shown == expected
    assert len(shown) == 49 + 387


def test_the_lead_counts_the_measures_of_each_framework(index):
    assert plain(index.select_one(".spf-lead")) == (
        "436 measures: 49 of the Key performance indicators 2019/20, as of Quarter 4 2019/20; "
        "387 of the Single Performance Framework 2020 to 2022, as of Quarter 1 2020/21."
    )


def test_a_title_leads_to_the_card_in_the_latest_edition(index):
    row = row_of(index, "kpi-active-volunteers")
    assert row.th.a["href"] == (
        "../2019-20-Q4/kpi-community-leadership-and-engagement.html#kpi-active-volunteers"
    )


def test_a_measure_leads_to_the_history_it_begins(index):
    link = row_of(index, "kpi-active-volunteers").td.a
    assert (link.get_text(), link["href"]) == ("History", "kpi-active-volunteers.html")


def test_a_measure_leads_to_the_history_it_continues(index, editions):
    continuity = editions[-1].whole.continuity
    measures = editions[-1].whole.measures.set_index("measure_id")
    for link in continuity.itertuples():
        part_of = measures.at[link.measure_id, "part_of"]
        row = row_of(index, part_of if isinstance(part_of, str) else link.measure_id)
        assert row.td.a["href"].startswith("kpi-")


def test_a_measure_without_a_history_has_no_link_to_one(index):
    assert row_of(index, "spf-jobs-construction-local-spend").td.a is None


def test_ratings_are_those_of_the_scorecards(rows, editions):
    expected = Counter(RATINGS[rag] for edition in editions for rag in edition.headlines["rag"])
    assert Counter(row["Rating"] for row in rows) == expected


def test_a_row_tells_the_card_in_short(rows):
    found = next(row for row in rows if row["Measure"] == "Number of Instagram followers")
    assert found["Edition"] == "Quarter 4 2019/20 History"
    assert found["Portfolio or theme"] == "Community Leadership and Engagement"
    assert found["Owner"] == "Cllr Saima Ashraf (portfolio)"
    assert found["Latest figure"] == "1,436 (Quarter 2 2019/20)"
    assert found["Target"] == "at least 1,750"


def test_a_theme_stands_below_its_priority(rows):
    places = {row["Portfolio or theme"] for row in rows}
    theme = "Jobs: A thriving and inclusive local economy"
    assert any(place.startswith(f"Inclusive Growth {theme} ") for place in places)


def test_measures_of_one_title_are_told_apart_by_their_topic(rows):
    titles = [row["Measure"] for row in rows if row["Measure"].startswith("Number of followers")]
    assert len(titles) == len(set(titles)) == 3


def test_a_measure_without_a_figure_shows_every_target(index, editions):
    targets = editions[-1].catalogue.targets
    several = targets.groupby("measure_id").size().loc[lambda number: number > 1].index
    headlines = set(editions[-1].headlines["measure_id"])
    for measure_id in sorted(headlines & set(several))[:10]:
        said = row_of(index, measure_id).select_one('[data-label="Target"]').get_text()
        assert "; " in said, measure_id


def test_a_portfolio_narrows_the_indicators_and_a_priority_the_framework(index):
    for row in index.select("tbody tr"):
        assert row.has_attr("data-portfolio") != row.has_attr("data-priority")
    assert len({row.get("data-portfolio") for row in index.select("tbody tr")} - {None}) == 9
    assert len({row.get("data-priority") for row in index.select("tbody tr")} - {None}) == 4


def test_every_figure_of_the_index_is_in_its_ledger(index, ledger):
    assert [data["id"] for data in index.select("data")] == [entry.id for entry in ledger.entries]


def test_an_index_of_nothing_is_refused():
    with pytest.raises(ValueError, match="needs an edition"):
        measure_index([])


def test_the_edition_that_knows_every_return_comes_last_whatever_the_framework(vintages):
    early, late = vintages["2019-20-Q2"], vintages["2019-20-Q4"]
    other = vintages["2020-21-Q1"]
    assert latest_of_each_framework([early, other, late]) == [other, late]
