"""Numbers of a measure as facts: in its unit, at its decimals, with where they stand."""

from dataclasses import replace
from typing import Any

import pandas as pd

from spf_lib.assess.statement_records import Row
from spf_lib.figures.corrections import correction_origin
from spf_lib.framework.catalogue import TARGETS_FILE
from spf_lib.framework.fact import Fact
from spf_lib.framework.units import points_unit

# Differences smaller than this are binary rounding.
DECIMALS = 9


def in_own_unit(
    measure: Row,
    kind: str,
    value: float,
    period: str,
    *,
    name: str = "",
    formula: str = "",
    computed_from: tuple[Fact, ...] = (),
) -> Fact:
    """Return a number in the measure's unit, with the measure's decimals."""
    stem = measure["measure_id"]
    return Fact(
        name=f"{stem}--{name}" if name else stem,
        kind=kind,
        value=float(value),
        unit=measure["unit"],
        decimals=int(measure["decimals"]),
        period=period,
        formula=formula,
        computed_from=computed_from,
    )


def from_source(
    number: Fact, file: object, line: object, source_id: object, source_line: object
) -> Fact:
    """Return a number with the file, row, document and line it stands in, as far as known."""
    return replace(
        number,
        file=_known(file),
        line=_whole(line),
        source_id=_known(source_id),
        source_line=_whole(source_line),
    )


def target_of(measure: Row, value: float) -> Fact:
    """Return a bound of the target that a scorecard row was rated against."""
    period = measure["target_period"]
    number = in_own_unit(measure, "target", value, period if isinstance(period, str) else "")
    return from_source(
        number,
        TARGETS_FILE,
        measure.get("target_file_line"),
        measure.get("source_id"),
        measure.get("target_line"),
    )


def _known(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _whole(cell: Any) -> int | None:
    return None if pd.isna(cell) else int(float(cell))


def reported_number(measure: Row, figure: Row) -> Fact:
    """Return a reported figure as a number, with the file and line where it stands."""
    return Fact(
        name=measure["measure_id"],
        kind="reported",
        value=float(figure["value"]),
        unit=measure["unit"],
        decimals=int(measure["decimals"]),
        period=figure["period"],
        formula=correction_origin(figure.get("correction"), figure.get("correction_line")),
        file=_known(figure.get("file")),
        line=_whole(figure.get("file_line")),
        source_id=_known(figure.get("source_id")),
        source_line=_whole(figure.get("source_line")),
    )


def reported_part(measure: Row, figure: Row, part: str) -> Fact:
    """Return the ``numerator`` or ``denominator`` of a figure, with where it stands."""
    return replace(
        reported_number(measure, figure),
        name=f"{measure['measure_id']}--{part}",
        value=float(figure[part]),
        unit="count",
        decimals=0,
    )


def reported_parts(measure: Row, *figures: Row) -> tuple[Fact, ...]:
    """Return the numerators and denominators of figures, those that are known."""
    return tuple(
        reported_part(measure, figure, part)
        for figure in figures
        for part in ("numerator", "denominator")
        if not pd.isna(figure[part])
    )


def difference(
    measure: Row,
    size: float,
    period: str,
    *,
    name: str,
    formula: str,
    computed_from: tuple[Fact, ...],
) -> Fact:
    """Return the size of a difference, in percentage points for a percentage."""
    return Fact(
        name=f"{measure['measure_id']}--{name}",
        kind="difference",
        value=abs(round(size, DECIMALS)),
        unit=points_unit(measure["unit"]),
        decimals=int(measure["decimals"]),
        period=period,
        formula=formula,
        computed_from=computed_from,
    )
