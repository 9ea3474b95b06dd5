"""Time every chart of the measures of an edition, the first of a process and the later ones apart.

Run from the project's folder: ``python benchmarks/charts.py``. The charts are those of the measure
cards and of their trends, as the pages ask for them: figures against targets by quarter or by year,
and run charts. Each is drawn again ``--times`` times; its shortest time counts. ``--save`` writes
the drawings into a folder, to compare them with those of another version.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial, wraps
from inspect import unwrap
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from spf_lib.present import charts
from spf_lib.present.chart_cards import chart_html
from spf_lib.present.page import open_page
from spf_lib.present.trend_cards import trend_html
from spf_lib.publish.inputs import load_edition

KINDS = ("year_chart", "annual_chart", "run_chart")
Drawing = Callable[[], Any]


def asked_for(edition_id: str) -> list[tuple[str, Drawing]]:
    """Return what each chart of an edition's measures is drawn by, in the order of the pages."""
    edition = load_edition(Path(__file__).parents[1], edition_id)
    page = open_page("benchmark", edition)
    found: list[tuple[str, Drawing]] = []

    def noting(kind: str, draw: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(draw)
        def note(*given: Any, **named: Any) -> Any:
            found.append((f"{kind} {len(found)}", partial(draw, *given, **named)))
            return ""

        return note

    drawn_by = {kind: getattr(charts, kind) for kind in KINDS}
    for kind, draw in drawn_by.items():
        # Each is to be drawn each time that it is asked for.
        setattr(charts, kind, noting(kind, unwrap(draw)))
    for measure_id, measure in edition.headlines.set_index("measure_id", drop=False).iterrows():
        figures = edition.figures_of.get(measure_id, ())
        chart_html(page.ledger, measure, figures, edition.targets_of.get(measure_id, ()))
        trend_html(page, measure)
    for kind, draw in drawn_by.items():
        setattr(charts, kind, draw)
    return found


def seconds(draw: Drawing) -> float:
    """Return how long one drawing takes, in seconds of processor time."""
    begin = time.process_time()
    draw()
    return time.process_time() - begin


def main() -> None:
    """Print milliseconds a chart: the first, and the median and total of all by kind."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--edition", default="2019-20-Q2")
    arguments.add_argument("--times", type=int, default=3)
    arguments.add_argument("--save", type=Path)
    asked = arguments.parse_args()

    drawings = asked_for(asked.edition)
    print(f"{len(drawings)} charts of {asked.edition}, in milliseconds of processor time")
    print(f"{'first in the process':24}{1000 * seconds(drawings[0][1]):8.1f}")
    best = {name: min(seconds(draw) for _ in range(asked.times)) for name, draw in drawings}
    print(f"{'':24}{'median':>8}{'most':>8}{'all':>9}{'charts':>8}")
    for kind in ("", *KINDS):
        took = [1000 * time for name, time in best.items() if name.startswith(kind)]
        print(
            f"{kind or 'all charts':24}{statistics.median(took):8.1f}{max(took):8.1f}"
            f"{sum(took):9.1f}{len(took):8}"
        )
    if asked.save:
        asked.save.mkdir(parents=True, exist_ok=True)
        for name, draw in drawings:
            (asked.save / f"{name.replace(' ', '-')}.svg").write_text(str(draw()), "utf-8")


if __name__ == "__main__":
    main()
