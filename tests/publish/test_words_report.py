"""What is said of the officers' words."""

from dataclasses import replace

import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.words_report import WordsUnsupported, read_words, words_report
from spf_lib.publish.words_reviewed import REVIEWED_FILE
from tests.publish.projects import without_lines


@pytest.fixture(scope="module")
def read(root, edition):
    return read_words(root, edition)


def test_every_finding_of_the_edition_has_been_read(read):
    assert read.open_findings.empty
    assert len(read.reviewed) == len(read.findings)


def test_one_line_counts_paragraphs_numbers_and_findings(read):
    supported = read.claims["is_supported"].sum()
    assert words_report([read]) == (
        f"2019-20-Q2: 362 paragraphs, {len(read.claims)} numbers: "
        f"{supported} found in the data, {len(read.reviewed)} reviewed"
    )


def test_an_edition_without_words_is_not_mentioned(read):
    assert words_report([replace(read, paragraphs=0)]) == ""


def test_a_finding_nobody_has_read_is_told_with_its_nearest_fact_and_sentence(project, edition):
    without_lines(project / REVIEWED_FILE, "2019-20-Q2,kpi-fixed-penalties-paid,performance,2,")
    with pytest.raises(WordsUnsupported) as raised:
        words_report([read_words(project, edition)])
    told = str(raised.value).splitlines()
    assert told[0].startswith("1 not borne out by the data")
    assert "'91%' differs from the table; nearest: 68.6%, figure for 2019-20-Q1" in told[1]
    assert told[2].strip() == "The rate for Quarter 1 now stands at 91% to date."


def test_a_discrepancy_that_is_not_among_the_known_ones_is_bad_input(root, edition):
    rows = edition.discrepancies
    without = replace(edition, discrepancies=rows[rows["measure_id"] != "kpi-neet-or-unknown"])
    with pytest.raises(BadInput) as raised:
        read_words(root, without)
    assert {fault.value for fault in raised.value.faults} == {"discrepancy"}


def test_a_fault_of_the_reviewed_file_is_bad_input(project, edition):
    path = project / REVIEWED_FILE
    path.write_text(path.read_text(encoding="utf-8").replace("verdict", "verdit", 1), "utf-8")
    with pytest.raises(BadInput):
        read_words(project, edition)
