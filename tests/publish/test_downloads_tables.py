"""The open tables of an edition hold what its pages show, and nothing that is confidential."""

from dataclasses import replace

import pandas as pd
import pytest

from spf_lib.figures.schemas import WITH_VALUE, WITHOUT_VALUE
from spf_lib.publish.downloads_tables import (
    SHORTHAND,
    SHORTHAND_MEANING,
    cells_of,
    open_figures,
    open_tables,
)


def test_the_tables_have_as_many_rows_as_the_edition(downloads):
    for found in downloads.values():
        edition, catalogue = found.edition, found.edition.catalogue
        assert {name: len(table.rows) for name, table in found.tables.items()} == {
            "ratings": len(edition.scorecard),
            "figures": len(edition.reported),
            "targets": len(catalogue.targets),
            "baselines": len(catalogue.baselines),
            "deliverables": len(edition.deliverables),
            "measures": len(edition.scorecard),
        }


def test_every_edition_has_the_same_tables_and_columns(downloads):
    columns = [
        {name: list(table.rows.columns) for name, table in found.tables.items()}
        for found in downloads.values()
    ]
    assert columns[0] == columns[1] == columns[2]


def test_the_columns_of_a_table_are_those_described(main):
    for table in main.tables.values():
        assert list(table.rows.columns) == [column.name for column in table.columns]


def test_a_key_tells_every_row_of_its_table_apart(downloads):
    for found in downloads.values():
        for table in found.tables.values():
            assert not table.rows.duplicated(list(table.key)).any(), table.name


def test_no_cell_of_a_required_column_is_empty(downloads):
    for found in downloads.values():
        for table in found.tables.values():
            required = [column.name for column in table.columns if column.required]
            assert not table.rows[required].isna().any(axis=None), table.name


@pytest.mark.parametrize("dtype", ["object", "str", "string", "Int64", "float64", "datetime64[ns]"])
def test_whatever_pandas_has_for_a_missing_cell_is_none(dtype):
    assert cells_of(pd.DataFrame({"a": pd.Series([None], dtype=dtype)})) == {"a": [None]}


def test_the_cells_of_a_table_are_those_of_its_rows(main):
    figures = main.tables["figures"]
    assert figures.cells["revised"] == list(figures.rows["revised"])
    assert [cell is None for cell in figures.cells["value"]] == list(figures.rows["value"].isna())


def test_ratings_stand_in_words_with_the_published_one_beside_them(main):
    row = main.tables["ratings"].rows.set_index("measure_id").loc["kpi-newsletter-subscribers"]
    assert (row["rating"], row["published_rating"], row["direction"]) == ("Red", "A", "Better")
    assert row["reason"].startswith("13,471 against at least 16,000")


def test_a_measure_names_the_address_of_its_card(main):
    row = main.tables["measures"].rows.set_index("measure_id").loc["kpi-active-volunteers"]
    assert row["card"] == ("../kpi-community-leadership-and-engagement.html#kpi-active-volunteers")


def test_a_further_series_has_the_card_of_its_headline(main):
    rows = main.tables["measures"].rows
    parts = rows[rows["part_of"].notna()]
    assert len(parts) > 0
    for part in parts.itertuples():
        assert part.card.endswith(f"#{part.part_of}")


def test_people_stand_by_name(downloads):
    members = downloads["2020-21-Q1"].tables["deliverables"].rows["lead_member"].dropna()
    assert len(members) > 0
    assert not members.str.startswith("cllr-").any()


def test_every_status_without_a_value_has_a_symbol_and_every_symbol_a_meaning():
    assert set(WITHOUT_VALUE) <= set(SHORTHAND)
    assert set(WITH_VALUE) - set(SHORTHAND) == {"final"}
    assert set(SHORTHAND.values()) <= set(SHORTHAND_MEANING)


@pytest.mark.parametrize(
    ("status", "symbol"),
    [("provisional", "[p]"), ("forecast", "[f]"), ("not_applicable", "[z]"), ("blank", "[x]")],
)
def test_a_figure_has_the_symbol_of_its_status(main, status, symbol):
    rows = main.tables["figures"].rows
    assert set(rows.loc[rows["status"] == status, "shorthand"]) == {symbol}


def test_a_final_figure_has_no_symbol(main):
    rows = main.tables["figures"].rows
    assert rows.loc[rows["status"] == "final", "shorthand"].isna().all()


def figure(rows, measure_id, period):
    return rows[(rows["measure_id"] == measure_id) & (rows["period"] == period)].iloc[0]


def test_a_revised_figure_is_marked(vintages):
    rows = open_figures(vintages["2019-20-Q3"])
    found = figure(rows, "kpi-active-volunteers", "2019-20-Q2")
    assert (found["value"], found["revised"], found["shorthand"]) == (199, True, "[r]")


def test_a_corrected_figure_is_marked_as_revised(vintages):
    rows = open_figures(vintages["2019-20-Q3"])
    assert figure(rows, "kpi-newsletter-subscribers", "2019-20-Q2")["shorthand"] == "[r]"


def test_a_figure_that_came_late_is_not_revised(vintages):
    rows = open_figures(vintages["2019-20-Q3"])
    assert not figure(rows, "kpi-delayed-transfers", "2019-20-Q2")["revised"]


def test_a_withdrawn_figure_is_both_revised_and_not_available(vintages):
    rows = open_figures(vintages["2019-20-Q3"])
    assert figure(rows, "kpi-mandatory-training", "2019-20-Q1")["shorthand"] == "[x] [r]"


def test_a_suppressed_figure_keeps_nothing_it_could_be_worked_out_from(main):
    reported = main.edition.reported.copy()
    row = reported["numerator"].first_valid_index()
    reported.loc[row, ["value", "status"]] = [float("nan"), "suppressed"]
    reported.loc[row, ["value_as_printed", "note"]] = ["3 of 40", "three people"]
    tables = open_tables(replace(main.edition, reported=reported))
    found = next(table for table in tables if table.name == "figures").rows.iloc[row]
    told = ["value", "numerator", "denominator", "value_as_printed", "note"]
    assert found[told].isna().all()
    assert found["shorthand"] == "[c]"


def test_making_the_tables_changes_nothing_of_the_edition(main):
    before = main.edition.reported.copy()
    open_tables(main.edition)
    pd.testing.assert_frame_equal(main.edition.reported, before)
