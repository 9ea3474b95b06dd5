"""The papermill engine whose kernels are forked from a server."""

import math
import signal
import time
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_core.utils import run_sync
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.log import logger
from traitlets import Instance, Unicode

from spf_lib.publish.kernel_provisioner import PROVISIONER, ForkedProvisioner
from spf_lib.publish.kernel_server import ForkedKernel, socket_files
from spf_lib.publish.kernel_specs import ForkedSpecs

ENGINE = "spf-forked"
_SECONDS_TO_SUBSCRIBE = 0.2
# Takes a kernel's name and its folder.
TakeReady = Callable[[str, str], AsyncKernelManager | None]


class KernelDied(DeadKernelError):
    """A kernel ended while it executed a cell; says by which signal or with which status."""


class PromptClient(AsyncKernelClient):
    """A client that is ready once its own first request has come back on both channels.

    The stock client then waits until nothing has come for a fifth of a second, on each page.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and what it publishes arrives.

        Raises
        ------
        RuntimeError
            If the kernel has died, or does not answer in time.
        """
        deadline = math.inf if timeout is None else time.monotonic() + timeout
        while not await self._answered(self.kernel_info()):
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answered(self, request: str) -> bool:
        try:
            while True:
                reply = await self.get_shell_msg(timeout=1)
                if reply["parent_header"].get("msg_id") == request:
                    break
            while True:
                message = await self.get_iopub_msg(timeout=_SECONDS_TO_SUBSCRIBE)
                if message["parent_header"].get("msg_id") != request:
                    continue
                if message["content"].get("execution_state") == "idle":
                    return True
        except Empty:
            return False


class ForkedNotebookClient(PapermillNotebookClient):  # type: ignore[misc] # papermill is untyped
    """papermill's client, with a kernel manager for forked kernels.

    Attributes
    ----------
    address : str
        Where the server of kernels listens.
    ready : AsyncKernelManager or None
        Manages a kernel that was started ahead, to be used in place of a new one.
    """

    address = Unicode()
    ready = Instance(AsyncKernelManager, allow_none=True)
    manager: AsyncKernelManager | None = None
    km: AsyncKernelManager | None
    kc: AsyncKernelClient | None

    def create_kernel_manager(self) -> AsyncKernelManager:
        """Create a manager of the notebook's kernel, which a server forks."""
        if self.ready:
            self.manager = self.km = self.ready
            return self.ready
        self.manager = self.km = AsyncKernelManager(
            kernel_name=self.kernel_name,
            kernel_spec_manager=ForkedSpecs(address=self.address),
            client_class=f"{__name__}.{PromptClient.__name__}",
            transport="ipc",
            ip=socket_files(Path(self.address)),
        )
        return self.manager

    async def _async_cleanup_kernel(self) -> None:
        """End the kernel without the stock client's waits: nothing of a page is left in it."""
        if kernel := kernel_of(self.manager):
            kernel.leave()
        if self.manager:
            await self.manager.cleanup_resources()
        client: AsyncKernelClient | None = self.kc
        if client:
            client.stop_channels()
        self.kc = None
        self.km = None

    _cleanup_kernel = run_sync(_async_cleanup_kernel)

    @property
    def death(self) -> str:
        """How the kernel ended."""
        kernel = kernel_of(self.manager)
        status = kernel.returncode if kernel else None
        if status is None:
            return "of an unknown cause"
        if status < 0:
            return f"killed by {signal.Signals(-status).name}"
        return f"exit status {status}"


def kernel_of(manager: AsyncKernelManager | None) -> ForkedKernel | None:
    """Return the forked kernel that a manager has started, if it has."""
    provisioner = manager and manager.provisioner
    return provisioner.kernel if isinstance(provisioner, ForkedProvisioner) else None


class ForkEngine(Engine):  # type: ignore[misc] # papermill is untyped
    """Executes a notebook as papermill's own engine does, in a kernel forked from a server."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        address: str,
        ready: TakeReady | None = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **options: Any,
    ) -> None:
        """Execute the notebook that a manager holds.

        Parameters
        ----------
        nb_man : papermill.engines.NotebookExecutionManager
            Holds the notebook, and is told of each cell.
        kernel_name : str
            The name of a kernel that ipykernel is.
        address : str
            Where the server of kernels listens.
        ready : callable, optional
            Hands over a kernel that was started ahead, if there is one of this name and folder.
        start_timeout, execution_timeout : int
            In seconds: for the kernel to answer, and for each cell.
        **options
            Handed on to the notebook client.

        Raises
        ------
        KernelDied
            If the kernel ends while a cell runs.
        """
        client = ForkedNotebookClient(
            nb_man,
            address=address,
            ready=ready(kernel_name, _folder_of(options)) if ready else None,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            timeout=execution_timeout,
            log=logger,
            **{name: value for name, value in options.items() if name != "input_path"},
        )
        try:
            client.execute()
        except DeadKernelError:
            raise KernelDied(client.death) from None


def _folder_of(options: Mapping[str, Any]) -> str:
    """Return the folder that a notebook is to run in."""
    return str(options.get("resources", {}).get("metadata", {}).get("path", ""))


def register() -> None:
    """Make engine and provisioner known, also where the package is not installed.

    Installed, the provisioner is known by its entry point in ``pyproject.toml`` already.
    """
    papermill_engines.register(ENGINE, ForkEngine)
    found = EntryPoint(
        PROVISIONER,
        f"{ForkedProvisioner.__module__}:{ForkedProvisioner.__name__}",
        KernelProvisionerFactory.GROUP_NAME,
    )
    KernelProvisionerFactory.provisioners.setdefault(PROVISIONER, found)
