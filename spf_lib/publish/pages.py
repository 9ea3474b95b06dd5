"""How a notebook opens the page it writes."""

from pathlib import Path

from spf_lib.present.page import Page, open_page
from spf_lib.publish.layout import project_root
from spf_lib.publish.store import assessed_edition


def begin(edition: str, page: str) -> Page:
    """Open a page of an edition from wherever inside the project the notebook runs."""
    return open_page(page, assessed_edition(project_root(Path.cwd()), edition))
