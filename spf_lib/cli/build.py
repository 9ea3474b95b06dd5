"""``spf build``: says at once if there is nothing to build."""

import time
from pathlib import Path

import click

from spf_lib.cli.arguments import scheduler_option, workers_option
from spf_lib.publish.layout import project_root
from spf_lib.publish.unchanged import report_of_unchanged


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
    if edition and (report := _unchanged(edition)):
        click.echo("Nothing changed since this site was built:")
        click.echo(report)
        return
    # Imported late: what is unchanged waits for none of it.
    from spf_lib.cli.building import build_every_edition, build_one_edition

    if edition:
        build_one_edition(edition, began)
    else:
        build_every_edition(workers, scheduler)


def _unchanged(edition: str) -> str | None:
    try:
        return report_of_unchanged(project_root(Path.cwd()), edition)
    except FileNotFoundError:
        # No project: the build itself says so, with its exit status.
        return None
