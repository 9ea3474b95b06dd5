"""Commands that make: the site, published editions, PDFs, many councils."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from tqdm import tqdm

from spf_lib.cli.arguments import scheduler_option, workers_option
from spf_lib.cli.exits import BAD_INPUT, CHECK_FAILED, exit_codes
from spf_lib.publish.batch import BATCH_FOLDER, Result, build_all, run_batch
from spf_lib.publish.batch_report import batch_report
from spf_lib.publish.book_process import jupyter_book_ahead
from spf_lib.publish.build import build_site, publish_edition
from spf_lib.publish.councils import council_folders
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.garbage import collect_seldom
from spf_lib.publish.kernel_server import KernelServer
from spf_lib.publish.layout import project_root
from spf_lib.publish.pdf import write_frozen_pdfs
from spf_lib.publish.report import build_report
from spf_lib.publish.unchanged import remember_site
from spf_lib.publish.workers import open_workers


@contextmanager
def _steps(total: int | None, title: str) -> Iterator[Callable[[str], None]]:
    with tqdm(total=total, unit="step", desc=title) as bar:

        def progress(step: str) -> None:
            bar.set_postfix_str(step)
            bar.update()

        yield progress


def _end_with_report(results: Sequence[Result]) -> None:
    """Print what became of each edition, and exit as the worst of them asks."""
    found = {result.outcome.status for result in results}
    click.echo(batch_report(results), err=found != {"ok"})
    sys.exit(BAD_INPUT if "bad input" in found else CHECK_FAILED if "failed" in found else 0)


def build_one_edition(
    root: Path, edition: str, key: str, began: float, kernels: KernelServer | None
) -> None:
    """Build the site with an edition executed, say what it holds, and remember it by its key."""
    collect_seldom()
    total = len(read_edition(root, edition).pages) + 2
    with jupyter_book_ahead() as loaded, _steps(total, edition) as progress:
        built = build_site(root, edition, progress, kernels, loaded)
    report = build_report(built, root)
    remember_site(root, key, report)
    click.echo(report)
    click.echo(f"{time.monotonic() - began:.1f} seconds")


def build_every_edition(root: Path, workers: int, scheduler: str | None) -> None:
    """Execute every edition, build the site around them, and say what became of each."""
    collect_seldom()
    total = len(edition_ids(root)) + 2
    with open_workers(workers, scheduler) as submit, _steps(total, "all") as progress:
        results = build_all(root, submit, progress)
    _end_with_report(results)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"Gets a project for each council; {BATCH_FOLDER} if left out.",
)
@workers_option
@scheduler_option
def batch(folder: Path, output: Path | None, workers: int, scheduler: str | None) -> None:
    """Execute every edition of every council in FOLDER, and assemble the site of each council.

    Each folder in FOLDER is a council with data/, params/, _config.yml, _toc.yml and its pages in
    book/; templates and shared pages it leaves out are those of this project. A council with faults
    stops no other: all are reported at the end.
    """
    with exit_codes():
        root = project_root(Path.cwd())
        councils = council_folders(folder)
        target = output or root / BATCH_FOLDER
        with open_workers(workers, scheduler) as submit, _steps(None, "batch") as progress:
            results = run_batch(councils, root, target, submit, progress)
        _end_with_report(results)


@click.command()
@click.argument("edition")
def publish(edition: str) -> None:
    """Freeze EDITION: put its executed notebooks under book/, to be committed."""
    with exit_codes():
        root = project_root(Path.cwd())
        with tqdm(total=len(read_edition(root, edition).pages), unit="page") as bar:
            folder = publish_edition(root, edition, lambda _: bar.update())
        click.echo(f"Frozen in {folder.relative_to(root)}")


@click.command()
@click.argument("edition")
def pdf(edition: str) -> None:
    """Typeset the published EDITION from its frozen notebooks: the whole, and two pages of summary.

    Both are accessible PDFs (PDF/UA-1), with the same bytes each time.
    """
    with exit_codes():
        root = project_root(Path.cwd())
        began = time.monotonic()
        for file in write_frozen_pdfs(root, read_edition(root, edition).edition):
            click.echo(file.relative_to(root).as_posix())
        click.echo(f"{time.monotonic() - began:.1f} seconds")
