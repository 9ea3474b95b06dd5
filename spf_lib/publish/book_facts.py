"""A Sphinx extension: what the templates say of a page, as the build wrote it beside the settings.

In the settings themselves all pages' facts were read four times, and went through Sphinx with every
page.
"""

import json
from typing import Any

from sphinx.application import Sphinx

from spf_lib.publish.layout import PAGE_FACTS

# The theme draws some templates before it draws the page, as an extension of the usual priority.
_BEFORE_THE_THEME = 400


def setup(app: Sphinx) -> dict[str, bool]:
    """Let templates ask for ``page_facts``, the page's own, and ``site_address``, empty if none."""
    file = app.srcdir / PAGE_FACTS
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

    def add(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        context["page_facts"] = known.get(page, {})
        context["site_address"] = app.config.html_baseurl

    app.connect("html-page-context", add, priority=_BEFORE_THE_THEME)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
