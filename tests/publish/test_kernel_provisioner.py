"""The provisioner of forked kernels, as jupyter_client finds and calls it."""

import asyncio
import tomllib

import pytest
from jupyter_client.provisioning import KernelProvisionerFactory

from spf_lib.publish.fork_engine import register
from spf_lib.publish.kernel_provisioner import PROVISIONER, ForkedProvisioner, NotForkable


def test_jupyter_finds_the_provisioner_that_the_package_declares(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["entry-points"][KernelProvisionerFactory.GROUP_NAME]
    register()
    found = KernelProvisionerFactory.provisioners[PROVISIONER]
    assert declared == {PROVISIONER: found.value}
    assert found.load() is ForkedProvisioner


def test_a_kernel_of_another_language_is_refused():
    with pytest.raises(NotForkable, match="R --slave"):
        asyncio.run(ForkedProvisioner().launch_kernel(["R", "--slave", "-e"], env={}))
