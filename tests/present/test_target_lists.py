"""Targets in words, as a promise's card lists them."""

import pytest

from spf_lib.framework.numerals import numbers_in
from spf_lib.present.page import open_page
from spf_lib.present.target_lists import target_list
from spf_lib.publish.inputs import load_edition
from tests.present.shown import parse, plain


@pytest.fixture(scope="module")
def opening(root):
    return load_edition(root, "2020-21-Q1")


def listed(opening):
    for _, measure in opening.catalogue.measures.iterrows():
        page = open_page("p", opening)
        for sentence in target_list(page, measure):
            yield measure, sentence, page.ledger


def test_every_number_of_a_target_is_in_the_ledger(opening):
    for measure, sentence, _ in listed(opening):
        shown = parse(sentence)
        for tag in shown.select("data, [data-numerals]"):
            tag.decompose()
        assert numbers_in(plain(shown)) == [], measure["measure_id"]


def test_a_bound_in_words_is_recorded_as_a_target(opening):
    targets = opening.catalogue.targets
    bounded = targets[targets["lower"].notna() | targets["upper"].notna()]
    for measure_id in bounded["measure_id"].unique():
        measures = opening.catalogue.measures.set_index("measure_id", drop=False)
        page = open_page("p", opening)
        target_list(page, measures.loc[measure_id])
        assert "target" in {entry.fact.kind for entry in page.ledger.entries}, measure_id


def test_the_target_as_printed_is_marked_as_quoted(opening):
    quoted = [
        tag.text
        for _, sentence, _ in listed(opening)
        for tag in parse(sentence).select('[data-numerals="as-printed"]')
    ]
    assert "“250 buildings by 2022”" in quoted
