"""What the templates are told of a page."""

import json
from types import SimpleNamespace

import pytest

from spf_lib.publish.book_facts import setup
from spf_lib.publish.layout import PAGE_FACTS

# What the theme does to a page, it does at this priority.
SPHINX_USUAL = 500
ADDRESS = "https://spf.gov.uk/"


@pytest.fixture
def told(tmp_path):
    """Set the extension up for a staged book, and return what it tells of a page."""

    def tell(page):
        handlers = {}

        def connect(event, handler, priority):
            handlers[event, priority < SPHINX_USUAL] = handler

        setup(SimpleNamespace(srcdir=tmp_path, connect=connect))
        context = {}
        app = SimpleNamespace(config=SimpleNamespace(html_baseurl=ADDRESS))
        handlers["html-page-context", True](app, page, "", context, None)
        return context

    return tell


def test_a_page_is_told_its_own_facts_and_the_sites_address(told, tmp_path):
    facts = {"summary": {"title": "Summary"}, "glossary": {"title": "Words"}}
    (tmp_path / PAGE_FACTS).write_text(json.dumps(facts), encoding="utf-8")
    assert told("glossary") == {"page_facts": {"title": "Words"}, "site_address": ADDRESS}


def test_a_page_that_nothing_is_known_of_has_no_facts(told, tmp_path):
    (tmp_path / PAGE_FACTS).write_text("{}", encoding="utf-8")
    assert told("genindex")["page_facts"] == {}


def test_a_book_staged_without_facts_has_none(told):
    assert told("summary")["page_facts"] == {}
