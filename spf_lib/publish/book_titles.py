"""A Sphinx extension: the titles of the pages told beside them, in a process that does little else.

The titles stand on other pages too, which Sphinx may not write in the same run.
"""

import json
import logging
from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import NAMESPACE

from spf_lib.publish.layout import PAGE_TITLES


def titles_of(env: BuildEnvironment) -> Mapping[str, str]:
    """Return the title of each page that Sphinx has read, as plain text."""
    return {page: title.astext() for page, title in sorted(env.titles.items())}


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx tell the titles, and put no words together that nobody is shown."""
    if app.quiet:
        logging.getLogger(NAMESPACE).setLevel(logging.WARNING)

    def tell(app: Sphinx, error: Exception | None) -> None:
        if error is None:
            text = json.dumps(titles_of(app.env), ensure_ascii=False)
            (app.outdir / PAGE_TITLES).write_text(text, encoding="utf-8")

    app.connect("build-finished", tell)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
