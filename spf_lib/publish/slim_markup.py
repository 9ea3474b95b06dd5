"""The pages of a built site without the indentation of their templates, and without idle markup."""

import re

# Where a space is more than a space; the first script's text is known to the page's policy.
_AS_IT_IS = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
_GAP = re.compile(r"\n\s+")
# Sphinx leaves one on the first page for each part of the contents, which stand elsewhere.
_HIDDEN_CONTENTS = re.compile(r'<div class="toctree-wrapper compound">\s*</div>\s*')


def without_indentation(text: str) -> str:
    """Return a page with one line's end for each gap that has one, but where gaps are kept."""
    parts = _AS_IT_IS.split(text)
    # Every third part is what stays, and after it the name of its tag.
    return "".join(
        part if place % 3 == 1 else _GAP.sub("\n", part)
        for place, part in enumerate(parts)
        if place % 3 != 2
    )


def without_hidden_contents(text: str) -> str:
    """Return a page without the empty elements that stand for contents shown in the sidebar."""
    return _HIDDEN_CONTENTS.sub("", text)
