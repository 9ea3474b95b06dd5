"""The spreadsheet follows the Analysis Function's guidance, cell by cell."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from spf_lib.publish.downloads_spreadsheet import sheet_rows, spreadsheet
from spf_lib.publish.downloads_tables import SHORTHAND_MEANING
from tests.publish.downloaded import sheets_of, table_cells

COUNCIL = "London Borough of Barking and Dagenham"
FORMULA = "=HYPERLINK(A1)"


@pytest.fixture(scope="module")
def workbooks(downloads):
    return {
        edition_id: sheets_of(found.files[f"{edition_id}.xlsx"])
        for edition_id, found in downloads.items()
    }


@pytest.fixture(scope="module")
def hostile(main):
    """The workbook of tables whose first deliverable and first measure are hostile."""
    tables = []
    for table in main.tables.values():
        rows = table.rows.copy()
        if table.name == "deliverables":
            texts = [FORMULA, "[press](https://example.org)", "---", "$$rating$$", "+1", "{=1}"]
            rows.loc[: len(texts) - 1, "deliverable"] = texts
            rows.loc[0, "milestone"] = "https://example.org"
        tables.append(replace(table, rows=rows))
    workbook = spreadsheet(main.title, COUNCIL, tables, main.edition.period.end_time)
    return sheets_of(workbook)


def tabled(sheets):
    return {name: sheet for name, sheet in sheets.items() if name != "Cover"}


def core_properties(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read("docProps/core.xml").decode()


def test_cover_contents_and_notes_come_first(workbooks):
    for sheets in workbooks.values():
        assert list(sheets)[:3] == ["Cover", "Contents", "Notes"]


def test_every_table_with_rows_has_a_sheet_and_no_other(workbooks, downloads):
    for edition_id, sheets in workbooks.items():
        filled = [one.title for one in downloads[edition_id].tables.values() if len(one.rows)]
        assert list(sheets)[3:] == filled


def test_a_sheet_holds_one_table(workbooks):
    for sheets in workbooks.values():
        assert {len(sheet.tables) for sheet in tabled(sheets).values()} == {1}


def test_a_sheet_has_as_many_rows_as_its_table(workbooks, downloads):
    for edition_id, sheets in workbooks.items():
        for table in downloads[edition_id].tables.values():
            if len(table.rows):
                assert len(table_cells(sheets[table.title])) == len(table.rows) + 1


def test_the_title_of_a_sheet_stands_in_its_first_cell(workbooks, downloads):
    for edition_id, sheets in workbooks.items():
        title = downloads[edition_id].title
        for name, sheet in list(sheets.items())[3:]:
            assert sheet.cells[1, "A"].value == f"{name}, {title}"


def test_no_cell_of_a_table_is_empty_and_none_is_merged(workbooks):
    for sheets in workbooks.values():
        for sheet in sheets.values():
            assert sheet.merged == 0
        for sheet in tabled(sheets).values():
            assert [row for row in table_cells(sheet) if None in row] == []


def test_no_row_is_left_out_between_title_and_table(workbooks):
    for sheets in workbooks.values():
        for sheet in sheets.values():
            rows = {row for row, _ in sheet.cells}
            assert rows == set(range(1, max(rows) + 1))


def test_headings_are_told_apart(workbooks):
    for sheets in workbooks.values():
        for sheet in tabled(sheets).values():
            headings = [cell.value for cell in table_cells(sheet)[0]]
            assert len(set(headings)) == len(headings)


def test_the_contents_list_every_sheet_with_a_table(workbooks):
    for sheets in workbooks.values():
        listed = [row[0].value for row in table_cells(sheets["Contents"])[1:]]
        assert listed == list(sheets)[3:]


def test_every_note_is_referred_to_and_every_reference_has_a_note(workbooks):
    for sheets in workbooks.values():
        notes = {int(row[0].value) for row in table_cells(sheets["Notes"])[1:]}
        texts = [
            text for name, sheet in sheets.items() if name != "Notes" for text in sheet.texts()
        ]
        referred = {int(number) for text in texts for number in re.findall(r"\[note (\d+)]", text)}
        assert notes == referred != set()


def test_the_cover_lists_every_symbol(workbooks):
    for sheets in workbooks.values():
        texts = sheets["Cover"].texts()
        for symbol, meaning in SHORTHAND_MEANING.items():
            assert f"{symbol}: {meaning}" in texts


def test_a_sheet_explains_each_symbol_it_uses_above_its_table(workbooks):
    for sheets in workbooks.values():
        for sheet in list(sheets.values())[3:]:
            cells = [cell.value for row in table_cells(sheet)[1:] for cell in row]
            words = " ".join(str(cell) for cell in cells)
            used = {symbol for symbol in SHORTHAND_MEANING if symbol in words}
            explained = {text[:3] for text in sheet.texts() if re.match(r"\[[a-z]]: ", text)}
            assert explained == used


def test_the_cover_states_the_licence_and_what_has_no_rows(workbooks):
    texts = " ".join(workbooks["2015-16-Q4"]["Cover"].texts())
    assert "Open Government Licence v3.0" in texts
    assert "no rows of: ratings, figures, targets, baselines, measures." in texts


def test_the_document_has_a_title_and_a_language(downloads):
    for edition_id, found in downloads.items():
        core = core_properties(found.files[f"{edition_id}.xlsx"])
        assert f"<dc:title>SPF Book, {found.title}: open data</dc:title>" in core
        assert core.count("<dc:language>en-GB</dc:language>") == 1


def test_the_only_dates_of_the_file_are_the_last_day_of_the_quarter(main):
    workbook = main.files["2019-20-Q2.xlsx"]
    dates = re.findall(r">(\d{4}-\d\d-\d\d)T", core_properties(workbook))
    assert dates == ["2019-09-30", "2019-09-30"]
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == sorted(archive.namelist())


def test_two_writes_give_the_same_bytes(main):
    ends = main.edition.period.end_time.normalize()
    again = spreadsheet(main.title, COUNCIL, list(main.tables.values()), ends)
    assert again == main.files["2019-20-Q2.xlsx"]


def test_a_figure_that_is_not_there_has_its_symbol_and_says_why(workbooks):
    cells = table_cells(workbooks["2019-20-Q2"]["Figures"])
    headings = [str(cell.value).split("\n")[0] for cell in cells[0]]
    value, status = headings.index("Value"), headings.index("Status")
    missing = {
        (row[value].value, row[status].value) for row in cells if row[value].value in ("[x]", "[z]")
    }
    assert ("[z]", "not applicable [z]") in missing
    assert ("[x]", "not due [x]") in missing


def test_a_suppressed_figure_is_confidential_wherever_it_would_stand(main):
    figures = main.tables["figures"]
    rows = figures.rows.copy()
    row = rows["numerator"].first_valid_index()
    rows.loc[row, ["value", "numerator", "denominator"]] = float("nan")
    rows.loc[row, "status"] = "suppressed"
    measures = main.tables["measures"].rows
    titles = measures.set_index("measure_id")["title"]
    shown = sheet_rows(replace(figures, rows=rows), titles).loc[row]
    told = [shown[name] for name in ("Value", "Numerator", "Denominator", "Status")]
    assert told == ["[c]", "[c]", "[c]", "suppressed [c]"]


def test_no_cell_of_any_workbook_is_a_formula(workbooks):
    for sheets in workbooks.values():
        for sheet in sheets.values():
            assert [cell for cell in sheet.cells.values() if cell.formula] == []


def test_cells_that_look_like_formulas_stay_text(hostile):
    cells = hostile["Deliverables"].cells.values()
    assert not any(cell.formula for cell in cells)
    assert {FORMULA, "+1", "{=1}"} <= {cell.value for cell in cells}


def test_addresses_and_marks_in_a_cell_stay_text(hostile):
    texts = hostile["Deliverables"].texts()
    assert {"[press] (https://example.org)", "https://example.org", "$$rating$$"} <= set(texts)


def test_a_cell_of_signs_alone_is_said_to_be_printed_so(hostile):
    assert "--- (as printed)" in hostile["Deliverables"].texts()
