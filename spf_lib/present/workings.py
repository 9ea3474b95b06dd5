"""Where the computed figures of a card come from: each with its formula and the figures in it."""

from markupsafe import Markup

from spf_lib.framework.fact import Fact
from spf_lib.present.ledger import Entry, Ledger
from spf_lib.present.page import Page, render


def workings_html(page: Page, begins: int) -> Markup:
    """List the computed figures that a page showed from one of its entries on.

    A figure is named by its text and links to where it stands; one that stands nowhere yet is
    written here.

    Parameters
    ----------
    page : Page
        The page being written.
    begins : int
        How many entries the ledger had before the card.
    """
    own = page.ledger.entries[begins:]
    placed = {entry.fact: entry for entry in reversed(own) if not entry.drawn}
    computed = dict.fromkeys(entry.fact for entry in own if entry.fact.computed_from)
    workings = [
        {
            "figure": _named(page.ledger, placed, fact),
            "formula": fact.formula,
            "behind": [_named(page.ledger, placed, part) for part in fact.computed_from],
        }
        for fact in computed
    ]
    return render("workings.html", workings=workings)


def _named(ledger: Ledger, placed: dict[Fact, Entry], fact: Fact) -> Markup:
    return _cited(placed[fact]) if fact in placed else ledger.html(fact)


def _cited(entry: Entry) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(entry.id, entry.text)
