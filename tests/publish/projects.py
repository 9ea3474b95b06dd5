"""A project to spoil: a copy of this one's data, parameters and templates."""

import shutil
from pathlib import Path

import yaml

SMALL_PAGES = ("scorecard", "sources")
PARTS = ("_config.yml", "_toc.yml", "data", "params", "notebooks")


def copy_project(root: Path, target: Path, *more: str) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    for name in (*PARTS, *more):
        if (root / name).is_dir():
            shutil.copytree(
                root / name, target / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(root / name, target / name)
    return target


def amend(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def without_lines(path: Path, *beginnings: str) -> None:
    """Drop the lines of a file that begin in one of these ways."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(beginnings)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")


def copy_small_edition(root: Path, target: Path) -> Path:
    """Copy the project with its library, its main edition cut down to two small pages."""
    project = copy_project(
        root, target, "spf_lib", "pyproject.toml", "requirements.txt", "requirements-bootstrap.txt"
    )
    path = project / "params/2019-20-Q2.yml"
    parameters = yaml.safe_load(path.read_text(encoding="utf-8"))
    parameters["pages"] = [page for page in parameters["pages"] if page["name"] in SMALL_PAGES]
    path.write_text(yaml.safe_dump(parameters, sort_keys=False), encoding="utf-8")
    return project
