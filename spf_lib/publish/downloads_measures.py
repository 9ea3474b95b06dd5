"""A measure of an edition as JSON: its figures, targets, rating and direction, with their reasons.

The form is that of ``docs/schemas/measure.schema.json``, which :func:`measure_schema` writes.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from spf_lib.assess.edition import AssessedEdition
from spf_lib.framework.rows import by_measure
from spf_lib.publish.downloads_csv import LICENCE_ADDRESS, plain_number
from spf_lib.publish.downloads_tables import OpenTable, cells_of


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Model = TypeVar("_Model", bound=BaseModel)


class MeasureFigure(_Part):
    """A figure in a period, where it was printed; no value if the status says so."""

    period: str
    value: float | int | None
    status: str
    shorthand: str | None
    revised: bool
    numerator: float | int | None
    denominator: float | int | None
    value_as_printed: str | None
    printed_in: str
    edition: str
    source_id: str
    source_line: int


class MeasureTarget(_Part):
    """A target for a period, or a standing one."""

    period: str | None
    condition: str | None
    kind: str
    lower: float | int | None
    upper: float | int | None
    benchmark: str | None
    comparison: str | None
    per: str | None
    target_as_printed: str | None
    source_line: int


class MeasureRating(_Part):
    """The rating by our rule, why, the bound it was held to, and the rating as published."""

    rating: str
    reason: str
    period: str | None
    value: float | int | None
    status: str | None
    target_kind: str
    lower: float | int | None
    upper: float | int | None
    published_rating: str | None


class MeasureDirection(_Part):
    """The direction of travel, what it compares, and the direction as published."""

    direction: str
    compared_with: str | None
    previous: float | int | None
    change: float | int | None
    published_direction: str | None


class MeasureSource(_Part):
    """A document that figures or targets were read from."""

    source_id: str
    title: str
    publisher: str
    sha256: str


class MeasureFile(_Part):
    """One measure, or one further series of a measure, in one edition."""

    format: Literal[1]
    edition: str
    measure_id: str
    title: str
    series: str | None
    part_of: str | None
    group: str
    unit: str
    polarity: str
    definition: str | None
    card: str
    rating: MeasureRating
    direction: MeasureDirection
    figures: tuple[MeasureFigure, ...]
    targets: tuple[MeasureTarget, ...]
    sources: tuple[MeasureSource, ...]
    licence: str


def measure_files(edition: AssessedEdition, tables: tuple[OpenTable, ...]) -> Iterator[MeasureFile]:
    """Return what is to be said of each measure, in the order of the pages.

    Parameters
    ----------
    edition : AssessedEdition
        The edition.
    tables : tuple of OpenTable
        Its tables; see :func:`.downloads_tables.open_tables`.
    """
    rows = {table.name: _records(table.cells) for table in tables}
    ratings = {rating["measure_id"]: rating for rating in rows["ratings"]}
    figures, targets = by_measure(rows["figures"]), by_measure(rows["targets"])
    sources = _records(cells_of(edition.catalogue.sources))
    for measure in rows["measures"]:
        measure_id = measure["measure_id"]
        own = figures.get(measure_id, [])
        cited = {measure["source_id"], *(figure["source_id"] for figure in own)}
        rated = ratings[measure_id]
        yield MeasureFile(
            format=1,
            edition=edition.edition_id,
            # The card's address is relative to the tables; this file stands one folder deeper.
            card=f"../{measure['card']}",
            licence=LICENCE_ADDRESS,
            rating=_part(MeasureRating, rated),
            direction=_part(MeasureDirection, rated),
            figures=tuple(_part(MeasureFigure, one) for one in own),
            targets=tuple(_part(MeasureTarget, one) for one in targets.get(measure_id, [])),
            sources=tuple(
                _part(MeasureSource, one) for one in sources if one["source_id"] in cited
            ),
            **{name: measure[name] for name in _OF_MEASURE},
        )


_OF_MEASURE = (
    "measure_id",
    "title",
    "series",
    "part_of",
    "group",
    "unit",
    "polarity",
    "definition",
)


def measure_text(measure: MeasureFile) -> str:
    """Write a measure's file, laid out as the other JSON of the downloads."""
    return measure.model_dump_json(indent=1) + "\n"


def measure_schema() -> str:
    """Write the JSON Schema of a measure's file, as it stands in ``docs/schemas/``."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **MeasureFile.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=2) + "\n"


def _part(model: type[_Model], cells: dict[str, Any]) -> _Model:
    return model(**{name: cells[name] for name in model.model_fields})


def _records(cells: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """Return rows as JSON knows them: whole numbers without a point."""
    columns = [[_value(name, cell) for cell in column] for name, column in cells.items()]
    return [dict(zip(cells, row, strict=True)) for row in zip(*columns, strict=True)]


def _value(name: str, cell: Any) -> Any:
    if cell is None:
        return None
    if name == "source_line":
        return int(float(cell))
    return plain_number(cell) if isinstance(cell, float) else cell
