"""How the notebook of what changed finds it."""

from collections.abc import Sequence
from pathlib import Path

from spf_lib.assess.edition_changes import EditionChanges, edition_changes
from spf_lib.assess.narrowing import narrowed
from spf_lib.publish.layout import project_root
from spf_lib.publish.store import held_edition


def changes_since(previous: str, edition: str, compares: Sequence[str]) -> EditionChanges:
    """Find what changed from a previous edition to the one whose page the notebook writes.

    Parameters
    ----------
    previous, edition : str
        Such as ``2019-20-Q2``.
    compares : sequence of str
        The tables of both that are read, as for :func:`spf_lib.publish.pages.begin`.
    """
    root = project_root(Path.cwd())
    before, after = (narrowed(held_edition(root, name), compares) for name in (previous, edition))
    return edition_changes(before, after)
