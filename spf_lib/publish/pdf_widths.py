"""How wide the columns of a table are in the PDF, and how high that makes the table."""

from collections.abc import Iterator, Sequence

from spf_lib.publish.pdf_tree import Badge, Cell, Items, Link, Paragraph, Styled, Text

# In letters: a shorter column still gets some room, and of what is longer a quarter counts.
_NARROWEST, _WIDE = 6, 36
# In letters: what a line of the whole width holds, and what a column of badges takes of it.
_LINE, _BADGES = 100, 12


def column_widths(rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """Share a table's width out among its columns.

    A column gets room for what cannot be broken in it, a word or a badge, and for the mean length
    of its cells, of which the more counts the less. A cell that reaches over several columns does
    not count. The share of a column of badges is 0: it is as wide as they are.

    Parameters
    ----------
    rows : sequence of sequence of Cell
        The head among them.
    """
    columns = zip(*(row for row in rows if all(cell.span == 1 for cell in row)), strict=True)
    least, wanted = [], []
    for column in columns:
        if len(column) > 1 and all(map(_is_badge, column[1:])):
            least.append(0)
            wanted.append(0)
            continue
        pieces = [list(_pieces(cell.blocks)) for cell in column]
        unbroken = max((len(piece) for one in pieces for piece in one), default=0)
        mean = sum(len(piece) + 1 for one in pieces for piece in one) // len(column)
        room = min(mean, _WIDE) + max(0, mean - _WIDE) // 4
        least.append(max(_NARROWEST, unbroken + 3))
        wanted.append(max(least[-1], room))
    return _within_a_line(least, wanted)


def _within_a_line(least: Sequence[int], wanted: Sequence[int]) -> tuple[int, ...]:
    """Give up of what columns want, not of what they need, if a line has no room for all of it."""
    spare = max(0, _room(wanted) - sum(least))
    more = sum(wanted) - sum(least)
    if more <= spare:
        return tuple(wanted)
    return tuple(
        some + (all_of_it - some) * spare // more
        for some, all_of_it in zip(least, wanted, strict=True)
    )


def _room(widths: Sequence[int]) -> int:
    """Return how many letters a line has beside the columns of badges."""
    return _LINE - _BADGES * widths.count(0)


def lines_high(rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> int:
    """Estimate how many lines a table takes, with half a line of room in each row.

    Parameters
    ----------
    rows : sequence of sequence of Cell
        The head among them.
    widths : sequence of int
        The columns' shares, as of :func:`column_widths`.
    """
    room = _room(widths)
    letters = [room * share // sum(widths) if share else _BADGES for share in widths]
    return len(rows) // 2 + sum(max(_lines(row, letters), default=1) for row in rows)


def _lines(row: Sequence[Cell], letters: Sequence[int]) -> Iterator[int]:
    column = 0
    for cell in row:
        room = sum(letters[column : column + cell.span])
        written = sum(len(piece) + 1 for piece in _pieces(cell.blocks))
        yield 1 + written // max(1, room)
        column += cell.span


def _is_badge(cell: Cell) -> bool:
    match cell.blocks:
        case (Paragraph(_, (Badge(), *_)),):
            return True
        case _:
            return False


def _pieces(node: object) -> Iterator[str]:
    """Return what stands in words or blocks, cut where a line may end."""
    match node:
        case Text(text):
            yield from text.split()
        case Badge(word, _, _):
            yield word
        case tuple():
            for one in node:
                yield from _pieces(one)
        case Paragraph(_, words) | Styled(_, words) | Link(_, _, words):
            yield from _pieces(words)
        case Items(_, items):
            yield from _pieces(tuple(item.blocks for item in items))
