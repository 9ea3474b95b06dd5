"""The pages of a built site without the indentation of their templates."""

import re
from pathlib import Path

# Where a space is more than a space; the first script's text is known to the page's policy.
_AS_IT_IS = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
_GAP = re.compile(r"\n\s+")


def slim_markup(site: Path) -> None:
    """Write each page of a built site again, its lines without indentation and none empty."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        page.write_text(without_indentation(text), encoding="utf-8")


def without_indentation(text: str) -> str:
    """Return a page with one line's end for each gap that has one, but where gaps are kept."""
    parts = _AS_IT_IS.split(text)
    # Every third part is what stays, and after it the name of its tag.
    return "".join(
        part if place % 3 == 1 else _GAP.sub("\n", part)
        for place, part in enumerate(parts)
        if place % 3 != 2
    )
