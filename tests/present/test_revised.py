"""Remarks beside a figure that a later return or a correction changed."""

from dataclasses import replace

import pytest

from spf_lib.present.cards import card
from spf_lib.present.figure_tables import figure_tables
from spf_lib.present.history import chains_of, history_html
from spf_lib.present.page import open_page
from tests.present.shown import captioned, parse, plain

Q2, Q3, Q4 = "2019-20-Q2", "2019-20-Q3", "2019-20-Q4"


def opened(edition, measure_id):
    row = edition.scorecard.set_index("measure_id", drop=False).loc[measure_id]
    return open_page("p", edition), row


def tables(edition, measure_id):
    page, measure = opened(edition, measure_id)
    return page, plain(parse("".join(map(str, figure_tables(page, measure)))))


@pytest.mark.parametrize(
    ("quarter", "cell"),
    [(Q2, "202"), (Q3, "199 (revised from 202)"), (Q4, "205 (revised from 199)")],
)
def test_each_edition_shows_what_it_revised_and_no_other(vintages, quarter, cell):
    page, measure = opened(vintages[quarter], "kpi-active-volunteers")
    found = parse("".join(map(str, figure_tables(page, measure))))
    rows = captioned(found, "The number of active volunteers: by quarter")
    assert rows[1][:3] == ["2019/20", "210", cell]
    assert plain(found).count("revised") == (quarter != Q2)


def test_old_and_new_value_of_a_revision_are_in_the_ledger(vintages):
    page, _ = tables(vintages[Q3], "kpi-active-volunteers")
    facts = [entry.fact for entry in page.ledger.entries if entry.fact.period == Q2]
    found = {fact.value: (fact.file, fact.line) for fact in facts if fact.kind == "reported"}
    assert found == {
        199: ("data/returns/2019-20-Q3/figures.csv", 2),
        202: ("data/returns/2019-20-Q2/figures.csv", 3),
    }


def test_a_withdrawn_figure_says_what_it_was(vintages):
    assert "not published (was 61.3%)" in tables(vintages[Q3], "kpi-mandatory-training")[1]


def test_a_corrected_figure_says_why(vintages):
    for quarter in (Q3, Q4):
        text = tables(vintages[quarter], "kpi-newsletter-subscribers")[1]
        assert "13,741 (corrected: Two digits were swapped.)" in text
    assert "13,471" in tables(vintages[Q2], "kpi-newsletter-subscribers")[1]


def test_the_fact_of_a_corrected_figure_names_the_correction_beside_the_return(vintages):
    page, _ = tables(vintages[Q3], "kpi-newsletter-subscribers")
    (fact,) = {
        entry.fact
        for entry in page.ledger.entries
        if entry.fact.period == Q2 and entry.fact.kind == "reported"
    }
    assert (fact.file, fact.line) == ("data/returns/2019-20-Q2/figures.csv", 33)
    assert fact.formula == ("corrected by data/corrections.csv, line 2: Two digits were swapped.")


def test_what_was_shown_of_a_suppressed_figure_is_not_shown_again(vintages):
    edition = vintages[Q3]
    rows = edition.restatements.copy()
    withdrawn = rows["kind"] == "withdrawn"
    rows.loc[withdrawn, ["old", "old_value_as_printed"]] = float("nan")
    text = tables(replace(edition, restatements=rows), "kpi-mandatory-training")[1]
    assert "(was" not in text


def test_the_head_of_a_card_says_that_its_figure_is_corrected(vintages):
    page = open_page("p", vintages[Q3])
    head = parse(card(page, "kpi-newsletter-subscribers")).select_one(".spf-latest")
    assert plain(head) == "13,741 Quarter 2 2019/20 (corrected: Two digits were swapped.)"


def test_a_card_names_the_files_of_all_its_figures(vintages):
    page = open_page("p", vintages[Q4])
    text = plain(card(page, "kpi-active-volunteers"))
    for quarter in (Q2, Q3, Q4):
        assert f"data/returns/{quarter}/figures.csv" in text


def test_a_history_page_leads_to_every_edition_and_says_what_was_revised(vintages):
    edition = vintages[Q4]
    shown = parse(
        history_html(open_page("p", edition), chains_of(edition), "kpi-active-volunteers")
    )
    assert [link["href"].split("/")[1] for link in shown.select("p a")[:3]] == [Q2, Q3, Q4]
    assert "205 (revised from 199)" in plain(shown)
