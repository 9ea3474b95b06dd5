"""Columns of a table in the PDF get the room they need."""

from spf_lib.publish.pdf_tree import Badge, Cell, Item, Items, Paragraph, Text
from spf_lib.publish.pdf_widths import column_widths, lines_high


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


def test_a_column_has_room_for_its_longest_word_beside_one_that_is_very_long():
    head = row("Deliverable", "Due", "Said")
    shares = column_widths([head, row("x", "implementation", "word " * 300)])
    assert 100 * shares[1] / sum(shares) > len("implementation")


def test_a_column_of_badges_is_as_wide_as_they_are():
    rated = (cell(Text("x")), cell(Badge("Not rated", "grey", "")))
    assert column_widths([row("Measure", "Rating"), rated])[1] == 0


def test_a_cell_over_several_columns_does_not_count():
    rows = [row("A", "B"), (cell(Text("incomprehensible"), span=2),)]
    assert column_widths(rows) == column_widths(rows[:1])


def test_words_within_a_list_count():
    listed = (Cell(1, (Items(False, (Item("", (Paragraph("plain", (Text("x" * 20),)),)),)),)),)
    assert column_widths([row("A"), listed])[0] > 20


def test_a_table_is_as_high_as_the_highest_cell_of_each_row():
    low, high = row("a", "b"), row("a", "word " * 40)
    widths = column_widths([low, high])
    assert lines_high([low], widths) == 1
    assert lines_high([high], widths) == lines_high([row("a", "word " * 20)], widths) * 2 - 1


def test_a_cell_over_several_columns_has_their_room():
    written = Text("word " * 40)
    apart, joined = (cell(written), cell()), (cell(written, span=2),)
    assert lines_high([joined], (10, 10)) < lines_high([apart], (10, 10))


def test_a_table_of_badges_is_a_line_to_each_row():
    badge = Badge("Not rated", "grey", "")
    assert lines_high([(cell(badge),)] * 4, (0,)) == 4 + 4 // 2
