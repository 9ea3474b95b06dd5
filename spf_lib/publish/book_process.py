"""Jupyter Book in a process of its own, which may load before there is a book to be written.

It loads for most of a second. So the process, ``python -m`` this module, imports what the command
needs, and only then reads the command's arguments from its standard input, as JSON, and is the
command. It ends without them when its input closes, that is when who started it ends it or is
killed.
"""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from spf_lib.publish.garbage import collect_never
from spf_lib.publish.layout import RUNNING_CODE, python_path

# What Sphinx and its kin would take from the clock (1 January 2020 instead), from chance, and from
# docutils' settings in a user's home, which can date every page.
FIXED = {"SOURCE_DATE_EPOCH": "1577836800", "PYTHONHASHSEED": "0", "DOCUTILSCONFIG": ""}
_COMMAND = "jupyter_book.cli.main"
# With what they import, nearly all that it loads to write a book of ours.
_MODULES = (
    _COMMAND,
    "jupyter_book.sphinx",
    "myst_nb.sphinx_ext",
    "sphinx_book_theme",
    "spf_lib.publish.book_titles",
    "spf_lib.publish.book_builder",
    "spf_lib.publish.book_facts",
    "spf_lib.publish.book_search",
    "spf_lib.publish.book_notebooks",
)


def start_jupyter_book() -> subprocess.Popen[str]:
    """Start a process that is Jupyter Book once it is told the arguments, and once alone."""
    return subprocess.Popen(
        # As the installed command does: nothing is imported from the folder it runs in.
        [sys.executable, "-P", "-m", __name__],
        # Sphinx loads our extension from the library that runs here, whichever is installed.
        env=os.environ | FIXED | {"PYTHONPATH": python_path(RUNNING_CODE.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def jupyter_book_ahead() -> Iterator[subprocess.Popen[str]]:
    """Let Jupyter Book load while something else is done; unless used, it ends with the block."""
    with start_jupyter_book() as process:
        try:
            yield process
        finally:
            process.kill()


def main() -> None:
    """Import, wait for the arguments, and run Jupyter Book; without any, end."""
    from sphinx.application import builtin_extensions

    # What it reads of a book it keeps until it ends: to look for garbage costs a fifteenth of its
    # time, and not to look 40 MB for a hundred pages, of which it is never given many more.
    collect_never()
    for module in (*builtin_extensions, *_MODULES):
        importlib.import_module(module)
    asked = sys.stdin.read()
    if asked:
        importlib.import_module(_COMMAND).main(json.loads(asked), prog_name="jupyter-book")


if __name__ == "__main__":
    main()
