"""Where two files, or two folders, first differ, in a form a person can read."""

import hashlib
import itertools
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

_LINES_AROUND = 4
_COLUMNS_AROUND = 70
_BYTES_AROUND = 16


@dataclass(frozen=True)
class FolderDifference:
    """One file in which two folders differ.

    Attributes
    ----------
    file : str
        Relative to the folders.
    how : str
        ``changed``, or ``missing`` or ``added`` in the second folder.
    """

    file: str
    how: str


def folder_differences(one: Path, other: Path) -> list[FolderDifference]:
    """Compare every file of two folders byte for byte; modes and times are no content."""
    ones, others = files_of(one), files_of(other)
    found = [FolderDifference(file, "missing") for file in ones - others]
    found += [FolderDifference(file, "added") for file in others - ones]
    found += [
        FolderDifference(file, "changed")
        for file in ones & others
        if (one / file).read_bytes() != (other / file).read_bytes()
    ]
    return sorted(found, key=lambda difference: difference.file)


def changes(then: Mapping[str, object], now: Mapping[str, object]) -> dict[str, str]:
    """Say of each name whose content differs how: ``missing``, ``added`` or ``changed``.

    Parameters
    ----------
    then, now : mapping
        What stands for each content, such as its hash, by name.
    """
    return {
        name: "missing" if name not in now else "added" if name not in then else "changed"
        for name in sorted(then.keys() | now.keys())
        if name not in then or name not in now or then[name] != now[name]
    }


def files_of(folder: Path) -> set[str]:
    """Return every file of a folder, relative to it."""
    found = set()
    # A tenth of what ``rglob`` takes, which is felt where there are thousands.
    for top, _, names in os.walk(folder):
        within = Path(top).relative_to(folder).as_posix()
        found |= {name if within == "." else f"{within}/{name}" for name in names}
    return found


def first_difference(name: str, one: bytes, other: bytes) -> str:
    """Show where two versions of a file first differ.

    Parameters
    ----------
    name : str
        The file's name; its ending says how to lay it out.
    one, other : bytes
        The two contents.

    Returns
    -------
    str
        The offset of the first byte that differs, then about ten lines: those around it, ``-`` as
        in the first, ``+`` as in the second. Empty if they are the same.
    """
    if one == other:
        return ""
    pairs = enumerate(zip(one, other, strict=False))
    offset = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    laid_out = [_lines(name, content) for content in (one, other)]
    if laid_out[0] == laid_out[1]:
        # The layout hides it: spaces in JSON, the order of keys, the compression of an archive.
        laid_out = [_hexadecimal(content, offset) for content in (one, other)]
    shown = "\n".join(f"  {line}" for line in _around_first(*laid_out))
    return f"first difference at byte {offset}:\n{shown}"


def _lines(name: str, content: bytes) -> list[str]:
    if name.endswith(".zip") and zipfile.is_zipfile(BytesIO(content)):
        return list(_members(content))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return [content[at : at + 16].hex(" ") for at in range(0, len(content), 16)]
    if name.endswith((".ipynb", ".json")):
        try:
            return json.dumps(json.loads(text), indent=1, ensure_ascii=False).split("\n")
        except ValueError:
            return text.split("\n")
    if name.endswith((".html", ".svg")):
        return text.replace("><", ">\n<").split("\n")
    return text.split("\n")


def _members(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for member in archive.infolist():
            digest = hashlib.sha256(archive.read(member)).hexdigest()
            yield (
                f"{member.filename} {member.date_time} {member.external_attr:o} "
                f"{member.file_size} bytes, sha256 {digest}"
            )


def _hexadecimal(content: bytes, offset: int) -> list[str]:
    start = max(0, offset - _BYTES_AROUND)
    return [repr(content[start : offset + _BYTES_AROUND])]


def _around_first(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    pairs = itertools.zip_longest(one, other)
    line = next(at for at, (a, b) in enumerate(pairs) if a != b)
    a, b = (lines[line] if line < len(lines) else "" for lines in (one, other))
    column = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
    for before in one[max(0, line - _LINES_AROUND) : line]:
        yield f"  {_window(before, 0)}"
    for mark, lines in (("-", one), ("+", other)):
        for number, text in enumerate(lines[line : line + _LINES_AROUND - 1]):
            yield f"{mark} {_window(text, column if number == 0 else 0)}"


def _window(text: str, column: int) -> str:
    """Cut a long line to what stands around a column."""
    start = max(0, column - _COLUMNS_AROUND)
    end = start + 2 * _COLUMNS_AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
