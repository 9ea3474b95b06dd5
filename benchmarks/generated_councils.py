"""Councils that do not exist, with made-up figures: the same seed gives the same files.

Each is a folder as ``spf batch`` takes it. The columns are those of the data contract, and whoever
reads the folder checks every table against it.
"""

import csv
import hashlib
import random
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandera.pandas as pa
import yaml

from spf_lib.figures import schemas as return_schemas
from spf_lib.figures.corrections import CORRECTIONS_FILE
from spf_lib.figures.returns import returns_folder
from spf_lib.framework import frame_schemas, schemas
from spf_lib.framework.catalogue import DISCREPANCIES_FILE
from spf_lib.framework.catalogue import FOLDER as FRAMEWORK_FOLDER
from spf_lib.framework.periods import parse_period, period_id, period_title
from spf_lib.publish.editions import parameters_file
from spf_lib.publish.words_reviewed import REVIEWED_FILE, reviewed_schema

FRAMEWORK, SOURCE, RULES = "made-up", "made-up-return", "corporate"
FIRST_QUARTER = "2018-19-Q1"
SERVICES = ("Housing", "Streets", "Children", "Adults", "Finance", "Culture", "Planning", "Health")
FRONT_PAGES = ("summary", "scorecard")
WELCOME = "welcome"
OWN_PAGES = {
    WELCOME: "How is the Council doing?",
    "editions": "All editions",
    "developers": "For developers",
    "accessibility": "Accessibility statement",
}
# What the build writes into the pages at the front.
MARKS = {WELCOME: ("at a glance", "editions"), "editions": ("archive",)}
BACK_PAGES = ("completeness", "revisions", "sources", "downloads")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Size:
    """How large a council is.

    Attributes
    ----------
    measures, to_a_chapter : int
        Its measures, and how many of them stand in a chapter.
    quarters, known_before : int
        Its quarters, each with an edition, and how many more before them its first return tells of.
    front_pages, back_pages : tuple of str
        The pages of an edition before its chapters, and after.
    """

    measures: int = 40
    quarters: int = 8
    known_before: int = 0
    to_a_chapter: int = 10
    front_pages: tuple[str, ...] = FRONT_PAGES
    back_pages: tuple[str, ...] = BACK_PAGES

    @property
    def chapters(self) -> int:
        """Return how many chapters the measures fill."""
        return -(-self.measures // self.to_a_chapter)


@dataclass(frozen=True)
class Measure:
    """A made-up measure: its standing, and its value in each quarter that is told of."""

    measure_id: str
    title: str
    group_id: str
    polarity: str
    unit: str
    target: int
    values: tuple[float, ...] = field(default=())

    def printed(self, value: float) -> str:
        """Write a value as a return prints it."""
        return f"{value:.1f}%" if self.unit == "percent" else f"{value:,.0f}"


def write_councils(folder: Path, count: int, size: Size, product: Path) -> list[Path]:
    """Write councils into a folder, named ``council-001`` and so on.

    Parameters
    ----------
    folder : Path
        Where to.
    count : int
        How many.
    size : Size
        How large each of them is.
    product : Path
        The project whose settings and worked examples of rules they take.
    """
    return [
        _write_council(folder / f"council-{n:03d}", n, size, product) for n in range(1, count + 1)
    ]


def _write_council(council: Path, number: int, size: Size, product: Path) -> Path:
    chance = random.Random(f"council {number}")  # noqa: S311 made-up figures, no secrets
    measures = [_measure(chance, n, size) for n in range(size.measures)]
    first = parse_period(FIRST_QUARTER)
    told = [period_id(first + at) for at in range(-size.known_before, size.quarters)]
    names = told[size.known_before :]
    name = f"Council {number}"
    _write_framework(council, name, measures, names, size)
    _write_header(product / DISCREPANCIES_FILE, council / DISCREPANCIES_FILE)
    for edition_id in names:
        # The first return tells of what was known before it.
        periods = told[: size.known_before + 1] if edition_id == names[0] else [edition_id]
        _write_return(council, edition_id, {name: told.index(name) for name in periods}, measures)
        _write_yaml(council / parameters_file(edition_id), _parameters(edition_id, size))
    _write_rules(council, product)
    _write_book(council, name, names, size, product)
    return council


def _measure(chance: random.Random, number: int, size: Size) -> Measure:
    percent = chance.random() < 0.6
    level = chance.uniform(40, 90) if percent else chance.uniform(200, 5000)
    drift = chance.choice([0, 0, 0.005, -0.005])
    values = [
        level * (1 + drift * quarter + chance.gauss(0, 0.03))
        for quarter in range(size.known_before + size.quarters)
    ]
    return Measure(
        measure_id=f"measure-{number + 1:02d}",
        title=f"Made-up measure {number + 1}",
        group_id=f"chapter-{number // size.to_a_chapter + 1}",
        polarity=chance.choice(["higher", "lower"]),
        unit="percent" if percent else "count",
        target=round(level),
        values=tuple(round(value, 1 if percent else 0) for value in values),
    )


def _write_framework(
    council: Path, name: str, measures: Sequence[Measure], names: Sequence[str], size: Size
) -> None:
    ids, groups = [one.measure_id for one in measures], range(1, size.chapters + 1)
    source = {
        "source_id": SOURCE,
        "title": f"Made-up returns of {name}",
        "publisher": name,
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
    }
    framework = {
        "framework_id": FRAMEWORK,
        "title": "Made-up framework",
        "starts": "2018-04-01",
        "opening_edition": names[0],
        "source_id": SOURCE,
    }
    tables = (
        ("sources", schemas.sources(), [source]),
        ("frameworks", schemas.frameworks([]), [framework]),
        ("groups", schemas.groups([]), [_group(number) for number in groups]),
        ("people", schemas.people(), []),
        ("measures", schemas.measures([], [], [], []), map(_measure_row, measures)),
        ("targets", schemas.targets([]), map(_target_row, measures)),
        ("baselines", schemas.baselines([]), []),
        ("deliverables", schemas.deliverables([], [], [], []), []),
        ("due_by_judgement", schemas.due_by_judgement(), []),
        ("frame", frame_schemas.frame(), []),
        ("frame_facts", frame_schemas.frame_facts([]), []),
        ("portfolios", frame_schemas.portfolios([]), []),
        ("portfolio_priorities", frame_schemas.portfolio_priorities([]), []),
        ("continuity", frame_schemas.continuity([]), []),
        ("cross_cutting", frame_schemas.cross_cutting([], [], []), []),
        ("programmes", frame_schemas.programmes([]), []),
    )
    for table, schema, rows in tables:
        _write_table(council / FRAMEWORK_FOLDER / f"{table}.csv", schema, rows)
    _write_table(council / CORRECTIONS_FILE, return_schemas.corrections([], ids), [])
    _write_table(council / REVIEWED_FILE, reviewed_schema(ids), [])


def _group(number: int) -> Row:
    return {
        "group_id": f"chapter-{number}",
        "framework_id": FRAMEWORK,
        "kind": "portfolio",
        "title": _service(number),
        "position": number,
    }


def _service(number: int) -> str:
    return SERVICES[(number - 1) % len(SERVICES)]


def _measure_row(measure: Measure) -> Row:
    return {
        "measure_id": measure.measure_id,
        "framework_id": FRAMEWORK,
        "group_id": measure.group_id,
        "title": measure.title,
        "definition": "A figure made up to try the book with many councils.",
        "polarity": measure.polarity,
        "unit": measure.unit,
        "decimals": 1 if measure.unit == "percent" else 0,
        "calculation": "percentage" if measure.unit == "percent" else "count",
        "multiplier": 100 if measure.unit == "percent" else 1,
        "accumulation": "discrete",
        "frequency": "quarterly",
        "rated": "yes",
        "source_id": SOURCE,
        "source_line": 1,
    }


def _target_row(measure: Measure) -> Row:
    higher = measure.polarity == "higher"
    return {
        "measure_id": measure.measure_id,
        "kind": "at_least" if higher else "at_most",
        "lower" if higher else "upper": measure.target,
        "target_as_printed": measure.printed(measure.target),
        "source_line": 1,
    }


def _write_return(
    council: Path, edition_id: str, told: Mapping[str, int], measures: Sequence[Measure]
) -> None:
    """Write a return, which tells of some periods, each with its place in a measure's values."""
    figures = [
        {
            "measure_id": one.measure_id,
            "period": period,
            "value": f"{one.values[at]:g}",
            "status": "final",
            "value_as_printed": one.printed(one.values[at]),
            "printed_in": "table",
            "source_id": SOURCE,
            "source_line": line,
        }
        for line, one in enumerate(measures, start=1)
        for period, at in told.items()
    ]
    narrative = [
        {
            "measure_id": one.measure_id,
            "kind": "performance",
            "position": 1,
            "text": f"The figure of the quarter is {one.printed(one.values[told[edition_id]])}.",
            "source_line": line,
        }
        for line, one in enumerate(measures, start=1)
    ]
    tables = (
        ("figures", return_schemas.figures([], []), figures),
        ("ratings", return_schemas.ratings([]), []),
        ("narrative", return_schemas.narrative([]), narrative),
        ("benchmarks", return_schemas.benchmarks([]), []),
        ("breakdowns", return_schemas.breakdowns([]), []),
        ("deliverables", return_schemas.deliverables([]), []),
        ("group_narrative", return_schemas.group_narrative([]), []),
    )
    for table, schema, rows in tables:
        _write_table(council / returns_folder(edition_id) / f"{table}.csv", schema, rows)


def _parameters(edition_id: str, size: Size) -> Row:
    title = period_title(parse_period(edition_id))
    pages = [
        {"name": name, "template": name, "title": f"{name.capitalize()}, {title}"}
        for name in size.front_pages
    ]
    for number in range(1, size.chapters + 1):
        name = f"chapter-{number}"
        page = {"name": name, "template": "portfolio", "title": _service(number)}
        pages.append(page | {"parameters": {"group": name}})
    pages += [
        {"name": name, "template": name, "title": f"{name.capitalize()}, {title}"}
        for name in size.back_pages
    ]
    return {
        "edition": edition_id,
        "title": title,
        "framework": FRAMEWORK,
        "rules": RULES,
        "status": "draft",
        "sources": [SOURCE],
        "pages": pages,
    }


def _write_rules(council: Path, product: Path) -> None:
    rules = {"title": "The corporate rule", "default": {"family": "relative", "tolerance": 10}}
    _write_yaml(council / f"params/rules/{RULES}.yml", {**rules, "measures": {}})
    shutil.copy(product / "params/rules/examples.csv", council / "params/rules/examples.csv")


def _write_book(council: Path, name: str, names: Sequence[str], size: Size, product: Path) -> None:
    settings = yaml.safe_load((product / "_config.yml").read_text(encoding="utf-8"))
    of_council = {"title": f"SPF Book of {name}", "author": name, "copyright": name}
    _write_yaml(council / "_config.yml", settings | of_council)
    parts = []
    for edition_id in reversed(names):
        first, *rest = [page["name"] for page in _parameters(edition_id, size)["pages"]]
        folder = f"book/{edition_id}"
        sections = [{"file": f"{folder}/{page}"} for page in rest]
        chapter = {"file": f"{folder}/{first}"} | ({"sections": sections} if rest else {})
        parts.append({"caption": period_title(parse_period(edition_id)), "chapters": [chapter]})
    history = [{"file": f"book/history/measure-{n + 1:02d}"} for n in range(size.measures)]
    about: list[Row] = [{"file": "book/history/index", "sections": history}]
    own = [page for page in OWN_PAGES if page != WELCOME]
    about += [{"file": f"book/{page}"} for page in (*own, "glossary")]
    parts.append({"caption": "About this book", "chapters": about})
    contents = {"format": "jb-book", "root": f"book/{WELCOME}", "parts": parts}
    _write_yaml(council / "_toc.yml", contents)
    (council / "book").mkdir()
    for page, title in OWN_PAGES.items():
        text = f"# {title}\n\nOf {name}, which does not exist, with figures that are made up.\n"
        marks = "".join(f"\n<!-- {words} -->\n" for words in MARKS.get(page, ()))
        (council / f"book/{page}.md").write_text(text + marks, encoding="utf-8")


def _write_yaml(path: Path, content: Row) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(dict(content), sort_keys=False), encoding="utf-8")


def _write_table(path: Path, schema: pa.DataFrameSchema, rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(schema.columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_header(like: Path, path: Path) -> None:
    header = like.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{header}\n", encoding="utf-8")
