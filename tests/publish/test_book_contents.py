"""The contents of the book, as the sidebar of a page shows them."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx_external_toc.parsing import parse_toc_data

from spf_lib.publish.book_contents import WRITERS, Entry, Part, contents_for, setup

CONTENTS = parse_toc_data(
    {
        "format": "jb-book",
        "root": "welcome",
        "parts": [
            {
                "caption": "Quarter 2",
                "chapters": [{"file": "q2/summary", "sections": [{"file": "q2/money"}]}],
            },
            {"caption": "About", "chapters": [{"file": "glossary"}]},
        ],
    }
)
NAMES = ("q2/summary", "q2/money", "glossary")
ENV = SimpleNamespace(titles={name: nodes.title("", f"Title of {name}") for name in NAMES})


def opened(parts):
    def walk(pages):
        for page in pages:
            yield page
            yield from walk(page.pages)

    return [page.name for part in parts for page in walk(part.pages) if page.is_open]


def test_the_contents_hold_every_part_in_reading_order():
    below = Entry("q2/money", "Title of q2/money", False, ())
    assert contents_for("q2/summary", CONTENTS, ENV) == [
        Part("Quarter 2", (Entry("q2/summary", "Title of q2/summary", True, (below,)),)),
        Part("About", (Entry("glossary", "Title of glossary", False, ()),)),
    ]


def test_the_pages_of_a_part_the_reader_is_not_in_are_left_out():
    [quarter, _] = contents_for("glossary", CONTENTS, ENV)
    assert quarter.pages == (Entry("q2/summary", "Title of q2/summary", False, ()),)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("welcome", []),
        ("q2/money", ["q2/summary", "q2/money"]),
        ("q2/summary", ["q2/summary"]),
        ("glossary", ["glossary"]),
    ],
)
def test_a_page_and_those_above_it_are_open(page, expected):
    assert opened(contents_for(page, CONTENTS, ENV)) == expected


def set_up():
    handlers = {}
    setup(
        SimpleNamespace(connect=handlers.__setitem__, add_config_value=lambda *_: None, parallel=1)
    )
    return handlers


def test_pages_are_shared_once_all_are_read():
    app = SimpleNamespace(config={WRITERS: 3}, parallel=1)
    assert set_up()["env-updated"](app, ENV) == []
    assert app.parallel == 3


def test_every_page_gets_the_contents_as_it_shows_them():
    handlers = set_up()
    context = {}
    built = SimpleNamespace(env=ENV, config=SimpleNamespace(external_site_map=CONTENTS))
    handlers["html-page-context"](built, "glossary", "", context, None)
    assert opened(context["book_contents"]) == ["glossary"]
