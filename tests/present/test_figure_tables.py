"""Data tables of a measure."""

from dataclasses import replace

import pytest

from spf_lib.present.figure_tables import breakdown_tables, figure_tables
from spf_lib.present.page import open_page
from spf_lib.publish.inputs import load_edition
from tests.present.shown import captioned, parse, plain, table
from tests.publish.projects import add_early_quarters, copy_project


@pytest.fixture
def shown(edition, page):
    """All tables of one measure or series."""

    def made(measure_id, laid_out=figure_tables, of=None):
        rows = edition.scorecard.set_index("measure_id", drop=False)
        on = page if of is None else open_page("p", of)
        return parse("".join(map(str, laid_out(on, rows.loc[measure_id]))))

    return made


def test_quarters_stand_by_year_over_the_target_as_printed(shown):
    title = "The number of engagements with social media (Facebook)"
    assert captioned(shown("kpi-facebook-engagements"), f"{title}: by quarter") == [
        ["Year", "Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4"],
        ["2019/20", "11,020", "11,600", "not due yet", "not due yet"],
        ["Target 2019/20", "11,000", "11,500", "12,000", "12,500"],
        ["2018/19", "9,479", "10,264", "10,586", "10,847"],
    ]


def test_quarters_of_more_than_five_years_are_elsewhere_and_the_table_says_where(
    shown, root, tmp_path
):
    project = copy_project(root, tmp_path / "project")
    add_early_quarters(project)
    tables = shown("kpi-active-volunteers", of=load_edition(project, "2019-20-Q2"))
    years = [plain(row.select_one("th")) for row in tables.select("tbody tr")]
    assert years[:4] == ["2019/20", "Target 2019/20", "2018/19", "2015/16"]
    assert "2014/15" not in years
    assert plain(tables.select_one("p")) == (
        "Earlier years are in the data and in the history of this measure."
    )


def test_a_table_of_all_quarters_says_nothing_of_earlier_ones(shown):
    assert shown("kpi-active-volunteers").select("p") == []


def test_history_lines_stand_apart_and_say_so(shown):
    title = "The number of engagements with social media (Facebook)"
    rows = captioned(shown("kpi-facebook-engagements"), f"{title}: yearly figures")
    assert [row[:3] for row in rows] == [
        ["Period", "Figure", "Printed in"],
        ["2017/18", "8,145", "History line"],
        ["2018/19", "10,847", "History line"],
    ]


def test_a_yearly_measure_shows_its_target_beside_its_year(shown):
    assert table(shown("kpi-residents-listened-to"))[-1][:4] == ["2018", "47%", "58%", "Table"]


@pytest.mark.parametrize(
    ("measure_id", "cells"),
    [
        ("kpi-delayed-transfers", ["129.2 per 100,000 (number: 192)", "not published"]),
        ("kpi-mandatory-training", ["65.8%", "65.8%", "65.8%", "printed as a dash"]),
        ("kpi-bame-employees", ["39%", "left blank", "not due yet", "not due yet"]),
        ("kpi-capital-works-satisfaction", ["94.3%", "not yet available"]),
        ("kpi-revenue-budget-position", ["£3,857,000 (forecast)", "not provided"]),
        ("kpi-instagram-followers", ["not applicable", "768", "965", "1,236"]),
        ("kpi-domestic-violence-repeats", ["28% to 40%"] * 4),
        ("kpi-child-protection-visits", ["98% (240 of 246)", "94% (263 of 279)"]),
    ],
)
def test_a_cell_is_told_as_the_source_prints_it(shown, measure_id, cells):
    rows = ["|".join(plain(cell) for cell in row) for row in shown(measure_id).select("tbody tr")]
    assert any("|".join(cells) in row for row in rows)


def test_targets_to_be_set_are_said_to_be(shown):
    rows = shown("kpi-bame-employees").select("tbody tr")
    assert "to be set" in plain(rows[1])


def test_what_is_no_quarter_of_the_table_and_no_year_is_not_lost(shown):
    title = "The weight of waste recycled per household (kg)"
    rows = captioned(shown("kpi-waste-recycled"), f"{title}: other figures on the card")
    assert [
        row[:2] for row in rows if row[0] in ("July 2019", "August 2019", "September 2019")
    ] == [
        ["July 2019", "27 kg per household (out of 77,136)"],
        ["August 2019", "26 kg per household (out of 77,136)"],
        ["September 2019", "24 kg per household (out of 77,136)"],
    ]


def test_a_series_names_itself_in_its_captions(shown):
    captions = [plain(caption) for caption in shown("kpi-gender-pay-gap-median").select("caption")]
    assert captions
    assert all("(Median)" in caption for caption in captions)


def test_a_measure_without_figures_has_no_table(edition, shown):
    rows = edition.reported
    without = replace(edition, reported=rows[rows["measure_id"] != "kpi-active-volunteers"])
    assert shown("kpi-active-volunteers", of=without).select("table") == []


def test_a_breakdown_keeps_its_categories_and_series(shown):
    title = "The percentage of Council employees from BME Communities"
    found = shown("kpi-bame-employees", breakdown_tables)
    caption = next(plain(each) for each in found.select("caption") if title in plain(each))
    rows = captioned(found, caption)
    assert [cell.split(",")[0] for cell in rows[0][1:]] == [
        "BAME",
        "Not-BAME",
        "Not Provided",
        "Prefer not to say",
    ]
    assert ["Public Realm", "62", "301", "11", "1"] in rows
    assert ["Community Solutions", "229", "251", "11", "2"] in rows


def test_a_row_that_the_source_prints_twice_stays_twice(shown):
    rows = [
        row
        for row in table(shown("kpi-bame-employees", breakdown_tables))
        if row[0] == "Adults Care and Support - Commissioning"
    ]
    assert rows == [["Adults Care and Support - Commissioning", "2", "14", "1", rows[0][4]]] * 2


def test_a_measure_without_breakdown_has_no_table(shown):
    assert shown("kpi-facebook-engagements", breakdown_tables).select("table") == []
