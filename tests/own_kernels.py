"""A pytest plugin: the kernels of a pytest process come in no other's way.

IPython keeps what kernels run in one file of the user's home. Two that write there at once find it
locked, and one of them says so among the outputs of its notebook. A kernel's ports are chosen
before it starts: if another process takes one of them meanwhile, the kernel dies at its birth. So
history and sockets are files in a folder of the process.
"""

import os
import tempfile
from uuid import uuid4

import nbval.kernel
from jupyter_client.manager import KernelManager
from traitlets import default

_FOLDER = tempfile.TemporaryDirectory(prefix="spf-kernels-")


class SocketFilesManager(KernelManager):
    """The stock manager of a kernel, which it meets at socket files in place of ports."""

    @default("transport")
    def _files(self):
        return "ipc"

    @default("ip")
    def _begin_of_their_names(self):
        return f"{_FOLDER.name}/{uuid4().hex}"


def pytest_configure():
    """Let kernels started from now on use a folder of their own."""
    os.environ["IPYTHONDIR"] = os.environ["JUPYTER_RUNTIME_DIR"] = _FOLDER.name
    nbval.kernel.KernelManager = SocketFilesManager


def pytest_unconfigure():
    """Drop the folder."""
    _FOLDER.cleanup()
