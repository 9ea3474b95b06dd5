"""Time a fresh process that reads the catalogue and the returns and makes an edition's scorecard.

Run from the project's folder: ``python benchmarks/start.py``. It is set against a process that
only imports pandas, and a second way to the same table: the assessed edition from the store, which
the benchmark fills first. Each process is started several times in turn; the shortest time counts.
Seconds are of processor time of the whole process, the start of Python included.
"""

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


def scorecard(edition_id: str) -> pd.DataFrame:
    """Read what an edition's scorecard is made from, check it, and make it; nothing else."""
    from spf_lib.assess.rules import read_rules
    from spf_lib.assess.scorecard import build_scorecard, figures_by_period, reported_figures
    from spf_lib.figures import schemas
    from spf_lib.figures.corrections import CORRECTIONS_FILE
    from spf_lib.figures.returns import read_returns
    from spf_lib.figures.vintages import known_figures, next_vintage, nothing_known
    from spf_lib.framework.catalogue import read_catalogue
    from spf_lib.framework.tables import BadInput, read_table
    from spf_lib.publish.editions import edition_ids, editions_until, read_edition

    parameters = read_edition(ROOT, edition_id)
    catalogue, faults = read_catalogue(ROOT)
    returns = {
        name: read_returns(ROOT, name, catalogue) for name in editions_until(ROOT, edition_id)
    }
    corrections = read_table(
        ROOT / CORRECTIONS_FILE,
        CORRECTIONS_FILE,
        schemas.corrections(edition_ids(ROOT), catalogue.measures["measure_id"]),
        [],
    )
    found = [
        *faults,
        *corrections.faults,
        *(fault for _, more in returns.values() for fault in more),
    ]
    if found:
        raise BadInput(found)
    figures_of = {name: tables.figures for name, (tables, _) in returns.items()}
    vintages = nothing_known(next(iter(figures_of.values())))
    for name, rows in figures_of.items():
        vintages = next_vintage(vintages, name, rows, corrections.rows)
    known = known_figures(vintages, corrections.rows, edition_id)
    measures = catalogue.measures[catalogue.measures["framework_id"] == parameters.framework]
    figures = figures_by_period(reported_figures(known.figures, catalogue.measures))
    own = measures["measure_id"]
    return build_scorecard(
        measures,
        catalogue.targets[catalogue.targets["measure_id"].isin(own)],
        figures[figures["measure_id"].isin(own)].reset_index(drop=True),
        returns[edition_id][0].ratings,
        read_rules(ROOT, parameters.rules, catalogue.measures["measure_id"]),
        parameters.period,
    )


def seconds(code: str) -> float:
    """Return the processor time of a fresh Python process that runs some code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'benchmarks'}"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


PANDAS, FROM_DATA, FROM_STORE = (
    "importing pandas",
    "scorecard, from the data",
    "scorecard, from the store",
)


def shortest_seconds(edition_id: str, times: int) -> dict[str, float]:
    """Return the shortest time of each job, once both ways to the scorecard are seen to agree."""
    from spf_lib.publish.store import assessed_edition

    stored = assessed_edition(ROOT, edition_id).scorecard
    made = scorecard(edition_id)
    pd.testing.assert_frame_equal(stored[list(made.columns)], made)
    jobs = {
        PANDAS: "import pandas",
        FROM_DATA: f"import start; start.scorecard({edition_id!r})",
        FROM_STORE: (
            "from pathlib import Path; from spf_lib.publish.store import assessed_edition; "
            f"assessed_edition(Path(), {edition_id!r}).scorecard"
        ),
    }
    took = dict.fromkeys(jobs, float("inf"))
    for _ in range(times):
        for name, code in jobs.items():
            took[name] = min(took[name], seconds(code))
    return took


def main() -> None:
    """Print the seconds of each job and how often it is the import of pandas."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--edition", default="2019-20-Q2")
    arguments.add_argument("--times", type=int, default=10)
    asked = arguments.parse_args()
    took = shortest_seconds(asked.edition, asked.times)
    for name, shortest in took.items():
        print(f"{name:28}{shortest:7.3f} s{shortest / took[PANDAS]:6.2f}")


if __name__ == "__main__":
    main()
