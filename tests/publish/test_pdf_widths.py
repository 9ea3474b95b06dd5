"""Columns of a table in the PDF get the room they need."""

from spf_lib.publish.pdf_tree import Badge, Cell, Item, Items, Paragraph, Text
from spf_lib.publish.pdf_widths import column_widths


def cell(*words, span=1):
    return Cell(span, (Paragraph("plain", words),))


def row(*texts):
    return tuple(cell(Text(text)) for text in texts)


def test_a_column_has_room_for_its_longest_word():
    (share,) = column_widths([row("A"), row("x incomprehensible x")])
    assert share > len("incomprehensible")


def test_a_long_text_gets_more_room_than_a_short_one_but_not_all():
    short, middle, long = column_widths([row("a b", "a b " * 4, "a b " * 100)])
    assert short < middle < long < 10 * middle


def test_a_column_of_badges_is_as_wide_as_they_are():
    rated = (cell(Text("x")), cell(Badge("Not rated", "grey", "")))
    assert column_widths([row("Measure", "Rating"), rated])[1] == 0


def test_a_cell_over_several_columns_does_not_count():
    rows = [row("A", "B"), (cell(Text("incomprehensible"), span=2),)]
    assert column_widths(rows) == column_widths(rows[:1])


def test_words_within_a_list_count():
    listed = (Cell(1, (Items(False, (Item("", (Paragraph("plain", (Text("x" * 20),)),)),)),)),)
    assert column_widths([row("A"), listed])[0] > 20
