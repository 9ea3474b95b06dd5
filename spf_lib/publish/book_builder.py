"""A Sphinx extension: the pages written without what the site puts around them afterwards."""

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder


class BookBuilder(StandaloneHTMLBuilder):
    """Sphinx's own. For every page it draws the titles of those before, after and above it.

    What stands around a page is put in when the site is put together.
    """

    def prepare_writing(self, docnames: set[str]) -> None:
        """Prepare to write pages that stand alone."""
        super().prepare_writing(docnames)
        self.relations = {}


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx write HTML by :class:`BookBuilder`."""
    app.add_builder(BookBuilder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
