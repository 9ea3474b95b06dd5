"""Commands that show the site in a browser."""

from pathlib import Path

import click

from spf_lib.cli.exits import exit_codes
from spf_lib.publish.layout import project_root
from spf_lib.publish.preview import watch_edition
from spf_lib.publish.preview_process import leave_at_once
from spf_lib.publish.serve import site_server


@click.command()
@click.option("--port", default=8000, show_default=True, help="0 takes any free port.")
def serve(port: int) -> None:
    """Open the built site on localhost until interrupted."""
    with exit_codes():
        server = site_server(project_root(Path.cwd()), port)
    click.echo(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C stops it)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


@click.command()
@click.argument("edition")
@click.option("--port", default=8001, show_default=True, help="0 takes any free port.")
def watch(edition: str, port: int) -> None:
    """Show EDITION on localhost while you edit, each page anew as soon as a file is saved.

    Follows data, parameters, templates, the book's own pages and settings, and the library's code
    (it starts again with that). The page you have open comes first. What is wrong stands on top of
    every page until it is mended. PDFs, downloads and the index of the search are not made again
    here: `spf build` makes the site to publish, and this leaves it alone.
    """
    with exit_codes():
        root = project_root(Path.cwd())
        try:
            watch_edition(root, edition, port, click.echo)
        except KeyboardInterrupt:
            leave_at_once()
