"""The rows of the clean book: ``spf build``, with PDFs and downloads, against the stock tools.

The first row builds everything from nothing. The second keeps what the store has of the frozen
editions, which are not built again; the edition itself, the front and the history are made from
nothing.

The yardstick is papermill's own engine, one notebook after another, each with a kernel started as
Jupyter starts them, on the same filled notebooks in a project as fresh; and then the command
``jupyter-book build`` on the sources of the same pages that ours writes in that row, with its own
theme and settings: ours make it faster, which is not to count for it. Filling the templates,
staging and writing the history and front pages are not counted on its side, and it makes no PDF, no
downloads and no manifest. All sides are processes with the library compiled; ours are timed three
times, each in a fresh project, and the yardstick, which takes longer than those together, once.
"""

import json
import shutil
import sys
from collections.abc import Collection
from pathlib import Path
from statistics import median

import nbformat
import yaml

from benchmarks.processes import ROOT, copy_project, spf, timed
from benchmarks.row import Row, as_spread
from benchmarks.session import EDITION, Session
from spf_lib.present.continuity import HISTORY_FOLDER
from spf_lib.publish.book import stage_sources
from spf_lib.publish.contents import FRONT, read_contents
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.execute import page_jobs, without_traces
from spf_lib.publish.furniture import stage_front
from spf_lib.publish.history_pages import stage_history
from spf_lib.publish.layout import (
    BOOK_FOLDER,
    BUILD_FOLDER,
    SETTINGS_FILE,
    STAGE_FOLDER,
    STORE_FOLDER,
)
from spf_lib.publish.site_editions import site_editions
from spf_lib.publish.store import Editions, assessed_edition
from spf_lib.publish.templates import filled_pages, read_templates
from spf_lib.publish.volume_sources import stage_volumes

# What the pages need to be read; the theme, the extensions and the rest are Jupyter Book's own.
_KEPT_SETTINGS = ("title", "author", "only_build_toc_files", "execute", "parse")


def measure(session: Session) -> list[Row]:
    """Time all sides."""
    clean = session.clean
    project = copy_project(session.folder / "stock")
    stage_sources(project, project / STAGE_FOLDER, fresh=[EDITION])
    papermill = _papermill_seconds(clean.project, project, session.folder / "filled")
    book = _finished_book(clean.project, project)
    every = read_contents(clean.project).volumes
    alone = (FRONT, HISTORY_FOLDER, EDITION)
    kept = [
        _seconds_alone(clean.project, session.folder / f"alone-{number}")
        for number in range(len(clean.took))
    ]
    books = {"from nothing": (clean.took, every), "frozen editions kept": (kept, alone)}
    rows = []
    for number, (which, (took, volumes)) in enumerate(books.items()):
        source = session.folder / f"source-{number}"
        jupyter_book = _jupyter_book_seconds(clean.project, book, source, volumes)
        rows.append(
            Row(
                f"full clean book, {EDITION}, HTML and PDF, {which}",
                "stock papermill, serial, and `jupyter-book build`, same pages, no PDF",
                median(took),
                papermill + jupyter_book,
                at_most=1 / 4,
                notes=(
                    as_spread(took),
                    f"papermill {papermill:.1f} s, jupyter-book {jupyter_book:.1f} s",
                ),
            )
        )
    return rows


def _seconds_alone(clean: Path, project: Path) -> float:
    """Build the book with nothing kept but what is of the frozen editions."""
    shutil.copytree(clean, project)
    frozen = tuple(f"{name}-" for name in edition_ids(clean) if name != EDITION)
    kept = [one for one in (clean / STORE_FOLDER).iterdir() if one.name.startswith(frozen)]
    shutil.rmtree(project / BUILD_FOLDER)
    for one in kept:
        copy = shutil.copytree if one.is_dir() else shutil.copy
        (project / STORE_FOLDER).mkdir(parents=True, exist_ok=True)
        copy(one, project / STORE_FOLDER / one.name)
    return timed(spf("build", EDITION), project)


def _papermill_seconds(clean: Path, project: Path, filled: Path) -> float:
    """Fill the templates with what the clean book's project knows, and time their execution."""
    executed = project / STAGE_FOLDER / BOOK_FOLDER / EDITION
    executed.mkdir()
    filled.mkdir()
    edition = read_edition(clean, EDITION)
    assessed = assessed_edition(clean, EDITION)
    pages = filled_pages(read_templates(clean, edition), edition, assessed)
    jobs = [
        {"filled": str(job.filled), "executed": str(job.executed), "parameters": job.parameters}
        for job in page_jobs(pages, executed, filled)
    ]
    listed = filled / "jobs.json"
    listed.write_text(json.dumps(jobs), encoding="utf-8")
    script = str(ROOT / "benchmarks" / "stock_papermill.py")
    return timed([sys.executable, "-P", script, str(listed)], project)


def _finished_book(clean: Path, project: Path) -> Path:
    """Finish the book that papermill executed as the clean one was; return its folder."""
    book = project / STAGE_FOLDER / BOOK_FOLDER
    for notebook in (book / EDITION).glob("*.ipynb"):
        nbformat.write(without_traces(nbformat.read(notebook, as_version=4)), notebook)
    stage_history(clean, Editions(clean), book)
    stage_front(site_editions(clean, Editions(clean)), book)
    return book


def _jupyter_book_seconds(clean: Path, book: Path, source: Path, volumes: Collection[str]) -> float:
    """Time the stock command on the sources of some volumes."""
    contents = read_contents(clean)
    stage_volumes(clean, book, source, volumes, contents, site_editions(clean, Editions(clean)))
    settings = yaml.safe_load((source / SETTINGS_FILE).read_text(encoding="utf-8"))
    stock = {name: settings[name] for name in _KEPT_SETTINGS}
    (source / SETTINGS_FILE).write_text(yaml.safe_dump(stock), encoding="utf-8")
    output = source.with_suffix(".html")
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(source)]
    seconds = timed([*command, "--path-output", str(output)], book.parents[2])
    pages = [page for name in volumes for page in contents.volumes[name]]
    missing = [page for page in pages if not _built(output, page).is_file()]
    if missing:
        raise RuntimeError(f"the stock build lacks {len(missing)} pages, such as {missing[0]}")
    return seconds


def _built(output: Path, page: str) -> Path:
    return output / "_build" / "html" / f"{page}.html"
