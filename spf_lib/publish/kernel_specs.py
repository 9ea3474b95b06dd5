"""Which kernels execute pages: the installed one, importing the library that runs here."""

from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import Unicode, default

from spf_lib.publish.kernel_provisioner import PROVISIONER
from spf_lib.publish.layout import RUNNING_CODE, python_path


class RunningCodeSpecs(KernelSpecManager):
    """Kernel specifications as they stand, but importing this library, whichever is installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return a specification whose kernels import the library that runs here."""
        spec = super().get_kernel_spec(kernel_name)
        spec.env = {**spec.env, "PYTHONPATH": python_path(RUNNING_CODE.parent)}
        return spec


class ForkedSpecs(RunningCodeSpecs):
    """The same, provisioned by forking from a server.

    Attributes
    ----------
    address : str
        Where the server listens.
    """

    address = Unicode()

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return a specification that names the forking provisioner."""
        spec = super().get_kernel_spec(kernel_name)
        provisioner = {"provisioner_name": PROVISIONER, "config": {"address": self.address}}
        spec.metadata = {**spec.metadata, "kernel_provisioner": provisioner}
        return spec


class RunningCodeManager(AsyncKernelManager):
    """The stock manager of a kernel, which imports the library that runs here."""

    @default("kernel_spec_manager")
    def _specs(self) -> KernelSpecManager:
        return RunningCodeSpecs()


def kernel_settings(folder: Path) -> list[str]:
    """Give a kernel a new folder of settings: what stands in a user's home changes no page.

    Parameters
    ----------
    folder : Path
        Is made here, empty.

    Returns
    -------
    list of str
        Arguments for the kernel.
    """
    folder.mkdir()
    return [
        "--IPKernelApp.log_level=CRITICAL",
        f"--IPKernelApp.ipython_dir={folder}",
        "--IPKernelApp.exec_PYTHONSTARTUP=False",
        # Else each cell is written to a database that goes with the folder.
        "--HistoryManager.enabled=False",
    ]
