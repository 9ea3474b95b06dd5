"""Reading the executed notebooks of an edition for its PDF, in the order of the contents."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from spf_lib.publish.book import BuildFailed
from spf_lib.publish.contents import toc_pages
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.pdf_blocks import read_blocks
from spf_lib.publish.pdf_tree import Block, Blocks, Heading, Link, Paragraph, Text

_MARKDOWN = MarkdownIt("commonmark")


def edition_pages(root: Path, edition_id: str) -> list[str]:
    """Return the names of an edition's pages in the order of ``_toc.yml``."""
    folder = f"{BOOK_FOLDER}/{edition_id}/"
    return [page.removeprefix(folder) for page in toc_pages(root) if page.startswith(folder)]


def read_pages(root: Path, book: Path, edition_id: str) -> list[Blocks]:
    """Read the pages of an edition as they stand in a book.

    Parameters
    ----------
    root : Path
        The project's folder, for the order of the pages.
    book : Path
        The folder of the editions: the frozen one, or a staged one.
    edition_id : str
        The edition.

    Raises
    ------
    BuildFailed
        If the contents name no page of the edition, or one that was not executed.
    """
    names = edition_pages(root, edition_id)
    files = [book / edition_id / f"{name}.ipynb" for name in names]
    missing = [file.name for file in files if not file.is_file()]
    if missing or not files:
        raise BuildFailed(
            f"no PDF of {edition_id}: not executed: {', '.join(missing) or 'any page'}; "
            f"publish it with `spf publish {edition_id}`"
        )
    return [read_page(file) for file in files]


def read_page(executed: Path) -> Blocks:
    """Read an executed notebook: its Markdown, and what its code shows.

    Returns
    -------
    Blocks
        The first is the page's heading, with the page's name for an anchor; no level of heading
        is left out. The last leads to the page on the site.

    Raises
    ------
    BuildFailed
        If the page does not begin with a heading, or a chart has no text that stands for it.
    """
    name = executed.stem
    notebook = json.loads(executed.read_text(encoding="utf-8"))
    try:
        # One reading of the whole page: an anchor stands in the cell before its heading.
        first, *rest = read_blocks("\n".join(_pieces(notebook)), name)
    except ValueError as error:
        raise BuildFailed(f"no PDF of {executed.name}: {error}") from None
    if not isinstance(first, Heading) or first.level != 1:
        raise BuildFailed(f"no PDF of {executed.name}: it does not begin with its title")
    return (*_without_gaps([replace(first, anchor=name), *rest]), _to_the_site(name))


def _pieces(notebook: dict[str, Any]) -> Iterator[str]:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            yield _MARKDOWN.render("".join(cell["source"]))
        for output in cell.get("outputs", []):
            yield "".join(output.get("data", {}).get("text/html", ""))


def _without_gaps(blocks: Iterable[Block]) -> Iterator[Block]:
    """Let no heading stand more than one level below the one before, as PDF/UA asks."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            yield replace(block, level=level)
        else:
            yield block


def _to_the_site(name: str) -> Paragraph:
    link = Link(name, "", (Text("this page on the site"),))
    return Paragraph("quiet", (Text("How each figure was worked out stands on "), link, Text(".")))
