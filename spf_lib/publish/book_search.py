"""A Sphinx extension: the words of the search index, each taken to its stem once a book."""

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish


class BritishEnglish(SearchEnglish):
    """Sphinx's own English. Finding stems was a tenth of the time that Jupyter Book took.

    Sphinx remembers the stems of a page; most words stand on many.
    """

    # The language of the settings, for which Sphinx has no words of its own.
    lang = "en-GB"

    def init(self, options: dict[str, str]) -> None:
        """Begin without a word known."""
        super().init(options)
        self._stems: dict[str, str] = {}

    def split(self, input: str) -> list[str]:
        """Return the words of a text, each once: the index only asks which words a page has."""
        return list(dict.fromkeys(super().split(input)))

    def stem(self, word: str) -> str:
        """Return the stem of a word, as the reader's browser finds it for what is searched."""
        # Small letters, and no ending taken from a number: so are the stems of English.
        word = word.lower()
        if word not in self._stems:
            self._stems[word] = word if word[-1:].isdigit() else super().stem(word)
        return self._stems[word]


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx index the words of a book in British English by :class:`BritishEnglish`."""
    app.add_search_language(BritishEnglish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
