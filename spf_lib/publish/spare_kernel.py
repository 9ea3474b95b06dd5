"""A kernel started before the page it is for is known, so that the page need not wait for one.

It is forked while its server holds no edition, so it cannot hold a stale one; if it rehearses a
page, it lets go of the edition again (:mod:`.rehearsal`). Told to hold one, it reads what is in the
store by then; it serves one page of that change, or is ended.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from uuid import uuid4

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbformat.v4 import new_notebook
from papermill.engines import NotebookExecutionManager
from papermill.log import logger

from spf_lib.publish.fork_engine import ForkedNotebookClient, kernel_of, register
from spf_lib.publish.kernel_server import KernelServer
from spf_lib.publish.kernel_specs import kernel_settings

_KERNEL = "python3"
_SECONDS_TO_ANSWER = 60
# Leaves no name behind, and its value is nothing that a kernel would note.
_HOLD = (
    "__import__('spf_lib.publish.store', fromlist=['store'])"
    ".held_edition(__import__('pathlib').Path({root!r}), {edition_id!r}) and None"
)
_REHEARSE = (
    "__import__('spf_lib.publish.rehearsal', fromlist=['rehearsal'])"
    ".rehearse(__import__('pathlib').Path({executed!r})) and None"
)


@dataclass(frozen=True)
class _Started:
    manager: AsyncKernelManager
    folder: str
    talk: BlockingKernelClient
    rehearses: bool

    @property
    def runs(self) -> bool:
        kernel = kernel_of(self.manager)
        return kernel is not None and kernel.poll() is None

    def tell(self, code: str) -> None:
        """Let it run code of which a page finds no trace; what it answers is not waited for."""
        self.talk.execute(code, silent=True, store_history=False)

    def has_rehearsed(self) -> bool:
        """Whether it has answered by now that what it rehearses went well."""
        try:
            reply = self.talk.get_shell_msg(timeout=0)
        except Empty:
            return False
        return bool(reply["content"]["status"] == "ok")


class SpareKernel:
    """At most one kernel of a server, started ahead.

    Parameters
    ----------
    server : KernelServer
        Forks it.
    """

    def __init__(self, server: KernelServer) -> None:
        self._server = server
        self._settings = server.address.parent / "settings"
        # Several pages may ask for it at once.
        self._waiting: SimpleQueue[_Started] = SimpleQueue()
        self._serving: BlockingKernelClient | None = None

    def start(self, folder: Path) -> None:
        """Start a kernel that runs in a folder, in the place of one that waits.

        Raises
        ------
        ServerLost
            If the server has ended.
        """
        self.drop()
        shutil.rmtree(self._settings, ignore_errors=True)
        self._settings.mkdir()
        folder.mkdir(parents=True, exist_ok=True)
        # What it holds is handed to each kernel it forks.
        self._server.hold_ready(folder, [])
        register()
        client = ForkedNotebookClient(
            NotebookExecutionManager(new_notebook(), progress_bar=False),
            address=str(self._server.address),
            kernel_name=_KERNEL,
            extra_arguments=kernel_settings(self._settings / uuid4().hex),
            log=logger,
        )
        manager = client.create_kernel_manager()
        client.start_new_kernel(cwd=str(folder))
        talk = BlockingKernelClient()
        talk.load_connection_info(manager.get_connection_info())
        talk.start_channels(iopub=False, stdin=False, hb=False, control=False)
        talk.kernel_info(reply=True, timeout=_SECONDS_TO_ANSWER)
        self._waiting.put(_Started(manager, str(folder), talk, rehearses=False))

    def rehearse(self, executed: Path) -> None:
        """Let the kernel that waits rehearse a page, if one does.

        Parameters
        ----------
        executed : Path
            The notebook of the page that is likely to be executed next, as it stands.
        """
        if started := self._taken():
            started.tell(_REHEARSE.format(executed=str(executed)))
            self._waiting.put(replace(started, rehearses=True))

    def hold_ready(self, root: Path, edition_id: str) -> bool:
        """Let the kernel read an assessed edition already; say whether there is one to do so.

        One that still rehearses would come later than a new one, and is ended.
        """
        started = self._taken()
        if started is None:
            return False
        if not started.runs or (started.rehearses and not started.has_rehearsed()):
            _end(started)
            return False
        started.tell(_HOLD.format(root=str(root), edition_id=edition_id))
        self._waiting.put(replace(started, rehearses=False))
        return True

    def take(self, kernel_name: str, folder: str) -> AsyncKernelManager | None:
        """Hand the kernel over, if it still runs and was started as it is asked for."""
        started = self._taken()
        if started is None:
            return None
        if started.runs and (kernel_name, folder) == (_KERNEL, started.folder):
            # What it was told may be on its way still.
            self._serving = started.talk
            return started.manager
        _end(started)
        return None

    def drop(self) -> None:
        """End the kernel: it may hold an edition as it was before a change."""
        if started := self._taken():
            _end(started)
        if self._serving:
            self._serving.stop_channels()
            self._serving = None

    def _taken(self) -> _Started | None:
        try:
            return self._waiting.get_nowait()
        except Empty:
            return None


def _end(started: _Started) -> None:
    started.talk.stop_channels()
    if kernel := kernel_of(started.manager):
        kernel.leave()
    run_sync(started.manager.cleanup_resources)()
