"""The charts' drawings in a built site, said in fewer bytes and shown the same.

A drawing in a notebook stands for itself: each of its parts carries its whole style, and its ids
are like no other drawing's. A page has a stylesheet for the one and numbers for the other.
"""

import re
from base64 import b32encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from itertools import count

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TAG = re.compile(r"<\w[^>]*>")
_STYLE = re.compile(r' style="([^"]+)"')
_CLASS = re.compile(r' class="([^"]*)"')
_ID = re.compile(r' id="([mp][0-9a-f]{10})"')
_PATH = re.compile(r' d="([^"]*)"')
_PLACE = re.compile(r'\s(?:d|x|y|transform)="[^"]+"')
_FINE = re.compile(r"-?\d+\.\d{2,}")
_MOVED = re.compile(r' transform="translate\(([-\d.]+) ([-\d.]+)\)"')
_GROUP = re.compile(r"<g\b[^>]*>|</g>")
_CLIP = re.compile(
    r'<clipPath id="(?P<id>\w+)"><rect x="(?P<left>[\d.]+)" y="(?P<top>[\d.]+)"'
    r' width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"/></clipPath>'
)
_CLIPPED = re.compile(r'<path d="(?P<path>[^"]*)" clip-path="url\(#(?P<clip>\w+)\)"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MARKERS = re.compile(
    r'(<g clip-path="[^"]*")>((?:<use [^>]*class="(~\w+)"/>)(?:<use [^>]*class="\3"/>)*</g>)'
)
# Half the width of a line, in points: what its ends may stand out of a box it lies in.
_RIM = 0.5
_STEP = re.compile(r"([MLHVCz])([^MLHVCz]*)")
# What a drawing needs as a file of its own, and not within a page.
_OF_A_FILE = re.compile(r' (?:version|xmlns(?::xlink)?)="[^"]*"| ?xlink:(?=href=)')
# The first letter of the classes that are added to the stylesheet.
_LETTER = "d"
# What stands for the class of a style until it is known which styles a site has.
_MARK = re.compile(r"~[a-z2-7]{8}")
_MARK_LETTERS = 8


def styles_in(text: str) -> set[str]:
    """Return the styles of the drawings of a page."""
    return {style for drawing in _DRAWING.findall(text) for style in _STYLE.findall(drawing)}


@cache
def _mark(style: str) -> str:
    digest = b32encode(sha256(style.encode()).digest()).decode()
    return f"~{digest[:_MARK_LETTERS].lower()}"


def style_classes(styles: Iterable[str]) -> dict[str, str]:
    """Return a class for each of some styles, in their own order."""
    return {style: f"{_LETTER}{number}" for number, style in enumerate(sorted(styles))}


def style_rules(classes: Mapping[str, str]) -> str:
    """Write the rules of a stylesheet for the class of each style."""
    return "".join(f".{name}{{{style}}}\n" for style, name in classes.items())


def name_classes(pages: Mapping[str, str], classes: Mapping[str, str]) -> dict[str, str]:
    """Put the classes of styles in place of what stands for them in slim pages.

    Parameters
    ----------
    pages : mapping of str to str
        The text of each page, as :func:`slim_page` returns it.
    classes : mapping of str to str
        The class of each style.
    """
    named = {_mark(style): name for style, name in classes.items()}
    return {
        page: _MARK.sub(lambda mark: named.get(mark[0], mark[0]), text)
        for page, text in pages.items()
    }


def slim_page(text: str) -> str:
    """Return a page with lighter drawings; marks stand for the classes of their styles."""
    numbers = count()

    def slim(found: re.Match[str]) -> str:
        drawing = _TAG.sub(lambda tag: _with_class(tag[0]), found[0])
        drawing = _OF_A_FILE.sub(lambda part: " " if part[0].endswith(":") else "", drawing)
        drawing = _without_idle_clips(_without_idle_groups(drawing))
        drawing = _MOVED.sub(r' x="\1" y="\2"', drawing)
        drawing = _MARKERS.sub(_with_shared_class, drawing)
        drawing = _PLACE.sub(lambda place: _FINE.sub(_to_a_tenth, place[0]), drawing)
        drawing = _PATH.sub(lambda path: f' d="{short_path(path[1])}"', drawing)
        for one in _ID.findall(drawing):
            drawing = drawing.replace(one, f"{_LETTER}{next(numbers)}")
        return drawing

    return _DRAWING.sub(slim, text)


def _with_class(tag: str) -> str:
    style = _STYLE.search(tag)
    if style is None:
        return tag
    own = _CLASS.search(tag)
    name = _mark(style[1]) if own is None else f"{own[1]} {_mark(style[1])}"
    return _STYLE.sub(f' class="{name}"', tag if own is None else _CLASS.sub("", tag), count=1)


def _with_shared_class(markers: re.Match[str]) -> str:
    """Say once what the markers of a line look like: each takes it from their group."""
    said = f' class="{markers[3]}"'
    return f"{markers[1]}{said}>{markers[2].replace(said, '')}"


def _without_idle_groups(drawing: str) -> str:
    """Open the groups that say nothing of what is in them."""
    idle: list[bool] = []

    def kept(found: re.Match[str]) -> str:
        if found[0].endswith("/>"):
            return found[0]
        if found[0] != "</g>":
            idle.append(found[0] == "<g>")
            return "" if idle[-1] else found[0]
        return "" if idle.pop() else found[0]

    return _GROUP.sub(kept, drawing)


def _without_idle_clips(drawing: str) -> str:
    """Take the clip off paths that lie within it."""
    boxes = {
        found["id"]: [float(found[side]) for side in ("left", "top", "width", "height")]
        for found in _CLIP.finditer(drawing)
    }

    def within(found: re.Match[str]) -> bool:
        left, top, width, height = boxes[found["clip"]]
        places = [float(place) for place in _NUMBER.findall(found["path"])]
        return all(-_RIM <= x - left <= width + _RIM for x in places[::2]) and all(
            -_RIM <= y - top <= height + _RIM for y in places[1::2]
        )

    def kept(found: re.Match[str]) -> str:
        idle = found["clip"] in boxes and within(found)
        return f'<path d="{found["path"]}"' if idle else found[0]

    return _CLIPPED.sub(kept, drawing)


def _to_a_tenth(found: re.Match[str]) -> str:
    rounded = round(float(found[0]), 1) + 0.0  # no minus before a zero
    return f"{rounded:.1f}".removesuffix(".0")


def short_path(path: str) -> str:
    """Write a path of absolute steps with lines that are level or upright as what they are.

    A path with any other step than of lines, curves and closing is returned as it is.
    """
    steps = _STEP.findall(path)
    if "".join(letter + places for letter, places in steps).split() != path.split():
        return path
    at: tuple[str, ...] = ()
    said = []
    for letter, text in steps:
        places = tuple(text.split())
        if letter in "HV" or len(places) != {"M": 2, "L": 2, "C": 6, "z": 0}[letter]:
            return path
        if letter == "L" and places[1] == at[1]:
            said.append(f"H{places[0]}")
        elif letter == "L" and places[0] == at[0]:
            said.append(f"V{places[1]}")
        else:
            said.append(letter + " ".join(places))
        at = places[-2:] or at
    return "".join(said)
