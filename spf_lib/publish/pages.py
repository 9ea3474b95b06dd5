"""How a notebook opens the page it writes."""

from collections.abc import Sequence
from pathlib import Path

from spf_lib.assess.narrowing import narrowed, of_chapter
from spf_lib.present.page import Page, open_page
from spf_lib.publish.layout import project_root
from spf_lib.publish.store import held_edition


def begin(edition: str, page: str, reads: Sequence[str]) -> Page:
    """Open a page of an edition from wherever inside the project the notebook runs.

    Parameters
    ----------
    edition : str
        Such as ``2019-20-Q2``.
    page : str
        The page's name.
    reads : sequence of str
        The tables the page reads, by the names of :func:`spf_lib.assess.narrowing.tables`; the use
        of any other raises.
    """
    assessed = held_edition(project_root(Path.cwd()), edition)
    return open_page(page, narrowed(assessed, reads))


def begin_chapter(edition: str, page: str, group: str, reads: Sequence[str]) -> Page:
    """Open the page of a chapter, which sees the rows of its own measures and deliverables."""
    assessed = held_edition(project_root(Path.cwd()), edition)
    return open_page(page, of_chapter(assessed, group, reads))
