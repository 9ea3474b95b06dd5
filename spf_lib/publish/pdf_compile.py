"""Typesetting data as a PDF that is accessible (PDF/UA-1), with the fonts that ship with the book.

Nothing of the machine goes in: no clock, no font of the system, no file outside the library.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from spf_lib.publish.book import BuildFailed

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
_COUNTED = b"#context [#metadata(counter(page).final().first())<pages>]"


def typeset(program: str, data: Mapping[str, Any]) -> bytes:
    """Typeset data with one of the programs beside this module.

    Parameters
    ----------
    program : str
        The program's file name, such as ``edition.typ``.
    data : mapping
        What it reads with ``read-data``.

    Returns
    -------
    bytes
        The PDF, tagged, its fonts embedded; the same for the same data.

    Raises
    ------
    BuildFailed
        If the typesetter refuses: a program is faulty, or the PDF would not meet PDF/UA-1.
    """
    try:
        document: bytes = typst.compile(
            _files(program, data), format="pdf", pdf_standards=["ua-1"], **_fonts()
        )
    except typst.TypstError as error:
        raise BuildFailed(f"{program} could not be typeset: {error}") from None
    return document


def page_count(program: str, data: Mapping[str, Any]) -> int:
    """Return how many pages the data take, typeset as by :func:`typeset`.

    Raises
    ------
    BuildFailed
        If the typesetter refuses.
    """
    files = _files(program, data)
    files["main.typ"] += _COUNTED
    try:
        counted = typst.query(files, "<pages>", field="value", one=True, **_fonts())
    except RuntimeError as error:
        raise BuildFailed(f"{program} could not be typeset: {error}") from None
    return int(counted)


@lru_cache(maxsize=1)
def _fonts() -> dict[str, Any]:
    """Read the fonts of the book once: a summary is typeset many times."""
    return {"font_paths": typst.Fonts(include_system_fonts=False, font_paths=[FONTS])}


def _files(program: str, data: Mapping[str, Any]) -> dict[str, bytes]:
    return {
        "main.typ": (_HERE / program).read_bytes(),
        "book.typ": (_HERE / "book.typ").read_bytes(),
        # A remark, since each file is read as a program too, and a remark takes no time.
        "document.txt": f"//{json.dumps(data, ensure_ascii=False, sort_keys=True)}".encode(),
    }
