"""Facts kept from one assessment to the next, for measures of which every row stayed as it was."""

from collections.abc import Callable, Mapping

import pandas as pd

from spf_lib.assess.statement_charts import records
from spf_lib.assess.statement_records import MeasureFacts
from spf_lib.assess.statements import many_facts

FindFacts = Callable[
    [pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.Period, pd.DataFrame], dict[str, MeasureFacts]
]


class RememberedFacts:
    """Finds facts as :func:`.statements.many_facts` does, anew only where a measure's rows differ.

    What is said of a measure follows from its own rows alone.
    """

    def __init__(self) -> None:
        self._rows: Mapping[str, list[str]] = {}
        self._facts: Mapping[str, MeasureFacts] = {}

    def __call__(
        self,
        scorecard: pd.DataFrame,
        figures: pd.DataFrame,
        targets: pd.DataFrame,
        edition_period: pd.Period,
        benchmarks: pd.DataFrame,
    ) -> dict[str, MeasureFacts]:
        """Find everything that can be said of many measures, by measure_id."""
        tables = (scorecard, figures, targets.assign(file_line=targets.index), benchmarks)
        rows = _rows_of_measures(tables, edition_period)
        names = list(scorecard["measure_id"])
        changed = [name for name in names if rows[name] != self._rows.get(name)]
        found = {name: self._facts[name] for name in names if name not in set(changed)}
        if changed:
            found |= many_facts(
                _of(scorecard, changed),
                _of(figures, changed),
                _of(targets, changed),
                edition_period,
                _of(benchmarks, changed),
            )
        self._rows = {name: rows[name] for name in names}
        self._facts = {name: found[name] for name in names}
        return dict(self._facts)


def _of(table: pd.DataFrame, measure_ids: list[str]) -> pd.DataFrame:
    return table[table["measure_id"].isin(measure_ids)]


def _rows_of_measures(
    tables: tuple[pd.DataFrame, ...], edition_period: pd.Period
) -> dict[str, list[str]]:
    """Write down every row of a measure, by measure_id."""
    rows: dict[str, list[str]] = {}
    for number, table in enumerate(tables):
        head = f"{number} {edition_period} {list(table.columns)}"
        for row in records(table):
            rows.setdefault(row["measure_id"], [head]).append(f"{number} {list(row.values())}")
    return rows
