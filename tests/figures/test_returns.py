import shutil

import pytest

from spf_lib.figures.returns import figures_file, read_returns, returns_folder
from spf_lib.framework.catalogue import read_catalogue
from spf_lib.framework.tables import BadInput
from spf_lib.publish.inputs import load_edition

EDITION = "2019-20-Q2"
RETURN = "data/returns/2019-20-Q2"


@pytest.fixture(scope="module")
def shipped(root):
    catalogue, _ = read_catalogue(root)
    return read_returns(root, EDITION, catalogue)


@pytest.fixture(scope="module")
def returns(shipped):
    return shipped[0]


@pytest.fixture
def project(root, tmp_path):
    for folder in ("data", "params"):
        shutil.copytree(root / folder, tmp_path / folder)
    return tmp_path


def change(project, file, old, new):
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(project):
    with pytest.raises(BadInput) as caught:
        load_edition(project, EDITION)
    return [(f.file, f.line, f.column, f.value) for f in caught.value.faults]


def test_the_shipped_return_has_no_fault(shipped):
    assert shipped[1] == ()


def test_a_return_stands_in_the_folder_of_its_edition():
    assert returns_folder("2020-21-Q1") == "data/returns/2020-21-Q1"
    assert figures_file("2020-21-Q1") == "data/returns/2020-21-Q1/figures.csv"


def test_the_faults_of_the_framework_and_of_the_return_come_in_one_report(project):
    change(project, f"{RETURN}/figures.csv", "2019-20-Q1,210,", "2019-20-Q1,210 people,")
    change(project, f"{RETURN}/figures.csv", "2019-20-Q2,202,,,final", "2019-21-Q2,202,,,final")
    change(project, f"{RETURN}/ratings.csv", "2019-20-Q2,G,down", "2019-20-Q2,Green,down")
    change(project, "data/framework/targets.csv", "2019-20-Q2,at_least,200", "2019-20-Q2,least,200")
    change(project, "data/known_discrepancies.csv", "kpi-active-volunteers", "kpi-volunteers")
    assert faults_of(project) == [
        ("data/framework/targets.csv", 3, "kind", "least"),
        ("data/known_discrepancies.csv", 2, "measure_id", "kpi-volunteers"),
        ("data/returns/2019-20-Q2/figures.csv", 2, "value", "210 people"),
        ("data/returns/2019-20-Q2/figures.csv", 3, "period", "2019-21-Q2"),
        ("data/returns/2019-20-Q2/ratings.csv", 2, "published_rag", "Green"),
    ]


def test_the_faults_of_the_rules_come_in_the_same_report(project):
    change(project, f"{RETURN}/figures.csv", "2019-20-Q1,210,", "2019-20-Q1,210 people,")
    change(project, "params/rules/corporate.yml", "tolerance: 10", "tolerence: 10")
    assert {file for file, *_ in faults_of(project)} == {
        "data/returns/2019-20-Q2/figures.csv",
        "params/rules/corporate.yml",
    }


def test_each_fault_says_file_line_column_value_and_what_would_be_right(project):
    change(project, f"{RETURN}/figures.csv", "2019-20-Q1,210,", "2019-20-Q1,210 people,")
    with pytest.raises(BadInput) as caught:
        load_edition(project, EDITION)
    assert str(caught.value) == (
        "1 fault in the input:\n"
        "  data/returns/2019-20-Q2/figures.csv, line 2, column value: "
        "'210 people' should be a bare number such as 82.1"
    )


def test_a_return_that_is_missing_is_a_fault_for_each_of_its_tables(project):
    shutil.rmtree(project / RETURN)
    files = {file for file, *_ in faults_of(project)}
    assert {
        f"{RETURN}/{table}.csv"
        for table in ("figures", "ratings", "narrative", "benchmarks", "breakdowns", "deliverables")
    } <= files


def test_a_period_with_a_stray_newline_is_a_fault(project):
    change(project, f"{RETURN}/figures.csv", "2019-20-Q2,202,", '"2019-20-Q2\n",202,')
    assert [(column, value) for _, _, column, value in faults_of(project)] == [
        ("period", "2019-20-Q2\n")
    ]


def test_a_number_in_another_script_is_a_fault(project):
    change(project, f"{RETURN}/figures.csv", "2019-20-Q2,202,", "2019-20-Q2,٢٠٢,")
    assert [(column, value) for _, _, column, value in faults_of(project)] == [("value", "٢٠٢")]


# Typed from the source by hand: measure, period, value, printed token, line of the source.
PUBLISHED_FIGURES = [
    # Community Leadership and Engagement
    ("kpi-active-volunteers", "2019-20-Q2", 202, "202", 15),
    ("kpi-active-volunteers", "2018-19-Q4", 265, "265", 17),
    ("kpi-facebook-engagements", "2019-20-Q2", 11600, "11,600", 39),
    ("kpi-facebook-engagements", "2018-19-Q1", 9479, "9,479", 41),
    ("kpi-twitter-engagements", "2018-19-Q2", 11563, "11,563", 65),
    ("kpi-newsletter-subscribers", "2019-20-Q2", 13471, "13,471", 87),
    ("kpi-instagram-followers", "2018-19-Q3", 965, "965", 114),
    ("kpi-events-evaluation", "2016-17", 100, "100%", 135),
    ("kpi-events-evaluation-first-time-attenders", "2018-19", 30, "30%", 137),
    ("kpi-residents-listened-to", "2018", 47, "47%", 157),
    ("kpi-residents-get-on-well", "2017", 72, "72%", 185),
    # Equalities and Diversity
    ("kpi-bame-employees", "2019-20-Q1", 39, "39%", 204),
    ("kpi-bame-employees", "2018-19-Q2", 33.4, "33.4%", 206),
    ("kpi-gender-pay-gap", "2019-20-Q2", 0.18, "+£0.18", 245),
    ("kpi-gender-pay-gap-median", "2019-20-Q2", -0.44, "-£0.44", 245),
    ("kpi-gender-pay-gap-median", "2018-19-Q3", -0.08, "-£0.08", 247),
    ("kpi-mandatory-training", "2019-20-Q2", 82.1, "82.1%", 270),
    # Public Realm
    ("kpi-fly-tipped-material", "2019-20-Q2", 417, "417 tonnes", 291),
    ("kpi-fly-tipped-material", "2018-19-Q4", 461, "461 tonnes", 293),
    ("kpi-waste-recycled", "2019-20-Q1", 85, "85kg", 316),
    ("kpi-waste-arising", "2018-19-Q4", 991, "991kg", 343),
    ("kpi-green-flags", "2019", 5, "5", 360),
    # Enforcement and Community Safety
    ("kpi-anti-social-behaviour", "2019-20-Q2", 2939, "2,939", 387),
    ("kpi-anti-social-behaviour", "2018-19-Q2", 2758, "2,758", 389),
    ("kpi-domestic-violence-repeats", "2019-20-Q2", 25, "25%", 412),
    ("kpi-violence-with-injury", "2018-19-Q4", 1319, "1319", 438),
    ("kpi-serious-youth-violence", "2019-20-Q2", 152, "152", 460),
    ("kpi-licensing-compliance", "2018-19-Q3", 405, "405", 485),
    ("kpi-fixed-penalties-issued-year-to-date", "2019-20-Q2", 659, "659", 508),
    ("kpi-fixed-penalties-paid", "2018-19-Q3", 69.86, "69.86%", 535),
    # Social Care and Health Integration
    ("kpi-delayed-transfers", "2019-20-Q1", 129.2, "129.2", 560),
    ("kpi-delayed-transfers", "2018-19-Q1", 16.2, "16.2", 562),
    ("kpi-care-home-admissions", "2019-20-Q2", 556.8, "556.8", 581),
    ("kpi-twelve-month-reviews", "2018-19-Q4", 70.5, "70.5%", 607),
    ("kpi-healthy-lifestyles", "2019-20-Q1", 81.1, "81.1%", 629),
    ("kpi-child-protection-visits", "2019-20-Q2", 94, "94%", 653),
    ("kpi-repeat-child-protection-plans", "2019-20-Q2", 18, "18%", 678),
    ("kpi-assessments-in-time", "2019-20-Q2", 64, "64%", 702),
    ("kpi-assessments-in-time", "2018-19-Q1", 91, "91%", 704),
    ("kpi-care-leavers-eet", "2019-20-Q2", 62, "62%", 726),
    ("kpi-first-time-entrants", "2018-19-Q4", 421, "421", 751),
    ("kpi-first-time-entrants", "2017-18-Q1", 595, "595", 754),
    ("kpi-placement-stability", "2019-20-Q2", 71, "71%", 776),
    # Educational Attainment and School Improvement
    ("kpi-neet-or-unknown", "2019-20-Q2", 12.5, "12.5%*", 802),
    ("kpi-early-years-gap", "2019", 38.8, "38.8% (provisional)", 828),
    ("kpi-gcse-english-and-maths", "2018", 40.4, "40.4%", 855),
    ("kpi-a-level-points", "2018", 32.2, "32.2", 881),
    ("kpi-schools-good-or-outstanding", "2018-19-Q2", 86, "86%", 906),
    # Employment, Skills and Aspiration
    ("kpi-homelessness-prevented", "2019-20-Q2", 132, "132", 925),
    ("kpi-homelessness-prevented-year-to-date", "2019-20-Q2", 328, "328", 926),
    ("kpi-temporary-accommodation", "2019-20-Q2", 1633, "1,633", 951),
    ("kpi-moved-out-of-temporary-accommodation-year-to-date", "2018-19-Q4", 587, "587", 977),
    # Regeneration and Social Housing
    ("kpi-new-homes", "2019-20", 112, "112 (Forecast)", 1000),
    ("kpi-affordable-homes", "2018-19", 100, "132 (100%)", 1027),
    ("kpi-decent-homes", "2018-19-Q4", 90.01, "90.01%", 1051),
    ("kpi-capital-works-satisfaction", "2018-19-Q2", 89.05, "89.05%", 1077),
    # Finance, Performance and Core Services
    ("kpi-benefit-changes-days", "2019-20-Q2", 7.32, "7.32 days", 1096),
    ("kpi-contact-centre-satisfaction-year-to-date", "2018-19-Q4", 91.09, "91.09%", 1125),
    ("kpi-sickness-absence", "2019-20-Q2", 6.23, "6.23 days", 1144),
    ("kpi-employee-engagement", "2018-19-Q4", 74, "74%", 1209),
    (
        "kpi-revenue-budget-position",
        "2019-20-Q2",
        7011000,
        "£7.011m at period 5 – reported to Cabinet in October",
        1228,
    ),
    ("kpi-revenue-budget-position", "2018-19-Q1", 4924000, "£4,924,000 forecast", 1229),
]


@pytest.mark.parametrize(
    ("measure_id", "period", "value", "printed", "line"),
    PUBLISHED_FIGURES,
    ids=[f"{row[0]} {row[1]}" for row in PUBLISHED_FIGURES],
)
def test_a_published_figure_stands_in_the_return(returns, measure_id, period, value, printed, line):
    figures = returns.figures
    (found,) = figures[
        (figures["measure_id"] == measure_id)
        & (figures["period"] == period)
        & (figures["printed_in"] == "table")
    ].itertuples()
    assert found.value == value
    assert found.value_as_printed == printed
    assert int(found.source_line) == line


@pytest.mark.parametrize(
    ("measure_id", "period", "status", "printed"),
    [
        ("kpi-delayed-transfers", "2019-20-Q2", "not_published", "Not published"),
        ("kpi-healthy-lifestyles", "2019-20-Q2", "not_yet_available", "Not yet published"),
        (
            "kpi-a-level-points",
            "2019",
            "not_yet_available",
            "This result will be available October 2019",
        ),
        (
            "kpi-contact-centre-satisfaction",
            "2019-20-Q2",
            "not_yet_available",
            "Data not yet available",
        ),
        ("kpi-revenue-budget-position", "2018-19-Q4", "not_provided", "Data not provided"),
        ("kpi-instagram-followers", "2018-19-Q1", "not_applicable", "n/a"),
        ("kpi-mandatory-training", "2018-19-Q4", "dash", "---"),
        ("kpi-events-evaluation-first-time-attenders", "2017-18", "dash", "--"),
        ("kpi-homelessness-prevented", "2018-19-Q2", "dash", "---"),
    ],
)
def test_a_cell_without_a_figure_keeps_the_words_that_stand_there(
    returns, measure_id, period, status, printed
):
    figures = returns.figures
    (found,) = figures[
        (figures["measure_id"] == measure_id)
        & (figures["period"] == period)
        & (figures["printed_in"] == "table")
    ].itertuples()
    assert (found.status, found.value_as_printed) == (status, printed)


def test_a_blank_cell_of_a_past_quarter_is_blank_and_one_of_a_coming_quarter_not_due(returns):
    cells = returns.figures.set_index(["measure_id", "period"])["status"]
    assert cells["kpi-bame-employees", "2019-20-Q2"] == "blank"
    assert cells["kpi-bame-employees", "2019-20-Q3"] == "not_due"


@pytest.mark.parametrize(
    ("measure_id", "period", "status"),
    [
        ("kpi-new-homes", "2019-20", "forecast"),
        ("kpi-affordable-homes", "2019-20", "forecast"),
        ("kpi-early-years-gap", "2019", "provisional"),
        ("kpi-gcse-english-and-maths", "2019", "provisional"),
        ("kpi-neet-or-unknown", "2019-20-Q2", "provisional"),
        ("kpi-sickness-absence", "2019-20-Q2", "final"),
    ],
)
def test_a_figure_says_how_sure_it_was(returns, measure_id, period, status):
    table = returns.figures[returns.figures["printed_in"] == "table"]
    assert table.set_index(["measure_id", "period"]).at[(measure_id, period), "status"] == status


@pytest.mark.parametrize(
    ("measure_id", "period", "numerator", "denominator"),
    [
        ("kpi-healthy-lifestyles", "2019-20-Q1", 1041, 1284),
        ("kpi-child-protection-visits", "2019-20-Q2", 263, 279),
        ("kpi-child-protection-visits", "2019-20-Q1", 240, 246),
        ("kpi-repeat-child-protection-plans", "2019-20-Q2", 28, 145),
        ("kpi-repeat-child-protection-plans", "2019-20-Q1", 11, 69),
        ("kpi-care-leavers-eet", "2019-20-Q2", 73, 117),
        ("kpi-care-leavers-eet", "2019-20-Q1", 33, 51),
        ("kpi-placement-stability", "2019-20-Q2", 89, 126),
        ("kpi-placement-stability", "2019-20-Q1", 87, 129),
    ],
)
def test_a_published_numerator_and_denominator_stand_beside_their_figure(
    returns, measure_id, period, numerator, denominator
):
    figures = returns.figures.set_index(["measure_id", "period"])
    found = figures.loc[(measure_id, period)]
    assert (found["numerator"].item(), found["denominator"].item()) == (numerator, denominator)


@pytest.mark.parametrize(
    ("measure_id", "comparator", "period", "value", "rank", "rank_of"),
    [
        ("kpi-residents-get-on-well", "National", "", 89, None, None),
        ("kpi-fly-tipped-material", "London", "2017-18", 8884, None, None),
        ("kpi-fly-tipped-material", "Barking and Dagenham", "2017-18", 2628, 5, 33),
        ("kpi-waste-recycled", "Barking and Dagenham", "2017-18", 25, 27, 33),
        ("kpi-waste-arising", "Barking and Dagenham", "2017-18", 850.8, 2, 33),
        ("kpi-serious-youth-violence", "Barking and Dagenham", "", 310, 2, 32),
        ("kpi-delayed-transfers", "Redbridge", "2019-20-Q1", 26.4, None, None),
        ("kpi-delayed-transfers", "England", "2019-20-Q1", 257.4, None, None),
        ("kpi-care-home-admissions", "London", "2017-18", 406.2, None, None),
        ("kpi-twelve-month-reviews", "England", "2018-19-Q4", 84.4, None, None),
        ("kpi-assessments-in-time", "Statistical neighbours", "", 81, None, None),
        ("kpi-care-leavers-eet", "London", "", 52, None, None),
        ("kpi-first-time-entrants", "National", "", 222, None, None),
        ("kpi-early-years-gap", "London", "2018", 31.4, None, None),
        ("kpi-schools-good-or-outstanding", "London", "2019-M03", 92, None, None),
    ],
)
def test_a_published_benchmark_stands_in_the_return(
    returns, measure_id, comparator, period, value, rank, rank_of
):
    rows = returns.benchmarks
    (found,) = rows[
        (rows["measure_id"] == measure_id)
        & (rows["comparator"] == comparator)
        & (rows["period"].fillna("") == period)
    ].itertuples()
    assert found.value == value
    assert [found.rank, found.rank_of] == [rank, rank_of] or (
        rank is None and found.rank != found.rank and found.rank_of != found.rank_of
    )


@pytest.mark.parametrize(
    ("measure_id", "colour", "arrow"),
    [
        ("kpi-active-volunteers", "G", "down"),
        ("kpi-newsletter-subscribers", "A", "up"),
        ("kpi-events-evaluation", "n/a", "up"),
        ("kpi-residents-get-on-well", "A", "down"),
        ("kpi-gender-pay-gap", "G", "up"),
        ("kpi-green-flags", "n/a", "level"),
        ("kpi-anti-social-behaviour", "R", "down"),
        ("kpi-violence-with-injury", "A", "up"),
        ("kpi-fixed-penalties-issued", "n/a", "down"),
        ("kpi-care-home-admissions", "R", ""),
        ("kpi-assessments-in-time", "R", "down"),
        ("kpi-first-time-entrants", "R", "up"),
        ("kpi-neet-or-unknown", "G", ""),
        ("kpi-schools-good-or-outstanding", "G", "up"),
        ("kpi-homelessness-prevented", "n/a", "n/a"),
        ("kpi-affordable-homes", "n/a", "level"),
        ("kpi-sickness-absence", "G", "up"),
        ("kpi-revenue-budget-position", "R", "n/a"),
    ],
)
def test_a_published_rating_and_arrow_stand_in_the_return(returns, measure_id, colour, arrow):
    found = returns.ratings.fillna("").set_index("measure_id").loc[measure_id]
    assert (found["published_rag"], found["published_travel"]) == (colour, arrow)


def test_the_published_colours_of_the_quarter_are_counted(returns):
    counts = returns.ratings["published_rag"].value_counts()
    assert counts[["G", "A", "R", "n/a"]].to_dict() == {"G": 16, "A": 15, "R": 11, "n/a": 7}


@pytest.mark.parametrize(
    ("measure_id", "period", "category", "series", "printed"),
    [
        ("kpi-bame-employees", "", "Community Solutions", "BAME", "229"),
        ("kpi-bame-employees", "", "Public Realm", "Not-BAME", "301"),
        ("kpi-bame-employees", "", "My Place", "Prefer not to say", "10"),
        ("kpi-sickness-absence", "2019-20-Q1", "Public Realm", "Average Days Lost per EE", "12.4"),
        ("kpi-sickness-absence", "2019-20-Q2", "Transformation", "Average Days Lost per EE", "0.6"),
        ("kpi-sickness-absence", "2019-20-Q2", "Enforcement Service", "Long term % of days", "74%"),
        (
            "kpi-sickness-absence",
            "2019-20-Q2",
            "Policy and Participation",
            "Short term % of days",
            "15%",
        ),
        (
            "kpi-active-volunteers",
            "2019-20-Q2",
            "Community Solutions",
            "Volunteer applicants",
            "58",
        ),
    ],
)
def test_a_published_breakdown_stands_in_the_return(
    returns, measure_id, period, category, series, printed
):
    rows = returns.breakdowns
    (found,) = rows[
        (rows["measure_id"] == measure_id)
        & (rows["period"].fillna("") == period)
        & (rows["category"] == category)
        & (rows["series"] == series)
    ].itertuples()
    assert found.value_as_printed == printed
    assert found.value == float(printed.rstrip("%"))
