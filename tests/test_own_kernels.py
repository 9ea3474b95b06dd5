"""The kernels of a pytest process, kept apart from all others."""

from tests.own_kernels import SocketFilesManager


def test_a_kernel_is_met_at_files_that_no_other_kernel_has():
    one, other = SocketFilesManager(), SocketFilesManager()
    assert one.transport == other.transport == "ipc"
    assert one.ip != other.ip
