"""The same measure in the edition before and in the edition after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from spf_lib.framework.catalogue import Catalogue
from spf_lib.present.continuity import card_link, continued_by, continues, headline_of
from spf_lib.present.page import render


@dataclass(frozen=True)
class Neighbour:
    """A card of the same measure in another edition."""

    edition_id: str
    measure_id: str


def neighbours(
    measure_id: str, edition_id: str, editions: Mapping[str, str], whole: Catalogue
) -> tuple[list[Neighbour], list[Neighbour]]:
    """Return the cards of a measure in the editions before and after.

    Within a framework that is the measure itself; where the framework changes, what
    ``continuity.csv`` says it continues, or is continued by, in the nearest edition that has it. A
    measure goes with its further series, and a link leads to the headline's card.

    Parameters
    ----------
    measure_id : str
        A headline measure.
    edition_id : str
        The edition its card stands in.
    editions : mapping of str to str
        The framework of every edition of the book, oldest first.
    whole : Catalogue
        Of all frameworks.

    Returns
    -------
    before, after : list of Neighbour
        Each empty if there is none; more than one if a measure was divided or joined.
    """
    order = list(editions)
    here = order.index(edition_id)
    measures = whole.measures
    own = [measure_id, *measures.loc[measures["part_of"] == measure_id, "measure_id"]]
    earlier = [row.continues for one in own for row in continues(one, whole)]
    later = [row.measure_id for one in own for row in continued_by(one, whole)]
    return (
        _nearest(measure_id, earlier, order[:here][::-1], editions, whole),
        _nearest(measure_id, later, order[here + 1 :], editions, whole),
    )


def _nearest(
    measure_id: str,
    continuing: Sequence[str],
    order: Sequence[str],
    editions: Mapping[str, str],
    whole: Catalogue,
) -> list[Neighbour]:
    frameworks = whole.measures.set_index("measure_id")["framework_id"]
    for edition_id in order:
        found = [
            str(headline_of(one, whole)["measure_id"])
            for one in (measure_id, *continuing)
            if frameworks[one] == editions[edition_id]
        ]
        if found:
            return [Neighbour(edition_id, one) for one in dict.fromkeys(found)]
    return []


def neighbours_html(
    before: Sequence[Neighbour],
    after: Sequence[Neighbour],
    editions: pd.Series,
    whole: Catalogue,
) -> Markup:
    """Write the links of a card to the editions before and after; nothing if there are none.

    Parameters
    ----------
    before, after : sequence of Neighbour
        What :func:`neighbours` found.
    editions : pandas.Series
        The title of each edition, by edition_id.
    whole : Catalogue
        Of all frameworks.
    """
    if not before and not after:
        return Markup("")
    ways = [
        (word, [_link(one, editions, whole) for one in found])
        for word, found in (("Previous edition", before), ("Next edition", after))
        if found
    ]
    return render("neighbours.html", ways=ways)


def _link(one: Neighbour, editions: pd.Series, whole: Catalogue) -> dict[str, str]:
    link = card_link(one.measure_id, one.edition_id, whole)
    return {"edition": editions[one.edition_id], "link": link}
