"""The summary of an edition on two pages, for those who have five minutes."""

from dataclasses import replace
from itertools import takewhile
from typing import Any

from spf_lib.publish.pdf_compile import page_count, typeset
from spf_lib.publish.pdf_imprint import Imprint, document, pdf_names
from spf_lib.publish.pdf_tree import (
    Block,
    Blocks,
    Chart,
    Heading,
    Items,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
    Tiles,
)
from spf_lib.publish.pdf_words import plain_text

SUMMARY_PAGES = 2
_PROGRAM = "leaflet.typ"
_MOST_MISFITS = 4
# Two pages have no room to move a longer table to the next.
_MOST_ROWS_WHOLE = 5
# An opening of a chapter that has none of these only introduces what follows.
_TELLING = Items | Table | Tiles


def summary_pdf(pages: list[Blocks], imprint: Imprint, edition_id: str) -> bytes:
    """Typeset what fits of an edition's summary on two pages.

    The parts of its first page come first, in their order and without what the site folds away;
    then the openings of the chapters. A part that does not fit as a whole is left out, and
    after some such parts the pages count as full.
    """
    parts = _summary_parts(pages)
    taken, misfits = [0], 0

    def with_closing() -> dict[str, Any]:
        left_out = [part for at, part in enumerate(parts) if at not in taken]
        return document(
            [*(parts[at] for at in taken), _closing(left_out, edition_id)], imprint, edition_id
        )

    for at in range(1, len(parts)):
        taken.append(at)
        if page_count(_PROGRAM, with_closing()) > SUMMARY_PAGES:
            taken.pop()
            misfits += 1
        if misfits == _MOST_MISFITS:
            break
    return typeset(_PROGRAM, with_closing())


def _summary_parts(pages: list[Blocks]) -> list[Blocks]:
    """Cut an edition into parts for its summary, what matters most first."""
    first, *others = [_for_the_summary(page[:-1]) for page in pages]
    parts: list[list[Block]] = []
    for block in first:
        if isinstance(block, Heading) or not parts:
            parts.append([])
        parts[-1].append(block)
    openings = [
        [replace(page[0], level=2), *takewhile(lambda one: not isinstance(one, Heading), page[1:])]
        for page in others
        if isinstance(page[0], Heading)
    ]
    telling = [one for one in openings if any(isinstance(block, _TELLING) for block in one)]
    return [tuple(part) for part in [*parts, *telling]]


def _closing(left_out: list[Blocks], edition_id: str) -> Blocks:
    """Lead to the whole edition, and name the parts of its first page that found no room."""
    whole = Link("summary", pdf_names(edition_id)[0], (Text("the whole edition"),))
    named = [
        plain_text(part[0].words)
        for part in left_out
        if isinstance(part[0], Heading) and not part[0].anchor
    ]
    lost = f"For want of room, left out of its summary: {', '.join(named)}." if named else ""
    said = (Text("All measures, and what officers report, are in "), whole, Text(f". {lost}"))
    return (Paragraph("quiet", said),)


def _for_the_summary(blocks: Blocks) -> Blocks:
    """Leave out what the site folds away, with the words that lead to it, charts and asides.

    The figures of a chart stand in the table beside it.
    """
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Section():
                labels = [at for at, one in enumerate(kept) if _is_label(one)]
                del kept[labels[-1] if labels else len(kept) :]
            case Chart() | Paragraph("quiet"):
                pass
            case Table():
                kept.append(replace(block, whole=len(block.rows) <= _MOST_ROWS_WHOLE))
            case _:
                kept.append(block)
    return tuple(kept)


def _is_label(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.voice == "label"
