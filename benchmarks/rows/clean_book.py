"""The row of the clean book: ``spf build``, with PDFs and downloads, against the stock tools.

The yardstick is papermill's own engine, one notebook after another, each with a kernel started as
Jupyter starts them, on the same filled notebooks in a project as fresh; and then the command
``jupyter-book build`` on the same staged sources, the frozen editions and history pages among them,
with its own theme and settings: ours make it faster, which is not to count for it.
Filling the templates, staging and writing the history and front pages are not counted on its side,
and it makes no PDF, no downloads and no manifest. Both sides are processes, timed once, with the
library compiled.
"""

import json
import sys
from pathlib import Path

import nbformat
import yaml

from benchmarks.processes import ROOT, copy_project, timed
from benchmarks.row import Row
from benchmarks.session import EDITION, Session
from spf_lib.publish.book import drop_ledgers, stage_sources, toc_pages
from spf_lib.publish.editions import read_edition
from spf_lib.publish.execute import page_jobs, without_traces
from spf_lib.publish.furniture import stage_furniture
from spf_lib.publish.history_pages import stage_history
from spf_lib.publish.layout import BOOK_FOLDER, STAGE_FOLDER
from spf_lib.publish.pdf_site import link_pdfs
from spf_lib.publish.store import assessed_edition

_CONFIG = "_config.yml"
# What the pages need to be read; the theme, the extensions and the rest are Jupyter Book's own.
_KEPT_SETTINGS = ("title", "author", "only_build_toc_files", "execute", "parse")


def measure(session: Session) -> list[Row]:
    """Time both sides."""
    clean = session.clean
    project = copy_project(session.folder / "stock")
    stage = project / STAGE_FOLDER
    stage_sources(project, stage)
    papermill = _papermill_seconds(clean.project, project, session.folder / "filled")
    jupyter_book = _jupyter_book_seconds(clean.project, project, session.folder / "stock-html")
    return [
        Row(
            f"full clean book, {EDITION}, HTML and PDF",
            "stock papermill, serial, and `jupyter-book build`, same notebooks, no PDF",
            clean.seconds,
            papermill + jupyter_book,
            at_most=1 / 4,
            notes=(f"papermill {papermill:.1f} s, jupyter-book {jupyter_book:.1f} s",),
        )
    ]


def _papermill_seconds(clean: Path, project: Path, filled: Path) -> float:
    """Fill the templates with what the clean book's project knows, and time their execution."""
    executed = project / STAGE_FOLDER / BOOK_FOLDER / EDITION
    for notebook in executed.glob("*.ipynb"):
        notebook.unlink()
    filled.mkdir()
    assessed = assessed_edition(clean, EDITION)
    jobs = [
        {"filled": str(job.filled), "executed": str(job.executed), "parameters": job.parameters}
        for job in page_jobs(clean, read_edition(clean, EDITION), executed, filled, assessed)
    ]
    listed = filled / "jobs.json"
    listed.write_text(json.dumps(jobs), encoding="utf-8")
    script = str(ROOT / "benchmarks" / "stock_papermill.py")
    return timed([sys.executable, "-P", script, str(listed)], project)


def _jupyter_book_seconds(clean: Path, project: Path, output: Path) -> float:
    """Finish the staged sources as the clean book's were, and time the stock command on them."""
    stage = project / STAGE_FOLDER
    book = stage / BOOK_FOLDER
    for notebook in (book / EDITION).glob("*.ipynb"):
        nbformat.write(without_traces(nbformat.read(notebook, as_version=4)), notebook)
    stage_history(clean, book)
    link_pdfs(clean, book)
    stage_furniture(clean, stage)
    drop_ledgers(book)
    settings = yaml.safe_load((stage / _CONFIG).read_text(encoding="utf-8"))
    stock = {name: settings[name] for name in _KEPT_SETTINGS}
    (stage / _CONFIG).write_text(yaml.safe_dump(stock), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(stage)]
    seconds = timed([*command, "--path-output", str(output)], project)
    missing = [page for page in toc_pages(project) if not _built(output, page).is_file()]
    if missing:
        raise RuntimeError(f"the stock build lacks {len(missing)} pages, such as {missing[0]}")
    return seconds


def _built(output: Path, page: str) -> Path:
    return output / "_build" / "html" / f"{page}.html"
