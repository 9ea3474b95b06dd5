"""The theme's stylesheets in a built site, without the rules no page can need.

The theme is made for any site: most of its rules are for classes that stand on none of ours. A
rule stays unless each of its selectors asks for a class or id that no page has and no script names.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

_NESTING = ("@media", "@supports")
# Comments, strings and addresses hide their braces, commas and dots.
_OPAQUE = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)""", re.DOTALL)
_CLASS_OR_ID = re.compile(r'\b(?:class|id)="([^"]*)"')
_NAME = re.compile(r"[.#]((?:\\.|[\w-])+)")
_WORD = re.compile(r"[\w-]+")


def slim_styles(site: Path) -> None:
    """Write the stylesheets of a built site again, without what none of its pages can need."""
    names = names_in_use(site)
    for style in sorted(site.rglob("*.css")):
        slim = "".join(needed_rules(style.read_text(encoding="utf-8"), names))
        style.write_text(slim, encoding="utf-8")


def names_in_use(site: Path) -> frozenset[str]:
    """Return the classes and ids of every page, and every word of the scripts, which may set one.

    The index of the search is left out: its words are those of the pages' text.
    """
    names: set[str] = set()
    for file in sorted(site.rglob("*.html")):
        for value in _CLASS_OR_ID.findall(file.read_text(encoding="utf-8")):
            names.update(unescape(value).split())
    for file in sorted(site.rglob("*.js")):
        if file.name != "searchindex.js":
            names.update(_WORD.findall(file.read_text(encoding="utf-8")))
    return frozenset(names)


def needed_rules(text: str, names: frozenset[str]) -> Iterator[str]:
    """Return the rules of a stylesheet that could apply where only some names are in use.

    Parameters
    ----------
    text : str
        The stylesheet.
    names : frozenset of str
        The classes and ids in use.

    Yields
    ------
    str
        A rule, with those of its selectors that could apply; or a rule with an at sign.
    """
    for prelude, body in _rules(text):
        if body is None:
            yield prelude
        elif prelude.startswith(_NESTING):
            inner = "".join(needed_rules(body, names))
            if inner:
                yield f"{prelude}{{{inner}}}\n"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}\n"
        else:
            selectors = [one for one in _selectors(prelude) if _required(one) <= names]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}\n"


def _rules(text: str) -> Iterator[tuple[str, str | None]]:
    """Take a stylesheet apart into what stands before each brace, and what it encloses."""
    plain = _blanked(text)
    start = 0
    while (end := _next(plain, start, "{;")) < len(plain):
        prelude = _without_comments(text[start:end])
        if plain[end] == ";":
            yield f"{prelude};\n", None
            start = end + 1
            continue
        close = _closing(plain, end)
        yield prelude, text[end + 1 : close]
        start = close + 1


def _next(plain: str, start: int, marks: str) -> int:
    return min((at for mark in marks if (at := plain.find(mark, start)) >= 0), default=len(plain))


def _closing(plain: str, opening: int) -> int:
    depth = 0
    for found in re.finditer("[{}]", plain[opening:]):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return opening + found.start()
    return len(plain)


def _blanked(text: str) -> str:
    return _OPAQUE.sub(lambda found: " " * len(found[0]), text)


def _without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).strip()


def _selectors(prelude: str) -> Iterator[str]:
    """Split at the commas that stand in no bracket and no string."""
    plain = _blanked(prelude)
    depth = start = 0
    for at, mark in enumerate(plain):
        depth += (mark in "([") - (mark in ")]")
        if mark == "," and depth == 0:
            yield prelude[start:at].strip()
            start = at + 1
    yield prelude[start:].strip()


def _required(selector: str) -> set[str]:
    """Return the names a selector cannot do without: those outside every bracket."""
    plain = _blanked(selector)
    while (inner := re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", plain)) != plain:
        plain = inner
    return {re.sub(r"\\(.)", r"\1", name) for name in _NAME.findall(plain)}
