"""A sentence as a template with named slots and the facts that fill them.

A slot holds either a number, which goes through the ledger, or a name (a measure's title, a
period), which is printed as it is and may hold digits of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from spf_lib.framework.fact import Fact
from spf_lib.present.ledger import Ledger
from spf_lib.present.told import titled

LONGEST_PARAGRAPH = 3
# Names that stand as printed; the others are periods.
_PRINTED = ("measure", "comparator")
COLOUR_WORDS = {"G": "green", "A": "amber", "R": "red"}


@dataclass(frozen=True)
class Statement:
    """One sentence.

    Attributes
    ----------
    topic : str
        What it says, such as ``latest``, ``change``, ``variation``.
    measure_id : str
        The measure it is about; empty in a summary's lead.
    template : str
        The sentence with ``{slots}``.
    numbers, names : mapping
        What fills the slots.
    paragraph : str
        Statements with the same name stand together.
    evidence : str
        The rule or test that allows words such as "trend" or "significant", as named in the text.
    """

    topic: str
    measure_id: str
    template: str
    numbers: Mapping[str, Fact] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    paragraph: str = ""
    evidence: str = ""

    def text(self) -> str:
        """Write the sentence as plain text."""
        shown = {slot: number.text for slot, number in self.numbers.items()}
        return self.template.format(**shown, **self.names)

    def html(self, ledger: Ledger, links: Mapping[str, Markup] | None = None) -> Markup:
        """Write the sentence for a page, each number recorded in the page's ledger.

        Parameters
        ----------
        ledger : Ledger
            Of the page.
        links : mapping, optional
            Markup to stand for a name, such as a link around a measure's title.
        """
        shown = {slot: ledger.html(number) for slot, number in self.numbers.items()}
        names = {
            slot: titled(name) if slot in _PRINTED else escape(name)
            for slot, name in self.names.items()
        } | dict(links or {})
        return Markup(self.template).format(**shown, **names)  # noqa: S704 a fixed sentence


def paragraphs(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Lay statements out in paragraphs: by their names, at most three sentences each."""
    laid: list[list[Statement]] = []
    for statement in statements:
        joins = (
            laid
            and laid[-1][0].paragraph == statement.paragraph
            and len(laid[-1]) < LONGEST_PARAGRAPH
        )
        if joins:
            laid[-1].append(statement)
        else:
            laid.append([statement])
    return laid
