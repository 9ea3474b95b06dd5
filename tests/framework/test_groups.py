"""The tree of groups."""

import pandas as pd
import pytest

from spf_lib.framework.groups import chapter_ids, chapters

# A priority with two themes, one of them with a sub-theme, and a portfolio that stands alone.
GROUPS = pd.DataFrame(
    [
        ("late", "theme", "aims", 2),
        ("aims", "priority", None, 1),
        ("early", "theme", "aims", 1),
        ("part", "sub-theme", "early", 1),
        ("works", "portfolio", None, 1),
    ],
    columns=["group_id", "kind", "parent_id", "position"],
)


@pytest.mark.parametrize(
    ("group_id", "chapter"),
    [("works", "works"), ("early", "early"), ("part", "early"), ("aims", None)],
)
def test_a_group_belongs_to_the_chapter_it_is_or_stands_below(group_id, chapter):
    assert chapter_ids(GROUPS)[group_id] == chapter


def test_chapters_come_in_the_order_of_their_priorities_and_places():
    assert list(chapters(GROUPS)["group_id"]) == ["works", "early", "late"]
