"""The contents of the book, ``_toc.yml``: its parts, its pages, and the volumes they fall into.

A volume is what is written and kept together: an edition, the history, or the front.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from spf_lib.publish.layout import CONTENTS_FILE

FRONT = "front"
_CHAPTERS = "chapters"


@dataclass(frozen=True)
class Listed:
    """A page of the contents, its path in the site without ending, and the pages below it."""

    page: str
    below: "tuple[Listed, ...]"

    def pages(self) -> Iterator[str]:
        """Yield the page and all below it, in reading order."""
        yield self.page
        for one in self.below:
            yield from one.pages()


@dataclass(frozen=True)
class Part:
    """A part of the contents: its caption and its pages."""

    caption: str
    listed: tuple[Listed, ...]


@dataclass(frozen=True)
class Contents:
    """The contents of a book: its first page, and its parts in reading order."""

    root: str
    parts: tuple[Part, ...]

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Every page in reading order."""
        below = (page for part in self.parts for one in part.listed for page in one.pages())
        return (self.root, *below)

    @cached_property
    def volumes(self) -> Mapping[str, tuple[str, ...]]:
        """The pages of each volume, the front first."""
        found: dict[str, list[str]] = {FRONT: []}
        for page in self.pages:
            found.setdefault(volume_of(page), []).append(page)
        return {volume: tuple(pages) for volume, pages in found.items()}


def volume_of(page: str) -> str:
    """Name the volume of a page: its folder within the book, else the front."""
    folders = page.split("/")[1:-1]
    return folders[0] if folders else FRONT


def read_contents(root: Path) -> Contents:
    """Read the contents of a project's book."""
    return _contents(_text(root))


def toc_pages(root: Path) -> list[str]:
    """Return every page of the table of contents, without endings, in reading order."""
    return list(read_contents(root).pages)


def narrowed_contents(root: Path, volumes: Collection[str]) -> str:
    """Return the text of ``_toc.yml`` with the pages of some volumes alone, and the first page."""
    return yaml.dump(
        narrowed(root, volumes), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
    )


def narrowed(root: Path, volumes: Collection[str]) -> dict[str, Any]:
    """Return what :func:`narrowed_contents` writes, which takes longer to write than to find."""
    read = _loaded(_text(root))
    parts = [
        part | {_CHAPTERS: chapters}
        for part in _parts(read)
        if (chapters := _narrowed(part.get(_CHAPTERS, ()), volumes))
    ]
    kept = {name: value for name, value in read.items() if name != _CHAPTERS}
    return kept | {"parts": parts}


def _parts(read: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    """Return the parts; contents without any are one."""
    parts: Sequence[dict[str, Any]] = read.get("parts", [{_CHAPTERS: read.get(_CHAPTERS, [])}])
    return parts


def _text(root: Path) -> str:
    return (root / CONTENTS_FILE).read_text(encoding="utf-8")


# Every edition asks for the contents: they are read once as long as they say the same.
@lru_cache(maxsize=4)
def _loaded(text: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return read


@lru_cache(maxsize=4)
def _contents(text: str) -> Contents:
    read = _loaded(text)
    parts = tuple(
        Part(part.get("caption", ""), _listed(part.get(_CHAPTERS, ()))) for part in _parts(read)
    )
    return Contents(read["root"], parts)


def _listed(chapters: Iterable[Mapping[str, Any]]) -> tuple[Listed, ...]:
    return tuple(Listed(one["file"], _listed(one.get("sections", ()))) for one in chapters)


def _narrowed(chapters: Iterable[Mapping[str, Any]], volumes: Collection[str]) -> list[Any]:
    """Leave out pages of other volumes; a page below one that is left out takes its place."""
    found: list[Any] = []
    for one in chapters:
        below = _narrowed(one.get("sections", ()), volumes)
        if volume_of(one["file"]) in volumes:
            found.append({**one, "sections": below} if below else {"file": one["file"]})
        else:
            found += below
    return found
