"""Arithmetic over the rows of a return."""

from dataclasses import replace

import pytest

from spf_lib.assess.row_checks import row_findings


@pytest.fixture(scope="module")
def found(edition):
    return row_findings(edition)


def told(found, measure_id, kind):
    rows = found[(found["measure_id"] == measure_id) & (found["kind"] == kind)]
    return list(rows[["token", "problem", "nearest_fact"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("measure_id", "kind", "finding"),
    [
        (
            "kpi-repeat-child-protection-plans",
            "table",
            ("18%", "percentage does not follow", "28 / 145 gives 19.31"),
        ),
        (
            "kpi-delayed-transfers",
            "history line",
            (
                "274 days, 167.1 per 100,000",
                "percentage does not follow",
                "274 at 167.1 implies 163,974 people, the other rates about 147,075",
            ),
        ),
        (
            "kpi-gender-pay-gap-median",
            "history line",
            ("1 pence per hour more", "differs from the table", "+£0.18 in the table, line 245"),
        ),
        (
            "kpi-active-volunteers",
            "history line",
            (
                "265 active volunteers",
                "differs from the table",
                "the mean of the four quarters gives 252",
            ),
        ),
        (
            "kpi-serious-youth-violence",
            "history line",
            ("275", "differs from the table", "the last quarter of the four quarters gives 276"),
        ),
        (
            "kpi-fixed-penalties-issued-year-to-date",
            "table",
            ("659", "does not add up", "the quarters add up to 658"),
        ),
        (
            "kpi-fixed-penalties-paid-year-to-date",
            "table",
            ("83.2%", "does not add up", "the quarters' range ends at 78.4"),
        ),
    ],
)
def test_a_row_that_contradicts_another_is_found(found, measure_id, kind, finding):
    assert told(found, measure_id, kind) == [finding]


@pytest.mark.parametrize(
    "measure_id", ["kpi-care-home-admissions", "kpi-healthy-lifestyles", "kpi-sickness-absence"]
)
def test_rows_that_agree_are_no_finding(found, measure_id):
    assert told(found, measure_id, "history line") == []
    assert told(found, measure_id, "table") == []


def test_a_finding_stands_on_its_line_of_the_source(found):
    row = found[found["token"].eq("659")].iloc[0]
    assert int(row["position"]) == int(row["source_line"]) == 508


def test_a_corrected_row_is_no_finding_any_more(edition):
    rows = edition.reported
    wrong = rows["measure_id"].eq("kpi-fixed-penalties-issued-year-to-date") & rows["value"].eq(659)
    assert wrong.sum() == 1
    corrected = rows.assign(
        value=rows["value"].mask(wrong, 658),
        value_as_printed=rows["value_as_printed"].mask(wrong, "658"),
    )
    found = row_findings(replace(edition, reported=corrected))
    assert told(found, "kpi-fixed-penalties-issued-year-to-date", "table") == []
