import shutil

import pytest

from spf_lib.framework.catalogue import read_catalogue


@pytest.fixture(scope="module")
def shipped(root):
    return read_catalogue(root)


@pytest.fixture
def project(root, tmp_path):
    shutil.copytree(root / "data/framework", tmp_path / "data/framework")
    return tmp_path


def change(project, table, old, new):
    path = project / f"data/framework/{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_catalogue_has_no_fault(shipped):
    _, faults = shipped
    assert faults == ()


def test_a_fault_names_its_file_from_the_project_folder(project):
    change(
        project, "targets", "kpi-active-volunteers,2019-20-Q2", "kpi-active-voluntears,2019-20-Q2"
    )
    _, faults = read_catalogue(project)
    assert [(f.file, f.line, f.column, f.value, f.expected) for f in faults] == [
        (
            "data/framework/targets.csv",
            3,
            "measure_id",
            "kpi-active-voluntears",
            "a key that stands in measures.csv",
        )
    ]


def test_faults_of_all_tables_come_together(project):
    change(project, "groups", ",portfolio,", ",portfollio,")
    change(project, "people", ",officer,", ",oficer,")
    change(project, "targets", ",at_least,200,", ",at_least,2OO,")
    change(project, "sources", "de35de43", "DE35DE43")
    _, faults = read_catalogue(project)
    assert sorted({(fault.file, fault.column) for fault in faults}) == [
        ("data/framework/groups.csv", "kind"),
        ("data/framework/people.csv", "kind"),
        ("data/framework/sources.csv", "sha256"),
        ("data/framework/targets.csv", "lower"),
    ]


def test_a_measure_that_is_taken_away_leaves_every_row_that_points_at_it_dangling(project):
    change(project, "measures", "\nkpi-new-homes,", "\nkpi-old-homes,")
    _, faults = read_catalogue(project)
    assert {fault.value for fault in faults} == {"kpi-new-homes"}
    assert "data/framework/targets.csv" in {fault.file for fault in faults}


def test_a_bad_table_does_not_blame_the_tables_that_point_at_it(project):
    path = project / "data/framework/measures.csv"
    path.write_text(path.read_text(encoding="utf-8") + "kpi-cut-short,kpi-2019-20\n", "utf-8")
    _, faults = read_catalogue(project)
    assert {fault.file for fault in faults} == {"data/framework/measures.csv"}


def test_a_missing_table_is_a_fault(project):
    (project / "data/framework/baselines.csv").unlink()
    _, faults = read_catalogue(project)
    assert [fault.file for fault in faults] == ["data/framework/baselines.csv"]


PUBLISHED_TARGETS = [
    ("kpi-active-volunteers", "2019-20-Q2", "at_least", 200, None, "200"),
    ("kpi-facebook-engagements", "2019-20-Q2", "at_least", 11500, None, "11,500"),
    ("kpi-newsletter-subscribers", "2019-20-Q4", "at_least", 18000, None, "18,000"),
    ("kpi-instagram-followers", "2019-20-Q1", "at_least", 1250, None, "1,250"),
    ("kpi-residents-listened-to", "2018", "at_least", 58, None, "58%"),
    ("kpi-gender-pay-gap", "2019-20-Q2", "within", 0, 0, "£0.00"),
    ("kpi-fly-tipped-material", "2019-20-Q2", "at_most", None, 399, "399 tonnes"),
    ("kpi-waste-recycled", "2019-20-Q4", "at_least", 292, None, "292kg"),
    ("kpi-waste-arising", "2019-20-Q3", "at_most", None, 721, "721kg"),
    ("kpi-anti-social-behaviour", "2019-20-Q3", "at_most", None, 4005, "4,005"),
    ("kpi-domestic-violence-repeats", "2019-20-Q2", "between", 28, 40, "28% to 40%"),
    ("kpi-violence-with-injury", "2019-20-Q4", "at_most", None, 1318, "1318"),
    ("kpi-delayed-transfers", "2019-20-Q1", "at_most", None, 58.5, "58.5"),
    ("kpi-care-home-admissions", "2019-20-Q2", "at_most", None, 379.7, "379.7"),
    ("kpi-assessments-in-time", "2019-20-Q2", "at_least", 82, None, "82%"),
    ("kpi-first-time-entrants", "2018-19-Q4", "at_most", None, 390, "390"),
    ("kpi-neet-or-unknown", "2019-20-Q1", "at_most", None, 4.0, "4.0%"),
    ("kpi-early-years-gap", "2019", "at_most", None, 35.6, "35.6%"),
    ("kpi-a-level-points", "2019", "at_least", 32.5, None, "32.5"),
    ("kpi-temporary-accommodation", "2019-20-Q2", "at_most", None, 1600, "1,600"),
    ("kpi-new-homes", "2019-20", "at_least", 1236, None, "1,236"),
    ("kpi-benefit-changes-days", "2019-20-Q2", "at_most", None, 11, "11 days"),
    ("kpi-sickness-absence", "2019-20-Q2", "at_most", None, 6, "6 days"),
]


@pytest.mark.parametrize(
    ("measure_id", "period", "kind", "lower", "upper", "printed"),
    PUBLISHED_TARGETS,
    ids=[f"{row[0]} {row[1]}" for row in PUBLISHED_TARGETS],
)
def test_a_published_target_stands_in_the_catalogue(
    shipped, measure_id, period, kind, lower, upper, printed
):
    targets = shipped[0].targets
    (found,) = targets[
        (targets["measure_id"] == measure_id) & (targets["period"] == period)
    ].itertuples()
    assert (found.kind, found.target_as_printed) == (kind, printed)
    assert ([found.lower] == [lower]) if lower is not None else found.lower != found.lower
    assert ([found.upper] == [upper]) if upper is not None else found.upper != found.upper


@pytest.mark.parametrize(
    ("measure_id", "printed"),
    [
        ("kpi-bame-employees", "Targets to be agreed"),
        ("kpi-mandatory-training", "Targets to be agreed"),
        ("kpi-green-flags", "Target to be agreed"),
        ("kpi-affordable-homes", "Target not set"),
        ("kpi-employee-engagement", "Target to be agreed"),
    ],
)
def test_a_target_still_to_be_set_keeps_the_words_that_say_so(shipped, measure_id, printed):
    targets = shipped[0].targets
    (found,) = targets[targets["measure_id"] == measure_id].itertuples()
    assert (found.kind, found.target_as_printed) == ("to_be_set", printed)


@pytest.mark.parametrize(
    ("measure_id", "polarity"),
    [
        ("kpi-active-volunteers", "higher"),
        ("kpi-waste-arising", "lower"),
        ("kpi-domestic-violence-repeats", "range"),
        ("kpi-early-years-gap", "lower"),
        ("kpi-repeat-child-protection-plans", "lower"),
        ("kpi-care-leavers-eet", "higher"),
        ("kpi-sickness-absence", "lower"),
    ],
)
def test_a_measure_knows_what_good_looks_like(shipped, measure_id, polarity):
    measures = shipped[0].measures.set_index("measure_id")
    assert measures.at[measure_id, "polarity"] == polarity
