"""What a page is about, in a line for search engines and previews: made from facts, never typed.

A line has between :data:`SHORTEST` and :data:`LONGEST` characters, as much as search engines show.
"""

import re
from html import unescape

import pandas as pd

from spf_lib.framework.groups import chapter_ids
from spf_lib.present.colours import RAG_STYLES
from spf_lib.present.edition_counts import RATINGS
from spf_lib.publish.editions import PageParameters
from spf_lib.publish.site_editions import SiteEdition

SHORTEST, LONGEST = 50, 160

# By template; {title} is shortened where the line would be too long.
_LINES = {
    "summary": "{council} in {edition}: {holds}.",
    "opening": "{framework}, {edition}: {holds}; what can be rated and what is awaited.",
    "peer_summary": "{framework}, {edition}: {holds}, and how far each had come.",
    "portfolio": "{title}, {edition}: {measures}, with targets, trends and commentary.",
    "theme": "{title}, {edition}: {holds}.",
    "peer_theme": "{title}, {edition}: {holds}, each with its lead, its date and how far it "
    "had come.",
    "scorecard": "Every measure of {edition} in one table: latest figure, target, rating worked "
    "out and as published, and direction of travel.",
    "changes": "{title}, told in {edition}: measures continued, added and left out, targets that "
    "changed, figures that moved.",
    "accountabilities": "{title}, {edition}: what the Council said it would deliver, who answers "
    "for it, and what is reported.",
    "deliverables": "{title}, {edition}: every deliverable and dated milestone by quarter.",
    "reconciliation": "{title}, {edition}: every rating and direction that does not come out as "
    "published, with the sum.",
    "discrepancies": "{title}, {edition}: where the source documents contradict themselves, line "
    "by line.",
    "completeness": "{title}, {edition}: which figures were due, which came, which are missing.",
    "awaited": "{title}, {edition}: which measures can be rated, and when first returns are due.",
    "revisions": "{title}, {edition}: every figure that a later return or a correction changed.",
    "frame": "{title}, {edition}: what the Council wants to achieve, theme by theme, and how.",
    "members": "{title}, {edition}: what each member of the Cabinet answers for.",
    "issues": "{title}, {edition}: measures and deliverables by issues that cut across the themes.",
    "programmes": "{title}, {edition}: the programmes, with their deliverables and measures.",
    "methods": "{title}, {edition}: how ratings, directions, ranges and trends are worked out, "
    "with examples.",
    "sources": "{title}, {edition}: the public documents that every figure was read from, with "
    "their checksums.",
    "downloads": "{title}, {edition}: figures, ratings, targets and deliverables as CSV, "
    "spreadsheet and JSON, with licence.",
}
_OTHER = "{title}, {edition}: a page of the Council’s performance report, {framework}."
_HISTORY = "{title}: every figure through frameworks and editions, with chart and targets."
_MORE = "A page of the book of the Council’s performance, every figure traced to its source."
_PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>|<!--.*?-->", re.DOTALL)
_LINKS = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"\*\*|`")
_NOT_PROSE = re.compile(r"^(#|```|\||- |% |:|<!--)")


def describe_pages(edition: SiteEdition) -> dict[str, str]:
    """Describe each page of an edition, by its name."""
    holds = _Holds(edition)
    return {name: _describe(page, edition, holds) for name, page in edition.pages.items()}


def _describe(page: PageParameters, edition: SiteEdition, holds: "_Holds") -> str:
    line = _LINES.get(page.template, _OTHER)
    measures, deliverables = holds.of(page.parameters.get("group", ""))
    facts = {
        "council": edition.council,
        "edition": edition.title,
        "framework": edition.framework,
        "holds": ", ".join(filter(None, [measures, deliverables])),
        "measures": measures,
    }
    room = LONGEST - len(line.format(**facts, title=""))
    title = shortened(plain_title(page.title, edition.title), max(room, 30))
    return fitted(line.format(**facts, title=title))


def describe_history(title: str) -> str:
    """Describe the history page of a measure."""
    room = LONGEST - len(_HISTORY.format(title=""))
    return fitted(_HISTORY.format(title=shortened(title, room)))


def describe_text(markdown: str) -> str:
    """Describe a page by its first words of prose."""
    for block in re.split(r"\n\s*\n", markdown):
        html = _PARAGRAPH.search(block) if block.startswith("```{raw} html") else None
        prose = html[1] if html else block
        if html or not _NOT_PROSE.match(block):
            words = " ".join(unescape(_TAGS.sub(" ", _LINKS.sub(r"\1", prose))).split())
            if words:
                return fitted(_MARKUP.sub("", words).replace(" .", ".").replace(" :", ":"))
    return fitted("")


def plain_title(title: str, edition: str) -> str:
    """Return a page's title without the edition it ends in, which is named beside it."""
    return title.removesuffix(f", {edition}")


def shortened(text: str, longest: int) -> str:
    """Cut a text after a word, marked by an ellipsis, if it is longer than so many characters."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-(") + "…"


def fitted(line: str) -> str:
    """Bring a line to the length that search engines show."""
    if len(line) < SHORTEST:
        line = f"{line} {_MORE}".strip()
    return shortened(line, LONGEST)


class _Holds:
    """How many measures and deliverables an edition holds, and each of its chapters."""

    def __init__(self, edition: SiteEdition) -> None:
        assessed = edition.assessed
        self.whole = edition.holds
        self.measures = assessed.headlines
        chapter = chapter_ids(assessed.catalogue.groups)
        self.promised = assessed.deliverables["group_id"].map(chapter)

    def of(self, group_id: str) -> tuple[str, str]:
        """Say how many measures and deliverables a chapter holds; the edition, if none is named."""
        if not group_id:
            return self.whole, ""
        own = self.measures[self.measures["chapter_id"] == group_id]
        promised = int((self.promised == group_id).sum())
        return _number(len(own), "measure") + _rated(own), _number(promised, "deliverable")


def _number(count: int, of: str) -> str:
    return "" if not count else f"{count} {of}" if count == 1 else f"{count} {of}s"


def _rated(measures: pd.DataFrame) -> str:
    """Say how many are of each rating; nothing if none is rated."""
    counts = measures["rag"].value_counts()
    said = [f"{counts[rag]} {RAG_STYLES[rag].word.lower()}" for rag in RATINGS if rag in counts]
    return f" ({', '.join(said)})" if set(counts.index) - {""} else ""
