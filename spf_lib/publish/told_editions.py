"""What lists and pictures tell of an edition, kept so that old editions need not be read whole."""

import pickle
from dataclasses import dataclass
from pathlib import Path

from spf_lib.framework.publishers import publisher_of
from spf_lib.present.edition_counts import EditionCounts, count_edition
from spf_lib.publish.editions import read_edition
from spf_lib.publish.kept import kept_folder, key_of
from spf_lib.publish.store import Editions

_FILE = "told.pickle"


@dataclass(frozen=True)
class ToldEdition:
    """What is told of an edition outside its own pages.

    Attributes
    ----------
    council : str
        Whose performance it reports.
    framework : str
        The title of its framework.
    counts : EditionCounts
        What it holds.
    """

    council: str
    framework: str
    counts: EditionCounts


def told_edition(root: Path, edition_id: str, held: Editions) -> ToldEdition:
    """Return what is told of an edition, from the store if the edition is as it was.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        Such as ``2019-20-Q2``.
    held : Editions
        Of the project.

    Raises
    ------
    BadInput
        If its inputs have faults.
    """

    def write(folder: Path) -> None:
        assessed = held[edition_id]
        titles = assessed.whole.frameworks.set_index("framework_id")["title"]
        told = ToldEdition(
            council=publisher_of(assessed.catalogue.sources),
            framework=str(titles[read_edition(root, edition_id).framework]),
            counts=count_edition(assessed),
        )
        (folder / _FILE).write_bytes(pickle.dumps(told))

    key = key_of(root, [], held.content_of(edition_id))
    folder = kept_folder(root, f"{edition_id}-told", key, write)
    told: ToldEdition = pickle.loads((folder / _FILE).read_bytes())  # noqa: S301 written by us
    return told
