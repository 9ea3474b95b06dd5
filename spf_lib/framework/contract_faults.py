"""Every fault of a table that breaks its contract, found by pandera."""

import pandas as pd
import pandera.pandas as pa

from spf_lib.framework.contract import Column, Rule, TableSchema


def failure_cases(schema: TableSchema, rows: pd.DataFrame) -> pd.DataFrame:
    """Find what is wrong in a table.

    Parameters
    ----------
    schema : TableSchema
        What the table should hold.
    rows : pandas.DataFrame
        Its text cells, missing where empty.

    Returns
    -------
    pandas.DataFrame
        pandera's failure cases, one row each: ``index``, ``column``, ``check``, ``schema_context``;
        none if the table is whole.
    """
    try:
        _pandera(schema).validate(rows, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases: pd.DataFrame = error.failure_cases
        return cases
    return pd.DataFrame(columns=["index", "column", "check", "schema_context"])


def _pandera(schema: TableSchema) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {name: _column(column) for name, column in schema.columns.items()},
        checks=[_across(rule) for rule in schema.rules],
        unique=list(schema.unique) or None,
    )


def _column(column: Column) -> pa.Column:
    holds = column.holds
    if holds is None:
        return pa.Column(str, nullable=not column.required)
    check = pa.Check(lambda cells: cells.map(holds).astype(bool), error=column.expected)
    return pa.Column(str, check, nullable=not column.required)


def _across(rule: Rule) -> pa.Check:
    # Read back by :func:`spf_lib.framework.tables.read_table`.
    return pa.Check(rule.holds, error=f"{rule.column}: {rule.expected}")
