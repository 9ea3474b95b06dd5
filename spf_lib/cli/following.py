"""Commands that follow figures: back to their source, and through time."""

import sys
from pathlib import Path

import click

from spf_lib.assess.spc import Polarity
from spf_lib.cli.exits import CHECK_FAILED, exit_codes
from spf_lib.publish.changes_report import changes_between, changes_report
from spf_lib.publish.explain import explain_figure, explain_measure, is_figure, ledger_with
from spf_lib.publish.explain import trace as trace_value
from spf_lib.publish.layout import project_root
from spf_lib.publish.ledger_files import ledgers
from spf_lib.publish.series_report import read_series, series_report
from spf_lib.publish.store import assessed_edition


@click.command()
@click.argument("key")
@click.option("--edition", help="Such as 2019-20-Q2; the latest that knows KEY if left out.")
def explain(key: str, edition: str | None) -> None:
    """Print how the figure or measure KEY was derived, down to rows and source lines.

    KEY is a figure's id from a page's address (f--..., or page#f--...) or a measure.
    """
    with exit_codes():
        root = project_root(Path.cwd())
        ledger = ledger_with(key, ledgers(root, edition))
        if is_figure(key):
            click.echo(explain_figure(root, ledger, key))
        else:
            scorecard = assessed_edition(root, ledger.edition_id).scorecard
            click.echo(explain_measure(root, ledger, scorecard, key))


@click.command()
@click.argument("value")
@click.option("--edition", help="Such as 2019-20-Q2; every edition if left out.")
def trace(value: str, edition: str | None) -> None:
    """List every place where VALUE, as printed, stands: on the pages and in the data."""
    with exit_codes():
        root = project_root(Path.cwd())
        places = [
            place for one in ledgers(root, edition) for place in trace_value(root, one, value)
        ]
        click.echo("\n".join(dict.fromkeys(places)) or f"{value} stands nowhere")
        if not places:
            sys.exit(CHECK_FAILED)


@click.command()
@click.argument("earlier")
@click.argument("later")
def diff(earlier: str, later: str) -> None:
    """Say what changed from edition EARLIER to edition LATER.

    Counts first; then measures new, gone and continued, figures, colours, targets and rules
    changed, and deliverables new, gone and moved, each list sorted.
    """
    with exit_codes():
        click.echo(changes_report(changes_between(project_root(Path.cwd()), earlier, later)))


@click.command()
@click.argument("series", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--polarity",
    type=click.Choice(["higher", "lower", "range", "none"]),
    required=True,
    help="Whether higher or lower is better.",
)
@click.option("--target", type=float, help="A level to reach, in the unit of the values.")
@click.option(
    "--accumulation",
    type=click.Choice(["discrete", "snapshot", "rolling_year", "year_to_date"]),
    default="discrete",
    show_default=True,
    help="What a value covers.",
)
def spc(series: Path, polarity: Polarity, target: float | None, accumulation: str) -> None:
    """Read SERIES, a CSV file of period and value, as an XmR chart.

    Prints each point with its limits and the rule that names it, what the icons show, and the
    sentence.
    """
    with exit_codes():
        click.echo(series_report(read_series(series), polarity, target, accumulation))
