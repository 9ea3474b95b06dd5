"""A Sphinx extension: the contents of a page, in the theme's markup.

The theme parses them into a tree and writes that out again, for each page.
"""

import re
from html import escape, unescape
from typing import Any

from sphinx.application import Sphinx

# The theme draws some templates before it draws the page, as an extension of the usual priority.
_BEFORE_THE_THEME = 400
_TAG = re.compile(r"(<[^>]*>)")
_LIST, _END_OF_LIST, _ENTRY = "<ul>", "</ul>", "<li>"
_LINK = '<a class="reference internal"'


def page_contents(toc: str, open_levels: int) -> str:
    """Return the list of a page's headings; empty if it has none but its title.

    Parameters
    ----------
    toc : str
        The list as Sphinx writes it, the title of the page among it.
    open_levels : int
        How many levels below the title are in sight from the start.
    """
    level, titles, written = 0, 0, []
    for part in _TAG.split(toc):
        if part == _LIST:
            level += 1
            seen = "pst-show_toc_level " if level <= open_levels + 1 else ""
            written.append(f'<ul class="{seen}nav section-nav flex-column">')
        elif part == _END_OF_LIST:
            level -= 1
            written.append(part)
        elif part == _ENTRY:
            titles += level == 1
            written.append(f'<li class="toc-h{level} nav-item toc-entry">')
        elif part.startswith("<"):
            written.append(part.replace(_LINK, f'{_LINK[:-1]} nav-link"'))
        else:
            written.append(escape(unescape(part), quote=False))
    text = "".join(written)
    # The page's own title stands above its text; where there are several, they are headings.
    if titles != 1:
        return text
    inner, end = text.find("<ul", 1), text.rfind(_END_OF_LIST, 0, text.rfind(_END_OF_LIST))
    return text[inner : end + len(_END_OF_LIST)] if inner > 0 else ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Let templates ask for ``page_contents``."""

    def add(_app: Sphinx, _page: str, _name: str, context: dict[str, Any], _tree: object) -> None:
        levels = int(context["theme_show_toc_level"])
        context["page_contents"] = page_contents(context.get("toc", ""), levels)

    app.connect("html-page-context", add, priority=_BEFORE_THE_THEME)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
