"""A Sphinx extension: the titles of the pages told beside them, and processes that share writing.

The titles stand on other pages too, which Sphinx may not write in the same run.
"""

import json
from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from spf_lib.publish.layout import PAGE_TITLES
from spf_lib.publish.worker_count import WORKERS

# The setting that says how many processes write pages.
WRITERS = "writers"


def titles_of(env: BuildEnvironment) -> Mapping[str, str]:
    """Return the title of each page that Sphinx has read, as plain text."""
    return {page: title.astext() for page, title in sorted(env.titles.items())}


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx tell the titles, and write in as many processes as share the work.

    To read in several takes a quarter more of their time: all that was read is sent to the first.
    """

    def share(app: Sphinx, _env: BuildEnvironment) -> list[str]:
        app.parallel = app.config[WRITERS]
        return []

    def tell(app: Sphinx, error: Exception | None) -> None:
        if error is None:
            text = json.dumps(titles_of(app.env), ensure_ascii=False)
            (app.outdir / PAGE_TITLES).write_text(text, encoding="utf-8")

    app.add_config_value(WRITERS, WORKERS, "")
    app.connect("env-updated", share)
    app.connect("build-finished", tell)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
