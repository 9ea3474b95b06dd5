"""How a command ends: its exit status, and what it says when it fails."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from spf_lib.framework.tables import BadInput
from spf_lib.publish.archive import BadArchive, NotAsPublished
from spf_lib.publish.book import BuildFailed
from spf_lib.publish.execute import NotebookFailed
from spf_lib.publish.preview_process import PreviewRunning
from spf_lib.publish.published_returns import ReturnEdited
from spf_lib.publish.serve import PortTaken
from spf_lib.publish.signing import (
    BadSignature,
    SigningUnavailable,
    UnreadableKey,
)
from spf_lib.publish.words_report import WordsUnsupported
from spf_lib.publish.workers import ClusterUnavailable

BAD_INPUT, CHECK_FAILED = 2, 1
_BAD_INPUT = (
    BadInput,
    BadArchive,
    ClusterUnavailable,
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


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn expected failures into a message and an exit status: 2 bad input, 1 a failed check."""
    try:
        yield
    except _BAD_INPUT as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_INPUT)
    except _CHECK_FAILED as error:
        click.echo(str(error), err=True)
        sys.exit(CHECK_FAILED)
