"""The console command ``spf``: parses arguments and calls :mod:`spf_lib.publish`."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from tqdm import tqdm

from spf_lib.assess.spc import Polarity
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.build import build_site, publish_edition
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.inputs import load_edition
from spf_lib.publish.layout import project_root
from spf_lib.publish.report import build_report
from spf_lib.publish.series_report import read_series, series_report
from spf_lib.publish.serve import PortTaken, site_server
from spf_lib.publish.templates import check_parameters
from spf_lib.publish.words_report import WordsRead, WordsUnsupported, read_words, words_report

BAD_INPUT, CHECK_FAILED = 2, 1


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Turn expected failures into a message and an exit status: 2 bad input, 1 a failed check."""
    try:
        yield
    except (BadInput, FileNotFoundError, PortTaken) as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_INPUT)
    except (NotebookFailed, BuildFailed, WordsUnsupported) as error:
        click.echo(str(error), err=True)
        sys.exit(CHECK_FAILED)


@click.group()
def main() -> None:
    """Make and check the SPF Book: a council's quarterly performance report.

    An edition is a quarter, such as 2019-20-Q2. Exit status: 0 success, 1 a check failed,
    2 something in the input is wrong (every fault is listed, nothing is written).
    """


@main.command()
@click.argument("edition")
def build(edition: str) -> None:
    """Build the site with EDITION freshly executed, and say what it holds."""
    with _exit_codes():
        root = project_root(Path.cwd())
        steps = len(read_edition(root, edition).pages) + 1
        began = time.monotonic()
        with tqdm(total=steps, unit="step", desc=edition) as bar:

            def progress(step: str) -> None:
                bar.set_postfix_str(step)
                bar.update()

            built = build_site(root, edition, progress)
        click.echo(build_report(built, root, time.monotonic() - began))


@main.command()
@click.argument("edition")
def publish(edition: str) -> None:
    """Freeze EDITION: put its executed notebooks under book/, to be committed."""
    with _exit_codes():
        root = project_root(Path.cwd())
        with tqdm(total=len(read_edition(root, edition).pages), unit="page") as bar:
            folder = publish_edition(root, edition, lambda _: bar.update())
        click.echo(f"Frozen in {folder.relative_to(root)}")


@main.command()
@click.argument("edition", required=False)
def check(edition: str | None) -> None:
    """Check the data, rules and parameters of EDITION, or of all, and list every fault.

    If there is none, read the officers' words against the figures: every number that the data do
    not bear out and that is not in the reviewed file is listed, with the nearest fact.
    """
    with _exit_codes():
        root = project_root(Path.cwd())
        faults: list[Fault] = []
        words: list[WordsRead] = []
        for edition_id in [edition] if edition else edition_ids(root):
            try:
                check_parameters(root, read_edition(root, edition_id))
                assessed = load_edition(root, edition_id)
                words.append(read_words(root, assessed))
            except BadInput as error:
                faults += error.faults
                continue
            click.echo(f"{edition_id}: {len(assessed.headlines)} measures, no fault")
        if faults:
            raise BadInput(faults)
        if report := words_report(words):
            click.echo(report)


@main.command()
@click.argument("series", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--polarity",
    type=click.Choice(["higher", "lower", "range", "none"]),
    required=True,
    help="Whether higher or lower is better.",
)
@click.option("--target", type=float, help="A level to reach, in the unit of the values.")
def spc(series: Path, polarity: Polarity, target: float | None) -> None:
    """Read SERIES, a CSV file of period and value, as an XmR chart.

    Prints each point with its limits and the rule that names it, what the icons show, and the
    sentence.
    """
    with _exit_codes():
        click.echo(series_report(read_series(series), polarity, target))


@main.command()
@click.option("--port", default=8000, show_default=True, help="0 takes any free port.")
def serve(port: int) -> None:
    """Open the built site on localhost until interrupted."""
    with _exit_codes():
        server = site_server(project_root(Path.cwd()), port)
    click.echo(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C stops it)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
