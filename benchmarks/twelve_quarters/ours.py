"""The comparison job, our way: twelve notebooks in forked kernels, Jupyter Book's site, the PDF.

``python -m benchmarks.twelve_quarters.ours <project>``, where :func:`write_project` made the
project. It goes through the steps of ``spf build`` that the job has: there is no catalogue, no
judgement and no download in it.
"""

import shutil
import sys
from pathlib import Path

import nbformat
import yaml
from nbformat import NotebookNode

from benchmarks.twelve_quarters.made_up import DATA, quarter_name, told_quarters, write_data
from spf_lib.publish.book import build_html, stage_sources
from spf_lib.publish.execute import PageJob, page_kernels, run_jobs
from spf_lib.publish.layout import BOOK_FOLDER, BUILD_FOLDER, SETTINGS_FILES, STAGE_FOLDER
from spf_lib.publish.pdf import book_pdf
from spf_lib.publish.pdf_imprint import Imprint
from spf_lib.publish.pdf_pages import read_page

_QUARTERS = "quarters"
_IMPRINT = Imprint("Quarters", "How was the quarter?", "Nobody", "", "", "Twelve", "Made up")

_READ = """\
import pandas as pd

from spf_lib.present import charts
from spf_lib.present.page import Shown, record_table, render

rows = pd.read_csv(data)
year = rows[rows["number"].between(int(number) - 3, int(number))]
before = rows[rows["number"].between(int(number) - 7, int(number) - 4)]
now = rows[rows["number"] == int(number)].set_index("measure")
then = rows[rows["number"] == int(number) - 4].set_index("measure")"""

_TABLE = """\
Shown(
    record_table(
        "The quarter's figures",
        ["Measure", "Figure", "A year before", "Change", "Target", "Met"],
        [
            [
                name,
                f"{row.value:.1f}%",
                f"{then.value[name]:.1f}%",
                f"{row.value - then.value[name]:+.1f} points",
                f"{row.target}%",
                "yes" if row.value >= row.target else "no",
            ]
            for name, row in now.iterrows()
        ],
    )
)"""

_CHART = """\
own, earlier = (of[of["measure"] == {measure!r}] for of in (year, before))
target = own["target"].tolist()
drawing = charts.year_chart(
    "chart-{at}",
    own["quarter"].str[-2:].tolist(),
    charts.Line("This year", own["value"].tolist(), f"{{own.value.iloc[-1]:.1f}}%"),
    [charts.Line("A year before", earlier["value"].tolist(), f"{{earlier.value.iloc[-1]:.1f}}%")],
    charts.Band(f"Target {{target[0]}}%", target, target),
    "percent",
)
words = ", ".join(f"{{row.quarter}} {{row.value:.1f}}%" for row in own.itertuples())
told = {{"id": "chart-{at}", "title": {measure!r}, "alternative": words}}
Shown(render("run_chart.html", drawing=drawing, **told))"""


def write_project(product: Path, project: Path) -> None:
    """Write the job as a project: the product's settings and look, the data, the templates."""
    book = project / BOOK_FOLDER
    for shared in ("_static", "_root", "_templates"):
        shutil.copytree(product / BOOK_FOLDER / shared, book / shared)
    settings = yaml.safe_load((product / "_config.yml").read_text(encoding="utf-8"))
    # What the templates say of a page: nothing here.
    settings["sphinx"]["config"]["html_context"] = {"spf": {"address": "", "pages": {}}}
    (project / "_config.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    (book / "welcome.md").write_text("# Twelve quarters\n\nMade up.\n", encoding="utf-8")
    pages = [
        {"file": f"{BOOK_FOLDER}/{_QUARTERS}/{name}"} for name in map(quarter_name, told_quarters())
    ]
    contents = {"format": "jb-book", "root": f"{BOOK_FOLDER}/welcome", "chapters": pages}
    (project / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False), encoding="utf-8")
    write_data(project)
    (project / "filled").mkdir()
    for number in told_quarters():
        nbformat.write(_filled(number), project / "filled" / f"{quarter_name(number)}.ipynb")


def _filled(number: int) -> NotebookNode:
    charts = [_CHART.format(measure=f"Measure {at}", at=at) for at in (1, 2, 3)]
    parameters = nbformat.v4.new_code_cell('number = "8"\ndata = ""')
    parameters.metadata["tags"] = ["parameters", "remove-input"]
    cells = [nbformat.v4.new_markdown_cell(f"# Quarter {quarter_name(number)}"), parameters]
    for source in (_READ, _TABLE, *charts):
        cell = nbformat.v4.new_code_cell(source)
        cell.metadata["tags"] = ["remove-input"]
        cells.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return notebook


def make(project: Path) -> None:
    """Make the site and the PDF."""
    stage = project / STAGE_FOLDER
    stage_sources(project, stage, fresh=[])
    for name in SETTINGS_FILES:
        shutil.copy(project / name, stage / name)
    folder = stage / BOOK_FOLDER / _QUARTERS
    folder.mkdir()
    jobs = [
        PageJob(
            quarter_name(number),
            project / "filled" / f"{quarter_name(number)}.ipynb",
            folder / f"{quarter_name(number)}.ipynb",
            {"number": str(number), "data": str(project / DATA)},
        )
        for number in told_quarters()
    ]
    with page_kernels() as server:
        for _ in run_jobs(jobs, server):
            pass
    pages = [read_page(job.executed) for job in jobs]
    (project / "quarters.pdf").write_bytes(book_pdf(pages, _IMPRINT, _QUARTERS))
    build_html(stage, project / BUILD_FOLDER / "html")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
