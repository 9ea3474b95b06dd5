"""The numbers officers claim."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spf_lib.assess.claims import NUMBER_WORDS, read_claims, sentences

EDITION = pd.Period("2020Q2", freq="Q-MAR")


def claims_in(text):
    paragraph = {
        "measure_id": "m",
        "kind": "performance",
        "position": 1,
        "text": text,
        "source_line": 9,
    }
    return read_claims(pd.DataFrame([paragraph]), EDITION)


def read(text, *columns):
    found = claims_in(text)[list(columns)]
    return list(found.itertuples(index=False, name=None))


def paragraph_of(edition, measure_id, kind, position):
    rows = edition.returns.narrative
    chosen = (rows["measure_id"] == measure_id) & (rows["kind"] == kind)
    return rows[chosen & (rows["position"] == position)]["text"].item()


def test_counts_changes_and_what_they_compare_with_are_read_from_a_real_paragraph(edition):
    text = paragraph_of(edition, "kpi-anti-social-behaviour", "performance", 1)
    assert read(text, "token", "value", "unit", "role", "period") == [
        ("2,939", 2939.0, "count", "figure", "2019-20-Q2"),
        ("181", 181.0, "count", "change", ""),
        ("6.6%", 6.6, "percent", "change", ""),
        ("2,758", 2758.0, "count", "figure", "2018-19-Q2"),
    ]


def test_shares_in_brackets_have_the_period_of_their_percentage(edition):
    text = paragraph_of(edition, "kpi-child-protection-visits", "performance", 1)
    assert read(text, "token", "period", "period_is_own") == [
        ("94%", "2019-20-Q2", True),
        ("263", "2019-20-Q2", True),
        ("279", "2019-20-Q2", True),
        ("98%", "2019-20-Q1", True),
        ("240", "2019-20-Q1", True),
        ("246", "2019-20-Q1", True),
    ]


def test_figures_of_others_are_told_from_our_own(edition):
    text = paragraph_of(edition, "kpi-twelve-month-reviews", "benchmarking", 1)
    assert read(text, "token", "role") == [
        ("70.6%", "figure"),
        ("75.6%", "others"),
        ("84.4%", "others"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It stands at £7.7m.", 7_700_000, "GBP"),
        ("It stands at £375.", 375, "GBP"),
        ("Men earn 18 pence an hour more.", 0.18, "GBP"),
        ("They collected 197 tonnes.", 197, "tonnes"),
        ("It was 536.6kg a household.", 536.6, "kilograms"),
        ("It took 192 delayed days.", 192, "days"),
        ("The borough ranks 27th of all.", 27, "rank"),
        ("They differ by 2 percentage points.", 2, "percentage points"),
        ("It is 12.5 per cent.", 12.5, "percent"),
    ],
)
def test_the_unit_is_read_from_what_stands_around_a_number(text, value, unit):
    assert read(text, "value", "unit") == [(pytest.approx(value), unit)]


def test_the_first_of_a_range_has_the_unit_of_the_second():
    assert read("It lies between 28 and 40%.", "unit") == [("percent",), ("percent",)]


@pytest.mark.parametrize(
    "text", ["below the target of 16,000", "a target rate of 75%", "The 6 day target stands."]
)
def test_a_target_is_known_by_its_word(text):
    assert read(text, "role") == [("target",)]


def test_a_level_reached_is_no_change():
    assert read("It rose to 64% over the quarter.", "role") == [("figure",)]
    assert read("It rose 64% over the quarter.", "role") == [("change",)]


def test_a_number_said_to_be_rough_is_marked():
    assert read("It costs around £1,300.", "is_about") == [(True,)]


def test_a_written_out_number_counts_where_it_counts_what_returns_count():
    assert read("Five parks hold the award.", "value") == [(5.0,)]
    assert read("Two key projects and five priorities.", "value") == []


def test_a_word_for_an_order_is_no_claim():
    assert read("The 5th location opens, the second of them.", "token") == []


@pytest.mark.parametrize(
    "text",
    [
        "Grade 5 is a new measure; 2017 was its first year.",
        "It closed on 31 August 2019, after 12 months.",
        "Quarter 2 figures run to the end of August 2019.",
        "None at present.",
    ],
)
def test_a_sentence_of_names_claims_nothing(text):
    assert claims_in(text).empty


def test_a_decimal_point_does_not_end_a_sentence():
    assert sentences("It was 3.5%. It is 4.2%.") == ["It was 3.5%.", "It is 4.2%."]


@given(value=st.integers(0, 9_999_999), decimals=st.integers(0, 2))
def test_every_number_is_read_back_at_its_own_decimals(value, decimals):
    number = value / 10**decimals
    written = f"{number:,.{decimals}f}"
    found = read(f"The figure is {written}% now.", "token", "value", "decimals")
    assert found == [(f"{written}%", pytest.approx(number), decimals)]


@given(st.lists(st.integers(10, 9_999), min_size=1, max_size=6))
def test_numbers_are_read_in_order_at_the_place_they_stand(values):
    text = "They were " + ", then ".join(f"{value:,}" for value in values) + "."
    found = read(text, "value", "start", "token")
    assert [value for value, _, _ in found] == values
    assert all(text[start:].startswith(token) for _, start, token in found)


@given(st.text(alphabet=st.characters(blacklist_categories=("N",)), max_size=60))
def test_a_text_without_digits_or_number_words_claims_nothing(text):
    if not any(word in text.lower() for word in NUMBER_WORDS):
        assert claims_in(text).empty


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    found = claims_in(text)
    assert found["value"].notna().all()
