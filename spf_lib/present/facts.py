"""Facts of a measure, ready for the ledger: reported figures, targets, differences, benchmarks."""

from typing import Any

import pandas as pd

from spf_lib.assess.calculation import decimals_shown
from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.reasons import decimals_of, shortfall_decimals, written_decimals
from spf_lib.figures.corrections import correction_origin
from spf_lib.framework.catalogue import TARGETS_FILE
from spf_lib.framework.fact import Fact
from spf_lib.framework.units import points_unit
from spf_lib.present.ledger import line_number


def reported(figure: Any, measure: pd.Series) -> Fact:
    """Return a reported figure as a fact.

    Parameters
    ----------
    figure : row of figures by period
        One row of reported figures.
    measure : pandas.Series
        One row of measures: its unit is used.
    """
    return Fact(
        name=figure.measure_id,
        kind="reported",
        value=figure.value,
        unit=measure["unit"],
        decimals=int(figure.shown_decimals),
        period=figure.period,
        formula=correction_origin(figure.correction, figure.correction_line),
        file=figure.file,
        line=line_number(figure.file_line),
        source_id=figure.source_id,
        source_line=line_number(figure.source_line),
    )


def reported_part(figure: Any, part: str) -> Fact:
    """Return a numerator or denominator (``part``) of a reported figure as a fact."""
    return Fact(
        name=f"{figure.measure_id}--{part}",
        kind="reported",
        value=getattr(figure, part),
        period=figure.period,
        formula=correction_origin(figure.correction, figure.correction_line),
        file=figure.file,
        line=line_number(figure.file_line),
        source_id=figure.source_id,
        source_line=line_number(figure.source_line),
    )


def value_fact(edition: AssessedEdition, row: pd.Series) -> Fact | None:
    """Return the latest figure of a scorecard row as a fact, or nothing if there is none."""
    return figure_of(edition, row, row["period"])


def previous_fact(edition: AssessedEdition, row: pd.Series) -> Fact | None:
    """Return the comparator's figure of a scorecard row as a fact, or nothing."""
    return figure_of(edition, row, row["compared_with"])


def figure_of(edition: AssessedEdition, row: pd.Series, period: str | None) -> Fact | None:
    """Return the figure of a measure in a period as a fact, or nothing if it has no value."""
    own = edition.figures_of.get(row["measure_id"], ())
    found = (figure for figure in own if figure.period == period and not pd.isna(figure.value))
    return next((reported(figure, row) for figure in found), None)


def target(row: Any, measure: pd.Series, bound: str) -> Fact:
    """Return one bound (``lower`` or ``upper``) of a target row as a fact."""
    return Fact(
        name=measure["measure_id"],
        kind="target",
        value=getattr(row, bound),
        unit=measure["unit"],
        decimals=target_decimals(row, measure),
        period="" if pd.isna(row.period) else row.period,
        file=TARGETS_FILE,
        line=line_number(row.Index),
        source_id=measure["source_id"],
        source_line=line_number(row.source_line),
    )


def target_decimals(row: Any, measure: pd.Series) -> int:
    """Return the decimals a target row is shown with: as printed."""
    value = row.upper if pd.isna(row.lower) else row.lower
    return decimals_shown(value, row.target_as_printed, measure["decimals"])


def scored(row: pd.Series, column: str, kind: str, formula: str) -> Fact:
    """Return a number of a scorecard row, in the measure's own unit, as a fact."""
    return Fact(
        name=row["measure_id"],
        kind=kind,
        value=row[column],
        unit=row["unit"],
        decimals=decimals_of(row, column),
        period=row["period"],
        formula=formula,
    )


def scorecard_target(row: pd.Series, column: str) -> Fact:
    """Return a bound of the target a scorecard row was rated against as a fact.

    Parameters
    ----------
    row : pandas.Series
        One row of the scorecard.
    column : str
        ``lower``, ``upper``, or ``bound``: the one that the rating held the figure to.
    """
    return Fact(
        name=row["measure_id"],
        kind="target",
        value=row[column],
        unit=row["unit"],
        decimals=decimals_of(row, column),
        period="" if pd.isna(row["target_period"]) else row["target_period"],
        file=TARGETS_FILE,
        line=line_number(row["target_file_line"]),
        source_id=row["source_id"],
        source_line=line_number(row["target_line"]),
    )


def change(row: pd.Series, latest: Fact, previous: Fact) -> Fact:
    """Return the size of a change since the comparator as a fact, unsigned.

    Parameters
    ----------
    row : pandas.Series
        One row of the scorecard.
    latest, previous : Fact
        The two figures.
    """
    return Fact(
        name=row["measure_id"],
        kind="difference",
        value=abs(row["change"]),
        unit=points_unit(row["unit"]),
        decimals=int(max(row["value_decimals"], row["previous_decimals"])),
        period=row["period"],
        formula=f"figure of {row['period']} less figure of {row['compared_with']}, without sign",
        computed_from=(latest, previous),
    )


def shortfall(row: pd.Series, value: Fact) -> Fact:
    """Return how far a figure misses its target, in the terms of its tolerance."""
    parts = (value, scorecard_target(row, "bound"))
    if row["family"] in ("points", "date"):
        return Fact(
            name=row["measure_id"],
            kind="difference",
            value=row["shortfall"],
            unit=points_unit(row["unit"]),
            decimals=shortfall_decimals(row),
            period=row["period"],
            formula="distance from the bound of the target",
            computed_from=parts,
        )
    return Fact(
        name=row["measure_id"],
        kind="shortfall",
        value=row["shortfall_percent"],
        unit="percent",
        decimals=shortfall_decimals(row),
        period=row["period"],
        formula="100 x distance from the bound of the target / bound",
        computed_from=parts,
    )


def tolerance(row: pd.Series, file: str) -> Fact:
    """Return the tolerance of a measure's rule as a fact."""
    in_points = row["family"] in ("points", "date")
    return Fact(
        name=row["measure_id"],
        kind="tolerance",
        value=row["tolerance"],
        unit=points_unit(row["unit"]) if in_points else "percent",
        decimals=written_decimals(row["tolerance"]),
        period=row["period"],
        formula="set in the rule set",
        file=file,
    )


def quoted(row: Any, measure: pd.Series, kind: str, name: str, file: str) -> Fact:
    """Return a benchmark or breakdown cell as a fact that quotes the source's own token.

    Such cells may be of another quantity than the measure, so its unit would mislead.
    """
    return Fact(
        name=f"{measure['measure_id']}--{name}",
        kind=kind,
        value=row.value,
        unit="as printed",
        period="" if pd.isna(row.period) else row.period,
        file=file,
        line=line_number(row.Index),
        source_id=measure["source_id"],
        source_line=line_number(row.source_line),
        as_printed=row.value_as_printed,
    )
