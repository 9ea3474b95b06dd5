import subprocess
import sys

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from spf_lib.framework import checks
from spf_lib.framework.contract import TableSchema
from spf_lib.framework.contract_faults import failure_cases

SCHEMA = TableSchema(
    {
        "thing_id": checks.key(),
        "other_id": checks.reference(["a", "b"], "things.csv", required=False),
        "people": checks.references(["p", "q"], "people.csv"),
        "kind": checks.one_of("x", "y", required=False),
        "value": checks.number(),
        "line": checks.whole_number(required=False),
        "period": checks.period(required=False),
        "date": checks.day(),
        "text": checks.prose(),
        "token": checks.printed(),
    },
    rules=[
        checks.rule("value", "filled in for x", lambda r: (r["kind"] != "x") | r["value"].notna())
    ],
    unique=["thing_id", "other_id"],
)
# Right cells and wrong ones, of every column.
CELLS = [
    "",
    "a",
    "b",
    "A b",
    "p",
    "p;q",
    "p;z",
    "x",
    "y",
    "1",
    "-1.5",
    "1,0",
    "2019-20-Q2",
    "2019-21",
]
CELLS += ["2019-09-30", "2019-9-3", "=1", "1\n", " "]
RIGHT = dict.fromkeys(SCHEMA.columns, "") | {"thing_id": "a"}

cells = st.sampled_from(CELLS)
rows = st.dictionaries(st.sampled_from(list(SCHEMA.columns)), cells, max_size=2).map(
    lambda changed: RIGHT | changed
)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=3))
def test_a_table_is_kept_exactly_where_pandera_finds_no_fault(table):
    texts = {name: [row[name] for row in table] for name in SCHEMA.columns}
    frame = pd.DataFrame(texts, dtype="str").replace("", np.nan)
    assert SCHEMA.is_kept(texts, frame) == failure_cases(SCHEMA, frame).empty


def test_an_empty_cell_is_a_fault_only_where_one_is_required():
    assert not checks.number(required=True).is_kept(["1", ""])
    assert checks.number(required=False).is_kept(["1", ""])


def test_whole_tables_are_read_without_importing_pandera_or_scipy_stats(root):
    code = (
        "import sys; from pathlib import Path; import spf_lib.publish.store; "
        "from spf_lib.framework.catalogue import read_catalogue; "
        "assert not read_catalogue(Path('.'))[1]; "
        "sys.exit(bool({'pandera', 'scipy.stats', 'hypothesis'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
