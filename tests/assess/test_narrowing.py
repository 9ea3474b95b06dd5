"""The part of an edition that one page may read."""

import pytest

from spf_lib.assess.narrowing import UndeclaredRead, narrowed, of_chapter, tables
from spf_lib.publish.store import assessed_edition

PORTFOLIO = "kpi-public-realm"


@pytest.fixture(scope="module")
def edition(root):
    return assessed_edition(root, "2019-20-Q2")


@pytest.fixture(scope="module")
def chapter(edition):
    return of_chapter(edition, PORTFOLIO, tables(edition))


def test_tables_inside_the_catalogue_are_named_after_it(edition):
    assert {"scorecard", "facts", "whole.people", "returns.narrative", "rules"} <= set(
        tables(edition)
    )


def test_a_declared_table_is_the_edition_s_own(edition):
    assert narrowed(edition, ["scorecard"]).scorecard is edition.scorecard


@pytest.mark.parametrize(
    "use",
    [
        lambda edition: edition.figures["value"],
        lambda edition: edition.figures.columns,
        lambda edition: edition.figures_of,
        lambda edition: len(edition.returns.narrative),
        lambda edition: list(edition.facts),
    ],
)
def test_any_use_of_an_undeclared_table_is_refused(edition, use):
    with pytest.raises(UndeclaredRead, match="add it to the reads of its template"):
        use(narrowed(edition, ["scorecard"]))


def test_a_read_that_is_no_table_is_refused_by_name(edition):
    with pytest.raises(ValueError, match="no scorecards"):
        narrowed(edition, ["scorecards"])


def test_a_page_may_always_name_its_edition(edition):
    assert narrowed(edition, []).edition_id == "2019-20-Q2"


def test_a_chapter_holds_its_measures_alone(chapter):
    assert set(chapter.scorecard["chapter_id"]) == {PORTFOLIO}
    assert set(chapter.facts) <= set(chapter.scorecard["measure_id"])


def test_chapters_share_out_the_scorecard(edition):
    portfolios = edition.scorecard["chapter_id"].unique()
    rows = [
        len(of_chapter(edition, portfolio, ["scorecard"]).scorecard) for portfolio in portfolios
    ]
    assert sum(rows) == len(edition.scorecard)


def test_a_chapter_s_page_is_refused_what_it_does_not_declare(edition):
    own = of_chapter(edition, PORTFOLIO, ["scorecard"])
    with pytest.raises(UndeclaredRead, match="figures"):
        len(own.figures)


def test_a_chapter_s_read_that_is_no_table_is_refused_by_name(edition):
    with pytest.raises(ValueError, match="no scorecards"):
        of_chapter(edition, PORTFOLIO, ["scorecards"])


def test_a_chapter_s_rows_keep_the_lines_of_their_files(edition, chapter):
    own = chapter.returns.narrative
    assert own.index.name == "line"
    assert own.equals(edition.returns.narrative.loc[own.index])


def test_a_chapter_knows_the_measures_its_own_are_continued_by(root):
    opening = assessed_edition(root, "2020-21-Q1")
    chapter = of_chapter(opening, "spf-participation-opportunities", ["whole.measures"])
    known = set(chapter.whole.measures["measure_id"])
    # The second series of a card: its card's first comes with it.
    assert {"kpi-events-evaluation-local-residents", "kpi-events-evaluation"} <= known


def test_what_is_about_no_measure_stays_whole(edition, chapter):
    assert chapter.catalogue.people.equals(edition.catalogue.people)
