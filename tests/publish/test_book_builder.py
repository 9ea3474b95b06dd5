"""Pages written without what the site puts around them afterwards."""

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

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
        app = Sphinx(
            srcdir=tmp_path,
            confdir=None,
            outdir=tmp_path / "html",
            doctreedir=tmp_path / "doctrees",
            buildername="html",
            confoverrides={"extensions": ["spf_lib.publish.book_builder"]},
            status=None,
        )
        app.connect("html-page-context", lambda _app, page, *rest: contexts.update({page: rest[1]}))
        app.build()
    return contexts


def test_no_page_is_told_of_those_around_it(told):
    around = [[told[page][name] for name in ("prev", "next", "parents")] for page in _PAGES]
    assert around == [[None, None, []]] * len(_PAGES)


def test_a_link_within_the_text_leads_to_its_page(told):
    assert 'href="third.html"' in told["second"]["body"]
