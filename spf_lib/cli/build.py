"""``spf build``: says at once if there is nothing to build."""

import os
import time
from pathlib import Path

import click

from spf_lib.cli.arguments import scheduler_option, workers_option
from spf_lib.cli.exits import exit_codes
from spf_lib.publish.kernels_ahead import kernels_ahead
from spf_lib.publish.layout import project_root
from spf_lib.publish.unchanged import report_of_unchanged, site_key


@click.command()
@click.argument("edition", required=False)
@click.option("--all", "every", is_flag=True, help="Execute every edition, in several processes.")
@workers_option
@scheduler_option
def build(edition: str | None, every: bool, workers: int, scheduler: str | None) -> None:
    """Build the site with EDITION executed, or all editions, and say what it holds.

    Pages that follow from what has not changed are not executed again, and a site that has not
    changed is not built again; without _build/ everything is. The workers share the editions: they
    are for --all.
    """
    if bool(edition) == every:
        raise click.UsageError("give one of EDITION and --all")
    began = time.monotonic()
    with exit_codes():
        root = project_root(Path.cwd())
        key = site_key(root, edition) if edition else ""
        if edition and (report := report_of_unchanged(root, key)):
            click.echo("Nothing changed since this site was built:")
            click.echo(report)
            return
        # Before NumPy is imported, here and in what this starts: its library of linear algebra,
        # which has next to nothing to do, would start threads that wait by spinning.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        # Imported late: what is unchanged waits for none of it.
        if edition:
            with kernels_ahead(root, edition) as kernels:
                from spf_lib.cli.building import build_one_edition

                build_one_edition(root, edition, key, began, kernels)
        else:
            from spf_lib.cli.building import build_every_edition

            build_every_edition(root, workers, scheduler)
