"""The chart of a measure with its text alternative."""

import re
from dataclasses import replace

import pytest

from spf_lib.framework.periods import parse_period, period_title
from spf_lib.framework.units import format_value
from spf_lib.present.cards import card
from spf_lib.present.page import open_page
from spf_lib.present.series import is_quarter, is_year
from spf_lib.publish.inputs import load_edition
from tests.present.shown import parse, plain
from tests.publish.projects import add_early_quarters, copy_project, without_lines

VOLUNTEERS = "kpi-active-volunteers"
PLOTTED = re.compile(r"<use [^>]*fill: #(?:12436d|6b6b6b)")


@pytest.fixture(scope="module")
def charts(edition, cards):
    """Every chart of the edition, or the words in its place, with its measure or series."""
    rows = edition.scorecard.set_index("measure_id", drop=False)
    found = {}
    for headline, article in cards.items():
        parts = rows[rows["part_of"] == headline]
        names = [headline, *parts["measure_id"]]
        shown = [
            figure
            for figure in article.select("figure.spf-chart, .spf-no-chart")
            if not figure.find_parent(class_="spf-trend")
        ]
        found |= {name: (rows.loc[name], figure) for name, figure in zip(names, shown, strict=True)}
    return found


@pytest.fixture
def chart(charts):
    return lambda measure_id: charts[measure_id][1]


def alternative(figure):
    return plain(figure.find(id=figure.select_one("[role=img]")["aria-describedby"]))


@pytest.mark.parametrize(
    ("measure_id", "words"),
    [
        (
            "kpi-active-volunteers",
            "Line chart. 2019/20: Quarter 1 210, Quarter 2 202. 2018/19: Quarter 1 247, Quarter 2 "
            "242, Quarter 3 254, Quarter 4 265. Target: 200 in each quarter.",
        ),
        (
            "kpi-instagram-followers",
            "Line chart. 2019/20: Quarter 1 1,330, Quarter 2 1,436. 2018/19: Quarter 2 768, "
            "Quarter 3 965, Quarter 4 1,236. Target: Quarter 1 1,250, Quarter 2 1,750, Quarter 3 "
            "2,250, Quarter 4 2,750.",
        ),
        (
            "kpi-domestic-violence-repeats",
            "Line chart. 2019/20: Quarter 1 26%, Quarter 2 25%. 2018/19: Quarter 1 29%, Quarter 2 "
            "28%, Quarter 3 29%, Quarter 4 26%. Target: 28% to 40% in each quarter.",
        ),
        (
            "kpi-bame-employees",
            "Line chart. 2019/20: Quarter 1 39%. 2018/19: Quarter 1 33.0%, Quarter 2 33.4%, "
            "Quarter 3 33.4%, Quarter 4 33.8%. No target.",
        ),
        (
            "kpi-residents-listened-to",
            "Bar chart, one bar a year. 2015 53%, 2016 54%, 2017 53%, 2018 47%. Target: 2018 58%.",
        ),
        (
            "kpi-new-homes",
            "Bar chart, one bar a year. 2015/16 746, 2016/17 596, 2017/18 no figure, 2018/19 132, "
            "2019/20 112. Target: 2019/20 1,236.",
        ),
    ],
)
def test_the_text_alternative_tells_the_cells_of_the_source(chart, measure_id, words):
    assert alternative(chart(measure_id)) == words


def test_the_text_alternative_tells_every_figure_of_the_quarters_drawn(edition, charts):
    figures = edition.figures[
        edition.figures["value"].notna() & (edition.figures["printed_in"] == "table")
    ]
    told = 0
    for measure_id, (measure, figure) in charts.items():
        if not figure.select("use"):
            continue
        words = alternative(figure)
        own = figures[(figures["measure_id"] == measure_id) & figures["period"].map(is_quarter)]
        for row in own.itertuples():
            quarter, year = period_title(parse_period(row.period)).rsplit(" ", 1)
            value = format_value(row.value, measure["unit"], int(row.shown_decimals))
            sentence = words.split(f"{year}: ")[1].split(". ")[0]
            assert f"{quarter} {value}" in sentence, row
            told += 1
    assert told > 250


def test_as_many_figures_are_told_as_are_marked_in_the_drawing(charts):
    for measure_id, (_, figure) in charts.items():
        drawn = PLOTTED.findall(str(figure.svg)) if figure.svg else []
        if drawn:
            words = alternative(figure).split("Target: ")[0]
            assert len(re.findall(r"Quarter \d [-£\d]", words)) == len(drawn), measure_id


def test_the_text_alternative_tells_every_bar(edition, charts):
    bars = 0
    for measure_id, (measure, figure) in charts.items():
        if not figure.svg or figure.select("use"):
            continue
        own = edition.figures[
            (edition.figures["measure_id"] == measure_id)
            & edition.figures["value"].notna()
            & edition.figures["period"].map(is_year)
        ]
        for row in own.itertuples():
            value = format_value(row.value, measure["unit"], int(row.shown_decimals))
            assert f"{period_title(parse_period(row.period))} {value}" in alternative(figure)
            bars += 1
    assert bars > 20


def test_every_number_of_a_text_alternative_is_in_the_ledger(pages, charts):
    records = [record for page in pages.values() for record in page.records]
    for measure_id, (_, figure) in charts.items():
        if not figure.svg:
            continue
        shown = {record["text"] for record in records if record["name"] == measure_id}
        words = re.sub(r"Quarter \d|\b20\d\d/\d\d\b:?|per 100,000", " ", alternative(figure))
        words = re.sub(r"\b20\d\d\b(?= )", " ", words)
        for number in re.findall(r"-?£?\d+(?:,\d{3})*(?:\.\d+)?%?", words):
            assert any(text.startswith(number) for text in shown), (measure_id, number)


def test_every_measure_has_a_chart_or_says_why_not(charts):
    for measure_id, (_, figure) in charts.items():
        assert bool(figure.svg) != ("No chart: " in figure.get_text()), measure_id


def test_a_chart_is_an_image_named_by_the_measure_and_described_in_words(charts):
    for measure, figure in charts.values():
        if not figure.svg:
            continue
        image = figure.select_one("[role=img]")
        title = figure.find(id=image["aria-labelledby"]).get_text()
        assert title.startswith(measure["title"])
        assert (
            figure.find(id=image["aria-describedby"])
            .get_text()
            .startswith(("Line chart. ", "Bar chart, "))
        )


def test_a_further_series_names_itself_in_the_title_of_its_chart(chart):
    title = chart("kpi-gender-pay-gap-median").find("figcaption").get_text()
    assert title.endswith("(Median)")


def test_a_missing_quarter_is_neither_told_nor_drawn(chart):
    figure = chart("kpi-delayed-transfers")
    sentence = alternative(figure).split("2019/20: ")[1].split(". 2018/19")[0]
    assert sentence == "Quarter 1 129.2 per 100,000"


@pytest.mark.parametrize(
    ("dropped", "words"),
    [
        (["2015", "2016", "2017"], "No chart: there is one figure, and a chart needs two."),
        (
            ["2015", "2016", "2017", "2018"],
            "No chart: there are no figures, and a chart needs two.",
        ),
    ],
)
def test_fewer_than_two_figures_make_no_chart(root, tmp_path, dropped, words):
    project = copy_project(root, tmp_path)
    without_lines(
        project / "data/returns/2019-20-Q2/figures.csv",
        *(f"kpi-residents-listened-to,{year}," for year in dropped),
    )
    shortened = load_edition(project, "2019-20-Q2")
    shown = parse(card(open_page("p", shortened), "kpi-residents-listened-to"))
    assert plain(shown.select_one(".spf-no-chart")) == words
    assert shown.select("figure") == []


def test_a_chart_and_its_words_follow_the_figures(edition):
    figures = edition.figures.copy()
    cell = (figures["measure_id"] == "kpi-residents-listened-to") & (figures["period"] == "2017")
    figures.loc[cell, "value"] = 50.0
    changed = replace(edition, figures=figures)
    before, after = (
        parse(card(open_page("p", shown), "kpi-residents-listened-to")).figure
        for shown in (edition, changed)
    )
    assert "2017 50%" in alternative(after)
    assert str(after.svg) != str(before.svg)


def test_a_chart_leaves_out_quarters_of_more_than_five_years_ago(root, tmp_path):
    project = copy_project(root, tmp_path / "project")
    add_early_quarters(project)
    early = load_edition(project, "2019-20-Q2")
    shown = parse(card(open_page("p", early), VOLUNTEERS).html)
    words = alternative(shown.select_one("figure.spf-chart"))
    assert "2015/16: Quarter 1 231." in words
    assert "2014/15" not in words


def test_a_chart_has_four_lines_at_most(root, tmp_path):
    project = copy_project(root, tmp_path / "project")
    add_early_quarters(project, "2015-16", "2016-17", "2017-18")
    shown = parse(card(open_page("p", load_edition(project, "2019-20-Q2")), VOLUNTEERS).html)
    words = alternative(shown.select_one("figure.spf-chart"))
    assert re.findall(r"(\d{4}/\d{2}): ", words) == ["2019/20", "2018/19", "2017/18", "2016/17"]
