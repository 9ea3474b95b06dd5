"""An edition at a glance: the few counts that stand for it in lists, previews and descriptions."""

from collections.abc import Callable, Iterable
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


def is_rated(edition: AssessedEdition) -> bool:
    """Tell whether any measure of an edition has a rating."""
    return bool((edition.headlines["rag"] != "").any())


def measures_counted(edition: AssessedEdition) -> Counted:
    """Count the headline measures."""
    return _counted(edition, "measures", edition.headlines["measure_id"])


def deliverables_counted(edition: AssessedEdition) -> Counted:
    """Count the deliverables."""
    return _counted(edition, "deliverables", edition.deliverables["deliverable_id"])


def ratings_counted(edition: AssessedEdition) -> list[Counted]:
    """Count the headline measures of each rating, those not rated last."""
    rows = edition.headlines
    found = []
    for rag in RATINGS:
        style, keys = RAG_STYLES[rag], rows.loc[rows["rag"] == rag, "measure_id"]
        fact = _fact(edition, f"rated {style.word}", keys, f"measures rated {style.word.lower()}")
        found.append(Counted(fact, style.word, style.css, style.shape, rag))
    return found


def directions_counted(edition: AssessedEdition) -> list[Counted]:
    """Count the headline measures of each direction, those without one last."""
    rows = edition.headlines
    tints = {"up": "green", "down": "red"}
    found = []
    for way in DIRECTIONS:
        word, arrow = ARROWS[way]
        keys = rows.loc[rows["travel"] == way, "measure_id"]
        fact = _fact(edition, f"direction {word}", keys, f"measures with direction {word.lower()}")
        found.append(Counted(fact, word, tints.get(way, "grey"), arrow, way))
    return found


def statuses_counted(edition: AssessedEdition) -> list[Counted]:
    """Count the deliverables by where they stand, the two commonest."""
    rows = edition.deliverables
    common = rows["status"].value_counts()
    order = sorted(common.index, key=lambda one: (-common[one], list(STATUSES).index(one)))
    found = []
    for status in order[:_MOST_STATUSES]:
        words = STATUSES[status].split(",")[0]
        keys = rows.loc[rows["status"] == status, "deliverable_id"]
        fact = _fact(edition, words, keys, f"deliverables: {STATUSES[status].lower()}")
        found.append(Counted(fact, words, "green" if status == "complete" else "grey"))
    return found


def counts_at_a_glance(edition: AssessedEdition) -> list[Counted]:
    """Return what says most of an edition in up to four counts.

    The ratings, if there are any; else how many measures and deliverables it holds; else, of an
    edition without measures, where its deliverables stand.
    """
    if is_rated(edition):
        return ratings_counted(edition)
    if len(edition.headlines):
        return [measures_counted(edition), deliverables_counted(edition)]
    return [deliverables_counted(edition), *statuses_counted(edition)]


def counts_in_words(edition: AssessedEdition, write: Callable[[Fact], str]) -> Markup:
    """Say what an edition holds: "49 measures (10 green, 15 amber, …), 59 deliverables".

    Parameters
    ----------
    edition : AssessedEdition
        The edition.
    write : callable
        Writes a number: :meth:`Ledger.html` for a page, or its plain text.
    """
    said = []
    for whole, parts in (
        (measures_counted(edition), ratings_counted(edition) if is_rated(edition) else []),
        (deliverables_counted(edition), []),
    ):
        if not whole.fact.value:
            continue
        words = Markup("{} {}").format(write(whole.fact), whole.words)
        inner = [Markup("{} {}").format(write(one.fact), one.words.lower()) for one in parts]
        said.append(Markup("{} ({})").format(words, Markup(", ").join(inner)) if inner else words)
    return Markup(", ").join(said)


def _counted(edition: AssessedEdition, words: str, keys: Iterable[str]) -> Counted:
    return Counted(_fact(edition, words, keys, words), words)


def _fact(edition: AssessedEdition, name: str, keys: Iterable[str], of: str) -> Fact:
    return count(f"{edition.edition_id} {name}", keys, f"{of} of {edition.edition_id}")
