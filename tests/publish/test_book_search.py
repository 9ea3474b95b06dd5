"""The words of the search index."""

from types import SimpleNamespace

import pytest
import yaml
from sphinx.search.en import SearchEnglish

from spf_lib.publish.book_search import BritishEnglish, setup


@pytest.mark.parametrize("word", ["Measures", "measured", "rating", "2019", "Yearly2", "Council’s"])
def test_stems_are_those_of_sphinx_each_time_a_word_is_asked_for(word):
    language = BritishEnglish({})
    expected = SearchEnglish({}).stem(word)
    assert [language.stem(word), language.stem(word)] == [expected, expected]


def test_a_word_is_taken_to_its_stem_once(monkeypatch):
    asked = []
    monkeypatch.setattr(SearchEnglish, "stem", lambda _self, word: asked.append(word) or word)
    language = BritishEnglish({})
    for word in ("ratings", "targets", "Ratings"):
        language.stem(word)
    assert asked == ["ratings", "targets"]


def test_no_ending_is_looked_for_in_a_number(monkeypatch):
    monkeypatch.setattr(SearchEnglish, "stem", lambda _self, word: pytest.fail(word))
    assert [BritishEnglish({}).stem(word) for word in ("2019", "Q2")] == ["2019", "q2"]


def test_it_stands_in_for_the_language_of_the_settings(root):
    added = []
    setup(SimpleNamespace(add_search_language=added.append))
    settings = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    assert [one.lang for one in added] == [settings["sphinx"]["config"]["language"]]


def test_a_text_is_taken_apart_as_sphinx_does_each_word_once():
    text = "Green is better; amber is worse than green."
    assert BritishEnglish({}).split(text) == sorted(
        set(SearchEnglish({}).split(text)), key=text.index
    )
