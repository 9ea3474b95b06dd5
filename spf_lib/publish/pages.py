"""How a notebook opens the page it writes."""

from pathlib import Path

from spf_lib.assess.edition_changes import EditionChanges
from spf_lib.present.page import Page, open_page
from spf_lib.publish.changes_report import changes_between
from spf_lib.publish.layout import project_root
from spf_lib.publish.store import assessed_edition


def begin(edition: str, page: str) -> Page:
    """Open a page of an edition from wherever inside the project the notebook runs."""
    return open_page(page, assessed_edition(project_root(Path.cwd()), edition))


def changes_since(previous: str, edition: str) -> EditionChanges:
    """Find what changed from a previous edition to the one whose page the notebook writes."""
    return changes_between(project_root(Path.cwd()), previous, edition)
