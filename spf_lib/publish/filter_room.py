"""The filters above a table of measures, as they stand in a page before their script has run.

The script finds in the table what it can be narrowed by (``book/_static/measures.js``). If it had
to make the fields too, everything below would move when they come, or the page would have to wait
for it. So the fields are in the page: empty, shown only where scripts run, and inert until this one
has. The notebook, from which the PDFs are made, has the table alone.
"""

import re
from html import unescape

from markupsafe import Markup

_TABLE = re.compile(
    r'(?P<region><div class="spf-table[^>]*>\s*)(?P<table><table [^>]*class="spf-measures"'
    r' data-filters="(?P<filters>[^"]*)">\s*<caption>(?P<title>[^<]*)</caption>\s*)'
    r"(?P<head><thead.*?</thead>)",
    re.DOTALL,
)
_HEADING = re.compile(r"(<th [^>]*>)([^<]*)(?=</th>)")
_FIELD = Markup(
    '<div class="spf-filter spf-filter-{name}"><label for="filter-{name}">{title}</label>'
    "{control}</div>\n"
)
_WORDS = Markup(
    '<input type="search" id="filter-q" name="q" autocomplete="off" spellcheck="false"/>'
)
_CHOICE = Markup('<select id="filter-{name}" name="{name}"><option value="">Any</option></select>')
_FORM = Markup(
    '<form class="spf-filters pst-js-only" autocomplete="off" aria-label="Filters: {title}" inert>'
    '\n{fields}<div class="spf-filter-end"><p class="spf-shown" role="status">All measures</p>'
    '<button type="button" disabled>Clear filters</button></div>\n</form>\n'
)


def with_filters(text: str) -> str:
    """Return a page with the fields of its table of measures; one without is returned as it is."""
    return _TABLE.sub(_with_filters, text)


def _with_filters(found: re.Match[str]) -> str:
    choices = [(name, name.capitalize()) for name in found["filters"].split()]
    fields = [
        _FIELD.format(name="q", title="Find words", control=_WORDS),
        *(
            _FIELD.format(name=name, title=title, control=_CHOICE.format(name=name))
            for name, title in choices
        ),
    ]
    form = _FORM.format(title=unescape(found["title"]), fields=Markup("").join(fields))
    head = _HEADING.sub(r'\1<span class="spf-sort">\2</span>', found["head"])
    return str(form) + found["region"] + found["table"] + head
