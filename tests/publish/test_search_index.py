"""The index of the search, taken apart and put together."""

import json

import pytest

from spf_lib.publish.search_index import index_text, pages_of, read_index

INDEX = {
    "alltitles": {
        "Money": [[1, None], [1, "money"], [2, "id1"]],
        "Welcome": [[2, None]],
        "Zero": [[0, None]],
    },
    "docnames": ["book/a", "book/q2/money", "book/welcome"],
    "envversion": {"sphinx": 62},
    "filenames": ["book/a.md", "book/q2/money.ipynb", "book/welcome.md"],
    **{name: {} for name in ("indexentries", "objects", "objnames", "objtypes")},
    "terms": {"cost": [0, 1], "spend": 1, "word": [0, 1, 2]},
    "titles": ["Zero", "Money", "Welcome"],
    "titleterms": {"money": 1, "welcom": 2},
}
TEXT = f"Search.setIndex({json.dumps(INDEX, sort_keys=True, separators=(',', ':'))})"
FRONT, QUARTER = ("book/a", "book/welcome"), ("book/q2/money",)


def test_an_index_put_together_is_what_sphinx_wrote():
    index = read_index(TEXT)
    assert index_text([pages_of(index, QUARTER), pages_of(index, FRONT)]) == TEXT


def test_a_part_knows_nothing_of_other_pages():
    found = pages_of(read_index(TEXT), FRONT)
    assert found.words == {"cost": ["book/a"], "word": ["book/a", "book/welcome"]}
    assert found.headings["Money"] == [("book/welcome", "id1")]
    assert found.title_words == {"welcom": ["book/welcome"]}
    assert set(found.titles) == set(found.files) == set(FRONT)


def test_a_part_is_the_same_whichever_other_pages_sphinx_wrote_with_it():
    alone = read_index(index_text([pages_of(read_index(TEXT), QUARTER)]))
    assert pages_of(alone, QUARTER) == pages_of(read_index(TEXT), QUARTER)


def test_what_cannot_be_taken_apart_is_refused():
    text = f"Search.setIndex({json.dumps(INDEX | {'objects': {'spf': [[0, 0, 1, '', 'x']]}})})"
    with pytest.raises(ValueError, match="objects"):
        read_index(text)
