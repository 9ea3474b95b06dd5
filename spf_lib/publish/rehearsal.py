"""Executing a page as it stood, in a kernel that waits to execute it as it will stand.

The first time that a process does anything takes longer than the second, and a chart that shows the
same is not drawn again (:mod:`spf_lib.present.drawn_once`). Nothing of what the page showed is left
to be shown: its names are gone and the edition is let go of, so the next page reads its own.
"""

import json
from pathlib import Path
from typing import Any

from spf_lib.publish.store import let_go


def rehearse(executed: Path) -> None:
    """Run the code of an executed notebook, show nothing of it, and keep no edition.

    Parameters
    ----------
    executed : Path
        The notebook; its code runs in the working folder of this process.
    """
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 as the kernel does that it is run in
    names.clear()
    let_go()
