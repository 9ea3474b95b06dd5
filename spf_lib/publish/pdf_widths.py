"""How wide the columns of a table are in the PDF."""

from collections.abc import Iterator, Sequence

from spf_lib.publish.pdf_tree import Badge, Cell, Items, Link, Paragraph, Styled, Text

# In letters: a shorter column still gets some room, and of what is longer a quarter counts.
_NARROWEST, _WIDE = 6, 36


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
    shares = []
    for column in columns:
        if len(column) > 1 and all(map(_is_badge, column[1:])):
            shares.append(0)
            continue
        pieces = [list(_pieces(cell.blocks)) for cell in column]
        unbroken = max((len(piece) for one in pieces for piece in one), default=0)
        mean = sum(len(piece) + 1 for one in pieces for piece in one) // len(column)
        room = min(mean, _WIDE) + max(0, mean - _WIDE) // 4
        shares.append(max(_NARROWEST, unbroken + 3, room))
    return tuple(shares)


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
