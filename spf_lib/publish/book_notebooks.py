"""What Sphinx reads of a notebook: no more than its page shows.

Beside the HTML of an output stands what Python prints of it, and with every cell that shows nothing
but its output its code. Sphinx would carry all of it through and write it to a copy of the notebook
that nobody reads.
"""

import json

from nbformat import NotebookNode
from nbformat.v4 import to_notebook

_HTML, _TEXT = "text/html", "text/plain"
_HIDES_CODE = "remove-input"
# Python's own word for what is left out: a cell without any code goes, with its output.
_HIDDEN = "..."


def read_shown(text: str) -> NotebookNode:
    """Read what the page of a notebook shows.

    That it is a notebook was checked as it was executed; here it would be once more for each page.

    Parameters
    ----------
    text : str
        The notebook, as it stands in its file.
    """
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        hidden = _HIDES_CODE in cell["metadata"].get("tags", ())
        if hidden and "".join(cell["source"]).strip():
            cell["source"] = _HIDDEN
        for output in cell.get("outputs", ()):
            if _HTML in output.get("data", ()):
                output["data"].pop(_TEXT, None)
    read: NotebookNode = to_notebook(notebook)
    return read
