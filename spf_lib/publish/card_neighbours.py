"""Previous and next edition on every card of a staged book.

They stand in the staged copy alone: a frozen page cannot know of editions that came after it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

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
    titles = {one.edition_id: one.title for one in known}
    for edition in known:
        whole = edition.assessed.whole
        links = {
            measure_id: neighbours_html(found, titles, whole)
            for measure_id, found in neighbours(edition.edition_id, frameworks, whole).items()
        }
        for name in edition.pages:
            path = book / edition.edition_id / f"{name}.ipynb"
            notebook = json.loads(path.read_text(encoding="utf-8"))
            changed = [_linked(output, links) for output in _outputs(notebook)]
            if any(changed):
                path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def _outputs(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                yield output["data"]


def _linked(data: dict[str, Any], links: Mapping[str, Markup]) -> bool:
    """Write the links before the end of a card; say whether there were any."""
    html = "".join(data["text/html"])
    card = _CARD.search(html)
    if card is None or card[1] not in links:
        return False
    at = html.rindex(_END)
    data["text/html"] = f"{html[:at]}{links[card[1]]}\n{html[at:]}"
    return True
