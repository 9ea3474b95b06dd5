"""An edition at a glance: the few counts that stand for it in lists, previews and descriptions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from spf_lib.assess.deliverables import STATUSES
from spf_lib.assess.edition import AssessedEdition
from spf_lib.framework.fact import Fact
from spf_lib.present.colours import ARROWS, RAG_STYLES
from spf_lib.present.ledger import count

RATINGS = ("G", "A", "R", "")
DIRECTIONS = ("up", "down", "level", "n/a")
_MOST_STATUSES = 2


@dataclass(frozen=True)
class Counted:
    """A count of an edition: the number, what was counted, and the look of its tile.

    Attributes
    ----------
    fact : Fact
        The number.
    words : str
        What was counted, such as ``Green`` or ``deliverables``.
    css : str
        The tint: ``green``, ``amber``, ``red`` or ``grey``.
    shape : str
        Drawn in a 16 by 16 box; empty where a word is enough.
    key : str
        The rating or direction counted; empty if it is neither.
    """

    fact: Fact
    words: str
    css: str = "grey"
    shape: str = ""
    key: str = ""


@dataclass(frozen=True)
class EditionCounts:
    """All counts of an edition.

    Attributes
    ----------
    edition_id : str
        The edition.
    measures, deliverables : Counted
        The headline measures, and the deliverables.
    ratings, directions : tuple of Counted
        The headline measures of each, those without one last.
    statuses : tuple of Counted
        The deliverables by where they stand, the two commonest.
    is_rated : bool
        Whether any measure has a rating.
    """

    edition_id: str
    measures: Counted
    deliverables: Counted
    ratings: tuple[Counted, ...]
    directions: tuple[Counted, ...]
    statuses: tuple[Counted, ...]
    is_rated: bool

    def at_a_glance(self) -> tuple[Counted, ...]:
        """Return what says most of the edition in up to four counts.

        The ratings, if there are any; else how many measures and deliverables it holds; else, of an
        edition without measures, where its deliverables stand.
        """
        if self.is_rated:
            return self.ratings
        if self.measures.fact.value:
            return (self.measures, self.deliverables)
        return (self.deliverables, *self.statuses)

    def in_words(self, write: Callable[[Fact], str]) -> Markup:
        """Say what the edition holds: "49 measures (10 green, 15 amber, …), 59 deliverables".

        Parameters
        ----------
        write : callable
            Writes a number: :meth:`Ledger.html` for a page, or its plain text.
        """
        said = []
        parts = self.ratings if self.is_rated else ()
        for whole, inner in ((self.measures, parts), (self.deliverables, ())):
            if not whole.fact.value:
                continue
            words = Markup("{} {}").format(write(whole.fact), whole.words)
            named = [Markup("{} {}").format(write(one.fact), one.words.lower()) for one in inner]
            said.append(
                Markup("{} ({})").format(words, Markup(", ").join(named)) if named else words
            )
        return Markup(", ").join(said)


def count_edition(edition: AssessedEdition) -> EditionCounts:
    """Count what an edition holds."""
    return EditionCounts(
        edition_id=edition.edition_id,
        measures=_counted(edition, "measures", edition.headlines["measure_id"]),
        deliverables=_counted(edition, "deliverables", edition.deliverables["deliverable_id"]),
        ratings=tuple(_ratings(edition)),
        directions=tuple(_directions(edition)),
        statuses=tuple(_statuses(edition)),
        is_rated=bool((edition.headlines["rag"] != "").any()),
    )


def _ratings(edition: AssessedEdition) -> Iterator[Counted]:
    rows = edition.headlines
    for rag in RATINGS:
        style, keys = RAG_STYLES[rag], rows.loc[rows["rag"] == rag, "measure_id"]
        fact = _fact(edition, f"rated {style.word}", keys, f"measures rated {style.word.lower()}")
        yield Counted(fact, style.word, style.css, style.shape, rag)


def _directions(edition: AssessedEdition) -> Iterator[Counted]:
    rows = edition.headlines
    tints = {"up": "green", "down": "red"}
    for way in DIRECTIONS:
        word, arrow = ARROWS[way]
        keys = rows.loc[rows["travel"] == way, "measure_id"]
        fact = _fact(edition, f"direction {word}", keys, f"measures with direction {word.lower()}")
        yield Counted(fact, word, tints.get(way, "grey"), arrow, way)


def _statuses(edition: AssessedEdition) -> Iterator[Counted]:
    rows = edition.deliverables
    common = rows["status"].value_counts()
    order = sorted(common.index, key=lambda one: (-common[one], list(STATUSES).index(one)))
    for status in order[:_MOST_STATUSES]:
        words = STATUSES[status].split(",")[0]
        keys = rows.loc[rows["status"] == status, "deliverable_id"]
        fact = _fact(edition, words, keys, f"deliverables: {STATUSES[status].lower()}")
        yield Counted(fact, words, "green" if status == "complete" else "grey")


def _counted(edition: AssessedEdition, words: str, keys: Iterable[str]) -> Counted:
    return Counted(_fact(edition, words, keys, words), words)


def _fact(edition: AssessedEdition, name: str, keys: Iterable[str], of: str) -> Fact:
    return count(f"{edition.edition_id} {name}", keys, f"{of} of {edition.edition_id}")
