"""The titles told beside the pages, and the words that nobody is shown."""

import json
import logging
from io import StringIO

import pytest
from sphinx.util.docutils import docutils_namespace, patch_docutils

from spf_lib.publish.layout import PAGE_TITLES
from tests.publish.small_books import small_book

_NOISE = logging.getLogger("sphinx.of_a_test")


@pytest.fixture
def built(tmp_path):
    """Build a book of one page, quietly or not; return what its warnings and its status say."""

    def build(status):
        (tmp_path / "index.rst").write_text("A *new* title\n=============\n", encoding="utf-8")
        warnings = StringIO()
        with patch_docutils(), docutils_namespace():
            extension = "spf_lib.publish.book_titles"
            app = small_book(tmp_path, extension, status=status, warning=warnings)
            app.connect("env-updated", lambda *_: _NOISE.warning("a warning"))
            app.connect("env-updated", lambda *_: _NOISE.info("a word"))
            app.build()
        return warnings.getvalue()

    return build


def test_titles_are_told_as_plain_text(built, tmp_path):
    built(None)
    told = json.loads((tmp_path / "html" / PAGE_TITLES).read_text(encoding="utf-8"))
    assert told == {"index": "A new title"}


def test_a_quiet_process_warns(built):
    assert "a warning" in built(None)


def test_a_quiet_process_puts_no_other_words_together(built):
    built(None)
    assert not _NOISE.isEnabledFor(logging.INFO)


def test_whoever_wants_to_be_told_is(built):
    status = StringIO()
    built(status)
    assert "a word" in status.getvalue()
