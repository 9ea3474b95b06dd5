import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.series_report import read_series, series_report

QUARTERS = [f"{2015 + n // 4}-{16 + n // 4}-Q{n % 4 + 1}" for n in range(16)]


def written(path, values, periods=QUARTERS):
    lines = [f"{period},{value}" for period, value in zip(periods, values, strict=False)]
    path.write_text("\n".join(["period,value", *lines]) + "\n", encoding="utf-8")
    return path


def test_a_steady_series_is_within_its_usual_range(tmp_path):
    series = read_series(written(tmp_path / "s.csv", [10, 12, 11, 10, 12, 11, 10, 12, 11, 10]))
    told = series_report(series, "higher", None)
    assert "Variation: common cause" in told
    assert "The latest figure, 10, is within its usual range" in told


def test_a_leap_on_the_last_quarter_is_named(tmp_path):
    series = read_series(written(tmp_path / "s.csv", [10, 12, 11, 10, 12, 11, 10, 12, 11, 10, 30]))
    assert "The latest figure, 30, is above its usual range" in series_report(series, "lower", None)
    assert "Variation: concern" in series_report(series, "lower", None)


def test_a_target_beyond_the_range_is_met_throughout(tmp_path):
    series = read_series(written(tmp_path / "s.csv", [90, 92, 91, 90, 92, 91, 90, 92]))
    assert "Assurance: pass" in series_report(series, "higher", 50)


def test_four_figures_make_no_statement(tmp_path):
    series = read_series(written(tmp_path / "s.csv", [10, 12, 11, 10]))
    assert "No statement is made: 4 figures are too few" in series_report(series, "higher", None)


def test_a_cumulative_series_is_refused_with_the_reason(tmp_path):
    series = read_series(written(tmp_path / "s.csv", [10, 22, 33, 43, 12, 23, 33, 45]))
    told = series_report(series, "higher", None, "year_to_date")
    assert told.startswith("No chart is drawn. Each figure includes the ones before it")


def test_annual_figures_repeated_are_refused_with_the_reason(tmp_path):
    series = read_series(written(tmp_path / "s.csv", [10, 10, 10, 10, 12, 12, 12, 12]))
    told = series_report(series, "higher", None)
    assert told.startswith("No chart is drawn. An annual figure is repeated")


def test_dates_are_read_as_well_as_periods(tmp_path):
    days = ["2019-01-31", "2019-02-28", "2019-03-31", "2019-04-30", "2019-05-31"]
    series = read_series(written(tmp_path / "s.csv", [10, 12, 11, 10, 12], days))
    assert "2019-05-31" in series_report(series, "none", None)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2019-20-Q5,10", "a date such as 2019-09-30, or a period"),
        ("2019-20-Q1,ten", "a bare number such as 82.1"),
        (",10", "filled in"),
    ],
)
def test_a_bad_cell_is_named_with_what_would_be_right(tmp_path, row, expected):
    path = tmp_path / "series.csv"
    path.write_text(f"period,value\n2018-19-Q4,9\n{row}\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_series(path)
    assert [(fault.file, fault.line, fault.expected) for fault in caught.value.faults][-1] == (
        "series.csv",
        3,
        expected,
    )


def test_periods_of_two_kinds_are_refused(tmp_path):
    with pytest.raises(BadInput, match="periods of one kind"):
        read_series(written(tmp_path / "s.csv", [1, 2], ["2019-20", "2019-20-Q1"]))
