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
from spf_lib.publish.archive import BadArchive, NotAsPublished, archive_edition
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.build import build_site, publish_edition
from spf_lib.publish.changes_report import changes_between, changes_report
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.explain import explain_figure, explain_measure, is_figure, ledger_with
from spf_lib.publish.explain import trace as trace_value
from spf_lib.publish.inputs import load_edition
from spf_lib.publish.layout import project_root
from spf_lib.publish.ledger_files import ledgers
from spf_lib.publish.pdf import write_frozen_pdfs
from spf_lib.publish.preview_process import PreviewRunning, leave_at_once
from spf_lib.publish.published_returns import ReturnEdited
from spf_lib.publish.report import build_report
from spf_lib.publish.series_report import read_series, series_report
from spf_lib.publish.serve import PortTaken, site_server
from spf_lib.publish.signing import (
    BadSignature,
    SigningUnavailable,
    UnreadableKey,
    check_signature,
    sign_edition,
)
from spf_lib.publish.site_manifest import site_differences, site_report
from spf_lib.publish.store import assessed_edition
from spf_lib.publish.templates import check_parameters
from spf_lib.publish.verify import verify_archive, verify_edition
from spf_lib.publish.verify_report import verification_report
from spf_lib.publish.words_report import WordsRead, WordsUnsupported, read_words, words_report

BAD_INPUT, CHECK_FAILED = 2, 1
_BAD_INPUT = (
    BadInput,
    BadArchive,
    FileNotFoundError,
    PortTaken,
    SigningUnavailable,
    UnreadableKey,
)
_CHECK_FAILED = (
    BadSignature,
    BuildFailed,
    NotAsPublished,
    NotebookFailed,
    PreviewRunning,
    ReturnEdited,
    WordsUnsupported,
)
_AN_EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Turn expected failures into a message and an exit status: 2 bad input, 1 a failed check."""
    try:
        yield
    except _BAD_INPUT as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_INPUT)
    except _CHECK_FAILED as error:
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
        steps = len(read_edition(root, edition).pages) + 2
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
@click.argument("edition")
def pdf(edition: str) -> None:
    """Typeset the published EDITION from its frozen notebooks: the whole, and two pages of summary.

    Both are accessible PDFs (PDF/UA-1), with the same bytes each time.
    """
    with _exit_codes():
        root = project_root(Path.cwd())
        began = time.monotonic()
        for file in write_frozen_pdfs(root, read_edition(root, edition).edition):
            click.echo(file.relative_to(root).as_posix())
        click.echo(f"{time.monotonic() - began:.1f} seconds")


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
@click.argument("key")
@click.option("--edition", help="Such as 2019-20-Q2; the latest that knows KEY if left out.")
def explain(key: str, edition: str | None) -> None:
    """Print how the figure or measure KEY was derived, down to rows and source lines.

    KEY is a figure's id from a page's address (f--..., or page#f--...) or a measure.
    """
    with _exit_codes():
        root = project_root(Path.cwd())
        ledger = ledger_with(key, ledgers(root, edition))
        if is_figure(key):
            click.echo(explain_figure(root, ledger, key))
        else:
            scorecard = assessed_edition(root, ledger.edition_id).scorecard
            click.echo(explain_measure(root, ledger, scorecard, key))


@main.command()
@click.argument("value")
@click.option("--edition", help="Such as 2019-20-Q2; every edition if left out.")
def trace(value: str, edition: str | None) -> None:
    """List every place where VALUE, as printed, stands: on the pages and in the data."""
    with _exit_codes():
        root = project_root(Path.cwd())
        places = [
            place for one in ledgers(root, edition) for place in trace_value(root, one, value)
        ]
        click.echo("\n".join(dict.fromkeys(places)) or f"{value} stands nowhere")
        if not places:
            sys.exit(CHECK_FAILED)


@main.command()
@click.argument("earlier")
@click.argument("later")
def diff(earlier: str, later: str) -> None:
    """Say what changed from edition EARLIER to edition LATER.

    Counts first; then measures new, gone and continued, figures, colours, targets and rules
    changed, and deliverables new, gone and moved, each list sorted.
    """
    with _exit_codes():
        click.echo(changes_report(changes_between(project_root(Path.cwd()), earlier, later)))


@main.command()
@click.argument("edition", required=False)
@click.option("--archive", type=_AN_EXISTING_FILE, help="Verify this archive of an edition.")
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare this copy of the built site with its manifest.",
)
@click.option(
    "--signature",
    type=_AN_EXISTING_FILE,
    metavar="PUBLIC_KEY",
    help="First check the manifest's signature with this Ed25519 key (PEM).",
)
def verify(
    edition: str | None, archive: Path | None, site: Path | None, signature: Path | None
) -> None:
    """Execute the published EDITION again and compare it with its manifest and ledger.

    Says that every figure and file is reproduced, or names each that is not, with what differs in
    data, rules, code, templates or environment. Instead of EDITION, an archive or a copy of the
    site can be given. An archive is executed with the code it holds, after that was found to be
    the code of its manifest: whether to trust the manifest, only its signature tells.
    """
    if len([given for given in (edition, archive, site) if given]) != 1:
        raise click.UsageError("give one of EDITION, --archive and --site")
    if site and signature:
        raise click.UsageError("a site is not signed: --signature goes with EDITION or --archive")
    with _exit_codes():
        if site:
            differences = site_differences(site)
            click.echo(site_report(site, differences))
            sys.exit(CHECK_FAILED if differences else 0)
        if archive:
            found = verify_archive(archive, signature)
        else:
            root = project_root(Path.cwd())
            edition = read_edition(root, str(edition)).edition
            if signature:
                check_signature(root, edition, signature)
            found = verify_edition(root, edition)
        if signature:
            click.echo(f"The manifest is signed with the key of {signature}")
        click.echo(verification_report(found))
        sys.exit(0 if found.holds else CHECK_FAILED)


@main.command()
@click.argument("edition")
def archive(edition: str) -> None:
    """Write the archive of the published EDITION: enough to verify it anywhere, without git."""
    with _exit_codes():
        root = project_root(Path.cwd())
        file = archive_edition(root, read_edition(root, edition).edition)
        click.echo(file.relative_to(root).as_posix())


@main.command()
@click.argument("edition")
@click.option(
    "--key",
    type=_AN_EXISTING_FILE,
    required=True,
    help="A private Ed25519 key (PEM), such as `openssl genpkey -algorithm ed25519` makes.",
)
@click.option("--passphrase", is_flag=True, help="Ask for the key's passphrase.")
def sign(edition: str, key: Path, passphrase: bool) -> None:
    """Sign the manifest of the published EDITION; the signature is written beside it."""
    with _exit_codes():
        root = project_root(Path.cwd())
        secret = click.prompt("Passphrase", hide_input=True).encode() if passphrase else None
        file = sign_edition(root, read_edition(root, edition).edition, key, secret)
        click.echo(file.relative_to(root).as_posix())


@main.command()
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
    with _exit_codes():
        click.echo(series_report(read_series(series), polarity, target, accumulation))


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


@main.command()
@click.argument("edition")
@click.option("--port", default=8001, show_default=True, help="0 takes any free port.")
def watch(edition: str, port: int) -> None:
    """Show EDITION on localhost while you edit, each page anew as soon as a file is saved.

    Follows data, parameters, templates, the book's own pages and settings, and the library's code
    (it starts again with that). The page you have open comes first. What is wrong stands on top of
    every page until it is mended. PDFs, downloads and the index of the search are not made again
    here: `spf build` makes the site to publish, and this leaves it alone.
    """
    # Sphinx, in this process: no other command waits for its import.
    from spf_lib.publish.preview import watch_edition

    with _exit_codes():
        root = project_root(Path.cwd())
        try:
            watch_edition(root, edition, port, click.echo)
        except KeyboardInterrupt:
            leave_at_once()


if __name__ == "__main__":
    main()
