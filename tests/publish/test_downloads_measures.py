"""The file of a measure says of it what the tables say, and keeps its schema."""

import json

import pytest
from jsonschema import Draft202012Validator

from spf_lib.publish.downloads_csv import json_text
from spf_lib.publish.downloads_measures import measure_schema


@pytest.fixture(scope="module")
def measures(downloads):
    """The content of every file of a measure, by edition and measure."""
    return {
        edition_id: {
            name.removeprefix("measures/").removesuffix(".json"): json.loads(content)
            for name, content in found.files.items()
            if name.startswith("measures/") and name != "measures/index.json"
        }
        for edition_id, found in downloads.items()
    }


def test_every_measure_and_series_has_a_file(measures, downloads):
    for edition_id, found in downloads.items():
        assert list(measures[edition_id]) == list(found.edition.scorecard["measure_id"])


def test_the_index_names_every_file(measures, downloads):
    for edition_id, found in downloads.items():
        index = json.loads(found.files["measures/index.json"])
        assert [entry["file"] for entry in index] == [f"{one}.json" for one in measures[edition_id]]


def test_every_file_is_laid_out_as_the_other_json(downloads):
    for found in downloads.values():
        for name, content in found.files.items():
            if name.endswith(".json"):
                assert json_text(json.loads(content)) == content.decode(), name


def test_the_schema_in_the_documents_is_that_of_the_code(root):
    file = root / "docs/schemas/measure.schema.json"
    assert file.read_text(encoding="utf-8") == measure_schema()


def test_every_file_keeps_the_schema(measures):
    check = Draft202012Validator(json.loads(measure_schema()))
    for files in measures.values():
        for content in files.values():
            check.validate(content)


def test_a_file_without_its_reason_breaks_the_schema(measures):
    spoilt = json.loads(json.dumps(measures["2019-20-Q2"]["kpi-active-volunteers"]))
    del spoilt["rating"]["reason"]
    assert not Draft202012Validator(json.loads(measure_schema())).is_valid(spoilt)


def test_a_file_holds_value_target_rating_with_its_reason_and_direction(measures):
    found = measures["2019-20-Q2"]["kpi-newsletter-subscribers"]
    assert found["rating"] == {
        "rating": "Red",
        "reason": "13,471 against at least 16,000: 15.8% short of target, more than 10%: red",
        "period": "2019-20-Q2",
        "value": 13471,
        "status": "final",
        "target_kind": "at_least",
        "lower": 16000,
        "upper": None,
        "published_rating": "A",
    }
    assert found["direction"] == {
        "direction": "Better",
        "compared_with": "2018-19-Q2",
        "previous": 10793,
        "change": 2678,
        "published_direction": "up",
    }


def test_a_file_holds_every_figure_and_target_of_its_measure(measures, main):
    for name, kind in (("figures", "figures"), ("targets", "targets")):
        keys = main.tables[name].rows["measure_id"]
        for measure_id, content in measures["2019-20-Q2"].items():
            assert len(content[kind]) == (keys == measure_id).sum()


def test_the_card_of_a_file_is_an_address_from_where_it_stands(measures):
    found = measures["2019-20-Q2"]["kpi-newsletter-subscribers"]
    page = "kpi-community-leadership-and-engagement.html"
    assert found["card"] == f"../../{page}#kpi-newsletter-subscribers"


def test_a_file_names_the_documents_its_figures_were_read_from(measures):
    for files in measures.values():
        for content in files.values():
            named = {source["source_id"] for source in content["sources"]}
            assert named
            assert {figure["source_id"] for figure in content["figures"]} <= named
