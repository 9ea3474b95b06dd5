"""Which pages of an edition a reader of the preview waits for."""

import pytest

from spf_lib.publish.editions import read_edition
from spf_lib.publish.preview_order import pages_first

EDITION = "2019-20-Q2"


@pytest.fixture
def parted(root, edition):
    def part(page_read="", *measures):
        first, rest = pages_first(read_edition(root, EDITION), edition, page_read, measures)
        return [page.name for page in first], [page.name for page in rest]

    return part


@pytest.fixture
def names(root):
    return [page.name for page in read_edition(root, EDITION).pages]


def test_without_a_reader_and_a_measure_no_page_is_waited_for(parted, names):
    assert parted() == ([], names)


def test_the_page_that_is_read_comes_first(parted, names):
    first, rest = parted(f"book/{EDITION}/scorecard")
    assert first == ["scorecard"]
    assert rest == [name for name in names if name != "scorecard"]


def test_the_chapter_of_a_changed_measure_comes_after_the_page_that_is_read(parted):
    first, rest = parted(f"book/{EDITION}/scorecard", "kpi-active-volunteers")
    assert first == ["scorecard", "kpi-community-leadership-and-engagement"]
    assert not {*first} & {*rest}


def test_a_page_of_another_edition_is_not_waited_for(parted):
    assert parted("book/2020-21-Q1/summary")[0] == []
