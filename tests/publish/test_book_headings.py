"""The contents of a page, in the theme's markup."""

from types import SimpleNamespace

import pytest
from pydata_sphinx_theme.toctree import add_toctree_functions

from spf_lib.publish.book_headings import page_contents, setup


def _entry(title, anchor, below=""):
    return f'<li><a class="reference internal" href="{anchor}">{title}</a>{below}</li>\n'


def _list(*entries):
    return f"<ul>\n{''.join(entries)}</ul>\n"


_DEEP = _list(_entry("3", "#3", _list(_entry("4", "#4", _list(_entry("5", "#5"))))))
_LISTS = {
    "title alone": _list(_entry("Title", "#")),
    "headings": _list(_entry("Title", "#", _list(_entry("One", "#1"), _entry("Two", "#2")))),
    "headings below headings": _list(
        _entry("Title", "#", _list(_entry("One", "#1", _DEEP), _entry("Two", "#2")))
    ),
    "several titles": _list(_entry("One", "#", _list(_entry("Two", "#2"))), _entry("Three", "#3")),
    "signs and marks": _list(
        _entry("T", "#", _list(_entry("<em>A</em> &amp; &quot;b&quot; &lt;c&gt; &#64; “d”", "#1")))
    ),
}


@pytest.mark.parametrize("levels", [1, 2])
@pytest.mark.parametrize("toc", _LISTS.values(), ids=_LISTS)
def test_they_are_those_the_theme_would_write(toc, levels):
    context = {"toc": toc, "theme_show_toc_level": levels}
    add_toctree_functions(SimpleNamespace(), "page", "page.html", context, None)
    assert page_contents(toc, levels) == str(context["generate_toc_html"]())


def test_templates_may_ask_for_them_before_the_theme_draws_any():
    connected = []
    app = SimpleNamespace(connect=lambda *given, **named: connected.append((given, named)))
    setup(app)
    ((event, add), named) = connected[0]
    context = {"toc": _LISTS["headings"], "theme_show_toc_level": 2}
    add(app, "page", "page.html", context, None)
    assert (event, named["priority"] < 500) == ("html-page-context", True)
    assert context["page_contents"] == page_contents(_LISTS["headings"], 2)


def test_a_page_that_sphinx_lists_nothing_of_has_none():
    connected = []
    setup(SimpleNamespace(connect=lambda *given, **_: connected.append(given)))
    context = {"theme_show_toc_level": 2}
    connected[0][1](None, "search", "search.html", context, None)
    assert context["page_contents"] == ""
