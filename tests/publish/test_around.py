"""What stands around the pages of one volume."""

import pytest

from spf_lib.publish.around import NamedEdition


@pytest.mark.parametrize(
    ("page", "found"), [("money", "book/q1/money"), ("frame", "book/q1/summary")]
)
def test_an_edition_leads_to_its_page_of_a_name_or_to_its_first(page, found):
    edition = NamedEdition("q1", "Q1", "Q1: a framework", ("summary", "money"))
    assert edition.same_kind(page) == found
