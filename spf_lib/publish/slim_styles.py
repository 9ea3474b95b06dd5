"""The theme's stylesheets in a built site, without the rules no page can need.

The theme is made for any site: most of its rules are for classes that stand on none of ours. A
rule stays unless each of its selectors asks for a class or id that no page has and no script names,
and a custom property unless nothing asks for its value.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from pathlib import Path

_NESTING = ("@media", "@supports")
# Comments, strings and addresses hide their braces, commas and dots.
_OPAQUE = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)""", re.DOTALL)
# Each begins with letters to search for: one pattern for both, or a mark of a word's start, takes
# ten times as long.
_CLASS_OR_ID = (re.compile(r'class="([^"]*)"'), re.compile(r'id="([^"]*)"'))
_NAME = re.compile(r"[.#]((?:\\.|[\w-])+)")
_WORD = re.compile(r"[\w-]+")
_PROPERTY = re.compile(
    r"""(?<=[{;])\s*(--[\w-]+)\s*:(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;{}"'])*(?:;|(?=\}))"""
)
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_PROPERTY_NAME = re.compile(r"--[\w-]+")
_EMPTY = re.compile(r"(?<=[{};])[^{};]+\{\s*\}")
# Our own names are all in use, and scripts put some of them together from parts.
_OWN = "spf-"
# Its icons are drawn by icons.css, and its letters are a megabyte.
_REPLACED_FONT = "Font Awesome"


def slim_styles(site: Path, names: Collection[str], properties: Collection[str]) -> None:
    """Write the stylesheets of a site again, without what none of its pages can need.

    Parameters
    ----------
    site : Path
        A built site, with its scripts.
    names, properties : collection of str
        What its pages have and ask for, see :func:`names_in` and :func:`properties_in`.
    """
    scripts = [file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.js"))]
    used = frozenset(names).union(*map(_WORD.findall, scripts))
    asked = frozenset(properties).union(*map(_PROPERTY_NAME.findall, scripts))
    styles = sorted(site.rglob("*.css"))
    texts = ["".join(needed_rules(one.read_text(encoding="utf-8"), used)) for one in styles]
    for style, text in zip(styles, without_idle_properties(texts, asked), strict=True):
        style.write_text(text, encoding="utf-8")


def names_in(page: str) -> set[str]:
    """Return the classes and ids of a page."""
    values = {value for pattern in _CLASS_OR_ID for value in pattern.findall(page)}
    return {name for value in values for name in unescape(value).split()}


def properties_in(page: str) -> set[str]:
    """Return the custom properties that a page asks for itself."""
    return {*_ASKED.findall(page)}


def without_idle_properties(texts: Sequence[str], used: frozenset[str]) -> list[str]:
    """Return stylesheets without the custom properties whose value nothing asks for.

    Parameters
    ----------
    texts : sequence of str
        The stylesheets of a site.
    used : frozenset of str
        What is asked for beside them.
    """
    asked = used.union(*(_ASKED.findall(text) for text in texts))
    slim = [_without_empty_rules(_keep_properties(text, asked)) for text in texts]
    # What only a dropped property asked for is idle in its turn.
    return slim if slim == list(texts) else without_idle_properties(slim, used)


def _keep_properties(text: str, asked: frozenset[str]) -> str:
    return _PROPERTY.sub(lambda found: found[0] if found[1] in asked else "", text)


def _without_empty_rules(text: str) -> str:
    while (slim := _EMPTY.sub("", text)) != text:
        text = slim
    return text


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
            if prelude == "@font-face" and _REPLACED_FONT in body.replace("\\", ""):
                continue
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
    """Return the theme's names a selector cannot do without: those outside every bracket."""
    plain = _blanked(selector)
    while (inner := re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", plain)) != plain:
        plain = inner
    names = {re.sub(r"\\(.)", r"\1", name) for name in _NAME.findall(plain)}
    return {name for name in names if not name.startswith(_OWN)}
