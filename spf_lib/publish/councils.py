"""A folder of councils, and the project each of them becomes.

A council's folder holds what is its own, in the layout of a project: ``data/``, ``params/``,
``_config.yml``, ``_toc.yml`` and its pages in ``book/``. What it leaves out of templates, shared
pages and the look of the site is that of the product, so one copy serves all.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from yaml import YAMLError

from spf_lib.framework.tables import BadInput, Fault
from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.publish.contents import toc_pages
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.layout import (
    BOOK_FOLDER,
    BUILD_FOLDER,
    CODE_FOLDER,
    LOCK_FILES,
    RUNNING_CODE,
    SETTINGS_FILES,
    TEMPLATES_FOLDER,
)

_OWN = (*SETTINGS_FILES, "data", "params")
# Of the product's book, what speaks of no council.
_SHARED_PAGES = ("glossary.md",)
_OF_PRODUCT = ("docs/schemas", "pyproject.toml", *LOCK_FILES)
_IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc")


def council_folders(folder: Path) -> list[Path]:
    """Return the councils of a folder, by name: each of its folders but hidden and ``_`` ones.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    found = sorted(
        path for path in folder.glob("*") if path.is_dir() and not path.name.startswith((".", "_"))
    )
    if not found:
        raise FileNotFoundError(f"{folder} holds no folder of a council")
    return found


def prepare_project(council: Path, product: Path, target: Path) -> list[str]:
    """Make a project of a council's folder and, for what it leaves out, the product's.

    What an earlier run left there goes, but for what it built, which stands until it is replaced.

    Parameters
    ----------
    council : Path
        The council's folder; it is only read.
    product : Path
        The project whose templates and pages serve all councils.
    target : Path
        The new project's folder.

    Returns
    -------
    list of str
        The council's editions, oldest first.

    Raises
    ------
    BadInput
        With each part the council lacks, else with each page of its contents that neither it nor
        the product has.
    """
    missing = [name for name in _OWN if not (council / name).exists()]
    if missing:
        raise BadInput(_fault(name, "a file or folder of the council") for name in missing)
    target.mkdir(parents=True, exist_ok=True)
    for old in sorted(target.iterdir()):
        if old.name != BUILD_FOLDER:
            _remove(old)
    for name in _OWN:
        _copy(council / name, target / name)
    book = product / BOOK_FOLDER
    shared = [book / name for name in _SHARED_PAGES] + sorted(book.glob("_*"))
    for path in shared:
        _copy(path, target / BOOK_FOLDER / path.name)
    if (council / BOOK_FOLDER).is_dir():
        _copy(council / BOOK_FOLDER, target / BOOK_FOLDER)
    lender = council if (council / TEMPLATES_FOLDER).is_dir() else product
    _copy(lender / TEMPLATES_FOLDER, target / TEMPLATES_FOLDER)
    for name in _OF_PRODUCT:
        _copy(product / name, target / name)
    _copy(RUNNING_CODE, target / CODE_FOLDER)
    return _editions(target)


def _editions(project: Path) -> list[str]:
    """Return a project's editions; drop what it may hold of their pages, to be executed afresh."""
    found = edition_ids(project)
    if not found:
        raise BadInput([_fault("params", "a folder with an edition, such as 2019-20-Q2.yml")])
    for edition_id in found:
        shutil.rmtree(project / BOOK_FOLDER / edition_id, ignore_errors=True)
    made = tuple(f"{BOOK_FOLDER}/{name}/" for name in (*found, HISTORY_FOLDER))
    strangers = [
        page
        for page in _contents(project)
        if not page.startswith(made) and not any(_sources(project, page))
    ]
    if strangers:
        expected = "a page in book/, or one of an edition"
        raise BadInput(Fault("_toc.yml", 1, "file", page, expected) for page in strangers)
    return found


def _contents(project: Path) -> list[str]:
    try:
        return toc_pages(project)
    except (ValueError, YAMLError) as error:
        raise BadInput([_fault("_toc.yml", f"a readable YAML file ({error})")]) from None


def _sources(project: Path, page: str) -> Iterator[bool]:
    return ((project / f"{page}{ending}").is_file() for ending in (".md", ".ipynb"))


def _fault(name: str, expected: str) -> Fault:
    return Fault(name, 1, "(file)", name, expected)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=_IGNORED, dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
