"""Facts and sentences for many generated series of 20 quarters: seconds and series per second.

Run with ``python -m benchmarks.sentences [series]`` from the project's folder.
"""

import sys
import time

import pandas as pd

from spf_lib.assess.statements import many_facts
from spf_lib.framework.periods import parse_period
from spf_lib.present.wording import statements
from tests.present.generated import generate


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
    rows = [("facts", found - began, len(facts)), ("sentences", done - found, len(said))]
    table = pd.DataFrame(rows, columns=["step", "seconds", "series"])
    print(table.assign(per_second=(table["series"] / table["seconds"]).round()).to_string())
    print(sum(map(len, said)), "sentences")


if __name__ == "__main__":
    main()
