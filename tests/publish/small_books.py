"""Small books for tests of Sphinx's extensions."""

from sphinx.application import Sphinx


def small_book(folder, extension, **more):
    """A book of the pages in a folder, with one extension of ours, to be built."""
    return Sphinx(
        srcdir=folder,
        confdir=None,
        outdir=folder / "html",
        doctreedir=folder / "doctrees",
        buildername="html",
        confoverrides={"extensions": [extension]},
        **more,
    )
