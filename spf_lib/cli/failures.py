"""The failures that a command expects, by the exit status they end it with."""

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

OF_BAD_INPUT = (
    BadInput,
    BadArchive,
    ClusterUnavailable,
    FileNotFoundError,
    PortTaken,
    SigningUnavailable,
    UnreadableKey,
)
OF_FAILED_CHECK = (
    BadSignature,
    BuildFailed,
    NotAsPublished,
    NotebookFailed,
    PreviewRunning,
    ReturnEdited,
    WordsUnsupported,
)
