"""What a PDF says of itself comes from the book's own settings and data."""

import pytest

from spf_lib.framework.tables import BadInput
from spf_lib.publish.pdf_imprint import document, pdf_names, read_imprint
from spf_lib.publish.pdf_tree import Heading, Link, Paragraph, Text
from tests.conftest import EDITION
from tests.publish.projects import amend

FRAMEWORKS = "data/framework/frameworks.csv"


def test_the_cover_says_question_edition_and_framework(root):
    imprint = read_imprint(root, root / "book", EDITION)
    assert (imprint.question, imprint.edition, imprint.framework) == (
        "How is the Council doing?",
        "Quarter 2 2019/20",
        "Key performance indicators 2019/20",
    )


def test_the_address_of_the_site_is_that_of_its_settings(root, project):
    assert read_imprint(project, root / "book", EDITION).site == ""
    amend(project / "_config.yml", "https://spf-book.example/", "https://spf.gov.uk/")
    assert read_imprint(project, root / "book", EDITION).site == "https://spf.gov.uk/"


def test_faults_of_the_framework_are_told(root, project):
    path = project / FRAMEWORKS
    path.write_text(path.read_text(encoding="utf-8").replace("starts", "begins"), encoding="utf-8")
    with pytest.raises(BadInput, match=r"frameworks\.csv"):
        read_imprint(project, root / "book", EDITION)


def test_a_link_between_two_pages_leads_within_the_document(root):
    link = Link("a", "b.html", (Text("to b"),))
    pages = [
        (Heading(1, "a", ()), Paragraph("plain", (link,))),
        (Heading(1, "b", ()),),
    ]
    imprint = read_imprint(root, root / "book", EDITION)
    data = document(pages, imprint, EDITION)
    assert data["pages"][0][1]["words"][0]["to"] == "#b"


def test_the_two_files_are_named_after_the_edition():
    assert pdf_names(EDITION) == ("2019-20-Q2.pdf", "2019-20-Q2-summary.pdf")
