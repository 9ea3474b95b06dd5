"""The one-screen summary of a build."""

import pytest

from spf_lib.publish.build import Built
from spf_lib.publish.kept_pages import PageDone
from spf_lib.publish.report import build_report

PAGES = (PageDone("scorecard", ("table scorecard",)), PageDone("sources", ()))


@pytest.fixture
def report(edition, tmp_path):
    built = Built(tmp_path / "_build/site", edition, 2345, PAGES)
    text = build_report(built, tmp_path)
    return dict(line.split(maxsplit=1) for line in text.splitlines() if line[0] != "A") | {
        "As published": next(
            line.removeprefix("As published").strip()
            for line in text.splitlines()
            if line.startswith("As published")
        )
    }


def test_the_report_names_the_edition_and_the_place(report):
    assert report["Edition"] == "2019-20-Q2"
    assert report["Site"] == "_build/site/index.html"


def test_the_report_counts_the_ratings_of_the_scorecard(edition, report):
    counts = edition.headlines["rag"].value_counts()
    assert report["Measures"] == (
        f"49: {counts['G']} green, {counts['A']} amber, {counts['R']} red, {counts['']} not rated"
    )


def test_the_report_counts_the_exceptions(edition, report):
    headlines = edition.headlines
    words = report["Exceptions"].split(", ")
    assert [int(part.split()[0]) for part in words] == [
        headlines["is_red"].sum(),
        headlines["is_worsening"].sum(),
        headlines["is_missing"].sum(),
    ]


def test_the_report_says_how_many_ratings_come_out_as_published(edition, report):
    assert report["As published"].startswith(f"{edition.headlines['rag_agrees'].sum()} of 49")


def test_the_report_counts_contradictions_and_figures(edition, report):
    assert report["Discrepancies"].split()[0] == str(len(edition.discrepancies))
    assert "2345" in str(report).replace(",", "")


def test_the_report_fits_one_screen(edition, tmp_path):
    text = build_report(Built(tmp_path / "_build/site", edition, 2345, PAGES), tmp_path)
    assert len(text.splitlines()) <= 24
    assert max(map(len, text.splitlines())) <= 100


def test_the_report_names_the_pages_that_were_executed_again(report):
    assert report["Executed"] == "1 of 2 pages: scorecard"
