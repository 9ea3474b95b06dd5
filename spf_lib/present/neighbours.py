"""The same measure in the edition before and in the edition after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from spf_lib.framework.catalogue import Catalogue
from spf_lib.present.continuity import CardLinks
from spf_lib.present.page import render


@dataclass(frozen=True)
class Neighbour:
    """A card of the same measure in another edition."""

    edition_id: str
    measure_id: str


@dataclass(frozen=True)
class Neighbours:
    """The cards of a measure in the editions before and after; empty where there is none."""

    before: Sequence[Neighbour]
    after: Sequence[Neighbour]


def neighbours(
    edition_id: str, editions: Mapping[str, str], whole: Catalogue
) -> dict[str, Neighbours]:
    """Find the cards of each measure of an edition in the editions before and after.

    Within a framework that is the measure itself; where the framework changes, what
    ``continuity.csv`` says it continues, or is continued by, in the nearest edition that has it. A
    measure goes with its further series, and a link leads to the headline's card.

    Parameters
    ----------
    edition_id : str
        The edition.
    editions : mapping of str to str
        The framework of every edition of the book, oldest first.
    whole : Catalogue
        Of all frameworks.

    Returns
    -------
    dict
        By headline measure; those without neighbours are left out. More than one on a side means
        that a measure was divided or joined.
    """
    order = list(editions)
    here = order.index(edition_id)
    measures = whole.measures
    frameworks = dict(zip(measures["measure_id"], measures["framework_id"], strict=True))
    headline = dict(
        zip(measures["measure_id"], measures["part_of"].fillna(measures["measure_id"]), strict=True)
    )
    earlier, later = defaultdict(list), defaultdict(list)
    for row in whole.continuity.itertuples():
        earlier[headline[row.measure_id]].append(headline[row.continues])
        later[headline[row.continues]].append(headline[row.measure_id])

    def nearest(measure_id: str, others: Iterable[str], towards: Iterable[str]) -> list[Neighbour]:
        same = list(dict.fromkeys([measure_id, *others]))
        for edition in towards:
            found = [one for one in same if frameworks[one] == editions[edition]]
            if found:
                return [Neighbour(edition, one) for one in found]
        return []

    own = measures[(measures["framework_id"] == editions[edition_id]) & measures["part_of"].isna()]
    past, future = order[:here][::-1], order[here + 1 :]
    found = {
        one: Neighbours(nearest(one, earlier[one], past), nearest(one, later[one], future))
        for one in own["measure_id"]
    }
    return {one: both for one, both in found.items() if both.before or both.after}


def neighbours_html(found: Neighbours, titles: Mapping[str, str], cards: CardLinks) -> Markup:
    """Write the links of a card to the editions before and after.

    Parameters
    ----------
    found : Neighbours
        Of the measure.
    titles : mapping of str to str
        The title of each edition.
    cards : CardLinks
        To the measures of all frameworks.
    """
    ways = [
        (word, [(titles[one.edition_id], cards.to(one.measure_id, one.edition_id)) for one in side])
        for word, side in (("Previous edition", found.before), ("Next edition", found.after))
        if side
    ]
    return render("neighbours.html", ways=ways)
