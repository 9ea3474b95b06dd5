"""Sentences about the measures of the main edition, and its summary."""

import re

import pyphen
import pytest
import textstat
from markupsafe import Markup

from spf_lib.framework.fact import Fact
from spf_lib.present.ledger import Ledger
from spf_lib.present.sentence_rules import sentence_breaches
from spf_lib.present.sentence_rules_sets import measure_breaches, summary_breaches
from spf_lib.present.statement import Statement, paragraphs
from spf_lib.present.wording import statements
from spf_lib.present.wording_icons import assurance_text, variation_text
from spf_lib.present.wording_summary import summary_statements


@pytest.fixture(scope="module")
def facts(edition):
    return edition.facts


@pytest.fixture(scope="module")
def summary(edition):
    return summary_statements(edition)


@pytest.fixture(scope="module")
def sentences(facts, summary):
    said = [statement for found in facts.values() for statement in statements(found)]
    return said + [s for section in summary for s in section.sentences]


def text_of(facts, measure_id):
    return [statement.text() for statement in statements(facts[measure_id])]


def test_no_sentence_of_the_edition_breaks_a_rule(facts):
    broken = [b for found in facts.values() for b in measure_breaches(found, statements(found))]
    assert broken == []


def test_the_summary_breaks_no_rule(edition, summary):
    assert summary_breaches(summary, edition.headlines) == []


def test_a_count_is_said_with_its_change_its_rating_and_its_usual_range(facts):
    assert text_of(facts, "kpi-active-volunteers") == [
        "The number of active volunteers stood at 202 in Quarter 2 2019/20.",
        "That is a fall of 40 (17%) compared with Quarter 2 2018/19, which is worse.",
        "Against a target of at least 200, it is rated green.",
        "The latest figure is within its usual range (188 to 285).",
        "The range is a trial one: it rests on 6 figures, and 13 settle it.",
        "The figure is rated green, and the target (200) lies in its usual range, and quarters "
        "like these would meet it at some times and miss it at others.",
        "The edge of amber lies 2 below this figure.",
    ]


def test_a_percentage_changes_by_percentage_points_singular_for_one(facts):
    assert (
        "That is a fall of 1 percentage point compared with 95% in Quarter 2 2018/19, which is "
        "worse." in text_of(facts, "kpi-child-protection-visits")
    )


def test_a_year_to_date_is_compared_with_the_same_point_of_last_year(facts):
    said = text_of(facts, "kpi-assessments-in-time")
    assert said[1] == (
        "That is a fall of 26 percentage points compared with 90% at the same point of 2018/19, "
        "which is worse."
    )


def test_no_change_is_unchanged_to_the_decimals_shown(facts):
    assert text_of(facts, "kpi-repeat-child-protection-plans")[1] == (
        "It was unchanged to the nearest whole number compared with the same point of 2018/19."
    )
    assert text_of(facts, "kpi-green-flags")[1] == "It was unchanged compared with 2018."


def test_a_refused_chart_says_why(facts):
    assert (
        "Its usual range is not shown: each figure includes those before it in its year."
        in text_of(facts, "kpi-assessments-in-time")
    )


def test_a_provisional_figure_is_called_so(facts):
    assert "(provisional)" in text_of(facts, "kpi-care-home-admissions")[0]


def test_paragraphs_hold_at_most_three_sentences(facts):
    for found in facts.values():
        assert all(len(paragraph) <= 3 for paragraph in paragraphs(statements(found)))


def test_a_sentence_on_a_page_records_each_of_its_numbers(facts):
    ledger = Ledger("a-page")
    statement = statements(facts["kpi-active-volunteers"])[1]
    html = statement.html(ledger)
    assert [entry.text for entry in ledger.entries] == ["40", "17%"]
    assert re.sub("<[^>]+>", "", str(html)) == statement.text()


def test_names_are_escaped_and_may_be_linked():
    number = Fact("m", "reported", 3.0)
    said = Statement(
        "latest", "m", "{measure} stood at {value}.", {"value": number}, {"measure": "A & B"}
    )
    assert "A &amp; B stood at" in said.html(Ledger("p"))
    linked = said.html(Ledger("p"), {"measure": Markup("<a href='#m'>A &amp; B</a>")})
    assert linked.startswith("<a href='#m'>A &amp; B</a> stood at")


def test_every_red_and_every_worsening_measure_is_named_once(edition, summary):
    by_key = {section.key: section for section in summary}
    rows = edition.headlines.set_index("measure_id")
    red = [item[0].measure_id for item in by_key["red"].items]
    worse = [item[0].measure_id for item in by_key["worse"].items]
    assert red == list(rows.index[rows["is_red"]])
    assert worse == list(rows.index[rows["is_worsening"] & ~rows["is_red"]])


def test_the_summary_says_that_no_range_is_settled_yet(summary):
    said = [s.text() for section in summary if section.key == "range" for s in section.lead]
    assert said[1] == (
        "Each is a trial one: 13 figures settle a range, and no measure has as many."
    )


@pytest.mark.parametrize(
    "text",
    [
        *map(variation_text, ["improvement", "concern", "high", "low", "common cause", "none"]),
        *map(assurance_text, ["pass", "fail", "inconsistent", "none"]),
    ],
)
def test_an_icon_says_what_it_shows_and_what_not_and_keeps_the_rules(text):
    sentences = re.findall(r"[^.]+\.", text)
    assert len(sentences) == 2
    assert "does not show" in sentences[1]
    for sentence in sentences:
        assert sentence_breaches(Statement("icon", "", sentence.strip())) == []


def test_the_reading_age_of_the_edition_is_12_to_14(sentences):
    """Automated readability index, which needs no list of syllables, plus five years."""
    # A decimal point would be taken for the end of a sentence.
    text = " ".join(re.sub(r"(\d)\.(\d)", r"\1\2", s.text()) for s in sentences)
    assert textstat.sentence_count(text) == len(sentences)
    assert 12 <= textstat.automated_readability_index(text) + 5 <= 14


def test_the_reading_age_of_the_summary_alone_is_at_most_14(summary):
    said = [sentence for section in summary for sentence in section.sentences]
    text = " ".join(re.sub(r"(\d)\.(\d)", r"\1\2", s.text()) for s in said)
    assert textstat.sentence_count(text) == len(said)
    assert textstat.automated_readability_index(text) + 5 <= 14


def test_the_flesch_kincaid_age_of_the_edition_is_at_most_14(sentences):
    syllables = pyphen.Pyphen(lang="en_GB")
    words = [word for s in sentences for word in re.findall(r"[A-Za-z']+|[\d.,£%-]+", s.text())]
    spoken = sum(len(syllables.positions(word)) + 1 for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
    assert grade + 5 <= 14
