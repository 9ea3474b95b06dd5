"""The ledger of an edition as a file."""

import json

import jsonschema
import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.ledger_files import ledgers, read_ledger
from spf_lib.publish.worked_sums import worked_sum

# What only the book itself works out, or a rule or method sets.
NOT_WORKED = ("distance to the nearest value with another colour", "binomial chance")
SET_OR_READ = ("parameter", "tolerance")


@pytest.fixture(scope="module")
def every_ledger(root):
    return ledgers(root, None)


def test_the_ledger_of_every_edition_keeps_its_schema(root, every_ledger):
    schema = json.loads((root / "docs/schemas/ledger.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    assert len(every_ledger) == len(edition_ids(root))
    for ledger in every_ledger:
        assert list(check.iter_errors(list(ledger.records))) == []


def test_a_record_with_an_unknown_kind_breaks_the_schema(root, every_ledger):
    schema = json.loads((root / "docs/schemas/ledger.schema.json").read_text(encoding="utf-8"))
    spoilt = [{**every_ledger[0].records[0], "kind": "guessed"}]
    assert not jsonschema.Draft202012Validator(schema).is_valid(spoilt)


def test_every_computed_figure_comes_out_again_from_the_ledger_alone(every_ledger):
    wrong, worked = [], 0
    for ledger in every_ledger:
        for record in ledger.records:
            again = worked_sum(record, ledger.behind(record))
            if again is None:
                continue
            worked += 1
            if again.value != pytest.approx(record["value"], rel=1e-6, abs=1e-6):
                wrong.append((ledger.edition_id, record["page"], record["id"], again.text))
    assert wrong == []
    assert worked > 1000


def test_no_computed_figure_is_left_unworked_but_those_named(every_ledger):
    left = {
        record["formula"]
        for ledger in every_ledger
        for record in ledger.records
        if record["formula"]
        and not record["file"]
        and record["kind"] not in SET_OR_READ
        and worked_sum(record, ledger.behind(record)) is None
    }
    assert {formula for formula in left if not formula.startswith(NOT_WORKED)} == set()


def test_the_figures_behind_a_figure_are_those_of_its_own_page(every_ledger):
    for ledger in every_ledger:
        for record in ledger.records:
            assert {one["page"] for one in ledger.behind(record)} <= {record["page"]}


def test_an_edition_without_a_ledger_is_named(root):
    with pytest.raises(BadInput, match=r"book/2030-31-Q1/ledger\.json"):
        read_ledger(root, "2030-31-Q1")


def test_without_an_edition_the_latest_ledger_comes_first(root, every_ledger):
    assert [one.edition_id for one in every_ledger] == edition_ids(root)[::-1]
    assert [one.edition_id for one in ledgers(root, "2019-20-Q2")] == ["2019-20-Q2"]
