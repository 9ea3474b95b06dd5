"""Kernels forked from a server, as jupyter_client provisions them."""

from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Unicode

from spf_lib.publish.kernel_server import ForkedKernel, fork_kernel
from spf_lib.publish.kernel_server_process import LAUNCHER

PROVISIONER = "spf-forked"


class NotForkable(Exception):
    """A kernel is started by another command than ipykernel's, so a fork cannot be it."""


class ForkedProvisioner(LocalProvisioner):
    """Provisions a kernel by asking a server to fork it, where the stock one starts a process.

    A kernel specification names it: ``"metadata": {"kernel_provisioner": {"provisioner_name":
    "spf-forked", "config": {"address": …}}}``.

    Attributes
    ----------
    address : str
        Where the server listens.
    kernel : ForkedKernel or None
        The last kernel it launched, kept when it has ended.
    """

    address = Unicode()
    kernel: ForkedKernel | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Have the kernel forked that the command would start.

        Raises
        ------
        NotForkable
            If the command does not start ipykernel.
        ServerLost
            If the server has ended.
        """
        if cmd[1:3] != ["-m", LAUNCHER]:
            raise NotForkable(f"cannot fork a kernel that is started by {' '.join(cmd[:3])}")
        self.cwd = kwargs.get("cwd") or str(Path.cwd())
        self.kernel = fork_kernel(Path(self.address), cmd[3:], kwargs["env"], self.cwd)
        # It is asked and told what a Popen would be.
        self.process = cast(Any, self.kernel)
        self.pid = self.kernel.pid
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel, and wait for it: the end is reported at once, not polled for."""
        await super().kill(restart)
        if self.kernel:
            self.kernel.wait()
