"""Facts and sentences for many generated series of up to 24 quarters: series per second.

The facts are found for all series at once, and for comparison one series after another.

Run with ``python -m benchmarks.sentences [series]`` from the project's folder.
"""

import sys
import time

import pandas as pd

from spf_lib.assess.statements import many_facts
from spf_lib.framework.periods import parse_period
from spf_lib.present.wording import statements
from tests.present.generated import generate

# Enough for a rate: one by one is slow.
_ONE_BY_ONE = 300


def _by_measure(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Part a table by measure; an empty one stands under the empty key."""
    return {"": rows.iloc[:0]} | dict(iter(rows.groupby("measure_id")))


def main() -> None:
    """Time the facts of all series at once, then their sentences one by one."""
    series = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    made = generate(series, seed=1)
    began = time.perf_counter()
    period = parse_period("2019-20-Q2")
    facts = many_facts(made.scorecard, made.figures, made.targets, period, made.benchmarks)
    found = time.perf_counter()
    said = [statements(one) for one in facts.values()]
    done = time.perf_counter()
    few = made.scorecard.head(_ONE_BY_ONE)
    parts = [_by_measure(table) for table in (made.figures, made.targets, made.benchmarks)]
    alone = []
    for row in range(len(few)):
        key = few["measure_id"].iloc[row]
        figures, targets, others = (own.get(key, own[""]) for own in parts)
        alone.append((few.iloc[[row]], figures, targets, others))
    ready = time.perf_counter()
    for measure, figures, targets, others in alone:
        many_facts(measure, figures, targets, period, others)
    looped = time.perf_counter()
    rows = [
        ("facts, all at once", found - began, len(facts)),
        ("facts, one by one", looped - ready, len(few)),
        ("sentences", done - found, len(said)),
    ]
    table = pd.DataFrame(rows, columns=["step", "seconds", "series"])
    print(table.assign(per_second=(table["series"] / table["seconds"]).round()).to_string())
    print(sum(map(len, said)), "sentences")


if __name__ == "__main__":
    main()
