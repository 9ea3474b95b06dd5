"""Where things stand in a project folder."""

from pathlib import Path

BUILD_FOLDER = "_build"
SITE_FOLDER = f"{BUILD_FOLDER}/site"
BOOK_FOLDER = "book"
TEMPLATES_FOLDER = "notebooks"
_MARKS = ("_config.yml", "_toc.yml", "data", "params")


def project_root(start: Path) -> Path:
    """Return the project folder that holds a folder.

    Raises
    ------
    FileNotFoundError
        If neither the folder nor any above it is a project.
    """
    for folder in (start, *start.parents):
        if all((folder / mark).exists() for mark in _MARKS) and (folder / "notebooks").is_dir():
            return folder
    raise FileNotFoundError(
        f"{start} is not inside an SPF Book project: no folder above it holds {', '.join(_MARKS)}"
    )
