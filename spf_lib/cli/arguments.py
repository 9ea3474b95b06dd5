"""Arguments that several commands take."""

from pathlib import Path

import click

from spf_lib.publish.worker_count import WORKERS

AN_EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    default=WORKERS,
    show_default=True,
    help="How many processes of this machine share the editions.",
)
scheduler_option = click.option(
    "--scheduler",
    help="Give the editions to a Dask cluster instead, such as tcp://10.0.0.5:8786.",
)
