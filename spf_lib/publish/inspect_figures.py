"""Every number on a built page is in the ledger, and every entry of the ledger on its page.

A number is a figure unless the markup says otherwise: it stands in a ``<data>`` with the id of its
entry, or in the text of a drawing that names its entries in ``data-figures``. A link to such a
``<data>`` repeats it. Exempt is what :data:`EXEMPT` lists; periods and dates are known by their
form (:mod:`spf_lib.framework.numerals`). What lies outside the article of a page is navigation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from spf_lib.framework.numerals import numbers_in, periods_in

# What marks a text whose numbers are no figures: a CSS selector, and the reason.
EXEMPT = {
    '[data-numerals="narrative"]': "what officers report",
    '[data-numerals="as-printed"]': "the source's own words, quoted",
    '[data-numerals="source-line"]': "a place in the text of a source",
    '[data-numerals="title"]': "a name as printed",
    "h1, h2, h3, h4": "a heading: a title as printed",
    "caption, figcaption": "the title of a table or chart",
    "code, pre": "code, file or key",
    ".spf-axis": "the scale of a chart",
}
PERIOD = "a period or date"
# A link to a figure of the page, which says the figure again.
_CITING = 'a[href^="#f--"]'
_ATTRIBUTES = ("alt", "aria-label", "title", "data-label")


@dataclass(frozen=True)
class Finding:
    """A number that is not in the ledger, or an entry that is not on its page, and why."""

    page: str
    text: str
    fault: str


@dataclass(frozen=True)
class Inspected:
    """One page: how many of its figures are in the ledger, what is exempt, and what is wrong.

    Attributes
    ----------
    page : str
        Its name.
    recorded : int
        Figures shown whose entry has the same value and text.
    exempt : mapping of str to int
        Numbers that are no figures, by reason.
    findings : sequence of Finding
        One is a number not in the ledger, or an entry not on the page.
    """

    page: str
    recorded: int
    exempt: Mapping[str, int]
    findings: Sequence[Finding]

    @property
    def figures(self) -> int:
        """All numbers of the page that are figures, recorded or not."""
        return self.recorded + len(self.findings)


def inspect_page(name: str, page: BeautifulSoup, records: Iterable[Mapping[str, Any]]) -> Inspected:
    """Compare the numbers of a page with the entries of its ledger.

    Parameters
    ----------
    name : str
        The page, for the findings.
    page : BeautifulSoup
        The built page; its ``article.bd-article`` is read, or all of it if it has none.
    records : iterable of mapping
        The page's own entries; none for a page without a ledger.
    """
    article = page.select_one("article.bd-article") or page
    entries = {str(record["id"]): record for record in records if record["shown"]}
    shown = list(_shown(article))
    faults = [
        *_faults_of_ids(shown, entries),
        *(fault for element, ids in shown for fault in _faults_of(element, ids, entries)),
        *(fault for element in article.select(_CITING) for fault in _miscited(element, entries)),
    ]
    loose, exempt = _numbers_outside(article)
    faults += [(number, f"not in the ledger: {context}") for number, context in loose]
    known = {one for _, ids in shown for one in ids if one in entries}
    wrong = {one for one, _ in faults if one in known}
    return Inspected(
        page=name,
        recorded=len(known - wrong),
        exempt=dict(sorted(exempt.items())),
        findings=[Finding(name, text, fault) for text, fault in faults],
    )


def _shown(article: Tag) -> Iterator[tuple[Tag, list[str]]]:
    """Find what shows figures: each element with the ids of its entries."""
    for element in article.select("data, [data-figures]"):
        named = element.get("id") if element.name == "data" else element.get("data-figures")
        yield element, str(named or "").split()


def _faults_of_ids(
    shown: Sequence[tuple[Tag, list[str]]], entries: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    uses = Counter(one for _, ids in shown for one in ids)
    for one, number in sorted(uses.items()):
        if number > 1:
            yield one, f"stands {number} times on the page"
    for one, record in entries.items():
        if one not in uses:
            yield one, f"in the ledger as {record['text']!r}, but not on the page"


def _faults_of(
    element: Tag, ids: list[str], entries: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with an element that shows figures."""
    words = _words(element)
    if not ids:
        yield words, "shown as a figure without an id"
    for one in ids:
        if one not in entries:
            yield one, f"shown as {words!r}, but not in the ledger"
            continue
        text = " ".join(str(entries[one]["text"]).split())
        if element.name == "data":
            if not _same_value(element.get("value"), entries[one]["value"]):
                value = entries[one]["value"]
                yield one, f"has the value {element.get('value')}; the ledger has {value}"
            elif words != text:
                yield one, f"shown as {words!r}; the ledger has {text!r}"
        elif text not in words:
            yield one, f"not shown in {words!r}; the ledger has {text!r}"
        else:
            words = words.replace(text, " ", 1)
    if element.name != "data":
        for number in numbers_in(words):
            yield number, f"not in the ledger: drawn beside {', '.join(ids)}"


def _miscited(element: Tag, entries: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Say what is wrong with an element that repeats a figure."""
    one, words = str(element["href"]).removeprefix("#"), _words(element)
    if one not in entries:
        yield words, f"cites {one}, which is not on the page"
    elif words != " ".join(str(entries[one]["text"]).split()):
        yield words, f"cites {one}, which is {entries[one]['text']!r}"


def _same_value(attribute: object, value: object) -> bool:
    try:
        return float(str(attribute)) == float(str(value))
    except ValueError:
        return False


def _words(element: Tag) -> str:
    return (
        " ".join(element.get_text(" ").split())
        if element.name != "data"
        else " ".join(element.get_text().split())
    )


def _numbers_outside(article: Tag) -> tuple[list[tuple[str, str]], Counter[str]]:
    """Find the numbers that no entry stands behind, and count the exempt ones by reason."""
    reasons = {
        id(element): reason
        for selector, reason in EXEMPT.items()
        for element in article.select(selector)
    }
    loose: list[tuple[str, str]] = []
    exempt: Counter[str] = Counter()
    for text, above in _texts(article):
        if any(_is_recorded(one) for one in above):
            continue
        numbers = numbers_in(text)
        exempt[PERIOD] += len(periods_in(text))
        reason = next((reasons[id(one)] for one in above if id(one) in reasons), None)
        if reason:
            exempt[reason] += len(numbers)
        else:
            loose += [(number, " ".join(text.split())[:120]) for number in numbers]
    return loose, +exempt


def _is_recorded(element: Tag) -> bool:
    """Tell whether the numbers of an element have been compared with the ledger."""
    cites = element.name == "a" and str(element.get("href")).startswith("#f--")
    return element.name == "data" or cites or "data-figures" in element.attrs


def _texts(article: Tag) -> Iterator[tuple[str, list[Tag]]]:
    """Return each text of a page with the elements it stands in, nearest first.

    A label that only repeats the caption of what it labels stands in that caption.
    """
    for node in article.find_all(string=True):
        if type(node) is NavigableString and not isinstance(node, Comment):
            above = [one for one in node.parents if isinstance(one, Tag)]
            if not any(one.name in ("script", "style") for one in above):
                yield str(node), above
    for element in article.find_all(True):
        for attribute in _ATTRIBUTES:
            label = element.get(attribute)
            if isinstance(label, str):
                caption = element.select_one("caption")
                repeated = [caption] if caption and caption.get_text() == label else []
                yield label, [*repeated, element, *element.parents]


def coverage(inspected: Sequence[Inspected]) -> list[str]:
    """Tell what was found: a line a page, then the exempt numbers by reason, then the total.

    Returns
    -------
    list of str
        The last reads such as "3,954 of 3,954 figures are in the ledger (100%)".
    """
    lines = [
        f"{page.page}: {page.recorded:,} of {page.figures:,} in the ledger; "
        + (", ".join(f"{number:,} {reason}" for reason, number in page.exempt.items()) or "no more")
        for page in inspected
    ]
    exempt: Counter[str] = Counter()
    for page in inspected:
        exempt.update(page.exempt)
    lines += [f"Exempt: {number:,} {reason}" for reason, number in sorted(exempt.items())]
    recorded = sum(page.recorded for page in inspected)
    figures = sum(page.figures for page in inspected)
    share = 100 * recorded / figures if figures else 100
    return [*lines, f"{recorded:,} of {figures:,} figures are in the ledger ({share:.4g}%)"]
