"""The console command ``spf``: parses arguments and calls :mod:`spf_lib.publish`.

A command's module is imported only when the command is asked for, so that none waits for the
packages of another.
"""

from importlib import import_module

import click

_COMMANDS = {
    "build": "build",
    "batch": "building",
    "publish": "building",
    "pdf": "building",
    "check": "checking",
    "explain": "following",
    "trace": "following",
    "diff": "following",
    "spc": "following",
    "verify": "checking",
    "archive": "checking",
    "sign": "checking",
    "serve": "showing",
    "watch": "showing",
}


class LateCommands(click.Group):
    """A group whose commands are imported as they are asked for."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(_COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Return a command by its name, or None if there is no such command."""
        if name not in _COMMANDS:
            return None
        module = import_module(f"{__name__}.{_COMMANDS[name]}")
        command: click.Command = getattr(module, name)
        return command


@click.group(cls=LateCommands)
def main() -> None:
    """Make and check the SPF Book: a council's quarterly performance report.

    An edition is a quarter, such as 2019-20-Q2. Exit status: 0 success, 1 a check failed,
    2 something in the input is wrong (every fault is listed, nothing is written).
    """
