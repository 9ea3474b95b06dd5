"""A page being written: the edition it presents and the ledger of what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from spf_lib.assess.edition import AssessedEdition
from spf_lib.present.ledger import Ledger, count

LEDGER_MIME = "application/vnd.spf-book.ledger+json"

# How many columns of counts have room.
_COLUMNS_ON_A_PHONE, _COLUMNS_IN_AN_ARTICLE = 5, 8

_TEMPLATES = Environment(
    loader=PackageLoader("spf_lib.present", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_NARRATIVE = MarkdownIt("zero", {"html": False}).enable(["emphasis", "list"])


@dataclass(frozen=True)
class Page:
    """One page of an edition.

    Attributes
    ----------
    name : str
        The page's file name without its ending.
    edition : AssessedEdition
        What is presented.
    ledger : Ledger
        Records each figure the page shows.
    """

    name: str
    edition: AssessedEdition
    ledger: Ledger


def open_page(name: str, edition: AssessedEdition) -> Page:
    """Begin a page with an empty ledger."""
    return Page(name, edition, Ledger(name))


@dataclass(frozen=True)
class Shown:
    """HTML as a notebook cell shows it."""

    html: Markup

    def __repr__(self) -> str:
        # A notebook keeps this beside the HTML: with all of it there, it would be twice as large.
        return f"<Shown: {len(self.html):,} letters of HTML>"

    def _repr_html_(self) -> str:
        return str(self.html)


@dataclass(frozen=True)
class ShownLedger:
    """A page's ledger as the output of its last cell: a sentence, and the records as JSON."""

    html: Markup
    records: list[dict[str, Any]]

    def __repr__(self) -> str:
        return f"<ShownLedger: {len(self.records):,} records>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/html": str(self.html), LEDGER_MIME: self.records}


def show_ledger(page: Page) -> ShownLedger:
    """Close a page: say how many figures it shows and hand their records to the build."""
    ids = [entry.id for entry in page.ledger.entries]
    of = "figures on the page, this count left out"
    shown = page.ledger.html(count("figures shown", ids, of)) if ids else None
    html = render("ledger.html", shown=shown, one=len(ids) == 1)
    return ShownLedger(html, page.ledger.records())


def render(template: str, **context: Any) -> Markup:
    """Fill a template; every value that is not already markup is escaped."""
    return Markup(_TEMPLATES.get_template(template).render(**context).strip())  # noqa: S704


def compile_templates() -> None:
    """Compile every template ahead, so that the pages forked from this process need not."""
    for name in _TEMPLATES.list_templates():
        _TEMPLATES.get_template(name)


def count_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Markup:
    """Lay out a table of counts; the first cell of a row heads it.

    One with many columns becomes a list of labelled values where it has no room.
    """
    folded = "spf-stack" if len(columns) > _COLUMNS_ON_A_PHONE else ""
    folded += " spf-wide" if len(columns) > _COLUMNS_IN_AN_ARTICLE else ""
    return render("table.html", title=title, columns=columns, rows=rows, folded=folded)


def record_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Markup:
    """Lay out a table of records, which becomes a list of labelled values on a phone."""
    return render("table.html", title=title, columns=columns, rows=rows, folded="spf-stack")


def narrative_html(text: str) -> Markup:
    """Render officers' words: a small Markdown subset, raw HTML shown as text, no links."""
    return Markup(_NARRATIVE.render(text).strip())  # noqa: S704
