"""The summary of an edition in words, section by section."""

from collections.abc import Iterable

from markupsafe import Markup

from spf_lib.present.links import measure_link
from spf_lib.present.page import Page, Shown, render
from spf_lib.present.statement import Statement
from spf_lib.present.wording_summary import summary_statements


def summary_in_words(page: Page) -> Shown:
    """Present what the edition's figures bear: each section's lead, then a sentence a measure."""
    rows = page.edition.scorecard.set_index("measure_id", drop=False)

    def written(sentence: Statement) -> Markup:
        known = sentence.measure_id in rows.index and "measure" in sentence.names
        links = {"measure": measure_link(rows.loc[sentence.measure_id])} if known else {}
        return sentence.html(page.ledger, links)

    sections = [
        {
            "key": section.key,
            "title": section.title,
            "lead": _joined(written(sentence) for sentence in section.lead),
            "items": [_joined(map(written, item)) for item in section.items],
        }
        for section in summary_statements(page.edition)
    ]
    return Shown(render("summary_words.html", sections=sections))


def _joined(sentences: Iterable[Markup]) -> Markup:
    return Markup(" ").join(sentences)
