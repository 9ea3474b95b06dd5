"""The yardstick of execution: papermill as it comes, one notebook after another in one process.

``python benchmarks/stock_papermill.py <jobs.json>``, where the file lists, in the order of the
pages, ``filled`` and ``executed`` (files) and ``parameters`` of each notebook.
"""

import json
import sys
from pathlib import Path

import papermill


def main() -> None:
    """Execute the notebooks, each where it is to stand."""
    for job in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        papermill.execute_notebook(
            job["filled"],
            job["executed"],
            parameters=job["parameters"],
            cwd=str(Path(job["executed"]).parent),
            progress_bar=False,
        )


if __name__ == "__main__":
    main()
