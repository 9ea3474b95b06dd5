"""Contradictions, completeness and sources."""

from dataclasses import replace

import pytest

from spf_lib.present.evidence import discrepancies
from spf_lib.present.page import open_page
from tests.present.shown import captioned, parse, plain


def test_the_count_is_that_of_the_list(edition, pages):
    soup = pages["discrepancies"].soup
    counted = int(soup.select_one(".spf-lead data")["value"])
    assert counted == len(edition.discrepancies) == len(soup.select("ol > li"))
    assert counted > 20


def test_every_contradiction_is_told_whole(edition, pages):
    words = plain(pages["discrepancies"].soup)
    for row in edition.discrepancies.itertuples():
        for told in (row.where, row.printed, row.expected, row.how_found):
            assert " ".join(told.split()) in words, row.Index


def test_contradictions_stand_under_their_source_in_the_order_of_its_lines(edition, pages):
    soup = pages["discrepancies"].soup
    titles = edition.catalogue.sources.set_index("source_id")["title"]
    for source_id, own in edition.discrepancies.groupby("source_id"):
        heading = next(each for each in soup.select("h2") if plain(each) == titles[source_id])
        shown = [plain(item.p) for item in heading.find_next("ol").select("li")]
        lines = [int(words.rsplit("source line ", 1)[1]) for words in shown]
        assert lines == sorted(map(int, own["source_line"]))


@pytest.mark.parametrize("column", ["where", "printed", "expected", "how_found"])
def test_what_a_source_prints_is_text(edition, column):
    rows = edition.discrepancies.copy()
    rows.loc[rows.index[0], column] = "<script>alert(1)</script>"
    changed = replace(edition, discrepancies=rows)
    shown = parse(discrepancies(open_page("p", changed), rows.iloc[0]["source_id"]))
    assert shown.find("script") is None
    assert "<script>alert(1)</script>" in shown.get_text()


def test_completeness_counts_every_cell_of_the_return_once(edition, pages):
    table = next(
        each
        for each in pages["completeness"].soup.select("table")
        if plain(each.caption) == "Figures by portfolio and status"
    )
    counted = sum(int(number["value"]) for number in table.select("data"))
    assert counted == len(edition.returns.figures)


def test_completeness_tells_each_status_apart(edition, pages):
    head, *rows = captioned(pages["completeness"].soup, "Figures by portfolio and status")
    columns = {name: sum(int(row[n]) for row in rows) for n, name in enumerate(head) if n}
    statuses = edition.returns.figures["status"].value_counts()
    assert sorted(columns.values()) == sorted(statuses)
    assert columns["Not published"] == statuses["not_published"]
    assert columns["Printed as a dash"] == statuses["dash"]
    assert columns["Left blank"] == statuses["blank"]


def test_every_headline_measure_is_rated_or_has_one_reason_why_not(edition, pages):
    _, *rows = captioned(pages["completeness"].soup, "Which measures can be rated")
    counts = {row[0]: int(row[1]) for row in rows}
    assert sum(counts.values()) == 49
    assert counts["Rated"] == (edition.headlines["rag"] != "").sum()


def test_the_sources_are_named_with_the_hash_of_the_text_read(pages):
    _, *rows = captioned(pages["sources"].soup, "Documents this edition was read from")
    assert [[row[0], row[2]] for row in rows] == [
        [
            "Appendix 2: Key Performance Indicators 2019/20, Quarter 2",
            "de35de4344e388c9d188cba8142e614e61bf198f49522aab910ba3596eeec50f",
        ],
        [
            "Appendix 1: What we will deliver in 2019/20, Quarter 2",
            "7b9bb50b37827035f706e4b5c0fed55e92554133ae4ff2b62e1f430d711a120d",
        ],
    ]
