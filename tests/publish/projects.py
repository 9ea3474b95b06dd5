"""A project to spoil: a copy of this one's data, parameters and templates."""

import shutil
from pathlib import Path

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
