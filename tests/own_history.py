"""A pytest plugin: the kernels of a pytest process keep their history to themselves.

IPython keeps what kernels run in one file of the user's home. Two that write there at once find it
locked, and one of them says so among the outputs of its notebook.
"""

import os
import tempfile

_FOLDER = tempfile.TemporaryDirectory(prefix="spf-ipython-")


def pytest_configure():
    """Let kernels started from now on use a folder of their own."""
    os.environ["IPYTHONDIR"] = _FOLDER.name


def pytest_unconfigure():
    """Drop the folder."""
    _FOLDER.cleanup()
