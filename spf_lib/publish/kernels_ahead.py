"""The process that kernels are forked from, begun before anything else of a build.

It loads for a second while the build itself does, so this module imports nothing heavy.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spf_lib.publish.kernel_server import KernelServer, kernel_server, why_not_fork
from spf_lib.publish.layout import KEPT_PAGES_FOLDER


@contextmanager
def kernels_ahead(root: Path, edition_id: str) -> Iterator[KernelServer | None]:
    """Let the process that kernels are forked from load before it is known which pages need one.

    Where a page of the edition is kept, perhaps none does, and there is no such process yet.
    """
    if why_not_fork() or (root / KEPT_PAGES_FOLDER / edition_id).is_dir():
        yield None
        return
    with kernel_server() as kernels:
        yield kernels
