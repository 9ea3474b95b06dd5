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


class EditionNeighbours:
    """The cards of each measure in the editions before and after, edition by edition.

    Within a framework that is the measure itself; where the framework changes, what
    ``continuity.csv`` says it continues, or is continued by, in the nearest edition that has it. A
    measure goes with its further series, and a link leads to the headline's card.

    Parameters
    ----------
    editions : mapping of str to str
        The framework of every edition of the book, oldest first.
    whole : Catalogue
        Of all frameworks, looked through once.
    """

    def __init__(self, editions: Mapping[str, str], whole: Catalogue) -> None:
        self._editions = editions
        self._order = list(editions)
        measures = whole.measures
        ids = measures["measure_id"]
        self._frameworks = dict(zip(ids, measures["framework_id"], strict=True))
        headline = dict(zip(ids, measures["part_of"].fillna(ids), strict=True))
        self._headlines = [one for one, of in headline.items() if one == of]
        self._earlier, self._later = defaultdict(list), defaultdict(list)
        for row in whole.continuity.itertuples():
            self._earlier[headline[row.measure_id]].append(headline[row.continues])
            self._later[headline[row.continues]].append(headline[row.measure_id])

    def of(self, edition_id: str) -> dict[str, Neighbours]:
        """Return the neighbours of an edition's measures.

        Returns
        -------
        dict
            By headline measure; those without neighbours are left out. More than one on a side
            means that a measure was divided or joined.
        """
        here = self._order.index(edition_id)
        past, future = self._order[:here][::-1], self._order[here + 1 :]
        framework = self._editions[edition_id]
        found = {
            one: Neighbours(
                self._nearest(one, self._earlier[one], past),
                self._nearest(one, self._later[one], future),
            )
            for one in self._headlines
            if self._frameworks[one] == framework
        }
        return {one: both for one, both in found.items() if both.before or both.after}

    def _nearest(
        self, measure_id: str, others: Iterable[str], towards: Iterable[str]
    ) -> list[Neighbour]:
        same = list(dict.fromkeys([measure_id, *others]))
        for edition in towards:
            found = [one for one in same if self._frameworks[one] == self._editions[edition]]
            if found:
                return [Neighbour(edition, one) for one in found]
        return []


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
