"""An edition's parameters."""

import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.editions import edition_ids, editions_told_of, read_edition
from tests.publish.projects import amend

EDITION = "2019-20-Q2"
FILE = f"params/{EDITION}.yml"
SMALL = """\
edition: 2019-20-Q2
title: Quarter 2 2019/20
framework: kpi-2019-20
rules: corporate
status: draft
sources: [kpis-2019-20-q2]
pages:
  - name: summary
    template: summary
    title: Summary
  - name: kpi-public-realm
    template: portfolio
    title: Public Realm
    parameters: {group: kpi-public-realm}
"""


@pytest.fixture
def small(tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / FILE).write_text(SMALL, encoding="utf-8")
    return tmp_path


def the_fault(root, edition_id=EDITION):
    with pytest.raises(BadInput) as raised:
        read_edition(root, edition_id)
    assert len(raised.value.faults) == 1
    return raised.value.faults[0]


def test_the_parameters_of_the_main_edition_are_read(root):
    edition = read_edition(root, EDITION)
    assert (edition.edition, edition.framework, edition.rules) == (
        EDITION,
        "kpi-2019-20",
        "corporate",
    )
    assert edition.sources == ("kpis-2019-20-q2", "accountabilities-2019-20-q2")


def test_an_edition_is_told_of_those_its_pages_name(root):
    edition = read_edition(root, EDITION)
    page = edition.pages[0].model_copy(update={"parameters": {"before": "2015-16-Q4"}})
    told = edition.model_copy(update={"pages": (page,)})
    assert editions_told_of(root, told) == ["2015-16-Q4", EDITION]


def test_the_period_of_an_edition_is_its_quarter(small):
    period = read_edition(small, EDITION).period
    assert (period.start_time.date().isoformat(), period.end_time.date().isoformat()) == (
        "2019-07-01",
        "2019-09-30",
    )


def test_a_page_keeps_its_parameters(small):
    pages = read_edition(small, EDITION).pages
    assert [dict(page.parameters) for page in pages] == [{}, {"group": "kpi-public-realm"}]


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("rules: corporate", "rules: corporate\ncolour: red", 5, "colour"),
        ("    title: Public Realm", "    titel: Public Realm\n    title: x", 13, "pages.1.titel"),
        ("status: draft", "status: drafted", 5, "status"),
        ("edition: 2019-20-Q2", "edition: 2019-20-Q5", 1, "edition"),
        ("edition: 2019-20-Q2", "edition: 2019-21-Q2", 1, "edition"),
        ("edition: 2019-20-Q2", "edition: 2019-20-Q3", 1, "edition"),
        ("parameters: {group: kpi-public-realm}", "parameters: {group: 3}", 14, None),
    ],
)
def test_a_wrong_key_or_value_is_named_by_file_and_line(small, old, new, line, column):
    amend(small / FILE, old, new)
    fault = the_fault(small)
    assert (fault.file, fault.line) == (FILE, line)
    assert column is None or fault.column == column


def test_a_misspelt_key_is_told_with_the_keys_there_are(small):
    amend(small / FILE, "framework:", "framwork:")
    with pytest.raises(BadInput) as raised:
        read_edition(small, EDITION)
    misspelt, missing = sorted(raised.value.faults, key=lambda fault: -fault.line)
    assert (misspelt.line, misspelt.column) == (3, "framwork")
    assert "framework" in misspelt.expected
    assert missing.column == "framework"


def test_the_name_of_the_file_and_the_edition_inside_it_must_agree(small):
    amend(small / FILE, "edition: 2019-20-Q2", "edition: 2019-20-Q3")
    fault = the_fault(small)
    assert (fault.column, fault.value, fault.expected) == ("edition", "2019-20-Q3", EDITION)


def test_an_unknown_edition_is_told_which_there_are(small):
    fault = the_fault(small, "2019-20-Q3")
    assert fault.file == "params/2019-20-Q3.yml"
    assert EDITION in fault.expected


def test_a_file_that_is_not_yaml_is_bad_input(small):
    (small / FILE).write_text("pages: [", encoding="utf-8")
    assert the_fault(small).file == FILE


@pytest.mark.parametrize("text", ["", "just words", "- a\n- list"])
def test_a_file_that_holds_no_keys_is_bad_input(small, text):
    (small / FILE).write_text(text, encoding="utf-8")
    assert the_fault(small).file == FILE


def test_an_edition_is_a_quarter_and_not_a_year(small):
    (small / "params/2019-20.yml").write_text(
        SMALL.replace("2019-20-Q2", "2019-20"), encoding="utf-8"
    )
    with pytest.raises(BadInput):
        read_edition(small, "2019-20")


def test_two_pages_cannot_have_one_name(small):
    amend(small / FILE, "name: kpi-public-realm", "name: summary")
    with pytest.raises(BadInput):
        read_edition(small, EDITION)


def test_editions_are_listed_oldest_first(small):
    for edition_id in ("2020-21-Q1", "2015-16-Q4", "2019-20-Q1"):
        (small / f"params/{edition_id}.yml").touch()
    assert edition_ids(small) == ["2015-16-Q4", "2019-20-Q1", "2019-20-Q2", "2020-21-Q1"]


def test_parameters_cannot_be_changed_after_reading(small):
    with pytest.raises(ValueError, match="frozen"):
        read_edition(small, EDITION).title = "another"
