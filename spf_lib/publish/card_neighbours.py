"""Previous and next edition on every card of a page.

They stand on the site alone: a frozen page cannot know of editions that came after it.
"""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from spf_lib.present.continuity import CardLinks
from spf_lib.present.neighbours import EditionNeighbours, neighbours_html
from spf_lib.publish.site_editions import SiteEdition

_CARD = re.compile(r'<article class="spf-card[^>]*data-measure="([^"]+)"')
_END = "</article>"

Links = Mapping[str, Markup]


def neighbour_links(editions: Sequence[SiteEdition]) -> Mapping[str, Links]:
    """Return the links from each card to its measure in the editions before and after.

    Parameters
    ----------
    editions : sequence of SiteEdition
        The editions of the site.

    Returns
    -------
    mapping
        By edition, then by measure; a measure without neighbours is left out.
    """
    known = sorted(editions, key=lambda one: one.ends)
    frameworks = {one.edition_id: one.parameters.framework for one in known}
    titles = {one.edition_id: one.title for one in known}
    whole = known[-1].assessed.whole
    cards, neighbours = CardLinks(whole), EditionNeighbours(frameworks, whole)
    return {
        one.edition_id: {
            measure_id: neighbours_html(found, titles, cards)
            for measure_id, found in neighbours.of(one.edition_id).items()
        }
        for one in known
    }


def link_neighbours(page: str, links: Links) -> str:
    """Write the links at the end of each card of a page."""
    if not links:
        return page

    def linked(part: str) -> str:
        card = _CARD.search(part)
        return f"{part}{links[card[1]]}\n" if card and card[1] in links else part

    # A pattern for a whole card takes ten times as long.
    *cards, rest = page.split(_END)
    return _END.join([*map(linked, cards), rest])
