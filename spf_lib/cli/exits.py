"""How a command ends: its exit status, and what it says when it fails."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

BAD_INPUT, CHECK_FAILED = 2, 1


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn expected failures into a message and an exit status: 2 bad input, 1 a failed check."""
    try:
        yield
    except Exception as error:
        # Imported late: a command that succeeds waits for none of it.
        from spf_lib.cli.failures import OF_BAD_INPUT, OF_FAILED_CHECK

        if not isinstance(error, OF_BAD_INPUT + OF_FAILED_CHECK):
            raise
        click.echo(str(error), err=True)
        sys.exit(BAD_INPUT if isinstance(error, OF_BAD_INPUT) else CHECK_FAILED)
