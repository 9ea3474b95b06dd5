"""The index of the search, ``searchindex.js``: taken apart by volume, and put together again.

Sphinx writes one for the pages it writes at a time, numbered in their order.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

INDEX_NAME = "searchindex.js"
_BEGIN, _END = "Search.setIndex(", ")"
# What our books have none of: they describe no code, and have no keywords.
_EMPTY = ("indexentries", "objects", "objnames", "objtypes")


class SearchedPages(BaseModel):
    """What the search finds in some pages.

    Attributes
    ----------
    titles, files : dict of str to str
        The title and the source file of each page.
    headings : dict of str to list
        Of each heading, the page and the id of each place where it stands; no id is the page's own
        title.
    words, title_words : dict of str to list of str
        The pages that have a word, and those that have it in a title.
    versions : dict of str to int
        Of Sphinx's own registers, as it writes them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: dict[str, str]
    files: dict[str, str]
    headings: dict[str, list[tuple[str, str | None]]]
    words: dict[str, list[str]]
    title_words: dict[str, list[str]]
    versions: dict[str, int]


def read_index(text: str) -> dict[str, Any]:
    """Read an index as Sphinx wrote it.

    Raises
    ------
    ValueError
        If it holds what :func:`pages_of` would leave out.
    """
    index: dict[str, Any] = json.loads(text.removeprefix(_BEGIN).removesuffix(_END))
    found = [name for name in _EMPTY if index[name]]
    if found:
        raise ValueError(f"the index of the search has {', '.join(found)}, which cannot be split")
    return index


def pages_of(index: Mapping[str, Any], pages: Collection[str]) -> SearchedPages:
    """Return what an index knows of some pages."""
    names = index["docnames"]
    chosen = {at: name for at, name in enumerate(names) if name in pages}

    def having(words: Mapping[str, int | list[int]]) -> dict[str, list[str]]:
        listed = {word: [at] if isinstance(at, int) else at for word, at in words.items()}
        found = {
            word: [chosen[at] for at in places if at in chosen] for word, places in listed.items()
        }
        return {word: places for word, places in found.items() if places}

    headings = {
        heading: [(chosen[at], anchor) for at, anchor in places if at in chosen]
        for heading, places in index["alltitles"].items()
    }
    return SearchedPages(
        titles={name: index["titles"][at] for at, name in chosen.items()},
        files={name: index["filenames"][at] for at, name in chosen.items()},
        headings={heading: places for heading, places in headings.items() if places},
        words=having(index["terms"]),
        title_words=having(index["titleterms"]),
        versions=index["envversion"],
    )


def index_text(parts: Iterable[SearchedPages]) -> str:
    """Write the index of all pages of some volumes as Sphinx would write it."""
    parts = list(parts)
    titles = {name: title for part in parts for name, title in part.titles.items()}
    files = {name: file for part in parts for name, file in part.files.items()}
    names = sorted(titles)
    at = {name: number for number, name in enumerate(names)}

    def numbered(words: Iterable[Mapping[str, list[str]]]) -> dict[str, int | list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for part in words:
            for word, pages in part.items():
                found[word] += [at[page] for page in pages]
        return {
            word: places[0] if len(places) == 1 else sorted(places)
            for word, places in found.items()
        }

    headings: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    for part in parts:
        for heading, places in part.headings.items():
            headings[heading] += [(at[page], anchor) for page, anchor in places]
    index = {
        "alltitles": {
            heading: sorted(places, key=lambda place: place[0])
            for heading, places in headings.items()
        },
        "docnames": names,
        "envversion": parts[0].versions,
        "filenames": [files[name] for name in names],
        **{name: {} for name in _EMPTY},
        "terms": numbered(part.words for part in parts),
        "titles": [titles[name] for name in names],
        "titleterms": numbered(part.title_words for part in parts),
    }
    said = json.dumps(index, sort_keys=True, separators=(",", ":"))
    return f"{_BEGIN}{said}{_END}"
