"""Pages written without what the site puts around them afterwards."""

import pytest
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.publish.small_books import small_book

_PAGES = {
    "index": "First\n=====\n\n.. toctree::\n\n   second\n   third\n",
    "second": "Second\n======\n\nSee :doc:`third`.\n",
    "third": "Third\n=====\n",
}


@pytest.fixture
def told(tmp_path):
    """Build a small book with the extension; return what the template of each page was told."""
    for page, text in _PAGES.items():
        (tmp_path / f"{page}.rst").write_text(text, encoding="utf-8")
    contexts = {}
    with patch_docutils(), docutils_namespace():
        app = small_book(tmp_path, "spf_lib.publish.book_builder", status=None)
        app.connect("html-page-context", lambda _app, page, *rest: contexts.update({page: rest[1]}))
        app.build()
    return contexts


def test_no_page_is_told_of_those_around_it(told):
    around = [[told[page][name] for name in ("prev", "next", "parents")] for page in _PAGES]
    assert around == [[None, None, []]] * len(_PAGES)


def test_a_link_within_the_text_leads_to_its_page(told):
    assert 'href="third.html"' in told["second"]["body"]
