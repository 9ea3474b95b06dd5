"""What a long-lived process remembers of its own work."""

import pytest

from spf_lib.publish.memory import Memory


def test_what_follows_from_the_same_is_made_once():
    memory = Memory()
    assert memory.recall("sum", (1, 2), lambda: [3]) is memory.recall("sum", (1, 2), lambda: [4])


def test_what_follows_from_something_else_is_made_anew_and_stands_in_the_place_of_the_old():
    memory = Memory()
    for key, expected in ((1, "a"), (2, "b"), (1, "c")):
        assert memory.recall("letter", key, lambda made=expected: made) == expected


def test_nothing_is_kept_of_what_fails():
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.recall("share", 1, lambda: 1 / 0)
    assert memory.recall("share", 1, lambda: 2) == 2
