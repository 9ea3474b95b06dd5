"""A project to spoil: a copy of this one's data, parameters and templates."""

import shutil
from pathlib import Path

import yaml

SMALL_PAGES = ("scorecard", "sources")
WELCOME = "# Welcome\n\nGood day.\n\n<!-- at a glance -->\n\n<!-- editions -->\n"
PARTS = ("_config.yml", "_toc.yml", "data", "params", "notebooks")


def copy_project(root: Path, target: Path, *more: str) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    for name in (*PARTS, *more):
        if (root / name).is_dir():
            shutil.copytree(
                root / name, target / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(root / name, target / name)
    return target


def add_edition(project: Path, edition_id: str, title: str, *figures: str) -> None:
    """Add an edition like the main one, whose return holds nothing but these lines of figures."""
    like = "2019-20-Q2"
    parameters = (project / f"params/{like}.yml").read_text(encoding="utf-8")
    parameters = parameters.replace("previous: 2015-16-Q4", f"previous: {like}")
    parameters = parameters.replace(f"edition: {like}", f"edition: {edition_id}")
    parameters = parameters.replace("title: Quarter 2 2019/20", f"title: {title}")
    (project / f"params/{edition_id}.yml").write_text(parameters, encoding="utf-8")
    folder = project / f"data/returns/{edition_id}"
    folder.mkdir()
    for path in sorted((project / f"data/returns/{like}").glob("*.csv")):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        lines = figures if path.name == "figures.csv" else ()
        (folder / path.name).write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def correct(project: Path, *lines: str) -> None:
    """Add lines to the corrections."""
    path = project / "data/corrections.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join([text.rstrip("\n"), *lines, ""]), encoding="utf-8")


def add_vintages(project: Path) -> None:
    """Add two quarters: they revise, withdraw and confirm figures, and give two late.

    Volunteers of Quarter 2 are revised from 202 to 199 and then to 205, the forecast of the budget
    is left alone, the training of Quarter 1 is withdrawn, transfers of Quarter 2
    come late, and the newsletter's figure is corrected.
    """
    source = "kpis-2019-20-q2"
    add_edition(
        project,
        "2019-20-Q3",
        "Quarter 3 2019/20",
        f"kpi-active-volunteers,2019-20-Q2,199,,,final,199,table,{source},15,",
        f"kpi-active-volunteers,2019-20-Q3,230,,,final,230,table,{source},15,",
        f"kpi-delayed-transfers,2019-20-Q2,140.5,,,final,140.5,table,{source},15,",
        f"kpi-mandatory-training,2019-20-Q1,,,,not_published,,table,{source},15,",
    )
    add_edition(
        project,
        "2019-20-Q4",
        "Quarter 4 2019/20",
        f"kpi-active-volunteers,2019-20-Q2,205,,,final,205,table,{source},15,",
        f"kpi-active-volunteers,2019-20-Q4,120,,,final,120,table,{source},15,",
    )
    correct(
        project,
        "2019-20-Q3,figures,kpi-newsletter-subscribers,2019-20-Q2,table,value,13471,13741,"
        "Two digits were swapped.,Communications,2020-01-14",
    )


def amend(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def without_lines(path: Path, *beginnings: str) -> None:
    """Drop the lines of a file that begin in one of these ways."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(beginnings)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")


def add_early_quarters(project: Path, *years: str) -> None:
    """Let the volunteers be known for the first quarter of 2015/16 and for all of 2014/15.

    Of other years, if any are named, in the place of these the first quarter is known.
    """
    known = {f"{year}-Q1": 231 for year in years or ("2015-16",)}
    if not years:
        known |= {f"2014-15-Q{n}": 9000 + n for n in range(1, 5)}
    path = project / "data/returns/2019-20-Q2/figures.csv"
    lines = [
        f"kpi-active-volunteers,{period},{value},,,final,{value},table,kpis-2019-20-q2,17,\n"
        for period, value in known.items()
    ]
    path.write_text(path.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")


def copy_small_edition(root: Path, target: Path) -> Path:
    """Copy the project with its library, its main edition cut down to two small pages."""
    project = copy_project(
        root, target, "spf_lib", "pyproject.toml", "requirements.txt", "requirements-bootstrap.txt"
    )
    path = project / "params/2019-20-Q2.yml"
    parameters = yaml.safe_load(path.read_text(encoding="utf-8"))
    parameters["pages"] = [page for page in parameters["pages"] if page["name"] in SMALL_PAGES]
    path.write_text(yaml.safe_dump(parameters, sort_keys=False), encoding="utf-8")
    return project


def copy_preview_project(root: Path, target: Path) -> Path:
    """Copy the project, its main edition cut down to two small pages, its book to these and one."""
    project = copy_small_edition(root, target)
    for name in ("_templates", "_static", "_root"):
        shutil.copytree(root / "book" / name, project / "book" / name)
    (project / "book/welcome.md").write_text(WELCOME, encoding="utf-8")
    pages = "".join(f"  - file: book/2019-20-Q2/{name}\n" for name in SMALL_PAGES)
    contents = f"format: jb-book\nroot: book/welcome\nchapters:\n{pages}"
    (project / "_toc.yml").write_text(contents, encoding="utf-8")
    return project
