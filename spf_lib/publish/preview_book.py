"""The book of the preview: one Sphinx that stays alive and writes single pages.

It is set up as Jupyter Book sets it up for the clean build, with the same settings. Writing a page
goes past what Sphinx does for the whole book each time: numbering figures, the index of the search,
the assets, the pages beside it in the contents.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import StringIO
from pathlib import Path
from typing import Self, cast

from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.docutils import docutils_namespace, patch_docutils

from spf_lib.publish.book import BuildFailed
from spf_lib.publish.book_process import FIXED
from spf_lib.publish.book_titles import titles_of
from spf_lib.publish.surroundings import Surroundings, fill

# Alone while pages are read: kernels may begin meanwhile, and must find the environment as it is.
_NO_HOME = {"DOCUTILSCONFIG": FIXED["DOCUTILSCONFIG"]}
_COLOURS = re.compile("\x1b\\[[0-9;]*m")


# Returns what stands around the pages, given the title of each.
Around = Callable[[Mapping[str, str]], Surroundings]


class PreviewBook:
    """A staged book and its site, kept in memory between changes.

    Use it as a context manager: docutils' registers are those of this book while it is open.

    Parameters
    ----------
    stage, output : Path
        The staged book, and the folder for what is made of it.
    around : callable
        See :data:`Around`.
    """

    def __init__(self, stage: Path, output: Path, around: Around) -> None:
        self.site = output / "html"
        self._around = around
        self._stage = stage
        self._output = output
        self._warnings = StringIO()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Set Sphinx up.

        Raises
        ------
        BuildFailed
            If the settings or the contents cannot be read.
        """
        self._open.enter_context(patch_docutils(None))
        self._open.enter_context(docutils_namespace())
        try:
            with _as_sphinx_error(), _environment(FIXED):
                self._app = Sphinx(
                    srcdir=self._stage,
                    confdir=None,
                    outdir=self.site,
                    doctreedir=self._output / "doctrees",
                    buildername="html",
                    confoverrides=_settings(self._stage),
                    status=None,
                    warning=self._warnings,
                )
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def build(self) -> None:
        """Build whatever is not up to date: all of it the first time.

        Raises
        ------
        BuildFailed
            If Sphinx gives up.
        """
        with _as_sphinx_error(), _environment(FIXED):
            self._app.build()
            self._surround([*self.pages(), "search"])

    def _surround(self, pages: Iterable[str]) -> None:
        """Put what stands around some written pages in place of their marks."""
        surroundings = self._around(titles_of(self._app.env))
        for page in pages:
            file = self.site / f"{page}.html"
            text = fill(file.read_text(encoding="utf-8"), surroundings.of(page))
            file.write_text(text, encoding="utf-8")

    def pages(self) -> list[str]:
        """Return the pages of the book, without endings."""
        return sorted(self._app.env.found_docs)

    def read_pages(self, names: Iterable[str]) -> bool:
        """Read changed pages; say whether a title changed, which stands on every page.

        Parameters
        ----------
        names : iterable of str
            Pages, relative to the stage and without endings.

        Raises
        ------
        BuildFailed
            If Sphinx gives up.
        """
        env, changed = self._app.env, False
        for name in names:
            before = env.titles[name].astext()
            with _as_sphinx_error(), logging.pending_warnings(), _environment(_NO_HOME):
                self._app.emit("env-purge-doc", env, name)
                env.clear_doc(name)
                self._app.builder.read_doc(name)
            changed = changed or env.titles[name].astext() != before
        return changed

    def write_pages(self, names: Iterable[str]) -> Iterator[str]:
        """Write pages from what was read.

        Yields
        ------
        str
            Each page as it is written.

        Raises
        ------
        BuildFailed
            If Sphinx gives up.
        """
        builder = cast(StandaloneHTMLBuilder, self._app.builder)
        # Only whole builds index the words of the search.
        builder.search = False
        for name in names:
            with _as_sphinx_error(), logging.pending_warnings():
                builder.prepare_writing({name})
                page = self._app.env.get_and_resolve_doctree(name, builder)
                builder.write_doc_serialized(name, page)
                builder.write_doc(name, page)
                self._surround([name])
            yield name

    def warnings(self) -> list[str]:
        """Return what Sphinx warned of since it was last asked: the clean build would fail."""
        text = _COLOURS.sub("", self._warnings.getvalue())
        self._warnings.seek(0)
        self._warnings.truncate()
        return [line.replace(f"{self._stage}{os.sep}", "") for line in text.splitlines() if line]


def _settings(stage: Path) -> dict[str, object]:
    """Return the settings as the command line of Jupyter Book makes them for the clean build."""
    settings, _ = get_final_config(
        user_yaml=stage / "_config.yml",
        sourcedir=stage,
        cli_config={
            "external_toc_path": (stage / "_toc.yml").as_posix(),
            "latex_individualpages": False,
            "nitpicky": True,
        },
    )
    return dict(settings)


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _as_sphinx_error() -> Iterator[None]:
    """Turn any failure of Sphinx, its templates or extensions into one that says whose it is."""
    try:
        yield
    except Exception as error:
        raise BuildFailed(f"Sphinx failed: {type(error).__name__}: {error}") from error
