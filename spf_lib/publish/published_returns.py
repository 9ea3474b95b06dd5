"""A return that an edition was published from is not edited any more."""

from pathlib import Path

from spf_lib.figures.returns import returns_folder
from spf_lib.publish.edition_differences import file_differences
from spf_lib.publish.editions import EditionParameters
from spf_lib.publish.manifest import manifest_file, read_manifest


class ReturnEdited(Exception):
    """A published edition's return is not the one it was published from; nothing is replaced."""


def edited_returns(root: Path, edition_id: str) -> list[str]:
    """Say which files of a published edition's own return differ from its manifest, and how.

    Raises
    ------
    BadInput
        If the manifest is missing or none.
    """
    folder = f"{returns_folder(edition_id)}/"
    return [
        f"{difference.name}: {difference.how}"
        for difference in file_differences(read_manifest(root, edition_id), root)
        if difference.name.startswith(folder)
    ]


def refuse_edited_return(root: Path, edition: EditionParameters) -> None:
    """Stop a published edition from being replaced by one with another return.

    Raises
    ------
    ReturnEdited
        With each file that differs, and the way to do it right.
    """
    if edition.status != "published" or not (root / manifest_file(edition.edition)).is_file():
        return
    edited = edited_returns(root, edition.edition)
    if edited:
        listed = "\n".join(f"  {one}" for one in edited)
        raise ReturnEdited(
            f"{edition.edition} is published, and its return has been edited since:\n{listed}\n"
            "Put the return back as it was. To mend a figure, revise it in a newer return, or "
            "enter it in data/corrections.csv with its reason. To withdraw the edition and publish "
            f"it anew, set its status to draft in params/{edition.edition}.yml first."
        )
