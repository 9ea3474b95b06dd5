"""CSV files that any program reads alike, with metadata that independent validators accept."""

import csv
import hashlib
import io
import json
import warnings

import csvw
import frictionless
import pytest

from spf_lib.publish.downloads_csv import (
    LICENCE_ADDRESS,
    cell_text,
    csv_file,
    csv_text,
    data_package,
    group_metadata,
    harmless,
    metadata_file,
    table_metadata,
)


@pytest.fixture(scope="module")
def folders(downloads, tmp_path_factory):
    """The files of every edition, written out."""
    base = tmp_path_factory.mktemp("data")
    for edition_id, found in downloads.items():
        for name, content in found.files.items():
            file = base / edition_id / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return {edition_id: base / edition_id for edition_id in downloads}


@pytest.fixture
def spoilt(folders, tmp_path):
    """A copy of the main edition's tables, with one text replaced in one file."""

    def spoil(name, old, new):
        for file in folders["2019-20-Q2"].glob("*.*"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        content = (tmp_path / name).read_text(encoding="utf-8")
        assert old in content
        (tmp_path / name).write_text(content.replace(old, new, 1), encoding="utf-8", newline="")
        return tmp_path

    return spoil


def package_is_valid(folder):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return frictionless.validate(str(folder / "datapackage.json")).valid


def csvw_is_valid(file):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return csvw.CSVW(str(file), validate=True).is_valid
        except ValueError:
            # What it reads with, it refuses with.
            return False


@pytest.mark.parametrize("edition_id", ["2015-16-Q4", "2019-20-Q2", "2020-21-Q1"])
def test_frictionless_finds_no_fault_in_the_package(folders, edition_id):
    assert package_is_valid(folders[edition_id])


@pytest.mark.parametrize("edition_id", ["2015-16-Q4", "2019-20-Q2", "2020-21-Q1"])
def test_csvw_finds_no_fault_in_the_tables_of_an_edition(folders, edition_id):
    described = sorted(folders[edition_id].glob("*csv*-metadata.json"))
    assert len(described) == 7
    assert [file.name for file in described if not csvw_is_valid(file)] == []


def test_frictionless_finds_a_changed_byte(spoilt):
    assert not package_is_valid(spoilt("ratings.csv", "13471", "13472"))


def test_csvw_finds_a_word_where_a_number_is_due(spoilt):
    folder = spoilt("ratings.csv", ",13471,", ",many,")
    assert not csvw_is_valid(folder / "csv-metadata.json")


def test_csvw_finds_a_measure_that_no_table_describes(spoilt):
    folder = spoilt("figures.csv", "kpi-a-level-points", "kpi-unheard-of")
    assert not csvw_is_valid(folder / "csv-metadata.json")


def test_a_table_is_described_where_csvw_looks_for_it(main):
    for table in main.tables.values():
        described = json.loads(main.files[metadata_file(table)])
        assert described["url"] == csv_file(table)
        names = [column["name"] for column in described["tableSchema"]["columns"]]
        assert names == next(csv.reader(io.StringIO(csv_text(table))))


def test_every_description_states_the_licence(main):
    package = json.loads(main.files["datapackage.json"])
    assert [licence["path"] for licence in package["licenses"]] == [LICENCE_ADDRESS]
    for name in main.files:
        if name.endswith("-metadata.json"):
            assert json.loads(main.files[name])["dc:license"] == {"@id": LICENCE_ADDRESS}


def test_every_description_names_the_council_it_is_given(main):
    table, council = main.tables["targets"], "Leeds City Council"
    for described in (table_metadata(table, "Q2", council), group_metadata([table], "Q2", council)):
        assert described["dc:publisher"] == council
    package = data_package("2019-20-Q2", "Q2", council, {"targets.csv": b""}, [table])
    assert package["contributors"] == [{"title": council, "role": "publisher"}]


def test_the_package_gives_size_and_hash_of_each_file(main):
    for resource in json.loads(main.files["datapackage.json"])["resources"]:
        content = main.files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_a_csv_file_has_every_row_of_its_table(downloads):
    for found in downloads.values():
        for table in found.tables.values():
            content = found.files[csv_file(table)].decode()
            assert len(list(csv.DictReader(io.StringIO(content)))) == len(table.rows)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+A1", "-cmd|' /C calc'!A0", "\t=1", "\r=1"])
def test_a_text_that_would_run_as_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-£0.44", "---", "+/- 5%", "-7.1%", "a=b", "", "Children’s"])
def test_a_text_that_cannot_run_stays_as_it_is(text):
    assert harmless(text) == text


def test_no_cell_of_any_file_would_run_as_a_formula(downloads):
    for found in downloads.values():
        for table in found.tables.values():
            for row in csv.reader(io.StringIO(found.files[csv_file(table)].decode())):
                assert [cell for cell in row if harmless(cell) != cell] == []


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (13471.0, "number", "13471"),
        (-0.5, "number", "-0.5"),
        (0.1 + 0.2, "number", "0.3"),
        (0.0, "number", "0"),
        ("876", "whole", "876"),
        (True, "yes_no", "true"),
        (False, "yes_no", "false"),
        ("2019-09-30", "date", "2019-09-30"),
        (None, "text", ""),
    ],
)
def test_a_cell_is_written_plainly(cell, kind, text):
    assert cell_text(cell, kind) == text
