"""Where things stand in a project folder."""

import os
from pathlib import Path

BUILD_FOLDER = "_build"
SITE_FOLDER = f"{BUILD_FOLDER}/site"
STORE_FOLDER = f"{BUILD_FOLDER}/store"
KEPT_PAGES_FOLDER = f"{STORE_FOLDER}/pages"
STAGE_FOLDER = f"{BUILD_FOLDER}/stage"
BOOK_FOLDER = "book"
TEMPLATES_FOLDER = "notebooks"
CODE_FOLDER = "spf_lib"
LOCK_FILES = ("requirements.txt", "requirements-bootstrap.txt")
# The library that runs, wherever it stands.
RUNNING_CODE = Path(__file__).parents[1]
SETTINGS_FILE, CONTENTS_FILE = "_config.yml", "_toc.yml"
SETTINGS_FILES = (SETTINGS_FILE, CONTENTS_FILE)
# In a staged book, beside its settings.
PAGE_FACTS = "page-facts.json"
# In what Sphinx wrote, beside its pages.
PAGE_TITLES = "page-titles.json"
INPUT_FOLDERS = ("data", "params", TEMPLATES_FOLDER, BOOK_FOLDER)
_MARKS = (*SETTINGS_FILES, "data", "params")


def python_path(folder: Path) -> str:
    """Return a PYTHONPATH by which a process imports the library that stands in a folder."""
    return os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))


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
