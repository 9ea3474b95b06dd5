"""Which pages of an edition a reader of the preview waits for."""

from collections.abc import Iterable

from spf_lib.assess.edition import AssessedEdition
from spf_lib.publish.editions import EditionParameters, PageParameters
from spf_lib.publish.layout import BOOK_FOLDER


def pages_first(
    edition: EditionParameters,
    assessed: AssessedEdition,
    page_read: str,
    measures: Iterable[str],
) -> tuple[tuple[PageParameters, ...], tuple[PageParameters, ...]]:
    """Part the pages of an edition into those waited for and all others.

    Parameters
    ----------
    edition, assessed : EditionParameters, AssessedEdition
        The edition, as its parameters have it and as assessed.
    page_read : str
        The page a reader has open, without ending, relative to the site.
    measures : iterable of str
        The measures whose rows were changed.

    Returns
    -------
    tuple of two tuples of PageParameters
        First the page that is read and the chapters of the measures, then the rest; in the order
        of the edition, but for the page that is read, which comes first.
    """
    known = assessed.scorecard
    chapters = set(known.loc[known["measure_id"].isin(set(measures)), "chapter_id"])
    read = page_read.removeprefix(f"{BOOK_FOLDER}/{edition.edition}/")
    first = [
        page
        for page in edition.pages
        if page.name == read or page.parameters.get("group") in chapters
    ]
    rest = [page for page in edition.pages if page not in first]
    return tuple(sorted(first, key=lambda page: page.name != read)), tuple(rest)
