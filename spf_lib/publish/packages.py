"""The packages and the Python that run, in short. Imports nothing heavy: it is asked at once."""

import hashlib
import sys
import sysconfig
from pathlib import Path

from spf_lib.publish.layout import LOCK_FILES


def packages_hash(root: Path) -> str:
    """Return the SHA-256 of a project's lock files, the packages installed, and the Python.

    A package counts by the name of its ``.dist-info``, which holds its version.
    """
    installed = sorted(
        path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    )
    locks = [root / name for name in LOCK_FILES]
    locked = [path.read_text(encoding="utf-8") for path in locks if path.is_file()]
    return hashlib.sha256("\n".join([sys.version, *installed, *locked]).encode()).hexdigest()
