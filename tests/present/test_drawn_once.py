"""A drawing is made once for what it shows, and anew for anything else."""

import math

from markupsafe import Markup

from spf_lib.present.drawn_once import drawn_once

made = []


@drawn_once
def draw(name, values):
    made.append((name, values))
    return Markup("{} {}").format(name, values)


def drawn(*shown):
    """Return a drawing, and how often that took drawing."""
    made.clear()
    return draw(*shown), len(made)


def test_what_shows_the_same_is_drawn_once():
    assert drawn("one", [1.0, 2.0]) == (Markup("one [1.0, 2.0]"), 1)
    assert drawn("one", [1.0, 2.0]) == (Markup("one [1.0, 2.0]"), 0)


def test_a_value_that_differs_in_its_last_bit_is_drawn_anew():
    drawn("bit", [0.1])
    other = math.nextafter(0.1, 1)
    assert drawn("bit", [other]) == (Markup("bit [{}]").format(other), 1)


def test_a_number_of_another_type_is_drawn_anew():
    drawn("type", [1])
    assert drawn("type", [1.0]) == (Markup("type [1.0]"), 1)


def test_a_gap_is_the_same_gap_wherever_it_comes_from():
    drawn("gap", [float("nan")])
    assert drawn("gap", [float("nan")]) == (Markup("gap [nan]"), 0)


def test_a_list_that_changes_after_it_was_drawn_is_drawn_anew():
    values = [1.0]
    drawn("list", values)
    values.append(2.0)
    assert drawn("list", values) == (Markup("list [1.0, 2.0]"), 1)
