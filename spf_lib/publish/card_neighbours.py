"""Previous and next edition on every card of a staged book.

They stand in the staged copy alone: a frozen page cannot know of editions that came after it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from spf_lib.present.neighbours import neighbours, neighbours_html
from spf_lib.publish.site_editions import SiteEdition

_CARD = re.compile(r'<article class="spf-card[^>]*data-measure="([^"]+)"')
_END = "</article>"


def link_neighbours(editions: Sequence[SiteEdition], book: Path) -> None:
    """Add to each card the links to its measure in the editions before and after.

    Parameters
    ----------
    editions : sequence of SiteEdition
        The editions of the site.
    book : Path
        The staged ``book`` folder; notebooks with cards are written again.
    """
    known = sorted(editions, key=lambda one: one.ends)
    frameworks = {one.edition_id: one.parameters.framework for one in known}
    titles = pd.Series({one.edition_id: one.title for one in known}, dtype="object")
    for edition in known:
        links = _Links(edition, frameworks, titles)
        for name in edition.pages:
            path = book / edition.edition_id / f"{name}.ipynb"
            text = path.read_text(encoding="utf-8")
            notebook = json.loads(text)
            changed = [_linked(output, links) for output in _outputs(notebook)]
            if any(changed):
                path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True)
class _Links:
    """The links of any card of an edition."""

    edition: SiteEdition
    frameworks: dict[str, str]
    titles: pd.Series

    def of(self, measure_id: str) -> str:
        whole = self.edition.assessed.whole
        before, after = neighbours(measure_id, self.edition.edition_id, self.frameworks, whole)
        return str(neighbours_html(before, after, self.titles, whole))


def _outputs(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                yield output["data"]


def _linked(data: dict[str, Any], links: _Links) -> bool:
    """Write the links before the end of a card; say whether there were any."""
    html = "".join(data["text/html"])
    card = _CARD.search(html)
    found = links.of(card[1]) if card else ""
    if found:
        at = html.rindex(_END)
        data["text/html"] = f"{html[:at]}{found}\n{html[at:]}"
    return bool(found)
